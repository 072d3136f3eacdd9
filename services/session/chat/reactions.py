"""Has a visit's chat erased once the visit is closed, and the words of a person who is erased.

It is a timer, so that it happens however long signaling is away, and nothing else waits for that.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from services.contracts import subjects
from services.contracts.events import Event, SummarySigned, SummaryWaived, VisitEnded
from services.contracts.ids import PersonId, VisitId
from services.contracts.questions import AskForgetChat, ChatForgotten
from services.runtime.bus import Bus, NoAnswerError, ProblemAnsweredError
from services.runtime.database import Tx
from services.runtime.inbox import Reactions
from services.runtime.logs import get_logger
from services.runtime.timers import Due, Ring, set_timer
from services.session.callers import OwnCaller
from services.session.change import Change, Note
from services.session.chat.rules import goes_at
from services.session.visit import store as visits
from services.session.visit.rules.times import Times
from services.session.work import Edge, Work

TIMER: Final = "chat.forget"
CHAT: Final = OwnCaller("chat")

FORGOTTEN_WITHIN_SECONDS: Final = 5.0
"""A few hundred messages are erased in half a second."""

AGAIN_AFTER: Final = timedelta(seconds=20)

log = get_logger(__name__)


async def forget_words_of(work: Work, visit_id: VisitId, person_id: PersonId, *, is_patient: bool) -> None:
    """Somebody is erased: what they wrote goes, and where it was about them all that others wrote."""
    writer = None if is_patient else str(person_id)
    await set_timer(work.tx, TIMER, f"{visit_id} {person_id}", work.now, {"visit": str(visit_id), "writer": writer})


class ClosedVisits:
    """Hears what closes a visit."""

    def __init__(self, times: Times) -> None:
        self._times = times

    async def look(self, tx: Tx, _: Event, told: VisitEnded | SummarySigned | SummaryWaived) -> None:
        """Set the time at which the chat goes, where there is one."""
        at = goes_at(await visits.read(tx, told.visit_id), self._times)
        if at is not None:
            await set_timer(tx, TIMER, str(told.visit_id), at, {"visit": str(told.visit_id), "writer": None})


class Forgetting:
    """Rings when something of a chat is to be erased."""

    def __init__(self, edge: Edge, bus: Bus, times: Times) -> None:
        self._edge, self._bus, self._times = edge, bus, times

    @property
    def rings(self) -> Mapping[str, Ring]:
        """For a set of timers of its own: no other waits for signaling."""
        return {TIMER: self.ring}

    async def ring(self, tx: Tx, due: Due) -> None:
        """Erase, and note that it was done; later again while nobody does it."""
        visit_id, writer = VisitId(UUID(str(due.details["visit"]))), due.details["writer"]
        async with self._edge.inside(tx, CHAT) as work:
            visit = await visits.load(work, visit_id)
            goes = goes_at(visit, self._times)
            if due.key == str(visit_id) and (goes is None or goes > work.now):
                return  # it goes on; what closes it again sets the time anew
            asked = AskForgetChat(visit_id=visit_id, writer=PersonId(UUID(str(writer))) if writer else None)
            removed = await self._ask(asked)
            if removed is None:
                await set_timer(tx, TIMER, due.key, work.now + AGAIN_AFTER, due.details)
            elif removed:
                note = Note("visit.chat_erased", visit_id, asked.writer, {"messages": removed})
                await work.tell(Change(visit, notes=(note,)))

    async def _ask(self, asked: AskForgetChat) -> int | None:
        try:
            answer = await self._bus.ask(subjects.ASK_FORGET_CHAT, asked, ChatForgotten, FORGOTTEN_WITHIN_SECONDS)
        except (NoAnswerError, ProblemAnsweredError) as error:
            log.warning("chat_not_erased_yet", error=type(error).__name__)
            return None
        return answer.removed


def hear(events: Reactions, times: Times) -> None:
    """Say which events this capability hears, after the summary's news took effect."""
    closed = ClosedVisits(times)
    events.on(VisitEnded, closed.look)
    events.on(SummarySigned, closed.look)
    events.on(SummaryWaived, closed.look)
