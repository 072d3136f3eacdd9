"""What follows from presence: the patient arrived, both receive each other, somebody was here in the window.

Every instance hears every state and keeps its board; one of them (the queue group) acts. Presence is a state told
again every 5 s, so whatever was missed is made up for by the next one. The visit is looked at again whenever its
standing changed, as the standing's own core message tells.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from nats.aio.msg import Msg
from pydantic import ValidationError

from services.contracts import subjects
from services.contracts.ids import VisitId
from services.contracts.presence import VisitPresence
from services.contracts.problems import Problem
from services.contracts.states import VisitState
from services.runtime.bus import Bus
from services.runtime.clock import Clock, utc_now
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.session.callers import PRESENCE
from services.session.presence import rules, store
from services.session.presence.board import FORGOTTEN_AFTER, Board
from services.session.presence.rules import Report
from services.session.visit import store as visits
from services.session.visit.rules import plan, talk
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Times
from services.session.work import Edge, Work

QUEUE: Final = "session"

WRITTEN_EVERY: Final = timedelta(seconds=30)
"""How old the written copy of an unchanged report may become; timers that judge by it count minutes."""

SWEPT_EVERY_SECONDS: Final = 600.0

log = get_logger(__name__)


class Watch:
    """Hears presence and standing, and does what follows."""

    def __init__(self, edge: Edge, board: Board, times: Times, clock: Clock = utc_now) -> None:
        self._edge = edge
        self._board = board
        self._times = times
        self._clock = clock
        self._written: dict[tuple[VisitId, str], Report] = {}
        self._settled: dict[VisitId, tuple[object, ...]] = {}
        """Of each visit what was seen when nothing more followed from it, so that a repeated state costs nothing."""

    async def listen(self, bus: Bus) -> None:
        """Begin to hear; called once the process runs."""
        await bus.subscribe(subjects.ALL_PRESENCE, self._hear)
        await bus.subscribe(subjects.ALL_PRESENCE, self._act_on_presence, queue=QUEUE)
        await bus.subscribe(subjects.ALL_STANDING, self._act_on_standing, queue=QUEUE)

    async def recall(self) -> None:
        """Take in what was written down before this process started."""
        async with self._edge.reading() as tx:
            for visit_id, report in await store.since(tx, self._clock() - FORGOTTEN_AFTER):
                self._board.remember(visit_id, report)

    async def sweep(self) -> None:
        """Forget what is too old to judge from, until cancelled."""
        while True:
            await asyncio.sleep(SWEPT_EVERY_SECONDS)
            self._board.forget_old()
            self._settled.clear()
            limit = self._clock() - FORGOTTEN_AFTER
            self._written = {key: report for key, report in self._written.items() if report.at > limit}
            try:
                async with self._edge.bookkeeping() as tx:
                    await store.forget_before(tx, limit)
            except Exception as error:
                if not is_out_of_reach(error):
                    raise
                log.warning("presence_not_swept", error=type(error).__name__)

    async def _hear(self, message: Msg) -> None:
        with suppress(ValidationError):
            self._board.hear(VisitPresence.model_validate_json(message.data))

    async def _act_on_presence(self, message: Msg) -> None:
        try:
            told = VisitPresence.model_validate_json(message.data)
        except ValidationError:
            log.warning("presence_unreadable", subject=message.subject)
            return
        self._board.hear(told)
        await self._write_down(told)
        await self.look(told.visit_id)

    async def _act_on_standing(self, message: Msg) -> None:
        visit_id = VisitId(UUID(message.subject.rpartition(".")[2]))
        self._settled.pop(visit_id, None)
        await self.look(visit_id)

    async def _write_down(self, told: VisitPresence) -> None:
        key = (told.visit_id, told.instance)
        report, before = self._board.report(*key), self._written.get(key)
        if before is not None and _same_people(before, report) and report.at - before.at < WRITTEN_EVERY:
            return
        with _unless_out_of_reach("presence_not_written"):
            async with self._edge.bookkeeping() as tx:
                await store.keep(tx, told.visit_id, report)
            self._written[key] = report

    async def look(self, visit_id: VisitId) -> None:
        """See what follows from who is in this visit now; nothing new, no transaction."""
        seen = self._seen(visit_id)
        if not any(seen) or self._settled.get(visit_id) == seen:
            return
        with _unless_out_of_reach("presence_not_acted_on"):
            async with self._edge.work(PRESENCE) as work:
                await self._follow(work, visit_id)
            self._settled[visit_id] = seen

    def _seen(self, visit_id: VisitId) -> tuple[object, ...]:
        """All that `_follow` goes by, besides the visit."""
        reports, now = self._board.reports(visit_id), self._clock()
        pairs = frozenset(
            (one.person_id, sender)
            for report in reports
            if rules.is_believed(report, now)
            for one in report.people
            for sender in one.receiving
        )
        return (rules.live_roles(reports, now), pairs)

    async def _follow(self, work: Work, visit_id: VisitId) -> None:
        visit = await visits.load(work, visit_id)
        reports = self._board.reports(visit_id)
        visit = await work.save(
            plan.was_live(visit, rules.live_roles(reports, work.now), self._times, work.now), visits.put
        )
        if self._patient_is_at_the_door(visit):
            with suppress(Problem):  # too early, or over: the page says so
                visit = await work.save(talk.arrive(visit, self._times, work.now), visits.put)
        if self._both_receive(visit, reports, work.now):
            await work.save(talk.first_media(visit, work.now), visits.put)

    def _patient_is_at_the_door(self, visit: Visit) -> bool:
        waits_for_this = visit.state in {VisitState.SCHEDULED, VisitState.NO_SHOW}
        return waits_for_this and talk.is_at_door(visit) and self._board.is_here(visit.id, visit.patient_id)

    def _both_receive(self, visit: Visit, reports: tuple[Report, ...], now: datetime) -> bool:
        if visit.state is not VisitState.IN_PROGRESS or visit.first_media_at is not None:
            return False
        return rules.receive_each_other(visit.patient_id, visit.clinician_id, reports, now)


def _same_people(one: Report, other: Report) -> bool:
    return {(p.person_id, p.device_id, p.link) for p in one.people} == {
        (p.person_id, p.device_id, p.link) for p in other.people
    }


@contextmanager
def _unless_out_of_reach(line: str) -> Iterator[None]:
    """A part that is out of reach is a line in the log: the state comes again in five seconds."""
    try:
        yield
    except Exception as error:
        if not is_out_of_reach(error):
            raise
        log.warning(line, error=type(error).__name__)
