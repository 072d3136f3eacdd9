"""A visit and the people in it, as the rules see them: what they are, what the tables of states make of them, and what
others see of them. Frozen: a rule answers with another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from services.contracts.hints import AddressedHint, Changed, Hint
from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.participant_table import ParticipantCommand, place
from services.contracts.standing import NEEDS_CONSENT, NEVER_PRIVATE, PersonStanding, StandingEntry, is_held
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
from services.contracts.visit_table import Cell, Column, Guard, VisitCommand, column_of, visit_cell
from services.session.errors import ParticipantUnknown, from_table
from services.session.visit.rules.times import Awaited, TimerKind, Times

Holds = Mapping[Guard, bool]
"""Which of the conditions that a cell may ask hold now; one that is not named does not."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in one visit. `devices` are those their taps bound, and where each stands.

    `before_removal` is where an undone removal puts them back; `first_live_at` when they were first seen live in the
    window (who was here is never named absent). `apart`: with whom they are a protected pair. `let_in_at`: the standing
    version at which they were let in last, which says who of two came first. `held_since`: since when they have been
    kept out of the talk, by whomever.
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
    apart: frozenset[PersonId] = frozenset()
    let_in_at: int = 0
    held_since: datetime | None = None

    def with_all_devices(self, where: DevicePlace) -> "Participant":
        """The same person, every device of theirs standing there."""
        return replace(self, devices=dict.fromkeys(self.devices, where))

    def timed(self, now: datetime, *, held: bool) -> "Participant":
        """The same person, kept out now or not."""
        return self if held is (self.held_since is not None) else replace(self, held_since=now if held else None)

    def moved(self, command: ParticipantCommand) -> "Participant":
        """The person after a command, by the participant table, or the named error of the cell.

        Whoever is removed stays so; what the command makes of the place that an undo would give back is kept.
        """
        cell = place(command, self.standing)
        if cell.error is not None:
            raise from_table(cell.error, standing=self.standing.value)
        if cell.restores and self.before_removal is not None:
            return replace(self, standing=self.before_removal, before_removal=None, removed_at=None)
        becomes = cell.becomes(self.role)
        if becomes is None or becomes is self.standing:
            return self._moved_behind(command)
        if becomes is Standing.REMOVED:
            return replace(self, standing=becomes, before_removal=self.standing)
        after = replace(self, standing=becomes)
        return after if becomes is Standing.ADMITTED else after.with_all_devices(DevicePlace.AT_DOOR)

    def _moved_behind(self, command: ParticipantCommand) -> "Participant":
        if self.before_removal is None:
            return self
        becomes = place(command, self.before_removal).becomes(self.role)
        return self if becomes in {None, Standing.REMOVED} else replace(self, before_removal=becomes)

    @property
    def is_watched(self) -> bool:
        """Whether their being away for long still moves them."""
        return self.role in NEEDS_CONSENT and self.standing in {Standing.AT_DOOR, Standing.ADMITTED}

    @property
    def as_others_see(self) -> PersonStanding:
        """Where the person stands, as signaling obeys it."""
        return PersonStanding(
            role=self.role,
            standing=self.standing,
            held_by=self.held_by,
            scopes=self.scopes,
            devices=dict(self.devices),
            apart=self.apart,
        )


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
    waived_at: datetime | None = None
    connections: int = 0
    grants_died_at: int = 0
    private_by: frozenset[PersonId] = frozenset()
    exempt: frozenset[PersonId] = frozenset()
    people: Mapping[PersonId, Participant] = field(default_factory=dict)

    def cell(self, command: VisitCommand, holds: Holds | None = None) -> Cell:
        """The table's cell for a command; raises the named error that it answers, or of a guard that does not hold."""
        cell = visit_cell(command, self.column)
        if cell.error is not None:
            raise from_table(cell.error, **self.present())
        for guard in cell.needs:
            if not (holds or {}).get(guard, False):
                raise from_table(guard.value, **self.present())
        return cell

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

    def with_everyone(self, command: ParticipantCommand, *, but: Standing | None = None) -> "Visit":
        """The same visit after a command that moves all who take part; whoever stands at `but` stays there."""
        taking_part = (one for one in self.people.values() if self.takes_part(one) and one.standing is not but)
        moves = {one.person_id: one.moved(command) for one in taking_part}
        return replace(self, people={**self.people, **moves})

    def timed(self, now: datetime) -> "Visit":
        """With since when each is kept out: from the first hold on until the last one ends."""
        entry = self.standing_entry()
        people = {id_: person.timed(now, held=is_held(entry, id_)) for id_, person in self.people.items()}
        return self if people == self.people else replace(self, people=people)

    def takes_part(self, person: Participant) -> bool:
        """False for a clinician who handed the visit over."""
        return person.role is not Role.CLINICIAN or person.person_id == self.clinician_id

    def is_full_for(self, person: Participant, most: int) -> bool:
        """Whether the room has no place for this person. The other one of a protected pair takes none of theirs.

        The patient, the clinician and the interpreter always have a place: the talk is theirs.
        """
        there = [
            one
            for one in self.people.values()
            if one.standing is Standing.ADMITTED and self.takes_part(one) and one.person_id not in person.apart
        ]
        return person.role not in NEVER_PRIVATE and len(there) >= most

    def waiting_for_a_place(self, most: int) -> frozenset[PersonId]:
        """Who stands at the door of a talk whose room is full for them, and reads so."""
        if self.state is not VisitState.IN_PROGRESS:
            return frozenset()
        at_door = (one for one in self.people.values() if one.standing is Standing.AT_DOOR)
        return frozenset(one.person_id for one in at_door if self.is_full_for(one, most))

    def opens_at(self, times: Times) -> datetime:
        """When the waiting room opens."""
        return self.scheduled_at - times.window_before

    def window_ends_at(self, times: Times) -> datetime:
        """When nobody is expected any more: half an hour after the booked time, or the announced delay if later."""
        return self.scheduled_at + max(times.window_after, self.delay)

    def present(self) -> dict[str, object]:
        """What is told beside an error: what the visit is instead."""
        return {"visit": {"id": str(self.id), "state": self.state.value, "version": self.version}}

    def standing_entry(self) -> StandingEntry:
        """What signaling obeys, at the present `standing_version`. A clinician who handed over is not in it."""
        return StandingEntry(
            standing_version=self.standing_version,
            visit_state=self.state,
            modality=self.modality,
            private_by=self.private_by,
            exempt=self.exempt,
            people={id_: one.as_others_see for id_, one in self.people.items() if self.takes_part(one)},
        )

    @property
    def face(self) -> tuple[object, ...]:
        """Of a visit what every page of it shows."""
        return (
            self.state,
            self.modality,
            self.outcome,
            self.scheduled_at,
            self.clinician_id,
            self.delay,
            self.automatic,
        )

    @property
    def outline(self) -> tuple[object, ...]:
        """Of it what a page shows of somebody by invitation who is not in the talk: whether it is, and when."""
        return (self.state, self.outcome, self.scheduled_at, self.automatic)

    @property
    def in_line(self) -> tuple[object, ...] | None:
        """By what others wait before or behind this visit; None while it stands in nobody's line."""
        if self.state not in {VisitState.SCHEDULED, VisitState.WAITING}:
            return None
        return (self.state, self.clinician_id, self.scheduled_at, self.delay)

    @property
    def awaited(self) -> frozenset[Awaited]:
        """What time alone will do to this visit. Whatever was not awaited before a change gets a timer by it."""
        found = {Awaited(TimerKind.WINDOW_END, expected=(self.scheduled_at, self.delay))}
        if self.state is VisitState.IN_PROGRESS:
            found.add(Awaited(TimerKind.ROOM_EMPTY))
        for one in self.people.values():
            if one.standing is Standing.REMOVED:
                found.add(Awaited(TimerKind.REMOVAL_FINAL, one.person_id))
            elif one.is_watched:
                found.add(Awaited(TimerKind.GUEST_AWAY, one.person_id, one.standing))
        return frozenset(found)

    def changed(
        self, what: Literal["visit", "people", "consent"], *people: PersonId, staff: bool = False
    ) -> AddressedHint:
        """Have these people's pages, or the queue's staff pages, look at this visit again."""
        return self.hint(Changed(what=what, id=self.id, version=self.version), *people, staff=staff)

    def hint(self, hint: Hint, *people: PersonId, staff: bool = False) -> AddressedHint:
        """A hint for pages of this visit."""
        return AddressedHint(
            clinic_id=self.clinic_id,
            queue_id=self.queue_id,
            visit_id=self.id,
            to_people=frozenset(people),
            to_staff=staff,
            hint=hint,
        )
