"""What a move leaves behind: its events for the other services, and its line in the audit. Typed by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from services.contracts.ids import PersonId
from services.contracts.problems import Problem
from services.contracts.states import Modality
from services.contracts.visit_table import Column, VisitCommand
from services.session.change import Change
from services.session.visit import store
from services.session.visit.rules import door, hand_over, plan, private, talk
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import ROOM_HOLDS
from tests.session.visit import plays, test_visit_table
from tests.session.visit.plays import ANA, AT, OKAFOR, PHONE, ROSA, TIMES, Play, after

C = VisitCommand

BOTH: Final[Mapping[VisitCommand, str]] = {
    C.ARRIVE: "visit.patient_arrived",
    C.STOP_WAITING: "visit.waiting_stopped",
    C.ADMIT: "visit.started",
    C.GO_ON_BY_PHONE: "visit.started",
    C.GO_ON_BY_VIDEO: "visit.modality_changed",
    C.REOPEN: "visit.reopened",
    C.CANCEL: "visit.cancelled",
    C.RESCHEDULE: "visit.rescheduled",
    C.MARK_NO_SHOW: "visit.no_show_marked",
    C.UNDO_NO_SHOW: "visit.no_show_undone",
    C.HAND_OVER: "visit.handed_over",
}
"""One event and one line of the audit, of the same name."""

OTHERWISE: Final[Mapping[tuple[VisitCommand, Column], tuple[str, str]]] = {
    (C.ARRIVE, Column.NO_SHOW_DECIDED): ("", "visit.patient_came_after_no_show"),
    (C.GO_ON_BY_PHONE, Column.IN_PROGRESS): ("visit.modality_changed", "visit.modality_changed"),
    (C.FINISH, Column.IN_PROGRESS): ("visit.ended", "visit.finished"),
    (C.WINDOW_ENDED, Column.SCHEDULED): ("visit.no_show_marked", "visit.no_show_automatic"),
    (C.WINDOW_ENDED, Column.WAITING): ("", "desk.still_waiting"),
    (C.ROOM_EMPTY, Column.IN_PROGRESS): ("visit.ended", "visit.abandoned"),
}
"""The event and the line where they differ, or where there is no event."""

CELLS: Final = [
    (command, column)
    for command, row in test_visit_table.EXPECTED.items()
    for column, cell in row.items()
    if not cell.startswith("error")
]


def left_behind(visit: Visit, play: Play) -> tuple[str, str]:
    change = play(visit)
    assert change.becomes != visit or change.happenings or not (change.facts or change.notes)
    return ", ".join(fact.type for fact in change.facts), ", ".join(note.action for note in change.notes)


@pytest.mark.parametrize(("command", "column"), CELLS, ids=lambda part: str(part.value))
def test_what_a_command_moves_is_told_once_and_is_in_the_audit_once(command: VisitCommand, column: Column) -> None:
    visit = plays.IN_COLUMN[column]()
    if command is C.GO_ON_BY_VIDEO:
        visit = replace(visit, modality=Modality.PHONE)
    named = BOTH.get(command, "")
    expected = OTHERWISE.get((command, column), (named, named))
    is_same = test_visit_table.EXPECTED[command][column] == "same"
    assert left_behind(visit, plays.GIVEN[command]) == (("", "") if is_same else expected)


def with_ana() -> Visit:
    return after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)


def without_ana() -> Visit:
    return after(with_ana(), lambda v: door.remove(v, ANA, AT))


def rosa_knocks_again() -> Visit:
    return after(plays.talking(), lambda v: door.leave(v, ROSA), plays.rosa_taps)


LATE: Final = AT + timedelta(seconds=11)

MOVES: Final[Mapping[str, tuple[Visit, Play, str, str]]] = {
    "a patient comes": (plays.booked(), plays.rosa_taps, "person.entered", "person.entered"),
    "a clinician comes": (plays.waiting(), plays.lind_enters, "person.entered", "person.entered"),
    "a guest knocks": (plays.talking(), plays.ana_taps, "person.entered", "person.entered"),
    "a guest is let in": (
        after(plays.talking(), plays.ana_taps),
        plays.ana_is_let_in,
        "person.admitted",
        "person.admitted",
    ),
    "a guest's other device is let in": (
        after(with_ana(), lambda v: door.tap(v, ANA, PHONE, TIMES, AT)),
        lambda v: door.admit_companion(v, ANA, PHONE),
        "person.admitted",
        "person.admitted",
    ),
    "a patient is let in again": (rosa_knocks_again(), plays.rosa_is_let_in, "person.admitted", "person.admitted"),
    "a patient leaves": (plays.talking(), lambda v: door.leave(v, ROSA), "person.left", "person.left"),
    "a guest leaves": (with_ana(), lambda v: door.leave(v, ANA), "person.left", "person.left"),
    "a guest is away": (with_ana(), lambda v: door.away_too_long(v, ANA), "person.left", "person.away_too_long"),
    "a guest is removed": (with_ana(), lambda v: door.remove(v, ANA, AT), "person.removed", "person.removed"),
    "a removal is undone": (
        without_ana(),
        lambda v: door.undo_remove(v, ANA, TIMES, AT),
        "person.removal_undone",
        "person.removal_undone",
    ),
    "a removal is final": (
        without_ana(),
        lambda v: door.make_removal_final(v, ANA, TIMES, LATE),
        "",
        "person.shut_out",
    ),
    "a visit is offered to a colleague": (
        plays.waiting(),
        lambda v: hand_over.offer(v, OKAFOR),
        "",
        "visit.hand_over_offered",
    ),
    "an offer to a colleague is taken back": (
        after(plays.waiting(), lambda v: hand_over.offer(v, OKAFOR)),
        hand_over.take_back,
        "",
        "visit.hand_over_taken_back",
    ),
    "somebody is kept out": (with_ana(), lambda v: private.hold(v, ANA, ROSA), "person.held", "person.held"),
    "somebody is brought back": (
        after(with_ana(), lambda v: private.hold(v, ANA, ROSA)),
        lambda v: private.bring_back(v, ANA, ROSA),
        "person.brought_back",
        "person.brought_back",
    ),
    "a room is made private": (
        with_ana(),
        lambda v: private.make_private(v, ROSA, frozenset()),
        "visit.made_private",
        "visit.made_private",
    ),
    "everyone is brought back": (
        after(with_ana(), lambda v: private.make_private(v, ROSA, frozenset())),
        lambda v: private.end_private(v, ROSA),
        "visit.private_ended",
        "visit.private_ended",
    ),
    "first sound and picture": (plays.talking(), lambda v: talk.first_media(v, AT), "visit.first_media_seen", ""),
}


@pytest.mark.parametrize("move", MOVES)
def test_what_people_do_is_told_once_and_is_in_the_audit_once(move: str) -> None:
    visit, play, *expected = MOVES[move]
    assert left_behind(visit, play) == tuple(expected)
    assert left_behind(play(visit).becomes, _again(play)) == ("", ""), "said again it changes nothing"


def test_the_desk_is_asked_about_a_patient_who_came_and_left() -> None:
    assert left_behind(plays.booked(), plan.came_and_left) == ("", "desk.came_and_left")


def _again(play: Play) -> Play:
    def again(visit: Visit) -> Change[Visit]:
        try:
            return play(visit)
        except Problem:
            return Change(visit)

    return again


def hinted(before: Visit, change: Change[Visit]) -> set[PersonId]:
    """Whose pages are told of anything."""
    after = store._stepped(before, change.becomes)
    hints = store._hints(before, after, ROOM_HOLDS)
    return {person for hint in hints for person in hint.to_people}


OF_THE_TALK: Final[Mapping[str, Play]] = {
    "it goes on by phone": lambda v: talk.go_on_by_phone(v, AT),
    "somebody else takes it over": lambda v: hand_over.accept(replace(v, hand_over_to=OKAFOR), OKAFOR),
}


@pytest.mark.parametrize("what", OF_THE_TALK)
def test_whoever_knocks_or_is_kept_out_is_not_told_of_what_concerns_the_talk(what: str) -> None:
    inside = with_ana()
    assert hinted(inside, OF_THE_TALK[what](inside)) >= {ROSA, ANA}
    knocking = after(plays.talking(), plays.ana_taps)
    held = after(inside, lambda v: private.hold(v, ANA, ROSA))
    for outside in (knocking, held):
        assert ANA not in hinted(outside, OF_THE_TALK[what](outside))
        assert ANA in hinted(outside, plays.lind_finishes(outside)), "that it is over is told to all"
