"""What links do when visits and consents move."""

from collections.abc import Mapping
from typing import Final

from services.contracts.states import ConsentState
from services.session.happenings import Booked, ConsentMoved, PersonShutOut, VisitMoved
from services.session.link import issue, store
from services.session.link.rules import WhyClosed
from services.session.work import Work

_CLOSES: Final[Mapping[ConsentState, WhyClosed]] = {
    ConsentState.DECLINED: WhyClosed.DECLINED,
    ConsentState.REVOKED: WhyClosed.REVOKED,
    ConsentState.EXPIRED: WhyClosed.EXPIRED,
}


class LinkReactions:
    """Made with the key that link secrets are computed from."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def on_booked(self, work: Work, booked: Booked) -> None:
        """The patient gets a link."""
        await issue.issue(work, self._key, booked.clinic_id, booked.queue_id, booked.visit_id, booked.patient_id)

    async def on_consent(self, work: Work, moved: ConsentMoved) -> None:
        """A guest who was asked has a link, proposed or agreed; any no ends it."""
        if moved.state in _CLOSES:
            await issue.close(work, moved.visit_id, moved.person_id, _CLOSES[moved.state])
            return
        numbers = work.numbers[moved.visit_id]
        await issue.issue(work, self._key, numbers.clinic_id, numbers.queue_id, moved.visit_id, moved.person_id)

    async def on_shut_out(self, work: Work, out: PersonShutOut) -> None:
        """A removal became final."""
        await issue.close(work, out.visit_id, out.person_id, WhyClosed.REMOVED)

    async def on_moved(self, work: Work, moved: VisitMoved) -> None:
        """Nobody has come to the new time yet."""
        await store.forget_first_tap(work.tx, moved.visit_id)
