"""What time does to questions that nobody answered: they end when the visit is over, and can be asked anew."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from services.contracts.events import Event, InvitationProposed, VisitCancelled, VisitEnded
from services.contracts.ids import VisitId
from services.contracts.states import ConsentBasis, ConsentState, VisitState
from services.contracts.visit_table import Actor
from services.runtime.database import Tx
from services.runtime.inbox import Reactions
from services.runtime.timers import Due, set_timer
from services.session.callers import TIMER
from services.session.invitation import asking, store
from services.session.invitation.hand import AskedOn, Hand
from services.session.invitation.rules import Answer, Invitation
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.work import Edge

UNANSWERED: Final = "invitation.unanswered"

ANSWER_WITHIN: Final = timedelta(days=14)
"""For a question that was asked after the visit, about its summary alone."""

_OVER: Final = frozenset({VisitState.ENDED, VisitState.CANCELLED})
_BY_TIME: Final = Hand(None, Actor.TIMER, ConsentBasis.TIME, AskedOn.NONE)


class Unanswered:
    """Ends them. `reopen_within`: how long a visit that ended may still go on, and its questions with it."""

    def __init__(self, edge: Edge, reopen_within: timedelta) -> None:
        self._edge = edge
        self._reopen_within = reopen_within

    def hear(self, events: Reactions) -> None:
        """Say which events this is about."""
        events.on(VisitEnded, self._ended)
        events.on(VisitCancelled, self._cancelled)
        events.on(InvitationProposed, self._asked)

    async def _ended(self, tx: Tx, _: Event, fact: VisitEnded) -> None:
        await set_timer(tx, UNANSWERED, str(fact.visit_id), fact.ended_at + self._reopen_within)

    async def _cancelled(self, tx: Tx, event: Event, fact: VisitCancelled) -> None:
        await set_timer(tx, UNANSWERED, str(fact.visit_id), event.time)

    async def _asked(self, tx: Tx, event: Event, fact: InvitationProposed) -> None:
        """A question after the visit waits for its answer for a while of its own."""
        if (await visits.read(tx, fact.visit_id)).state is VisitState.ENDED:
            await set_timer(tx, UNANSWERED, f"{fact.visit_id}:{fact.invitation_id}", event.time + ANSWER_WITHIN)

    async def ring(self, tx: Tx, due: Due) -> None:
        """What was not answered until now ends, unless the visit goes on."""
        visit_id, _, invitation_id = due.key.partition(":")
        async with self._edge.inside(tx, TIMER) as work:
            visit = await visits.load(work, VisitId(UUID(visit_id)))
            if visit.state in _OVER:
                for one in await store.of_visit(tx, visit.id):
                    if one.state is ConsentState.PROPOSED and _is_due(one, visit, invitation_id):
                        await asking.answer(work, visit, one, Answer.EXPIRE, _BY_TIME)


def _is_due(invitation: Invitation, visit: Visit, invitation_id: str) -> bool:
    """The question itself, or each that was asked before the visit was over."""
    if invitation_id:
        return str(invitation.id) == invitation_id
    return visit.ended_at is None or invitation.asked_at <= visit.ended_at
