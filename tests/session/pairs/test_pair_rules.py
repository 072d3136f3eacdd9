"""Two who must not meet: who is let in, who goes back to the door, and how they are known again."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.contracts.ids import ClinicId, PersonId
from services.contracts.problems import Problem
from services.contracts.states import ConsentState, DevicePlace, Role, Scope, Standing
from services.session.pairs import rules
from services.session.people.rules import Person
from services.session.visit.rules import apart, consent, door
from services.session.visit.rules.model import Visit
from tests.session.pairs.two_worlds import ANA, MAREK, OLU, device_of
from tests.session.visit import plays
from tests.session.visit.plays import AT, LIND, ROSA, TIMES

JOIN = frozenset({Scope.JOIN})


def with_guests(*guests: PersonId) -> Visit:
    """A talk, and at its door these guests, who have the yes."""
    visit = replace(plays.talking(), standing_version=1)
    for guest in guests:
        visit = consent.consent_moved(visit, guest, ConsentState.AGREED, JOIN).becomes
        visit = door.tap(visit, guest, device_of(guest), TIMES, AT).becomes
    return visit


def let_in(visit: Visit, person: PersonId, most: int = 6) -> Visit:
    """Let in, in a transaction of its own."""
    after = door.admit_companion(visit, person, most=most).becomes
    return replace(after, standing_version=visit.standing_version + 1)


def set_apart(visit: Visit) -> Visit:
    return apart.set_apart(visit, ANA, MAREK).becomes


def code_of(command: object) -> str:
    with pytest.raises(Problem) as refused:
        command()  # type: ignore[operator]
    return refused.value.code


def standings(visit: Visit) -> tuple[Standing, Standing]:
    return visit.person(ANA).standing, visit.person(MAREK).standing


def test_the_second_of_two_who_must_not_meet_is_not_let_in_and_staff_hear_why() -> None:
    visit = let_in(set_apart(with_guests(ANA, MAREK)), ANA)
    with pytest.raises(Problem) as refused:
        door.admit_companion(visit, MAREK)
    assert refused.value.code == "guest.protected_pair"
    assert refused.value.present["with_person"] == str(ANA)
    gone = door.leave(visit, ANA).becomes
    assert door.admit_companion(gone, MAREK).becomes.person(MAREK).standing is Standing.ADMITTED


@pytest.mark.parametrize(("first", "second"), [(ANA, MAREK), (MAREK, ANA)], ids=["Ana first", "Marek first"])
def test_whoever_was_let_in_later_goes_back_to_the_door_when_two_are_set_apart(
    first: PersonId, second: PersonId
) -> None:
    visit = let_in(let_in(with_guests(ANA, MAREK), first), second)
    change = apart.set_apart(visit, ANA, MAREK)
    assert change.becomes.person(first).standing is Standing.ADMITTED
    assert change.becomes.person(second).standing is Standing.AT_DOOR
    assert set(change.becomes.person(second).devices.values()) == {DevicePlace.AT_DOOR}
    assert [fact.type for fact in change.facts] == ["person.sent_back"]


def test_taking_a_removal_back_lets_nobody_in_beside_whom_they_must_not_meet() -> None:
    visit = let_in(set_apart(with_guests(ANA, MAREK)), ANA)
    visit = let_in(door.remove(visit, ANA, AT).becomes, MAREK)
    back = door.undo_remove(visit, ANA, TIMES, AT + timedelta(seconds=5)).becomes
    assert standings(back) == (Standing.AT_DOOR, Standing.ADMITTED)


def test_taking_a_removal_back_fills_no_room_beyond_what_it_holds() -> None:
    visit = let_in(with_guests(ANA, OLU), ANA, most=3)
    visit = let_in(door.remove(visit, ANA, AT).becomes, OLU, most=3)
    back = door.undo_remove(visit, ANA, TIMES, AT + timedelta(seconds=5), most=3).becomes
    assert (back.person(ANA).standing, back.person(OLU).standing) == (Standing.AT_DOOR, Standing.ADMITTED)


def test_whoever_moved_to_another_device_did_not_come_later_for_that() -> None:
    visit = let_in(let_in(with_guests(ANA, MAREK), ANA), MAREK)
    visit = let_in(door.tap(visit, ANA, device_of(ANA, 1), TIMES, AT).becomes, ANA)
    assert visit.person(ANA).devices == {device_of(ANA, 1): DevicePlace.ADMITTED}
    assert standings(set_apart(visit)) == (Standing.ADMITTED, Standing.AT_DOOR)


def test_lifting_a_pair_lets_nobody_in_and_bars_nobody_any_more() -> None:
    visit = let_in(set_apart(with_guests(ANA, MAREK)), ANA)
    lifted = apart.join_again(visit, ANA, MAREK).becomes
    assert standings(lifted) == standings(visit)
    assert standings(let_in(lifted, MAREK)) == (Standing.ADMITTED, Standing.ADMITTED)


def test_an_emergency_is_not_barred_by_a_pair() -> None:
    visit = let_in(set_apart(with_guests(ANA, MAREK)), ANA)
    both = door.admit_companion(visit, MAREK, is_emergency=True).becomes
    assert standings(both) == (Standing.ADMITTED, Standing.ADMITTED)


@pytest.mark.parametrize("other", [ROSA, LIND, ANA], ids=["the patient", "the clinician", "the same person"])
def test_nobody_is_kept_apart_from_whose_visit_it_is_or_from_themself(other: PersonId) -> None:
    assert code_of(lambda: apart.must_be_guests(with_guests(ANA), ANA, other)) == "pair.not_guests"


def test_a_full_room_lets_nobody_in_until_somebody_leaves() -> None:
    visit = let_in(with_guests(ANA, OLU), ANA, most=3)
    assert code_of(lambda: let_in(visit, OLU, most=3)) == "room.full"
    assert visit.waiting_for_a_place(3) == {OLU}
    gone = door.leave(visit, ANA).becomes
    assert gone.waiting_for_a_place(3) == frozenset()
    assert let_in(gone, OLU, most=3).person(OLU).standing is Standing.ADMITTED


def test_a_full_room_has_a_place_for_the_interpreter() -> None:
    visit = let_in(with_guests(ANA), ANA, most=3)
    visit = consent.consent_moved(visit, OLU, ConsentState.PROPOSED, frozenset(), Role.INTERPRETER).becomes
    visit = door.tap(visit, OLU, device_of(OLU), TIMES, AT).becomes
    assert let_in(visit, OLU, most=3).person(OLU).standing is Standing.ADMITTED


def test_a_second_device_of_somebody_who_is_in_takes_no_further_place() -> None:
    visit = let_in(with_guests(ANA), ANA, most=3)
    knocking = door.tap(visit, ANA, device_of(ANA, 1), TIMES, AT).becomes
    assert knocking.person(ANA).devices[device_of(ANA, 1)] is DevicePlace.AT_DOOR, "a new device knocks again"
    swapped = door.admit_companion(knocking, ANA, device_of(ANA, 1), most=3).becomes
    assert swapped.person(ANA).devices == {device_of(ANA, 1): DevicePlace.ADMITTED}


def test_a_guest_who_was_away_for_long_knocks_again() -> None:
    visit = let_in(with_guests(ANA), ANA)
    away = door.away_too_long(visit, ANA).becomes
    back = door.tap(away, ANA, device_of(ANA), TIMES, AT).becomes
    assert (away.person(ANA).standing, back.person(ANA).standing) == (Standing.GONE, Standing.AT_DOOR)
    assert set(back.person(ANA).devices.values()) == {DevicePlace.AT_DOOR}


def person(**facts: str) -> Person:
    return Person(PersonId(uuid4()), ClinicId(uuid4()), "Marek", "Marek", "en", **facts)  # type: ignore[arg-type]


def test_somebody_invited_anew_is_known_again_by_address_or_telephone() -> None:
    marek = person(email="marek@example.org", phone="+1 555 010 0123")
    assert rules.is_same(marek, person(email="Marek@Example.org"))
    assert rules.is_same(marek, person(phone="(555) 010-0123"))
    assert not rules.is_same(marek, person(email="ana@example.org"))
    assert not rules.is_same(person(), person()), "of two who left nothing, nobody can tell"
