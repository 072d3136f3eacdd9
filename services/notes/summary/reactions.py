"""What a summary does when its visit ends, goes on, or changes hands. Each in the transaction of the event.

Of a patient who was erased meanwhile no summary is begun, and none goes on.
"""

from contextlib import suppress

from services.contracts.events import Event, VisitEnded, VisitHandedOver, VisitReopened
from services.notes.callers import EVENTS
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
                await work.save(rules.visit_ended(summary, ended.version, new_id(), work.now), store.put)

    async def reopened(self, tx: Tx, _: Event, reopened: VisitReopened) -> None:
        """What was signed before says that the visit went on."""
        if not await visits.keep_reopened(tx, reopened):
            return
        with suppress(VisitNotKnown):
            await self._go_on(tx, reopened)

    async def _go_on(self, tx: Tx, reopened: VisitReopened) -> None:
        async with self._edge.inside(tx, EVENTS) as work:
            summary = await store.load(work, reopened.visit_id)
            await work.save(rules.visit_reopened(summary, reopened.version), store.put)

    async def handed_over(self, tx: Tx, _: Event, handed: VisitHandedOver) -> None:
        """Another clinician is responsible, and signs."""
        await visits.keep_handed_over(tx, handed)


def react(reactions: Reactions, edge: Edge) -> None:
    """Say which events this capability hears."""
    news = VisitNews(edge)
    reactions.on(VisitEnded, news.ended)
    reactions.on(VisitReopened, news.reopened)
    reactions.on(VisitHandedOver, news.handed_over)
