"""The settings that the rules of a visit know, lengths of time above all, and what time alone does to it. Data only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.states import Standing

ROOM_HOLDS: Final = 6
"""How many people are in a visit at once, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class Times:
    """Every length of time that the rules of a visit know. All are settings."""

    window_before: timedelta = timedelta(minutes=30)
    window_after: timedelta = timedelta(minutes=30)
    reopen_within: timedelta = timedelta(minutes=30)
    undo_remove_within: timedelta = timedelta(seconds=10)
    guest_away: timedelta = timedelta(minutes=10)
    room_empty: timedelta = timedelta(hours=4)


class TimerKind(StrEnum):
    """What rings."""

    WINDOW_END = "visit.window_end"
    DAY_END = "visit.day_end"
    ROOM_EMPTY = "visit.room_empty"
    REMOVAL_FINAL = "visit.removal_final"
    GUEST_AWAY = "visit.guest_away"


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that time alone does to a visit, or to one person in it (None: to the visit as a whole).

    `standing` and `expected` (booked time and delay) are what its time counts from: another one is awaited anew.
    """

    kind: TimerKind
    person_id: PersonId | None = None
    standing: Standing | None = None
    expected: tuple[datetime, timedelta] | None = None
