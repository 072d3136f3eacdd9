"""What a summary does when its visit ends, goes on, or changes hands. Each in the transaction of the event.

Of a patient who was erased meanwhile no summary is begun, and none goes on.
"""

from contextlib import suppress

from services.contracts.events import Event, Happened, VisitEnded, VisitHandedOver, VisitReopened
from services.contracts.ids import PersonId
from services.notes.callers import EVENTS
from services.notes.change import Change, Note
from services.notes.errors import VisitNotKnown
from services.notes.summary import rules, store
from services.notes.summary.model import Summary
from services.notes.visit import store as visits
from services.notes.work import Edge
from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.runtime.inbox import Reactions
from services.runtime.personal import PersonErasedError


class VisitNews:
    """Hears of visits."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def ended(self, tx: Tx, event: Event, ended: VisitEnded) -> None:
        """A draft, from the event alone."""
        with suppress(PersonErasedError):
            await self._draft(tx, event, ended)

    async def _draft(self, tx: Tx, event: Event, ended: VisitEnded) -> None:
        async with self._edge.inside(tx, EVENTS) as work:
            await store.begin(work, Summary(ended.visit_id, event.clinicid, event.queueid, ended.patient_id))
            summary = await store.load(work, ended.visit_id)
            if await visits.keep_ended(tx, event, ended):
                work.tell(_heard("visit.end_heard", ended, ended.patient_id))
                await work.save(rules.visit_ended(summary, ended.version, new_id(), work.now), store.put)

    async def reopened(self, tx: Tx, event: Event, reopened: VisitReopened) -> None:
        """What was signed before says that the visit went on."""
        if not await visits.keep_reopened(tx, reopened):
            return
        async with self._edge.inside(tx, EVENTS) as work:
            work.concerns(event, reopened.visit_id)
            work.tell(_heard("visit.reopening_heard", reopened))
            with suppress(VisitNotKnown):
                summary = await store.load(work, reopened.visit_id)
                await work.save(rules.visit_reopened(summary, reopened.version), store.put)

    async def handed_over(self, tx: Tx, event: Event, handed: VisitHandedOver) -> None:
        """Another clinician is responsible, and signs."""
        if await visits.keep_handed_over(tx, handed):
            async with self._edge.inside(tx, EVENTS) as work:
                work.concerns(event, handed.visit_id)
                work.tell(_heard("visit.handing_over_heard", handed, handed.to_id))


def _heard(action: str, fact: Happened, person_id: PersonId | None = None) -> Change[Happened]:
    return Change(fact, notes=(Note(action, fact.visit_id, person_id, {"version": fact.version}),))


def react(reactions: Reactions, edge: Edge) -> None:
    """Say which events this capability hears."""
    news = VisitNews(edge)
    reactions.on(VisitEnded, news.ended)
    reactions.on(VisitReopened, news.reopened)
    reactions.on(VisitHandedOver, news.handed_over)
