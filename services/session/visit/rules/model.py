"""A visit and the people in it, as the rules see them. Frozen: a rule answers with another one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.states import (
    Absent,
    ConsentState,
    DevicePlace,
    Modality,
    Outcome,
    Role,
    Scope,
    Standing,
    VisitState,
)
from services.contracts.visit_table import Column, column_of
from services.session.errors import ParticipantUnknown


@dataclass(frozen=True, slots=True)
class Times:
    """Every length of time that the rules of a visit know. All are settings."""

    window_before: timedelta = timedelta(minutes=30)
    window_after: timedelta = timedelta(minutes=30)
    reopen_within: timedelta = timedelta(minutes=30)
    undo_remove_within: timedelta = timedelta(seconds=10)
    guest_away: timedelta = timedelta(minutes=10)
    room_empty: timedelta = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in one visit. `devices` are those their taps bound, and where each stands.

    `before_removal` is where an undone removal puts them back; `first_live_at` when they were first seen live in the
    window (who was here is never named absent).
    """

    person_id: PersonId
    role: Role
    standing: Standing = Standing.INVITED
    consent: ConsentState | None = None
    scopes: frozenset[Scope] = frozenset()
    held_by: frozenset[PersonId] = frozenset()
    devices: Mapping[DeviceId, DevicePlace] = field(default_factory=dict)
    before_removal: Standing | None = None
    removed_at: datetime | None = None
    first_live_at: datetime | None = None

    def with_all_devices(self, where: DevicePlace) -> "Participant":
        """The same person, every device of theirs standing there."""
        return replace(self, devices=dict.fromkeys(self.devices, where))


@dataclass(frozen=True, slots=True)
class Visit:
    """One booked talk. `people` holds everyone who takes part, the responsible clinician too.

    `connections` numbers the sockets of the visit; grants up to `grants_died_at` open none any more.
    `automatic`: a timer set the no-show. `delay`: what the clinician announced.
    """

    id: VisitId
    clinic_id: ClinicId
    queue_id: QueueId
    patient_id: PersonId
    clinician_id: PersonId
    decision_maker_id: PersonId
    scheduled_at: datetime
    minutes: int
    kind: str
    language: str
    version: int = 0
    standing_version: int = 0
    state: VisitState = VisitState.SCHEDULED
    modality: Modality = Modality.VIDEO
    outcome: Outcome | None = None
    absent: Absent | None = None
    automatic: bool = False
    delay: timedelta = timedelta()
    waiting_since: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    first_media_at: datetime | None = None
    moved_from: datetime | None = None
    cancel_reason: str | None = None
    desk_rung: bool = False
    hand_over_to: PersonId | None = None
    signed_at: datetime | None = None
    connections: int = 0
    grants_died_at: int = 0
    private_by: frozenset[PersonId] = frozenset()
    exempt: frozenset[PersonId] = frozenset()
    people: Mapping[PersonId, Participant] = field(default_factory=dict)

    @property
    def column(self) -> Column:
        """Where this visit stands in the table."""
        return column_of(self.state, automatic=self.automatic)

    @property
    def patient(self) -> Participant:
        """The patient's place in this visit."""
        return self.people[self.patient_id]

    @property
    def clinician(self) -> Participant:
        """The responsible clinician's place in this visit."""
        return self.people[self.clinician_id]

    def person(self, person_id: PersonId) -> Participant:
        """Somebody's place in this visit, or `participant.unknown`."""
        found = self.people.get(person_id)
        if found is None:
            raise ParticipantUnknown
        return found

    def with_person(self, person: Participant) -> "Visit":
        """The same visit, with this person as they are now."""
        return replace(self, people={**self.people, person.person_id: person})

    def takes_part(self, person: Participant) -> bool:
        """False for a clinician who handed the visit over."""
        return person.role is not Role.CLINICIAN or person.person_id == self.clinician_id

    def opens_at(self, times: Times) -> datetime:
        """When the waiting room opens."""
        return self.scheduled_at - times.window_before

    def window_ends_at(self, times: Times) -> datetime:
        """When nobody is expected any more: half an hour after the booked time, or the announced delay if later."""
        return self.scheduled_at + max(times.window_after, self.delay)

    def present(self) -> dict[str, object]:
        """What is told beside an error: what the visit is instead."""
        return {"visit": {"id": str(self.id), "state": self.state.value, "version": self.version}}
