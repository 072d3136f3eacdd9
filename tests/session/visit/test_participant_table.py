"""The table of a person's standing against a second one, typed by hand from what the product promises."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final, cast

import pytest

from services.contracts.ids import PersonId
from services.contracts.participant_table import PARTICIPANT_TABLE, ParticipantCommand, Place
from services.contracts.problems import Problem
from services.contracts.states import ConsentState, DevicePlace, Role, Scope, Standing, VisitState
from services.contracts.visit_table import Actor
from services.session.change import Change
from services.session.visit.rules import consent, door, plan, talk
from services.session.visit.rules.model import Participant, Visit
from tests.session.visit import plays
from tests.session.visit.plays import ANA, AT, LIND, PHONE, ROSA, TABLET, TIMES, after

I, D, A, G, R = Standing  # noqa: E741 (the table's own short names)
X = ParticipantCommand

PERSON: Final = {Role.PATIENT: ROSA, Role.CLINICIAN: LIND, Role.GUEST: ANA}

NOT_HERE, CLOSED = "error participant.not_here", "error link.closed"


def is_(standing: Standing) -> str:
    return f"error participant.is_{standing.value}"


EXPECTED: Final[Mapping[ParticipantCommand, Mapping[Standing, str | Mapping[Role, str]]]] = {
    X.ENTER: {
        I: {Role.PATIENT: "at_door", Role.CLINICIAN: "admitted", Role.GUEST: "at_door"},
        D: "same",
        A: "same",
        G: {Role.PATIENT: "at_door", Role.CLINICIAN: "admitted", Role.GUEST: "at_door"},
        R: CLOSED,
    },
    X.ADMIT: {I: NOT_HERE, D: "admitted", A: "same", G: NOT_HERE, R: CLOSED},
    X.LEAVE: {I: "gone", D: "gone", A: "gone", G: "same", R: "same"},
    X.AWAY_TOO_LONG: {I: is_(I), D: "gone", A: "gone", G: is_(G), R: is_(R)},
    X.CUT: {I: "same", D: "invited", A: "invited", G: "invited", R: "same"},
    X.SEND_BACK: {I: "same", D: "same", A: "at_door", G: "same", R: "same"},
    X.REMOVE: {I: "removed", D: "removed", A: "removed", G: "removed", R: "same"},
    X.UNDO_REMOVE: {I: is_(I), D: is_(D), A: is_(A), G: is_(G), R: "back to what it was"},
    X.FINISH: {I: "gone", D: "gone", A: "gone", G: "same", R: "same"},
    X.REOPEN: {
        I: is_(I),
        D: is_(D),
        A: is_(A),
        G: {Role.PATIENT: "admitted", Role.CLINICIAN: "admitted", Role.GUEST: "invited"},
        R: "same",
    },
    X.RESCHEDULE: {I: "same", D: "invited", A: is_(A), G: "invited", R: "same"},
}

EVERY_CELL = [(command, standing, role) for command in ParticipantCommand for standing in Standing for role in PERSON]
each_cell = pytest.mark.parametrize(("command", "standing", "role"), EVERY_CELL, ids=lambda part: str(part.value))


def expected(command: ParticipantCommand, standing: Standing, role: Role) -> str:
    cell = EXPECTED[command][standing]
    return cell if isinstance(cell, str) else cell[role]


def walked(command: ParticipantCommand, standing: Standing, role: Role) -> str:
    """What becomes of a person; of a removed one whatever they were before."""
    befores = [before for before in Standing if before is not R] if standing is R else [None]
    results = [_becomes(command, Participant(PERSON[role], role, standing=standing, before_removal=b)) for b in befores]
    if standing is R and results == [before.value for before in befores if before]:
        return "back to what it was"
    assert len(set(results)) == 1, results
    return results[0]


def _becomes(command: ParticipantCommand, person: Participant) -> str:
    try:
        becomes = person.moved(command).standing
    except Problem as problem:
        return f"error {problem.code}"
    return "same" if becomes is person.standing else becomes.value


@each_cell
def test_a_command_moves_a_person_as_the_product_promises(
    command: ParticipantCommand, standing: Standing, role: Role
) -> None:
    assert walked(command, standing, role) == expected(command, standing, role)


def other_places(place: Place | None) -> Iterator[Place | None]:
    for candidate in (
        None,
        Place(),
        Place(error="participant.not_here"),
        Place(restores=True),
        *(Place(all=standing) for standing in Standing),
        Place(patient=D, clinician=D, guest=D),
    ):
        if candidate != place:
            yield candidate


@pytest.mark.parametrize("command", ParticipantCommand, ids=lambda command: command.value)
@pytest.mark.parametrize("standing", Standing, ids=lambda standing: standing.value)
def test_no_cell_could_be_changed_without_this_walk_noticing(
    command: ParticipantCommand, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = cast("dict[Standing, Place]", PARTICIPANT_TABLE[command])
    truth = row.get(standing)
    unnoticed = []
    for changed in other_places(truth):
        with monkeypatch.context() as patch:
            if changed is None:
                patch.delitem(row, standing, raising=False)
            else:
                patch.setitem(row, standing, changed)
            if all(walked(command, standing, role) == expected(command, standing, role) for role in PERSON):
                unnoticed.append(changed)
    assert all(means_the_same(truth, changed, standing) for changed in unnoticed), unnoticed


def means_the_same(one: Place | None, other: Place | None, standing: Standing) -> bool:
    """`invited -> invited` and `same` are two ways to write one cell."""
    if one is None or other is None:
        return False
    stays = [place.error is None and place.becomes(role) in {None, standing} for place in (one, other) for role in Role]
    return all(stays) or (one.error is None and all(one.becomes(role) == other.becomes(role) for role in PERSON))


Move = Callable[[Visit], Visit]


@pytest.mark.parametrize(
    "consented", [ConsentState.DECLINED, ConsentState.REVOKED, ConsentState.EXPIRED], ids=lambda state: state.value
)
def test_a_guest_whose_yes_is_gone_is_cut_from_everything_at_once(consented: ConsentState) -> None:
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    cut = consent.consent_moved(visit, ANA, consented, frozenset({Scope.JOIN})).becomes.person(ANA)
    assert (cut.standing, cut.scopes, dict(cut.devices)) == (I, frozenset(), {})


def agreed_to(*scopes: Scope) -> Callable[[Visit], Change[Visit]]:
    return lambda v: consent.consent_moved(v, ANA, ConsentState.AGREED, frozenset(scopes))


def test_a_guest_who_may_only_read_any_more_leaves_the_room_and_keeps_the_page() -> None:
    inside = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    reads = after(inside, agreed_to(Scope.SUMMARY_ALL)).person(ANA)
    assert (reads.standing, reads.scopes) == (I, frozenset({Scope.SUMMARY_ALL}))
    assert reads.devices == {TABLET: DevicePlace.AT_DOOR}


def test_a_guest_who_may_only_read_does_not_come_to_the_door_until_joining_is_agreed_to() -> None:
    reads = after(plays.talking(), agreed_to(Scope.SUMMARY_ALL), plays.ana_taps)
    assert reads.person(ANA).standing is I
    assert after(reads, agreed_to(Scope.JOIN), plays.ana_taps).person(ANA).standing is D


def test_taking_back_a_removal_brings_nobody_in_whose_joining_was_taken_away_meanwhile() -> None:
    removed = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in, lambda v: door.remove(v, ANA, AT))
    back = after(removed, agreed_to(Scope.SUMMARY_ALL), lambda v: door.undo_remove(v, ANA, TIMES, AT))
    assert back.person(ANA).standing is I


def test_a_guest_comes_to_the_door_before_the_yes_but_is_not_let_in() -> None:
    asked = after(
        plays.talking(), lambda v: consent.consent_moved(v, ANA, ConsentState.PROPOSED, frozenset()), plays.ana_taps
    )
    assert asked.person(ANA).standing is D
    assert code_of(lambda: plays.ana_is_let_in(asked)) == "guest.not_agreed"


@pytest.mark.parametrize("start", [plays.at_the_door, plays.waiting], ids=["scheduled", "waiting"])
def test_a_guest_is_let_in_only_after_the_patient(start: Callable[[], Visit]) -> None:
    assert code_of(lambda: plays.ana_is_let_in(after(start(), plays.ana_taps))) == "guest.patient_first"


def test_a_guest_is_not_let_in_while_the_patient_has_left() -> None:
    alone = after(plays.talking(), plays.ana_taps, lambda v: door.leave(v, ROSA))
    assert code_of(lambda: plays.ana_is_let_in(alone)) == "guest.patient_first"


def test_a_tap_before_the_window_binds_the_device_and_moves_nobody() -> None:
    early = AT - timedelta(minutes=31)
    tapped = door.tap(plays.booked(), ROSA, PHONE, TIMES, early).becomes
    assert tapped.patient.standing is I
    assert dict(tapped.patient.devices) == {PHONE: DevicePlace.AT_DOOR}


def test_a_guests_second_device_knocks_while_the_first_keeps_its_place() -> None:
    second = plays.DESKTOP
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    knocking = door.tap(visit, ANA, second, TIMES, AT).becomes
    assert dict(knocking.person(ANA).devices) == {TABLET: DevicePlace.ADMITTED, second: DevicePlace.AT_DOOR}
    swapped = door.admit_companion(knocking, ANA, second).becomes
    assert dict(swapped.person(ANA).devices) == {second: DevicePlace.ADMITTED}


def test_a_patients_second_device_takes_the_place_of_the_first() -> None:
    second = plays.DESKTOP
    swapped = door.tap(plays.talking(), ROSA, second, TIMES, AT).becomes
    assert dict(swapped.patient.devices) == {second: DevicePlace.ADMITTED}


def test_the_same_device_coming_back_takes_its_own_place() -> None:
    visit = plays.talking()
    assert door.tap(visit, ROSA, PHONE, TIMES, AT).becomes == visit


def test_a_removal_can_be_taken_back_for_ten_seconds_and_then_the_link_dies() -> None:
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    removed = door.remove(visit, ANA, AT).becomes
    in_time, late = AT + timedelta(seconds=10), AT + timedelta(seconds=11)
    assert door.undo_remove(removed, ANA, TIMES, in_time).becomes == visit
    assert code_of(lambda: door.undo_remove(removed, ANA, TIMES, late)) == "participant.too_late_to_undo"
    final = door.make_removal_final(removed, ANA, TIMES, late)
    assert [type(told).__name__ for told in final.happenings] == ["PersonShutOut"]
    assert code_of(lambda: door.tap(final.becomes, ANA, TABLET, TIMES, late)) == "link.closed"


def test_removing_somebody_twice_changes_nothing_and_can_still_be_taken_back() -> None:
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    removed = door.remove(visit, ANA, AT).becomes
    again = door.remove(removed, ANA, AT + timedelta(seconds=5))
    assert again == Change(removed)
    assert door.undo_remove(again.becomes, ANA, TIMES, AT + timedelta(seconds=6)).becomes == visit


def test_taking_a_removal_back_after_the_end_brings_nobody_back_in() -> None:
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in, lambda v: door.remove(v, ANA, AT))
    ended = plays.lind_finishes(visit).becomes
    assert door.undo_remove(ended, ANA, TIMES, AT).becomes.person(ANA).standing is G


@pytest.mark.parametrize("person", [ROSA, LIND], ids=["patient", "clinician"])
def test_the_patient_and_the_clinician_are_never_removed(person: PersonId) -> None:
    assert code_of(lambda: door.remove(plays.talking(), person, AT)) == "participant.not_removable"


def test_a_patient_who_leaves_the_waiting_room_gives_up_the_place() -> None:
    left = door.leave(plays.waiting(), ROSA).becomes
    assert (left.state, left.patient.standing, left.waiting_since) == (VisitState.SCHEDULED, G, None)


def test_a_new_time_finds_everybody_outside_again_the_clinician_who_sat_inside_too() -> None:
    visit = after(plays.waiting(), plays.lind_enters, plays.ana_taps)
    moved_visit = plan.reschedule(visit, Actor.DESK, AT + timedelta(days=1), AT).becomes
    assert {person.standing for person in moved_visit.people.values()} == {I}
    assert moved_visit.person(ANA).scopes == {Scope.JOIN}


def test_going_on_after_finish_finds_the_two_in_the_room_and_guests_outside() -> None:
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in, plays.lind_finishes)
    again = talk.reopen(visit, TIMES, AT).becomes
    assert (again.patient.standing, again.clinician.standing, again.person(ANA).standing) == (A, A, I)
    assert set(again.patient.devices.values()) == {DevicePlace.ADMITTED}


def test_the_end_of_the_talk_brings_back_whoever_was_held() -> None:
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    held = visit.with_person(replace(visit.person(ANA), held_by=frozenset({LIND})))
    assert plays.lind_finishes(held).becomes.person(ANA).held_by == frozenset()


def code_of(command: Callable[[], object]) -> str | None:
    try:
        command()
    except Problem as problem:
        return problem.code
    return None
