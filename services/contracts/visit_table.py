"""What each command makes of a visit: the whole life of a visit as one table.

HTTP guards, presence, timers, the buttons on the screens and the picture in the documentation all read `VISIT_TABLE`.
An empty cell is `visit.is_<state>`, a named error that says what the visit is instead. What a cell asks of time or
people (`Guard`) is checked by session's rules, which know the visit; which cell asks it stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.contracts.states import VisitState


class Column(StrEnum):
    """A visit's state as the table sees it: a no-show that a timer set can still be undone by the patient coming."""

    SCHEDULED = "scheduled"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    ENDED = "ended"
    CANCELLED = "cancelled"
    NO_SHOW_AUTOMATIC = "no_show_automatic"
    NO_SHOW_DECIDED = "no_show_decided"


class VisitCommand(StrEnum):
    """What can be asked of a visit."""

    ARRIVE = "arrive"
    STOP_WAITING = "stop_waiting"
    ADMIT = "admit"
    GO_ON_BY_PHONE = "go_on_by_phone"
    GO_ON_BY_VIDEO = "go_on_by_video"
    FINISH = "finish"
    REOPEN = "reopen"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    MARK_NO_SHOW = "mark_no_show"
    UNDO_NO_SHOW = "undo_no_show"
    WINDOW_ENDED = "window_ended"
    ROOM_EMPTY = "room_empty"
    HAND_OVER = "hand_over"


class Actor(StrEnum):
    """Who can give a command. Presence and the timers are actors of their own."""

    PATIENT = "patient"
    DECISION_MAKER = "decision_maker"
    CLINICIAN = "clinician"
    DESK = "desk"
    PRESENCE = "presence"
    TIMER = "timer"


class Guard(StrEnum):
    """A condition that a cell asks besides the state; its value is the error code when it does not hold."""

    WINDOW_OPEN = "visit.too_early"
    PATIENT_NOT_AWAY = "visit.patient_away"
    REOPEN_IN_TIME = "visit.reopen_too_late"
    NOTHING_SIGNED = "visit.already_signed"
    WAS_NOT_HERE = "absent.was_here"
    NOBODY_CAME = "visit.somebody_came"


class Effect(StrEnum):
    """What a cell does besides moving the state."""

    GIVES_UP_PLACE = "gives_up_place"
    SETS_PHONE = "sets_phone"
    SETS_VIDEO = "sets_video"
    SETS_OUTCOME = "sets_outcome"
    SETS_ABANDONED = "sets_abandoned"
    SETS_AUTOMATIC = "sets_automatic"
    CORRECTS_ABSENT = "corrects_absent"
    RINGS_DESK = "rings_desk"
    TASKS_DESK = "tasks_desk"
    SHOWS_CLOSING_SCREEN = "shows_closing_screen"
    HANDS_OVER = "hands_over"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the state that follows (None: it stays), what else happens, what must hold; or the error it answers.

    A cell without state, effect and error is `same`: success that changes nothing.
    """

    becomes: VisitState | None = None
    does: frozenset[Effect] = frozenset()
    needs: tuple[Guard, ...] = ()
    error: str | None = None


def _to(state: VisitState, *does: Effect, needs: tuple[Guard, ...] = ()) -> Cell:
    return Cell(becomes=state, does=frozenset(does), needs=needs)


def _stays(*does: Effect, needs: tuple[Guard, ...] = ()) -> Cell:
    return Cell(does=frozenset(does), needs=needs)


SAME = Cell()

_S, _W, _P, _E, _C, _NA, _ND = Column
_V, _G, _X = VisitState, Guard, Effect

WHO: Mapping[VisitCommand, frozenset[Actor]] = {
    VisitCommand.ARRIVE: frozenset({Actor.PRESENCE}),
    VisitCommand.STOP_WAITING: frozenset({Actor.PATIENT}),
    VisitCommand.ADMIT: frozenset({Actor.CLINICIAN}),
    VisitCommand.GO_ON_BY_PHONE: frozenset({Actor.CLINICIAN, Actor.DESK}),
    VisitCommand.GO_ON_BY_VIDEO: frozenset({Actor.CLINICIAN}),
    VisitCommand.FINISH: frozenset({Actor.CLINICIAN}),
    VisitCommand.REOPEN: frozenset({Actor.CLINICIAN}),
    VisitCommand.CANCEL: frozenset({Actor.PATIENT, Actor.DECISION_MAKER, Actor.CLINICIAN, Actor.DESK}),
    VisitCommand.RESCHEDULE: frozenset({Actor.PATIENT, Actor.DECISION_MAKER, Actor.CLINICIAN, Actor.DESK}),
    VisitCommand.MARK_NO_SHOW: frozenset({Actor.CLINICIAN, Actor.DESK}),
    VisitCommand.UNDO_NO_SHOW: frozenset({Actor.DESK}),
    VisitCommand.WINDOW_ENDED: frozenset({Actor.TIMER}),
    VisitCommand.ROOM_EMPTY: frozenset({Actor.TIMER}),
    VisitCommand.HAND_OVER: frozenset({Actor.CLINICIAN, Actor.DESK}),
}
"""Who may give each command. `HAND_OVER` is the acceptance of a hand-over that was offered."""

VISIT_TABLE: Mapping[VisitCommand, Mapping[Column, Cell]] = {
    VisitCommand.ARRIVE: {
        _S: _to(_V.WAITING, needs=(_G.WINDOW_OPEN,)),
        _W: SAME,
        _P: SAME,
        _E: _stays(_X.SHOWS_CLOSING_SCREEN),
        _C: _stays(_X.SHOWS_CLOSING_SCREEN),
        _NA: _to(_V.WAITING),
        _ND: _stays(_X.RINGS_DESK),
    },
    VisitCommand.STOP_WAITING: {_W: _to(_V.SCHEDULED, _X.GIVES_UP_PLACE)},
    VisitCommand.ADMIT: {
        _S: Cell(error="visit.nobody_waiting"),
        _W: _to(_V.IN_PROGRESS, needs=(_G.PATIENT_NOT_AWAY,)),
        _P: SAME,
    },
    VisitCommand.GO_ON_BY_PHONE: {
        _S: _to(_V.IN_PROGRESS, _X.SETS_PHONE),
        _W: _to(_V.IN_PROGRESS, _X.SETS_PHONE),
        _P: _stays(_X.SETS_PHONE),
        _NA: _to(_V.IN_PROGRESS, _X.SETS_PHONE),
    },
    VisitCommand.GO_ON_BY_VIDEO: {_P: _stays(_X.SETS_VIDEO)},
    VisitCommand.FINISH: {_P: _to(_V.ENDED, _X.SETS_OUTCOME), _E: SAME},
    VisitCommand.REOPEN: {
        _P: SAME,
        _E: _to(_V.IN_PROGRESS, needs=(_G.REOPEN_IN_TIME, _G.NOTHING_SIGNED)),
    },
    VisitCommand.CANCEL: {_S: _to(_V.CANCELLED), _W: _to(_V.CANCELLED), _C: SAME},
    VisitCommand.RESCHEDULE: {
        _S: _to(_V.SCHEDULED),
        _W: _to(_V.SCHEDULED),
        _NA: _to(_V.SCHEDULED),
        _ND: _to(_V.SCHEDULED),
    },
    VisitCommand.MARK_NO_SHOW: {
        _S: _to(_V.NO_SHOW, needs=(_G.WAS_NOT_HERE,)),
        _W: _to(_V.NO_SHOW, needs=(_G.WAS_NOT_HERE,)),
        _NA: _stays(_X.CORRECTS_ABSENT, needs=(_G.WAS_NOT_HERE,)),
        _ND: _stays(_X.CORRECTS_ABSENT, needs=(_G.WAS_NOT_HERE,)),
    },
    VisitCommand.UNDO_NO_SHOW: {_NA: _to(_V.SCHEDULED), _ND: _to(_V.SCHEDULED)},
    VisitCommand.WINDOW_ENDED: {
        _S: _to(_V.NO_SHOW, _X.SETS_AUTOMATIC, needs=(_G.NOBODY_CAME,)),
        _W: _stays(_X.TASKS_DESK),
    },
    VisitCommand.ROOM_EMPTY: {_P: _to(_V.ENDED, _X.SETS_ABANDONED)},
    VisitCommand.HAND_OVER: {
        _S: _stays(_X.HANDS_OVER),
        _W: _stays(_X.HANDS_OVER),
        _P: _stays(_X.HANDS_OVER),
        _E: _stays(_X.HANDS_OVER, needs=(_G.NOTHING_SIGNED,)),
    },
}
"""command -> column -> cell. A column that is missing in a row is an empty cell; read it through `visit_cell`."""


def column_of(state: VisitState, *, automatic: bool) -> Column:
    """The table's column for a stored state; `automatic` says that a timer set the no-show."""
    if state is VisitState.NO_SHOW:
        return Column.NO_SHOW_AUTOMATIC if automatic else Column.NO_SHOW_DECIDED
    return Column(state.value)


def visit_cell(command: VisitCommand, column: Column) -> Cell:
    """The cell of the table, an empty one turned into its named error `visit.is_<state>`."""
    cell = VISIT_TABLE[command].get(column)
    if cell is None:
        return Cell(error=f"visit.is_{stored_state(column).value}")
    return cell


def stored_state(column: Column) -> VisitState:
    """The stored state behind a column."""
    if column in {Column.NO_SHOW_AUTOMATIC, Column.NO_SHOW_DECIDED}:
        return VisitState.NO_SHOW
    return VisitState(column.value)


FHIR_APPOINTMENT_STATUS: Mapping[VisitState, str] = {
    VisitState.SCHEDULED: "booked",
    VisitState.WAITING: "arrived",
    VisitState.IN_PROGRESS: "arrived",
    VisitState.ENDED: "fulfilled",
    VisitState.CANCELLED: "cancelled",
    VisitState.NO_SHOW: "noshow",
}
"""FHIR R4 (4.0.1) value set appointmentstatus."""

FHIR_ENCOUNTER_STATUS: Mapping[VisitState, str] = {
    VisitState.SCHEDULED: "planned",
    VisitState.WAITING: "arrived",
    VisitState.IN_PROGRESS: "in-progress",
    VisitState.ENDED: "finished",
    VisitState.CANCELLED: "cancelled",
    VisitState.NO_SHOW: "cancelled",
}
"""FHIR R4 (4.0.1) value set encounter-status; R4 knows no status for an encounter to which nobody came."""
