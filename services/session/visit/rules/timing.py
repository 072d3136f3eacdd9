"""Which timers a change of a visit sets, and when those that judge presence look again. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.standing import NEEDS_CONSENT
from services.contracts.states import Standing, VisitState
from services.session.visit.rules.model import Participant, Times, Visit

LOOK_AGAIN: Final = timedelta(seconds=30)
"""While no watcher is well enough to judge."""

_STAYS = frozenset({Standing.AT_DOOR, Standing.ADMITTED})


class TimerKind(StrEnum):
    """What rings."""

    WINDOW_END = "visit.window_end"
    DAY_END = "visit.day_end"
    ROOM_EMPTY = "visit.room_empty"
    REMOVAL_FINAL = "visit.removal_final"
    GUEST_AWAY = "visit.guest_away"


@dataclass(frozen=True, slots=True)
class TimerWish:
    """One timer a kind, visit and person (None: the visit as a whole)."""

    kind: TimerKind
    due_at: datetime
    person_id: PersonId | None = None


def timers(before: Visit | None, after: Visit, times: Times, now: datetime) -> list[TimerWish]:
    """The timers that this change sets, or moves. Those that have no use any more find so when they ring."""
    wishes = []
    if before is None or _window(before, times) != _window(after, times):
        wishes.append(TimerWish(TimerKind.WINDOW_END, after.window_ends_at(times)))
    if after.state is VisitState.IN_PROGRESS and (before is None or before.state is not after.state):
        wishes.append(TimerWish(TimerKind.ROOM_EMPTY, now + times.room_empty))
    for person in after.people.values():
        wishes.extend(_of_person(before.people.get(person.person_id) if before else None, person, times, now))
    return wishes


def _window(visit: Visit, times: Times) -> tuple[datetime, datetime]:
    return visit.scheduled_at, visit.window_ends_at(times)


def _of_person(before: Participant | None, after: Participant, times: Times, now: datetime) -> list[TimerWish]:
    if before is not None and before.standing is after.standing:
        return []
    if after.standing is Standing.REMOVED:
        due_at = (after.removed_at or now) + times.undo_remove_within
        return [TimerWish(TimerKind.REMOVAL_FINAL, due_at, after.person_id)]
    if after.role in NEEDS_CONSENT and after.standing in _STAYS:
        return [TimerWish(TimerKind.GUEST_AWAY, now + times.guest_away, after.person_id)]
    return []


def is_watched(person: Participant) -> bool:
    """Whether somebody's being away for long still moves them."""
    return person.role in NEEDS_CONSENT and person.standing in _STAYS
