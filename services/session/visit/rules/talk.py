"""The talk itself: arriving, letting the patient in, phone and video, finishing, going on after all."""

from dataclasses import replace
from datetime import datetime

from services.contracts.events import (
    FirstMediaSeen,
    ModalityChanged,
    PatientArrived,
    PersonAdmitted,
    VisitEnded,
    VisitReopened,
    VisitStarted,
    WaitingStopped,
)
from services.contracts.ids import DeviceId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.states import DevicePlace, Modality, Outcome, Standing, VisitState
from services.contracts.visit_table import Effect, Guard, VisitCommand
from services.session.change import Change, Note
from services.session.happenings import DeskTask, DeskTaskKind, PatientCalled
from services.session.visit.rules.devices import let_in
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Times


def arrive(visit: Visit, times: Times, now: datetime) -> Change[Visit]:
    """The patient's device is live in the waiting room. Follows from presence; asked again it changes nothing."""
    cell = visit.cell(VisitCommand.ARRIVE, {Guard.WINDOW_OPEN: now >= visit.opens_at(times)})
    if Effect.RINGS_DESK in cell.does and not visit.desk_rung:
        return Change(
            replace(visit, desk_rung=True),
            happenings=(DeskTask(visit.id, DeskTaskKind.CAME_AFTER_NO_SHOW),),
            notes=(Note("visit.patient_came_after_no_show", visit.id),),
        )
    if cell.becomes is None:
        return Change(visit)
    waiting = replace(visit, state=cell.becomes, waiting_since=now, automatic=False, absent=None)
    return Change(
        waiting,
        facts=(PatientArrived(visit_id=visit.id, patient_id=visit.patient_id),),
        notes=(Note("visit.patient_arrived", visit.id, visit.patient_id),),
    )


def stop_waiting(visit: Visit) -> Change[Visit]:
    """The patient goes away from the waiting room and gives up the place in line."""
    cell = visit.cell(VisitCommand.STOP_WAITING)
    patient = visit.patient.moved(ParticipantCommand.LEAVE)
    since = None if Effect.GIVES_UP_PLACE in cell.does else visit.waiting_since
    stopped = replace(visit.with_person(patient), state=cell.becomes or visit.state, waiting_since=since)
    return Change(
        stopped,
        facts=(WaitingStopped(visit_id=visit.id, patient_id=visit.patient_id),),
        notes=(Note("visit.waiting_stopped", visit.id, visit.patient_id),),
    )


def admit_patient(
    visit: Visit, now: datetime, *, is_away: bool, confirmed: bool, device_id: DeviceId | None = None
) -> Change[Visit]:
    """Let the patient in: the talk starts. Away: asks once (`visit.patient_away`); confirmed, a message calls them."""
    cell = visit.cell(VisitCommand.ADMIT, {Guard.PATIENT_NOT_AWAY: confirmed or not is_away})
    patient = let_in(visit.patient.moved(ParticipantCommand.ADMIT), device_id)
    admitted = visit.with_person(patient)
    if cell.becomes is None:
        if admitted == visit:
            return Change(visit)
        return Change(
            admitted,
            facts=(PersonAdmitted(visit_id=visit.id, person_id=patient.person_id, role=patient.role),),
            notes=(Note("person.admitted", visit.id, patient.person_id),),
        )
    started = _start(replace(admitted, state=cell.becomes), now)
    return replace(started, happenings=(PatientCalled(visit.id),)) if is_away else started


def _start(visit: Visit, now: datetime) -> Change[Visit]:
    started = replace(visit, started_at=now, waiting_since=None, automatic=False, absent=None)
    return Change(
        started,
        facts=(VisitStarted(visit_id=visit.id, started_at=now, modality=visit.modality),),
        notes=(Note("visit.started", visit.id, visit.patient_id, {"modality": visit.modality.value}),),
    )


def go_on_by_phone(visit: Visit, now: datetime) -> Change[Visit]:
    """The talk takes place, or goes on, by telephone."""
    cell = visit.cell(VisitCommand.GO_ON_BY_PHONE)
    by_phone = replace(visit, modality=Modality.PHONE) if Effect.SETS_PHONE in cell.does else visit
    if cell.becomes is not None:
        return _start(replace(by_phone, state=cell.becomes), now)
    return _modality_changed(visit, by_phone)


def go_on_by_video(visit: Visit) -> Change[Visit]:
    """The talk goes on by video."""
    cell = visit.cell(VisitCommand.GO_ON_BY_VIDEO)
    by_video = replace(visit, modality=Modality.VIDEO) if Effect.SETS_VIDEO in cell.does else visit
    return _modality_changed(visit, by_video)


def _modality_changed(before: Visit, after: Visit) -> Change[Visit]:
    if before == after:
        return Change(before)
    return Change(
        after,
        facts=(ModalityChanged(visit_id=after.id, modality=after.modality),),
        notes=(Note("visit.modality_changed", after.id, details={"modality": after.modality.value}),),
    )


def finish(visit: Visit, outcome: Outcome, modality: Modality, now: datetime) -> Change[Visit]:
    """End the talk. Only the clinician's own Finish does this; a closed tab or a dead battery ends nothing."""
    cell = visit.cell(VisitCommand.FINISH)
    if cell.becomes is None:
        return Change(visit)
    said = outcome if Effect.SETS_OUTCOME in cell.does else visit.outcome
    return _end(replace(visit, state=cell.becomes, outcome=said, modality=modality), now, "visit.finished")


def room_empty(visit: Visit, now: datetime) -> Change[Visit]:
    """Both patient and clinician left this visit's room long ago: it ends as abandoned, on the desk's work list."""
    cell = visit.cell(VisitCommand.ROOM_EMPTY)
    said = Outcome.ABANDONED if Effect.SETS_ABANDONED in cell.does else visit.outcome
    ended = _end(replace(visit, state=cell.becomes or visit.state, outcome=said), now, "visit.abandoned")
    return replace(ended, happenings=(DeskTask(visit.id, DeskTaskKind.ABANDONED),))


def _end(visit: Visit, now: datetime, action: str) -> Change[Visit]:
    outcome = visit.outcome or Outcome.COMPLETED
    ended = without_holds(replace(visit, ended_at=now).with_everyone(ParticipantCommand.FINISH))
    fact = VisitEnded(
        visit_id=visit.id,
        scheduled_at=visit.scheduled_at,
        started_at=visit.started_at or now,
        ended_at=now,
        kind=visit.kind,
        language=visit.language,
        modality=visit.modality,
        outcome=outcome,
        clinician_id=visit.clinician_id,
        patient_id=visit.patient_id,
    )
    return Change(
        replace(ended, grants_died_at=visit.connections),
        facts=(fact,),
        notes=(Note(action, visit.id, details={"outcome": outcome.value, "modality": visit.modality.value}),),
    )


def without_holds(visit: Visit) -> Visit:
    """The end of the talk clears every hold and the private room."""
    people = {id_: replace(person, held_by=frozenset()) for id_, person in visit.people.items()}
    return replace(visit, people=people, private_by=frozenset(), exempt=frozenset())


def reopen(visit: Visit, times: Times, now: datetime) -> Change[Visit]:
    """Go on after Finish: within half an hour, while nothing is signed."""
    in_time = visit.ended_at is not None and now <= visit.ended_at + times.reopen_within
    holds = {Guard.REOPEN_IN_TIME: in_time, Guard.NOTHING_SIGNED: visit.signed_at is None}
    cell = visit.cell(VisitCommand.REOPEN, holds)
    if cell.becomes is None:
        return Change(visit)
    # Whoever was invited after the end has not come yet, and still may.
    again = visit.with_everyone(ParticipantCommand.REOPEN, but=Standing.INVITED)
    again = replace(again, state=cell.becomes, outcome=None, ended_at=None)
    for person in (again.patient, again.clinician):
        if person.standing is Standing.ADMITTED:
            again = again.with_person(person.with_all_devices(DevicePlace.ADMITTED))
    return Change(again, facts=(VisitReopened(visit_id=visit.id),), notes=(Note("visit.reopened", visit.id),))


def first_media(visit: Visit, now: datetime) -> Change[Visit]:
    """Patient's and clinician's pages have each reported packets from the other: joining worked."""
    if visit.first_media_at is not None or visit.state is not VisitState.IN_PROGRESS:
        return Change(visit)
    return Change(replace(visit, first_media_at=now), facts=(FirstMediaSeen(visit_id=visit.id, first_media_at=now),))


def is_at_door(visit: Visit) -> bool:
    """Whether the patient stands in the waiting room, so that a live device there means that they arrived."""
    return visit.patient.standing is Standing.AT_DOOR
