"""Which screen a patient or guest sees, as one function of what is. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.participant_table import ParticipantCommand, place
from services.contracts.states import Absent, DevicePlace, Outcome, Role, Standing, VisitState
from services.session.change import Change, Note
from services.session.visit.rules.model import Visit

SOON: Final = timedelta(minutes=10)
"""From when on the page says how many minutes are left."""


class Screen(StrEnum):
    """The screens a link can open."""

    TOO_EARLY = "too_early"
    READS_LATER = "reads_later"
    """The yes is for the summary alone: there is a page after the visit."""
    CHECK = "check"
    WAITING = "waiting"
    KNOCKED = "knocked"
    GO_IN = "go_in"
    CALL = "call"
    LEFT = "left"
    OVER = "over"
    NOT_HELD = "not_held"
    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


class Opening(StrEnum):
    """How the booked time stands to now, for the first words of the welcome."""

    TOO_EARLY = "too_early"
    IN_TIME = "in_time"
    SOON = "soon"
    STARTED = "started"
    OVER = "over"
    CANCELLED = "cancelled"


class ClinicianStatus(StrEnum):
    """What those who wait may know of the clinician."""

    WITH_SOMEONE = "with_someone"
    FREE = "free"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class When:
    """How the booked time stands: when the waiting room opens, for when it is booked, for when it was before it moved.

    `is_open`: whether one may come to the door now.
    """

    opens_at: datetime
    scheduled_at: datetime
    is_open: bool
    moved_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides about the screen. `device`: None when another device took this one's place.

    `went_in`: somebody tapped "Go in" on this device. `undecided`: a timer marked the no-show, no person did.
    `reads_only`: the yes is for the summary alone.
    """

    role: Role
    visit_state: VisitState
    standing: Standing
    device: DevicePlace | None
    checked: bool
    went_in: bool
    outcome: Outcome | None = None
    absent: Absent | None = None
    undecided: bool = False
    reads_only: bool = False


_WORDS: Final = {VisitState.CANCELLED: Opening.CANCELLED, VisitState.ENDED: Opening.OVER}

_ENDINGS: Final = {
    VisitState.ENDED: Screen.OVER,
    VisitState.CANCELLED: Screen.CANCELLED,
    VisitState.NO_SHOW: Screen.MISSED,
}


def opening(state: VisitState, when: When, now: datetime) -> Opening:
    """The welcome's word about the time."""
    if state in _WORDS:
        return _WORDS[state]
    if not when.is_open:
        return Opening.TOO_EARLY
    if state is VisitState.IN_PROGRESS or now >= when.scheduled_at:
        return Opening.STARTED
    return Opening.SOON if when.scheduled_at - now <= SOON else Opening.IN_TIME


def can_enter(standing: Standing, *, visit_is_open: bool, reads_only: bool = False) -> bool:
    """Whether a tap would bring this person to the door."""
    cell = place(ParticipantCommand.ENTER, standing)
    return visit_is_open and not reads_only and cell.error is None and standing in {Standing.INVITED, Standing.GONE}


def present_changed(visit: Visit, person_id: PersonId, action: str) -> Change[Visit]:
    """Word that somebody came to, or left, the room in which a person is: to staff, and to who may know of it."""
    hints = (
        visit.changed("visit", staff=True),
        visit.changed("people", visit.patient_id, visit.clinician_id, person_id),
    )
    return Change(visit, hints=hints, notes=(Note(action, visit.id, person_id),))


def screen_of(seen: Seen, when: When) -> Screen:
    """The screen, from the strongest fact to the weakest: how it ended, which device, when, where one stands."""
    ending = _ending(seen)
    if ending is not None:
        return ending
    if seen.reads_only:
        return Screen.READS_LATER
    if seen.standing in {Standing.AT_DOOR, Standing.ADMITTED} and seen.device is None:
        return Screen.REPLACED
    if seen.standing is Standing.ADMITTED and seen.device is DevicePlace.ADMITTED:
        return _let_in(seen)
    if seen.standing in {Standing.AT_DOOR, Standing.ADMITTED}:
        return _at_the_door(seen)
    if not when.is_open:
        return Screen.MOVED if when.moved_from is not None else Screen.TOO_EARLY
    return Screen.LEFT if seen.standing is Standing.GONE else Screen.CHECK


def _ending(seen: Seen) -> Screen | None:
    if seen.visit_state is VisitState.ENDED and seen.outcome is Outcome.DID_NOT_TAKE_PLACE:
        return Screen.NOT_HELD
    if seen.visit_state is VisitState.NO_SHOW:
        if seen.undecided:
            return None
        return Screen.NOT_HELD if seen.absent is Absent.CLINICIAN else Screen.MISSED
    return _ENDINGS.get(seen.visit_state)


def _let_in(seen: Seen) -> Screen:
    if seen.visit_state is not VisitState.IN_PROGRESS:
        return _at_the_door(seen)
    return Screen.CALL if seen.went_in else Screen.GO_IN


def _at_the_door(seen: Seen) -> Screen:
    if not seen.checked:
        return Screen.CHECK
    return Screen.WAITING if seen.role is Role.PATIENT else Screen.KNOCKED
