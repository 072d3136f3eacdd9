"""Tells those who wait their place whenever a line moved, and whether their clinician is with somebody."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from services.contracts.events import Event, VisitEnded, VisitReopened, VisitStarted
from services.contracts.hints import AddressedHint, PlaceInLine
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import VisitState
from services.runtime.database import Tx
from services.runtime.timers import Due, set_timer
from services.session.callers import TIMER, WAITING
from services.session.change import Change
from services.session.happenings import Booked, LineMoved, VisitMoved
from services.session.visit import store as visits
from services.session.waiting import store
from services.session.waiting.rules import GRACE, line
from services.session.work import Edge, Work

LATE_TIMER: Final = "waiting.late"
JUST_AFTER: Final = timedelta(seconds=1)


async def on_line_moved(work: Work, moved: LineMoved) -> None:
    """Tell everyone of these lines whose place is another one now."""
    if moved.state not in {VisitState.WAITING, VisitState.IN_PROGRESS}:
        await store.forget_seen(work.tx, moved.visit_id)
    for clinician in sorted(moved.clinician_ids):  # in one order, so that no two wait for each other
        work.at_end(("places", clinician), partial(tell_places, clinician_id=clinician))


async def on_booked(work: Work, booked: Booked) -> None:
    """Whoever has not come in time loses the place without anybody's doing."""
    await _watch(work, booked.visit_id, booked.scheduled_at)


async def _watch(work: Work, visit_id: VisitId, scheduled_at: datetime) -> None:
    await set_timer(work.tx, LATE_TIMER, str(visit_id), scheduled_at + GRACE + JUST_AFTER)


class LateTimer:
    """Rings when somebody's grace is over: those behind move up."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def ring(self, tx: Tx, due: Due) -> None:
        """Tell the line anew."""
        async with self._edge.inside(tx, TIMER) as work:
            visit = await visits.load(work, VisitId(UUID(due.key)))
            await tell_places(work, visit.clinician_id)


class TalkNews:
    """Tells those who wait whether their clinician is with somebody now.

    Hears it as events, once the talk's own command is done: nobody's Finish takes longer for a long line.
    """

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def tell(self, tx: Tx, _: Event, told: VisitStarted | VisitEnded | VisitReopened) -> None:
        """Have the pages of the clinician's line look again."""
        async with self._edge.inside(tx, WAITING) as work:
            clinician = (await visits.read(tx, told.visit_id)).clinician_id
            waiting = [one.visit_id for one in await store.line_of(tx, clinician, work.now) if one.waits]
            for visit in await visits.read_many(tx, waiting):
                await work.tell(Change(visit, hints=(visit.changed("visit", visit.patient_id),)))


async def on_moved(work: Work, moved: VisitMoved) -> None:
    """At the new time the clinician has not seen the patient yet, and nobody is late."""
    await store.forget_seen(work.tx, moved.visit_id)
    await _watch(work, moved.visit_id, moved.scheduled_at)


async def tell_places(work: Work, clinician_id: PersonId) -> None:
    """A hint to each who waits and whose place changed. It carries the place, so that no page needs to ask."""
    await store.hold_line(work.tx, clinician_id)
    order = line(await store.line_of(work.tx, clinician_id, work.now), work.now)
    waiting = {one.visit_id: (index + 1, one) for index, one in enumerate(order) if one.waits}
    told = await store.told(work.tx, list(waiting))
    for visit_id, (place, one) in waiting.items():
        before, version = told.get(visit_id, (0, 0))
        if place == before:
            continue
        await store.keep_told(work.tx, visit_id, place, version + 1)
        hint = AddressedHint(
            clinic_id=one.clinic_id,
            queue_id=one.queue_id,
            visit_id=visit_id,
            to_people=frozenset({one.patient_id}),
            hint=PlaceInLine(place=place, version=version + 1),
        )
        await work.tell(Change(one, hints=(hint,)))
