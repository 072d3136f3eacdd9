"""What visits do when booking, links and invitations tell of something, in the same transaction."""

from services.session.happenings import Booked, ConsentMoved, DevicesEnded, DeviceTapped, PairMoved
from services.session.visit import store
from services.session.visit.rules import apart, consent, door, plan
from services.session.visit.rules.times import Times
from services.session.work import Work


class VisitReactions:
    """The reactions, with the times that the rules need. app.py registers each."""

    def __init__(self, times: Times) -> None:
        self._times = times

    async def on_booked(self, work: Work, order: Booked) -> None:
        """A booking makes the visit's row."""
        await work.save(plan.booked(order), store.put)

    async def on_consent_moved(self, work: Work, moved: ConsentMoved) -> None:
        """A guest's invitation makes their place, opens their scopes, or cuts everything."""
        visit = await store.load(work, moved.visit_id)
        await work.save(consent.consent_moved(visit, moved.person_id, moved.state, moved.scopes, moved.role), store.put)

    async def on_pair_moved(self, work: Work, moved: PairMoved) -> None:
        """Two who must not meet are hidden from each other, or are so no longer."""
        visit = await store.load(work, moved.visit_id)
        rule = apart.set_apart if moved.is_apart else apart.join_again
        await work.save(rule(visit, moved.one_id, moved.other_id), store.put)

    async def on_device_tapped(self, work: Work, tapped: DeviceTapped) -> None:
        """A tap brings its person to the door."""
        visit = await store.load(work, tapped.visit_id)
        change = door.tap(visit, tapped.person_id, tapped.device_id, self._times, work.now)
        await work.save(change, store.put)

    async def on_devices_ended(self, work: Work, ended: DevicesEnded) -> None:
        """Devices that a newer link or a second fact ended have no place any more."""
        visit = await store.load(work, ended.visit_id)
        await work.save(door.devices_ended(visit, ended.person_id, ended.device_ids), store.put)
