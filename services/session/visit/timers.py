"""What the timers of visits do when they ring. Each judges anew; what a person decided, a timer never changes."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import VisitState
from services.contracts.visit_table import Guard, VisitCommand, visit_cell
from services.runtime.database import Tx
from services.runtime.timers import Due, Ring, set_timer
from services.session.callers import TIMER
from services.session.change import Change
from services.session.errors import FromTable
from services.session.happenings import TimeAwaited
from services.session.presence.board import Board
from services.session.presence.rules import Away, Here, Judgement
from services.session.tables import clinics
from services.session.visit import store
from services.session.visit.rules import door, plan, talk, timing
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import TimerKind, Times
from services.session.work import Edge, Work

_NOBODY: Final = "-"


class VisitTimers:
    """Sets and rings the timers of visits."""

    def __init__(self, edge: Edge, board: Board, times: Times, day_ends_at: time) -> None:
        self._edge = edge
        self._board = board
        self._times = times
        self._day_ends_at = day_ends_at

    @property
    def rings(self) -> Mapping[str, Ring]:
        """What each kind of timer does."""
        return {
            TimerKind.WINDOW_END: self._window_end,
            TimerKind.DAY_END: self._day_end,
            TimerKind.ROOM_EMPTY: self._room_empty,
            TimerKind.REMOVAL_FINAL: self._removal_final,
            TimerKind.GUEST_AWAY: self._guest_away,
        }

    async def on_awaited(self, work: Work, told: TimeAwaited) -> None:
        """Set the timers that a change calls for."""
        for one in told.awaited:
            due = timing.due_at(one, told.visit, self._times, work.now)
            await _set(work.tx, told.visit.id, one.kind, due, one.person_id)

    async def _window_end(self, tx: Tx, due: Due) -> None:
        """Nobody came: an automatic no-show. Somebody waits: a task for the desk, and once more at day's end."""
        async with self._edge.inside(tx, TIMER) as work:
            visit = await store.load(work, _visit_of(due))
            if visit_cell(VisitCommand.WINDOW_ENDED, visit.column).error is not None:
                return
            await work.save(_at_window_end(visit), store.put)
            if visit.state is VisitState.WAITING:
                day_end = await self._end_of_day(tx, visit, work.now)
                await _set(tx, visit.id, TimerKind.DAY_END, day_end)

    async def _end_of_day(self, tx: Tx, visit: Visit, now: datetime) -> datetime:
        zone = ZoneInfo((await tx.execute(select(clinics.c.zone).where(clinics.c.id == visit.clinic_id))).scalar_one())
        day = visit.scheduled_at.astimezone(zone).date()
        return max(now, datetime.combine(day, self._day_ends_at, zone).astimezone(UTC))

    async def _day_end(self, tx: Tx, due: Due) -> None:
        async with self._edge.inside(tx, TIMER) as work:
            visit = await store.load(work, _visit_of(due))
            if visit.state is VisitState.WAITING:
                await work.save(plan.window_ended(visit, at_days_end=True), store.put)

    async def _room_empty(self, tx: Tx, due: Due) -> None:
        """Both patient and clinician have been out of the room for hours: the visit ends as abandoned."""
        async with self._edge.inside(tx, TIMER) as work:
            visit = await store.load(work, _visit_of(due))
            if visit.state is not VisitState.IN_PROGRESS:
                return
            began = visit.started_at or visit.scheduled_at
            judged = [self._board.judge(visit.id, one) for one in (visit.patient_id, visit.clinician_id)]
            empty_at = _empty_at(judged, began)
            if empty_at is not None and work.now >= empty_at + self._times.room_empty:
                await work.save(talk.room_empty(visit, work.now), store.put)
                return
            look = _look_again(judged, empty_at, work.now, self._times.room_empty)
            await _set(tx, visit.id, TimerKind.ROOM_EMPTY, look)

    async def _removal_final(self, tx: Tx, due: Due) -> None:
        """Nobody undid a removal: the link dies."""
        async with self._edge.inside(tx, TIMER) as work:
            visit = await store.load(work, _visit_of(due))
            change = door.make_removal_final(visit, _person_of(due), self._times, work.now)
            await work.save(change, store.put)

    async def _guest_away(self, tx: Tx, due: Due) -> None:
        """A guest whose devices have been away for ten minutes is gone."""
        async with self._edge.inside(tx, TIMER) as work:
            visit, person_id = await store.load(work, _visit_of(due)), _person_of(due)
            person = visit.people.get(person_id)
            if person is None or not person.is_watched:
                return
            judged = [self._board.judge(visit.id, person_id)]
            away_since = _empty_at(judged, due.due_at - self._times.guest_away)
            if away_since is not None and work.now >= away_since + self._times.guest_away:
                await work.save(door.away_too_long(visit, person_id), store.put)
                return
            look = _look_again(judged, away_since, work.now, self._times.guest_away)
            await _set(tx, visit.id, TimerKind.GUEST_AWAY, look, person_id)


def _at_window_end(visit: Visit) -> Change[Visit]:
    try:
        return plan.window_ended(visit)
    except FromTable as problem:
        if problem.code != Guard.NOBODY_CAME:
            raise
        return plan.came_and_left(visit)


async def _set(tx: Tx, visit_id: VisitId, kind: TimerKind, due: datetime, person_id: PersonId | None = None) -> None:
    await set_timer(tx, kind, f"{visit_id}:{person_id or _NOBODY}", due)


def _visit_of(due: Due) -> VisitId:
    return VisitId(UUID(due.key.partition(":")[0]))


def _person_of(due: Due) -> PersonId:
    return PersonId(UUID(due.key.partition(":")[2]))


def _empty_at(judged: list[Judgement], otherwise: datetime) -> datetime | None:
    """Since when all of them have been away (`otherwise`: for whoever was never seen); None while one may be here."""
    away = [one.since or otherwise for one in judged if isinstance(one, Away)]
    return max(away) if len(away) == len(judged) else None


def _look_again(judged: list[Judgement], empty_at: datetime | None, now: datetime, limit: timedelta) -> datetime:
    if empty_at is not None:
        return empty_at + limit
    is_certain = any(isinstance(one, Here) for one in judged)
    return now + (limit if is_certain else min(limit, timing.LOOK_AGAIN))
