"""A visit brought into each column of the table by the product's own commands, and how a command ends there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from services.contracts.ids import ClinicId, DeviceId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.problems import Problem
from services.contracts.states import Absent, ConsentState, Modality, Outcome, Scope, VisitState
from services.contracts.visit_table import Actor, Column, VisitCommand
from services.session.change import Change
from services.session.happenings import Booked, DeskTask
from services.session.visit.rules import consent, door, hand_over, plan, talk
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Times

TIMES: Final = Times()
AT: Final = datetime(2100, 3, 3, 10, 0, tzinfo=UTC)
"""When the visit is booked for, and the present moment of a play unless it says otherwise; no real timer rings then."""

ROSA, LIND, ANA, OKAFOR = (PersonId(uuid4()) for _ in range(4))
"""Patient, clinician, guest, and another clinician."""

PHONE, DESKTOP, TABLET = (DeviceId(uuid4()) for _ in range(3))
INVITATION: Final = InvitationId(uuid4())

Play = Callable[[Visit], Change[Visit]]


def booked(at: datetime = AT) -> Visit:
    """A visit of Rosa with Dr. Lind, and Ana who was asked and has the yes."""
    order = Booked(
        visit_id=VisitId(uuid4()),
        clinic_id=ClinicId(uuid4()),
        queue_id=QueueId(uuid4()),
        patient_id=ROSA,
        clinician_id=LIND,
        decision_maker_id=ROSA,
        scheduled_at=at,
        minutes=20,
        kind="followup",
        language="en",
    )
    visit = replace(plan.booked(order).becomes, version=1, standing_version=1)
    return after(visit, lambda v: consent.consent_moved(v, ANA, ConsentState.AGREED, frozenset({Scope.JOIN})))


def after(visit: Visit, *plays: Play) -> Visit:
    """The visit when all of these have happened."""
    for play in plays:
        visit = play(visit).becomes
    return visit


def rosa_taps(visit: Visit) -> Change[Visit]:
    return door.tap(visit, ROSA, PHONE, TIMES, AT)


def ana_taps(visit: Visit) -> Change[Visit]:
    return door.tap(visit, ANA, TABLET, TIMES, AT)


def lind_enters(visit: Visit) -> Change[Visit]:
    return door.take_seat(visit, DESKTOP, TIMES, AT)


def rosa_arrives(visit: Visit) -> Change[Visit]:
    return talk.arrive(visit, TIMES, AT)


def rosa_is_let_in(visit: Visit) -> Change[Visit]:
    return talk.admit_patient(visit, AT, is_away=False, confirmed=False)


def ana_is_let_in(visit: Visit) -> Change[Visit]:
    return door.admit_companion(visit, ANA)


def lind_finishes(visit: Visit) -> Change[Visit]:
    return talk.finish(visit, Outcome.COMPLETED, Modality.VIDEO, AT)


def at_the_door() -> Visit:
    """Rosa tapped; nothing was heard of her device yet."""
    return after(booked(), rosa_taps)


def waiting() -> Visit:
    return after(at_the_door(), rosa_arrives)


def talking() -> Visit:
    return after(waiting(), lind_enters, rosa_is_let_in)


def ended() -> Visit:
    return after(talking(), lind_finishes)


def cancelled() -> Visit:
    return after(booked(), lambda v: plan.cancel(v, Actor.DESK, "ill"))


def missed() -> Visit:
    """The timer said so, and Rosa tapped afterwards."""
    return after(booked(), plan.window_ended, rosa_taps)


def marked_missed() -> Visit:
    """The desk said so, and Rosa tapped afterwards."""
    return after(booked(), lambda v: plan.mark_no_show(v, Absent.PATIENT), rosa_taps)


IN_COLUMN: Final[Mapping[Column, Callable[[], Visit]]] = {
    Column.SCHEDULED: at_the_door,
    Column.WAITING: waiting,
    Column.IN_PROGRESS: talking,
    Column.ENDED: ended,
    Column.CANCELLED: cancelled,
    Column.NO_SHOW_AUTOMATIC: missed,
    Column.NO_SHOW_DECIDED: marked_missed,
}

GIVEN: Final[Mapping[VisitCommand, Play]] = {
    VisitCommand.ARRIVE: rosa_arrives,
    VisitCommand.STOP_WAITING: talk.stop_waiting,
    VisitCommand.ADMIT: rosa_is_let_in,
    VisitCommand.GO_ON_BY_PHONE: lambda v: talk.go_on_by_phone(v, AT),
    VisitCommand.GO_ON_BY_VIDEO: talk.go_on_by_video,
    VisitCommand.FINISH: lambda v: talk.finish(v, Outcome.BROKEN_OFF, Modality.SOUND, AT),
    VisitCommand.REOPEN: lambda v: talk.reopen(v, TIMES, AT + timedelta(minutes=30)),
    VisitCommand.CANCEL: lambda v: plan.cancel(v, Actor.PATIENT, "better"),
    VisitCommand.RESCHEDULE: lambda v: plan.reschedule(v, Actor.PATIENT, AT + timedelta(days=1), AT),
    VisitCommand.MARK_NO_SHOW: lambda v: plan.mark_no_show(v, Absent.CLINICIAN),
    VisitCommand.UNDO_NO_SHOW: plan.undo_no_show,
    VisitCommand.WINDOW_ENDED: plan.window_ended,
    VisitCommand.ROOM_EMPTY: lambda v: talk.room_empty(v, AT),
    VisitCommand.HAND_OVER: lambda v: hand_over.accept(replace(v, hand_over_to=OKAFOR), OKAFOR),
}


def seen(column: Column, command: VisitCommand) -> str:
    """What a person would say happened, in one line."""
    visit = IN_COLUMN[column]()
    if command is VisitCommand.GO_ON_BY_VIDEO:
        visit = replace(visit, modality=Modality.PHONE)
    try:
        change = GIVEN[command](visit)
    except Problem as problem:
        return f"error {problem.code}"
    words = told(visit, change.becomes)
    words += [f"desk: {task.kind.value}" for task in change.happenings if isinstance(task, DeskTask)]
    if words:
        return ", ".join(words)
    return "same" if change == Change(visit) else "something else"


def told(before: Visit, now: Visit) -> list[str]:
    """How a visit differs from what it was, in a person's words."""
    is_moved = now.scheduled_at != before.scheduled_at
    stays = now.state is before.state
    words = {
        _state(now): not stays or is_moved,
        "moved": is_moved,
        "decided by a person": stays and before.automatic and not now.automatic,
        now.modality.value: now.modality is not before.modality,
        f"{now.outcome}": now.outcome is not before.outcome and now.outcome is not None,
        f"absent: {now.absent}": now.absent is not before.absent and now.absent is not None,
        "handed over": now.clinician_id != before.clinician_id,
        "out of line": before.waiting_since is not None and now.waiting_since is None,
    }
    return [word for word, is_true in words.items() if is_true]


def _state(visit: Visit) -> str:
    if visit.state is VisitState.NO_SHOW:
        return "no_show by the timer" if visit.automatic else "no_show"
    return visit.state.value
