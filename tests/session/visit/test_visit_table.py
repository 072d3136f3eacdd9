"""The visit's table against a second one, typed by hand from what the product promises; no cell goes unread."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final, cast

import pytest

from services.contracts.problems import Problem
from services.contracts.states import Absent, Role, VisitState
from services.contracts.visit_table import VISIT_TABLE, WHO, Cell, Column, Effect, VisitCommand
from services.session.visit.rules import plan, talk
from tests.session.visit import plays
from tests.session.visit.plays import AT, TIMES, after, seen

S, W, P, E, C, NA, ND = Column
X = VisitCommand

IS_SCHEDULED, IS_WAITING, IS_TALKING = (
    "error visit.is_scheduled",
    "error visit.is_waiting",
    "error visit.is_in_progress",
)
IS_ENDED, IS_CANCELLED, IS_MISSED = "error visit.is_ended", "error visit.is_cancelled", "error visit.is_no_show"

EXPECTED: Final[Mapping[VisitCommand, Mapping[Column, str]]] = {
    X.ARRIVE: {
        S: "waiting",
        W: "same",
        P: "same",
        E: "same",
        C: "same",
        NA: "waiting",
        ND: "desk: came_after_no_show",
    },
    X.STOP_WAITING: {
        S: IS_SCHEDULED,
        W: "scheduled, out of line",
        P: IS_TALKING,
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.ADMIT: {
        S: "error visit.nobody_waiting",
        W: "in_progress, out of line",
        P: "same",
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.GO_ON_BY_PHONE: {
        S: "in_progress, phone",
        W: "in_progress, phone, out of line",
        P: "phone",
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: "in_progress, phone",
        ND: IS_MISSED,
    },
    X.GO_ON_BY_VIDEO: {
        S: IS_SCHEDULED,
        W: IS_WAITING,
        P: "video",
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.FINISH: {
        S: IS_SCHEDULED,
        W: IS_WAITING,
        P: "ended, sound, broken_off",
        E: "same",
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.REOPEN: {
        S: IS_SCHEDULED,
        W: IS_WAITING,
        P: "same",
        E: "in_progress",
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.CANCEL: {
        S: "cancelled",
        W: "cancelled, out of line",
        P: IS_TALKING,
        E: IS_ENDED,
        C: "same",
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.RESCHEDULE: {
        S: "scheduled, moved",
        W: "scheduled, moved, out of line",
        P: IS_TALKING,
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: "scheduled, moved",
        ND: "scheduled, moved",
    },
    X.MARK_NO_SHOW: {
        S: "no_show, absent: clinician",
        W: "no_show, absent: clinician, out of line",
        P: IS_TALKING,
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: "decided by a person, absent: clinician",
        ND: "absent: clinician",
    },
    X.UNDO_NO_SHOW: {
        S: IS_SCHEDULED,
        W: IS_WAITING,
        P: IS_TALKING,
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: "scheduled",
        ND: "scheduled",
    },
    X.WINDOW_ENDED: {
        S: "no_show by the timer",
        W: "desk: still_waiting",
        P: IS_TALKING,
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.ROOM_EMPTY: {
        S: IS_SCHEDULED,
        W: IS_WAITING,
        P: "ended, abandoned, desk: abandoned",
        E: IS_ENDED,
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
    X.HAND_OVER: {
        S: "handed over",
        W: "handed over",
        P: "handed over",
        E: "handed over",
        C: IS_CANCELLED,
        NA: IS_MISSED,
        ND: IS_MISSED,
    },
}
"""What a person would say happened: the state that follows, what else came with it, or the named error."""

DOES: Final[Mapping[VisitCommand, Mapping[Column, set[str]]]] = {
    X.ARRIVE: {E: {"shows_closing_screen"}, C: {"shows_closing_screen"}, ND: {"rings_desk"}},
    X.STOP_WAITING: {W: {"gives_up_place"}},
    X.GO_ON_BY_PHONE: {S: {"sets_phone"}, W: {"sets_phone"}, P: {"sets_phone"}, NA: {"sets_phone"}},
    X.GO_ON_BY_VIDEO: {P: {"sets_video"}},
    X.FINISH: {P: {"sets_outcome"}},
    X.MARK_NO_SHOW: {NA: {"corrects_absent"}, ND: {"corrects_absent"}},
    X.WINDOW_ENDED: {S: {"sets_automatic"}, W: {"tasks_desk"}},
    X.ROOM_EMPTY: {P: {"sets_abandoned"}},
    X.HAND_OVER: {S: {"hands_over"}, W: {"hands_over"}, P: {"hands_over"}, E: {"hands_over"}},
}

NEEDS: Final[Mapping[VisitCommand, Mapping[Column, tuple[str, ...]]]] = {
    X.ARRIVE: {S: ("visit.too_early",)},
    X.ADMIT: {W: ("visit.patient_away",)},
    X.REOPEN: {E: ("visit.reopen_too_late", "visit.already_signed")},
    X.MARK_NO_SHOW: dict.fromkeys((S, W, NA, ND), ("absent.was_here",)),
    X.WINDOW_ENDED: {S: ("visit.somebody_came",)},
    X.HAND_OVER: {E: ("visit.already_signed",)},
}

MAY: Final[Mapping[VisitCommand, set[str]]] = {
    X.ARRIVE: {"presence"},
    X.STOP_WAITING: {"patient"},
    X.ADMIT: {"clinician"},
    X.GO_ON_BY_PHONE: {"clinician", "desk"},
    X.GO_ON_BY_VIDEO: {"clinician"},
    X.FINISH: {"clinician"},
    X.REOPEN: {"clinician"},
    X.CANCEL: {"patient", "decision_maker", "clinician", "desk"},
    X.RESCHEDULE: {"patient", "decision_maker", "clinician", "desk"},
    X.MARK_NO_SHOW: {"clinician", "desk"},
    X.UNDO_NO_SHOW: {"desk"},
    X.WINDOW_ENDED: {"timer"},
    X.ROOM_EMPTY: {"timer"},
    X.HAND_OVER: {"clinician", "desk"},
}

EVERY_CELL = [(command, column) for command in VisitCommand for column in Column]


@pytest.mark.parametrize(("command", "column"), EVERY_CELL, ids=lambda part: str(part.value))
def test_a_command_does_in_each_state_what_the_product_promises(command: VisitCommand, column: Column) -> None:
    assert seen(column, command) == EXPECTED[command][column]


@pytest.mark.parametrize(("command", "column"), EVERY_CELL, ids=lambda part: str(part.value))
def test_a_cell_asks_and_does_nothing_beyond_what_the_product_promises(command: VisitCommand, column: Column) -> None:
    cell = VISIT_TABLE[command].get(column, Cell())
    first = EXPECTED[command][column].partition(",")[0].partition(" ")[0]
    assert cell.becomes == (VisitState(first) if first in set(VisitState) else None)
    assert {effect.value for effect in cell.does} == DOES.get(command, {}).get(column, set())
    assert tuple(guard.value for guard in cell.needs) == NEEDS.get(command, {}).get(column, ())


@pytest.mark.parametrize("command", VisitCommand, ids=lambda command: command.value)
def test_a_command_may_be_given_by_those_whom_the_product_names(command: VisitCommand) -> None:
    assert {actor.value for actor in WHO[command]} == MAY[command]


def test_a_patient_cannot_arrive_before_the_window_opens() -> None:
    with pytest.raises(Problem) as refused:
        talk.arrive(plays.at_the_door(), TIMES, AT - timedelta(minutes=30, seconds=1))
    assert refused.value.code == "visit.too_early"
    assert talk.arrive(plays.at_the_door(), TIMES, AT - timedelta(minutes=30)).becomes.state is VisitState.WAITING


def test_a_patient_who_is_away_is_let_in_only_when_the_clinician_confirms_and_is_then_called() -> None:
    with pytest.raises(Problem) as asked:
        talk.admit_patient(plays.waiting(), AT, is_away=True, confirmed=False)
    assert asked.value.code == "visit.patient_away"
    change = talk.admit_patient(plays.waiting(), AT, is_away=True, confirmed=True)
    assert change.becomes.state is VisitState.IN_PROGRESS
    assert [type(told).__name__ for told in change.happenings] == ["PatientCalled"]


def test_a_visit_goes_on_within_half_an_hour_and_no_later() -> None:
    with pytest.raises(Problem) as late:
        talk.reopen(plays.ended(), TIMES, AT + timedelta(minutes=30, seconds=1))
    assert late.value.code == "visit.reopen_too_late"


def test_a_signed_visit_never_goes_on_and_is_not_handed_over() -> None:
    signed = replace(plays.ended(), signed_at=AT)
    for command in (X.REOPEN, X.HAND_OVER):
        with pytest.raises(Problem) as refused:
            plays.GIVEN[command](signed)
        assert refused.value.code == "visit.already_signed"


@pytest.mark.parametrize(
    ("live", "named", "is_refused"),
    [
        (Role.PATIENT, Absent.PATIENT, True),
        (Role.PATIENT, Absent.BOTH, True),
        (Role.PATIENT, Absent.CLINICIAN, False),
        (Role.PATIENT, Absent.MISSED_EACH_OTHER, False),
        (Role.CLINICIAN, Absent.CLINICIAN, True),
        (Role.CLINICIAN, Absent.BOTH, True),
        (Role.CLINICIAN, Absent.PATIENT, False),
    ],
)
@pytest.mark.parametrize("column", [S, W, NA, ND], ids=lambda column: column.value)
def test_whoever_was_live_in_the_window_is_never_named_absent(
    column: Column, live: Role, named: Absent, *, is_refused: bool
) -> None:
    visit = plays.IN_COLUMN[column]()
    was_here = {
        id_: replace(person, first_live_at=AT if person.role is live else None) for id_, person in visit.people.items()
    }
    try:
        plan.mark_no_show(replace(visit, people=was_here), named)
        code = None
    except Problem as problem:
        code = problem.code
    assert code == ("absent.was_here" if is_refused else None)


def test_a_patient_who_came_and_left_is_not_marked_missed_by_a_timer() -> None:
    came = after(
        plays.at_the_door(),
        lambda v: plan.was_live(v, frozenset({Role.PATIENT}), TIMES, AT),
        plays.rosa_arrives,
        talk.stop_waiting,
    )
    with pytest.raises(Problem) as refused:
        plan.window_ended(came)
    assert refused.value.code == "visit.somebody_came"


def other_cells(cell: Cell | None) -> Iterator[Cell | None]:
    """Every way in which a cell could be wrong: empty, `same`, another state, a guard or an effect less."""
    candidates: list[Cell | None] = [None, Cell(), Cell(error="visit.nobody_waiting")]
    candidates += [Cell(becomes=state) for state in VisitState]
    if cell is not None and cell.error is None:
        candidates += [replace(cell, becomes=state) for state in (None, *VisitState)]
        candidates += [replace(cell, does=cell.does - {effect}) for effect in cell.does]
        candidates += [replace(cell, needs=tuple(g for g in cell.needs if g is not guard)) for guard in cell.needs]
    for candidate in candidates:
        if candidate != cell:
            yield candidate


@pytest.mark.parametrize(("command", "column"), EVERY_CELL, ids=lambda part: str(part.value))
def test_no_cell_could_be_changed_without_this_walk_noticing(
    command: VisitCommand, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = cast("dict[Column, Cell]", VISIT_TABLE[command])
    truth = row.get(column)
    for changed in other_cells(truth):
        with monkeypatch.context() as patch:
            if changed is None:
                patch.delitem(row, column, raising=False)
            else:
                patch.setitem(row, column, changed)
            assert not walk_is_content(command, column), changed


def walk_is_content(command: VisitCommand, column: Column) -> bool:
    """Whether the tests above would pass for this cell."""
    try:
        test_a_command_does_in_each_state_what_the_product_promises(command, column)
        test_a_cell_asks_and_does_nothing_beyond_what_the_product_promises(command, column)
    except (AssertionError, Problem, ValueError, KeyError):
        return False
    return True


@pytest.mark.parametrize(("command", "column"), EVERY_CELL, ids=lambda part: str(part.value))
def test_every_effect_in_the_table_is_a_deed_of_the_rules(
    command: VisitCommand, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = VISIT_TABLE[command].get(column, Cell())
    for effect in cell.does - {Effect.SHOWS_CLOSING_SCREEN}:  # which is the pages'
        with monkeypatch.context() as patch:
            row = cast("dict[Column, Cell]", VISIT_TABLE[command])
            patch.setitem(row, column, replace(cell, does=cell.does - {effect}))
            assert seen(column, command) != EXPECTED[command][column]
