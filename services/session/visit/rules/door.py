"""One person's place: coming to the door, being let in, leaving, being removed and taken back."""

from dataclasses import replace
from datetime import datetime

from services.contracts.events import PersonAdmitted, PersonEntered, PersonLeft, PersonRemoved, RemovalUndone
from services.contracts.ids import DeviceId, PersonId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.problems import LinkClosed
from services.contracts.standing import BY_INVITATION, NEEDS_CONSENT
from services.contracts.states import ConsentState, Role, Scope, Standing, VisitState
from services.contracts.visit_table import VisitCommand, visit_cell
from services.session.change import Change, Note
from services.session.errors import CannotRemove, ProtectedPair, RoomFull, from_table
from services.session.happenings import PersonShutOut
from services.session.visit.rules.apart import who_bars
from services.session.visit.rules.consent import may_come
from services.session.visit.rules.devices import let_in, with_device, without_devices
from services.session.visit.rules.model import Participant, Visit
from services.session.visit.rules.talk import stop_waiting
from services.session.visit.rules.times import ROOM_HOLDS, Times

OPENS_TO = frozenset({ConsentState.PROPOSED, ConsentState.AGREED})
"""What an invitation must be for its guest to come to the door. Being let in needs the yes."""

_BEFORE_THE_TALK = frozenset({VisitState.SCHEDULED, VisitState.WAITING})


def is_open(visit: Visit, times: Times, now: datetime) -> bool:
    """Whether one may come to the door now. A missed visit opens: whoever comes late is seen or rings the desk."""
    match visit.state:
        case VisitState.SCHEDULED:
            return now >= visit.opens_at(times)
        case VisitState.WAITING | VisitState.IN_PROGRESS | VisitState.NO_SHOW:
            return True
        case VisitState.ENDED | VisitState.CANCELLED:
            return False


def tap(visit: Visit, person_id: PersonId, device_id: DeviceId, times: Times, now: datetime) -> Change[Visit]:
    """A person with a link tapped, on a device that is theirs. Too early, or after the end, it binds only;
    so it does for whom the yes gives the summary alone.
    """
    person = visit.person(person_id)
    _must_open(visit, person)
    if not is_open(visit, times, now) or not may_come(person):
        return Change(visit.with_person(with_device(person, device_id)))
    return _enter(visit, person, device_id)


def _must_open(visit: Visit, person: Participant) -> None:
    is_shut = person.role in BY_INVITATION and person.consent not in OPENS_TO
    may_know = person.role not in BY_INVITATION or person.person_id == visit.decision_maker_id
    tells_too_much = visit.state is VisitState.CANCELLED and not may_know
    if person.standing is Standing.REMOVED or is_shut or tells_too_much:
        raise LinkClosed


def take_seat(visit: Visit, device_id: DeviceId, times: Times, now: datetime) -> Change[Visit]:
    """The responsible clinician enters; nobody needs to let them in."""
    if visit.state is VisitState.SCHEDULED and now < visit.opens_at(times):
        raise from_table("visit.too_early", **visit.present())
    if visit.state not in {*_BEFORE_THE_TALK, VisitState.IN_PROGRESS}:
        raise from_table(f"visit.is_{visit.state.value}", **visit.present())
    return _enter(visit, visit.clinician, device_id)


def _enter(visit: Visit, person: Participant, device_id: DeviceId) -> Change[Visit]:
    entered = with_device(person.moved(ParticipantCommand.ENTER), device_id)
    after = visit.with_person(entered)
    if entered.standing is person.standing:
        return Change(after)
    fact = PersonEntered(visit_id=visit.id, person_id=person.person_id, role=person.role, device_id=device_id)
    return Change(after, facts=(fact,), notes=(Note("person.entered", visit.id, person.person_id),))


def admit_companion(
    visit: Visit,
    person_id: PersonId,
    device_id: DeviceId | None = None,
    *,
    most: int = ROOM_HOLDS,
    is_emergency: bool = False,
) -> Change[Visit]:
    """Let somebody in beside the patient: after the patient, a guest only with the decision-maker's yes, never the
    other one of a protected pair, and while the room has a place.

    In an emergency neither of the last two bars: staff were warned, and the two stay hidden from each other.
    """
    person = visit.person(person_id)
    after = person.moved(ParticipantCommand.ADMIT)
    _must_be_before_the_end(visit)
    if person.role in NEEDS_CONSENT and Scope.JOIN not in person.scopes:
        raise from_table("guest.not_agreed", **visit.present())
    if visit.state is not VisitState.IN_PROGRESS or visit.patient.standing is not Standing.ADMITTED:
        raise from_table("guest.patient_first", **visit.present())
    if not is_emergency:
        _must_have_a_place(visit, person, most)
    after = let_in(after, device_id)
    if after == person:
        return Change(visit)
    came_now = person.standing is not Standing.ADMITTED
    return Change(
        visit.with_person(replace(after, let_in_at=visit.standing_version) if came_now else after),
        facts=(PersonAdmitted(visit_id=visit.id, person_id=person_id, role=person.role),),
        notes=(Note("person.admitted", visit.id, person_id),),
    )


def _must_have_a_place(visit: Visit, person: Participant, most: int) -> None:
    if person.standing is Standing.ADMITTED:
        return
    barring = who_bars(visit, person)
    if barring is not None:
        raise ProtectedPair(None, with_person=str(barring), **visit.present())
    if visit.is_full_for(person, most):
        raise RoomFull(None, most=most, **visit.present())


def _must_be_before_the_end(visit: Visit) -> None:
    """The visit's own row for admitting says what is wrong with an ended, cancelled or missed visit."""
    cell = visit_cell(VisitCommand.ADMIT, visit.column)
    if cell.error is not None and visit.state not in _BEFORE_THE_TALK:
        raise from_table(cell.error, **visit.present())


def leave(visit: Visit, person_id: PersonId) -> Change[Visit]:
    """Somebody goes of their own accord. A patient who leaves the waiting room gives up the place in line."""
    person = visit.person(person_id)
    if person.role is Role.PATIENT and visit.state is VisitState.WAITING:
        return stop_waiting(visit)
    return _gone(visit, person, ParticipantCommand.LEAVE, "person.left")


def away_too_long(visit: Visit, person_id: PersonId) -> Change[Visit]:
    """A guest's devices have all been away for ten minutes, as a well watcher saw."""
    person = visit.person(person_id)
    return _gone(visit, person, ParticipantCommand.AWAY_TOO_LONG, "person.away_too_long")


def _gone(visit: Visit, person: Participant, command: ParticipantCommand, action: str) -> Change[Visit]:
    after = person.moved(command)
    if after == person:
        return Change(visit)
    return Change(
        visit.with_person(after),
        facts=(PersonLeft(visit_id=visit.id, person_id=person.person_id, role=person.role),),
        notes=(Note(action, visit.id, person.person_id),),
    )


def remove(visit: Visit, person_id: PersonId, now: datetime) -> Change[Visit]:
    """Put somebody out of the visit. For ten seconds it can be undone, then the link dies."""
    person = visit.person(person_id)
    if person.role in {Role.PATIENT, Role.CLINICIAN}:
        raise CannotRemove
    after = person.moved(ParticipantCommand.REMOVE)
    if after == person:
        return Change(visit)
    return Change(
        visit.with_person(replace(after, removed_at=now)),
        facts=(PersonRemoved(visit_id=visit.id, person_id=person_id),),
        notes=(Note("person.removed", visit.id, person_id),),
    )


def undo_remove(
    visit: Visit, person_id: PersonId, times: Times, now: datetime, most: int = ROOM_HOLDS
) -> Change[Visit]:
    """Take a removal back: the person is what they were, as far as the visit and the room still allow it."""
    person = visit.person(person_id)
    after = person.moved(ParticipantCommand.UNDO_REMOVE)
    if who_bars(visit, person) is not None or visit.is_full_for(person, most):
        after = after.moved(ParticipantCommand.SEND_BACK)
    if person.removed_at is None or now > person.removed_at + times.undo_remove_within or after == person:
        raise from_table("participant.too_late_to_undo", **visit.present())
    return Change(
        visit.with_person(after),
        facts=(RemovalUndone(visit_id=visit.id, person_id=person_id),),
        notes=(Note("person.removal_undone", visit.id, person_id),),
    )


def make_removal_final(visit: Visit, person_id: PersonId, times: Times, now: datetime) -> Change[Visit]:
    """Nobody undid the removal in time: the devices are no longer theirs, and the link dies."""
    person = visit.person(person_id)
    is_due = person.removed_at is not None and now >= person.removed_at + times.undo_remove_within
    if person.standing is not Standing.REMOVED or person.before_removal is None or not is_due:
        return Change(visit)
    return Change(
        visit.with_person(replace(person, before_removal=None, devices={})),
        happenings=(PersonShutOut(visit.id, person_id),),
        notes=(Note("person.shut_out", visit.id, person_id),),
    )


def devices_ended(visit: Visit, person_id: PersonId, device_ids: frozenset[DeviceId]) -> Change[Visit]:
    """These devices are no longer the person's; whoever stood there with none left keeps the standing, unreached."""
    return Change(visit.with_person(without_devices(visit.person(person_id), device_ids)))
