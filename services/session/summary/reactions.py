"""What session does when notes tells of a summary."""

from dataclasses import replace
from typing import Final

from services.contracts.events import Event, SummaryDrafted, SummaryNotSent, SummarySigned, SummaryWaived
from services.runtime.database import Tx
from services.runtime.inbox import Reactions
from services.session.callers import OwnCaller
from services.session.change import Change, Note
from services.session.happenings import DeskTask, DeskTaskKind
from services.session.visit import store as visits
from services.session.work import Edge

NOTES: Final = OwnCaller("notes")


class SummaryNews:
    """Hears of summaries."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def signed(self, tx: Tx, _: Event, fact: SummarySigned) -> None:
        """From now on the visit is not reopened."""
        async with self._edge.inside(tx, NOTES) as work:
            visit = await visits.load(work, fact.visit_id)
            if visit.signed_at is not None:
                return
            note = Note("visit.summary_signed", visit.id, details={"number": fact.number})
            await work.save(Change(replace(visit, signed_at=fact.signed_at), notes=(note,)), visits.put)

    async def waived(self, tx: Tx, _: Event, fact: SummaryWaived) -> None:
        """There will be no summary; where one is signed, only a correction was dropped."""
        async with self._edge.inside(tx, NOTES) as work:
            visit = await visits.load(work, fact.visit_id)
            if visit.signed_at is None:
                note = Note("visit.summary_waived", visit.id, details={"number": fact.number})
                await work.save(Change(replace(visit, waived_at=work.now), notes=(note,)), visits.put)

    async def drafted(self, tx: Tx, _: Event, fact: SummaryDrafted) -> None:
        """One is written after all."""
        async with self._edge.inside(tx, NOTES) as work:
            visit = await visits.load(work, fact.visit_id)
            if visit.waived_at is not None:
                note = Note("visit.summary_begun_again", visit.id, details={"number": fact.number})
                await work.save(Change(replace(visit, waived_at=None), notes=(note,)), visits.put)

    async def not_sent(self, tx: Tx, _: Event, fact: SummaryNotSent) -> None:
        """The desk calls whoever was not reached."""
        async with self._edge.inside(tx, NOTES) as work:
            visit = await visits.load(work, fact.visit_id)
            note = Note("summary.not_sent", visit.id, fact.person_id, {"failure": fact.failure})
            hint = visit.changed("visit", staff=True)
            task = DeskTask(visit.id, DeskTaskKind.SUMMARY_NOT_SENT)
            await work.tell(Change(visit, happenings=(task,), hints=(hint,), notes=(note,)))


def hear(events: Reactions, edge: Edge) -> None:
    """Say which events this capability hears."""
    news = SummaryNews(edge)
    events.on(SummaryDrafted, news.drafted)
    events.on(SummarySigned, news.signed)
    events.on(SummaryWaived, news.waived)
    events.on(SummaryNotSent, news.not_sent)
