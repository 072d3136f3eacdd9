"""What was agreed about a visit: booking, calling it off, a new time, and nobody coming."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contracts.events import (
    NoShowMarked,
    NoShowUndone,
    VisitBooked,
    VisitCancelled,
    VisitRescheduled,
)
from services.contracts.participant_table import ParticipantCommand
from services.contracts.states import Absent, Role, Standing, VisitState
from services.contracts.visit_table import Actor, Effect, Guard, VisitCommand
from services.session.change import Change, Note
from services.session.errors import BookingInThePast
from services.session.happenings import Booked, DeskTask, DeskTaskKind, VisitCalledOff, VisitMoved
from services.session.visit.rules.model import Participant, Visit
from services.session.visit.rules.times import Times

_NAMED_ABSENT = {
    Absent.PATIENT: frozenset({Role.PATIENT}),
    Absent.CLINICIAN: frozenset({Role.CLINICIAN}),
    Absent.BOTH: frozenset({Role.PATIENT, Role.CLINICIAN}),
    Absent.MISSED_EACH_OTHER: frozenset[Role](),
}


def booked(order: Booked) -> Change[Visit]:
    """The visit that a booking makes, with the places of patient and clinician."""
    people = (
        Participant(order.patient_id, Role.PATIENT),
        Participant(order.clinician_id, Role.CLINICIAN),
    )
    visit = Visit(
        id=order.visit_id,
        clinic_id=order.clinic_id,
        queue_id=order.queue_id,
        patient_id=order.patient_id,
        clinician_id=order.clinician_id,
        decision_maker_id=order.decision_maker_id,
        scheduled_at=order.scheduled_at,
        minutes=order.minutes,
        kind=order.kind,
        language=order.language,
        people={person.person_id: person for person in people},
    )
    fact = VisitBooked(
        visit_id=visit.id,
        scheduled_at=visit.scheduled_at,
        patient_id=visit.patient_id,
        clinician_id=visit.clinician_id,
    )
    return Change(visit, facts=(fact,), notes=(Note("visit.booked", visit.id, visit.patient_id),))


def cancel(visit: Visit, by: Actor, reason: str | None) -> Change[Visit]:
    """Call the visit off. The first reason stays."""
    cell = visit.cell(VisitCommand.CANCEL)
    if cell.becomes is None:
        return Change(visit)
    called_off = replace(visit, state=cell.becomes, cancel_reason=reason, waiting_since=None)
    called_off = called_off.with_everyone(ParticipantCommand.FINISH)
    return Change(
        replace(called_off, grants_died_at=visit.connections),
        facts=(VisitCancelled(visit_id=visit.id, by=by),),
        happenings=(VisitCalledOff(visit.id, by),),
        notes=(Note("visit.cancelled", visit.id, details={"by": by.value}),),
    )


def reschedule(visit: Visit, by: Actor, scheduled_at: datetime, now: datetime) -> Change[Visit]:
    """Give the visit another time. Id, links and consents stay; place and grants die; everyone comes anew."""
    cell = visit.cell(VisitCommand.RESCHEDULE)
    if visit.state is cell.becomes and visit.scheduled_at == scheduled_at:
        return Change(visit)
    if scheduled_at <= now:
        raise BookingInThePast
    waiting_anew = replace(
        _all_outside(visit),
        state=cell.becomes or visit.state,
        scheduled_at=scheduled_at,
        moved_from=visit.scheduled_at,
        waiting_since=None,
        absent=None,
        automatic=False,
        desk_rung=False,
        delay=timedelta(),
        grants_died_at=visit.connections,
    )
    return Change(
        waiting_anew,
        facts=(VisitRescheduled(visit_id=visit.id, scheduled_at=scheduled_at, by=by),),
        happenings=(VisitMoved(visit.id, visit.scheduled_at, scheduled_at, by),),
        notes=(Note("visit.rescheduled", visit.id, details={"by": by.value, "to": scheduled_at.isoformat()}),),
    )


def _all_outside(visit: Visit) -> Visit:
    """A clinician who sits in the room already leaves first; then the table's row holds for everyone."""
    clinician = visit.clinician
    if clinician.standing is Standing.ADMITTED:
        visit = visit.with_person(clinician.moved(ParticipantCommand.LEAVE))
    outside = visit.with_everyone(ParticipantCommand.RESCHEDULE)
    people = {id_: replace(person, first_live_at=None) for id_, person in outside.people.items()}
    return replace(outside, people=people)


def mark_no_show(visit: Visit, absent: Absent) -> Change[Visit]:
    """Say that the visit did not take place, and who was absent; said again it corrects."""
    named = _NAMED_ABSENT[absent]
    was_here = any(
        person.first_live_at is not None
        for person in visit.people.values()
        if person.role in named and visit.takes_part(person)
    )
    cell = visit.cell(VisitCommand.MARK_NO_SHOW, {Guard.WAS_NOT_HERE: not was_here})
    marked = replace(
        visit, state=cell.becomes or visit.state, absent=absent, automatic=False, waiting_since=None, desk_rung=False
    )
    corrects = Effect.CORRECTS_ABSENT in cell.does and (visit.absent is not absent or visit.automatic)
    if cell.becomes is None and not corrects:
        return Change(visit)
    return Change(
        marked,
        facts=(NoShowMarked(visit_id=visit.id, absent=absent, automatic=False),),
        notes=(Note("visit.no_show_marked", visit.id, details={"absent": absent.value}),),
    )


def undo_no_show(visit: Visit) -> Change[Visit]:
    """Not a no-show after all. No timer marks it again: what a person decided, a timer never changes."""
    cell = visit.cell(VisitCommand.UNDO_NO_SHOW)
    undone = replace(visit, state=cell.becomes or visit.state, absent=None, automatic=False, desk_rung=False)
    return Change(undone, facts=(NoShowUndone(visit_id=visit.id),), notes=(Note("visit.no_show_undone", visit.id),))


def window_ended(visit: Visit, *, at_days_end: bool = False) -> Change[Visit]:
    """Nobody is expected any more. Nobody came: an automatic no-show. Somebody waits still: the desk is asked.

    A patient who came and went away again is not marked (`visit.somebody_came`): see `came_and_left`.
    """
    cell = visit.cell(VisitCommand.WINDOW_ENDED, {Guard.NOBODY_CAME: visit.patient.first_live_at is None})
    if Effect.TASKS_DESK in cell.does:
        return _task(visit, DeskTaskKind.STILL_WAITING_AT_DAYS_END if at_days_end else DeskTaskKind.STILL_WAITING)
    missed = replace(visit, state=cell.becomes or visit.state, automatic=Effect.SETS_AUTOMATIC in cell.does)
    return Change(
        missed,
        facts=(NoShowMarked(visit_id=visit.id, absent=None, automatic=True),),
        notes=(Note("visit.no_show_automatic", visit.id),),
    )


def came_and_left(visit: Visit) -> Change[Visit]:
    """The window ended, and the patient had been here: what it is called is a person's decision."""
    return _task(visit, DeskTaskKind.CAME_AND_LEFT)


def _task(visit: Visit, kind: DeskTaskKind) -> Change[Visit]:
    return Change(visit, happenings=(DeskTask(visit.id, kind),), notes=(Note(f"desk.{kind.value}", visit.id),))


def was_live(visit: Visit, live: frozenset[Role], times: Times, now: datetime) -> Change[Visit]:
    """Remember who was live in the window. It moves nothing and is told to nobody."""
    if visit.state not in {VisitState.SCHEDULED, VisitState.WAITING} or now < visit.opens_at(times):
        return Change(visit)
    if visit.state is VisitState.SCHEDULED and now > visit.window_ends_at(times):
        return Change(visit)
    seen = {
        id_: replace(person, first_live_at=now)
        for id_, person in visit.people.items()
        if person.role in live and person.first_live_at is None and visit.takes_part(person)
    }
    return Change(replace(visit, people={**visit.people, **seen})) if seen else Change(visit)
