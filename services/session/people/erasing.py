"""Erasing a person: their key goes, and with it everything that names them or was written about them, in every row.

What stays says nothing about who it was: ids, times and codes, so that the audit keeps its chain and the figures their
sums.
"""

from typing import Final

from sqlalchemy import select

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import VisitState
from services.runtime import idempotency, person_keys
from services.session.accounts import store as accounts
from services.session.callers import OwnCaller
from services.session.change import Change, Note
from services.session.chat.reactions import forget_words_of
from services.session.link import issue
from services.session.link.rules import WhyClosed
from services.session.people import store as people
from services.session.visit import store as visits
from services.session.visit.tables import participants
from services.session.work import Work

OPERATOR: Final = OwnCaller("operator")

_OVER: Final = frozenset({VisitState.ENDED, VisitState.CANCELLED, VisitState.NO_SHOW})


class NotErasableError(Exception):
    """Why this person cannot be erased now; the message is one sentence for the operator."""


async def erase(work: Work, person_id: PersonId, *, again: bool = False) -> bool:
    """Erase somebody. False when that was done before. Raises `NotErasableError`.

    `again`: they were erased before, and came back with an older copy, in which a visit of theirs may not be over yet.
    """
    if person_id not in await people.of_ids(work.tx, [person_id]):
        raise NotErasableError("There is no such person.")
    if await accounts.find(work.tx, person_id) is not None:
        raise NotErasableError("This is somebody of the staff: what they did for others names them.")
    await _close_links(work, person_id, again=again)
    if not await person_keys.erase(work.tx, person_id, work.now):
        return False
    await people.forget_index(work.tx, person_id)
    await idempotency.forget_answers(work.tx)
    await work.tell(Change(person_id, notes=(Note("person.erased", person_id=person_id),)))
    return True


async def _close_links(work: Work, person_id: PersonId, *, again: bool) -> None:
    """Nothing opens any more what is left of their visits."""
    of_person = select(participants.c.visit_id).where(participants.c.person_id == person_id)
    for visit_id in (await work.tx.execute(of_person.order_by(participants.c.visit_id))).scalars().all():
        visit = await visits.load(work, VisitId(visit_id))
        if visit.state not in _OVER and not again:
            raise NotErasableError(f"The visit {visit.id} is not over yet; please cancel or finish it first.")
        await issue.close(work, visit.id, person_id, WhyClosed.ERASED)
        await forget_words_of(work, visit.id, person_id, is_patient=person_id == visit.patient_id)
