"""What happened, told to the other services: CloudEvents 1.0 in structured JSON on the JetStream stream EVENTS.

Event types are past tense. Data carry ids, times and codes only: no name, no contact, no reason in words.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.contracts import subjects
from services.contracts.ids import ClinicId, DeviceId, EventId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import Absent, ConsentBasis, Modality, Outcome, Role, Scope
from services.contracts.summary import Mistake, SectionName
from services.contracts.visit_table import Actor


class Happened(BaseModel):
    """Base of all event data; `type` names the event and picks the model."""

    model_config = ConfigDict(frozen=True)

    type: str
    visit_id: VisitId
    version: int = Field(default=0, description="the visit's row version after the change; set when it is saved")
    standing_version: int = Field(default=0, description="the fencing number after the change; set when it is saved")


class VisitBooked(Happened):
    type: Literal["visit.booked"] = "visit.booked"
    scheduled_at: datetime
    patient_id: PersonId
    clinician_id: PersonId


class PatientArrived(Happened):
    type: Literal["visit.patient_arrived"] = "visit.patient_arrived"
    patient_id: PersonId


class WaitingStopped(Happened):
    type: Literal["visit.waiting_stopped"] = "visit.waiting_stopped"
    patient_id: PersonId


class VisitStarted(Happened):
    type: Literal["visit.started"] = "visit.started"
    started_at: datetime
    modality: Modality


class FirstMediaSeen(Happened):
    type: Literal["visit.first_media_seen"] = "visit.first_media_seen"
    first_media_at: datetime


class ModalityChanged(Happened):
    type: Literal["visit.modality_changed"] = "visit.modality_changed"
    modality: Modality


class VisitEnded(Happened):
    """All that a draft needs, so that one is made whether session is up or not."""

    type: Literal["visit.ended"] = "visit.ended"
    scheduled_at: datetime
    started_at: datetime
    ended_at: datetime
    kind: str
    language: str
    modality: Modality
    outcome: Outcome
    clinician_id: PersonId
    patient_id: PersonId


class VisitReopened(Happened):
    type: Literal["visit.reopened"] = "visit.reopened"


class VisitCancelled(Happened):
    type: Literal["visit.cancelled"] = "visit.cancelled"
    by: Actor


class VisitRescheduled(Happened):
    type: Literal["visit.rescheduled"] = "visit.rescheduled"
    scheduled_at: datetime
    by: Actor


class NoShowMarked(Happened):
    type: Literal["visit.no_show_marked"] = "visit.no_show_marked"
    absent: Absent | None
    automatic: bool


class NoShowUndone(Happened):
    type: Literal["visit.no_show_undone"] = "visit.no_show_undone"


class VisitHandedOver(Happened):
    type: Literal["visit.handed_over"] = "visit.handed_over"
    from_id: PersonId
    to_id: PersonId


class PersonEntered(Happened):
    type: Literal["person.entered"] = "person.entered"
    person_id: PersonId
    role: Role
    device_id: DeviceId


class PersonAdmitted(Happened):
    type: Literal["person.admitted"] = "person.admitted"
    person_id: PersonId
    role: Role


class PersonLeft(Happened):
    type: Literal["person.left"] = "person.left"
    person_id: PersonId
    role: Role


class PersonSentBack(Happened):
    """Somebody who was in is at the door again, without having gone."""

    type: Literal["person.sent_back"] = "person.sent_back"
    person_id: PersonId
    role: Role


class PersonRemoved(Happened):
    type: Literal["person.removed"] = "person.removed"
    person_id: PersonId


class RemovalUndone(Happened):
    type: Literal["person.removal_undone"] = "person.removal_undone"
    person_id: PersonId


class PersonHeld(Happened):
    """Somebody is kept out of the talk by name. `by` is one more who does; others may keep them out already."""

    type: Literal["person.held"] = "person.held"
    person_id: PersonId
    by: PersonId


class PersonBroughtBack(Happened):
    """`by` no longer keeps somebody out. They are back once nobody does."""

    type: Literal["person.brought_back"] = "person.brought_back"
    person_id: PersonId
    by: PersonId


class VisitMadePrivate(Happened):
    """Patient, clinician and interpreter are alone, whoever is let in meanwhile. `exempt`: may stay all the same."""

    type: Literal["visit.made_private"] = "visit.made_private"
    by: PersonId
    exempt: frozenset[PersonId] = frozenset()


class PrivateEnded(Happened):
    """`by` no longer wishes the room private. It is open once nobody does."""

    type: Literal["visit.private_ended"] = "visit.private_ended"
    by: PersonId


class InvitationProposed(Happened):
    type: Literal["invitation.proposed"] = "invitation.proposed"
    invitation_id: InvitationId
    person_id: PersonId
    by: Actor
    role: Role = Role.GUEST


class InvitationAgreed(Happened):
    type: Literal["invitation.agreed"] = "invitation.agreed"
    invitation_id: InvitationId
    person_id: PersonId
    scopes: frozenset[Scope]
    basis: ConsentBasis = ConsentBasis.OWN_PAGE


class InvitationChanged(Happened):
    """A yes was narrowed or widened; `scopes` are what it opens from now on."""

    type: Literal["invitation.changed"] = "invitation.changed"
    invitation_id: InvitationId
    person_id: PersonId
    scopes: frozenset[Scope]
    basis: ConsentBasis = ConsentBasis.OWN_PAGE


class InvitationDeclined(Happened):
    type: Literal["invitation.declined"] = "invitation.declined"
    invitation_id: InvitationId
    person_id: PersonId


class InvitationRevoked(Happened):
    type: Literal["invitation.revoked"] = "invitation.revoked"
    invitation_id: InvitationId
    person_id: PersonId


class InvitationExpired(Happened):
    type: Literal["invitation.expired"] = "invitation.expired"
    invitation_id: InvitationId
    person_id: PersonId


class EmergencyUsed(Happened):
    """The clinician let somebody in, or told them something, without a yes. The reason stands at session alone."""

    type: Literal["consent.emergency_used"] = "consent.emergency_used"
    invitation_id: InvitationId
    person_id: PersonId
    how: Literal["let_in", "told"]
    by: PersonId


class OfSummary(Happened):
    """Base of what notes tells. `version` is the row version of the visit's summary, `number` counts its versions."""

    number: int


class SummaryDrafted(OfSummary):
    """A draft began: the first one, or one that corrects what was signed."""

    type: Literal["summary.drafted"] = "summary.drafted"


class SummarySigned(OfSummary):
    """A version was signed. `changed`: the sections that differ from the one before it; empty for the first."""

    type: Literal["summary.signed"] = "summary.signed"
    signed_at: datetime
    signed_by: PersonId
    amends: int | None = None
    changed: tuple[SectionName, ...] = ()


class SummaryWaived(OfSummary):
    """The clinician said that there will be no summary, or dropped a correction that was begun."""

    type: Literal["summary.waived"] = "summary.waived"
    by: PersonId


class SummaryEnteredInError(OfSummary):
    type: Literal["summary.entered_in_error"] = "summary.entered_in_error"
    mistake: Mistake
    by: PersonId


class SummarySent(OfSummary):
    """The mail server took the message that tells a person of this version."""

    type: Literal["summary.sent"] = "summary.sent"
    person_id: PersonId


class SummaryNotSent(OfSummary):
    """The message to a person failed for good; `failure` is a stable code."""

    type: Literal["summary.not_sent"] = "summary.not_sent"
    person_id: PersonId
    failure: str


class SummaryOpened(OfSummary):
    """A person's own tap, after the second fact; once a person and version."""

    type: Literal["summary.opened"] = "summary.opened"
    person_id: PersonId
    opened_at: datetime


Fact = Annotated[
    VisitBooked
    | PatientArrived
    | WaitingStopped
    | VisitStarted
    | FirstMediaSeen
    | ModalityChanged
    | VisitEnded
    | VisitReopened
    | VisitCancelled
    | VisitRescheduled
    | NoShowMarked
    | NoShowUndone
    | VisitHandedOver
    | PersonEntered
    | PersonAdmitted
    | PersonLeft
    | PersonSentBack
    | PersonRemoved
    | RemovalUndone
    | PersonHeld
    | PersonBroughtBack
    | VisitMadePrivate
    | PrivateEnded
    | InvitationProposed
    | InvitationAgreed
    | InvitationChanged
    | InvitationDeclined
    | InvitationRevoked
    | InvitationExpired
    | EmergencyUsed
    | SummaryDrafted
    | SummarySigned
    | SummaryWaived
    | SummaryEnteredInError
    | SummarySent
    | SummaryNotSent
    | SummaryOpened,
    Field(discriminator="type"),
]


class Event(BaseModel):
    """The CloudEvents 1.0 envelope. `time` is when it happened; extension attributes are lower case, as it asks."""

    model_config = ConfigDict(frozen=True)

    specversion: Literal["1.0"] = "1.0"
    id: EventId
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    clinicid: ClinicId
    queueid: QueueId
    traceparent: str | None = None
    data: Fact

    def nats_subject(self) -> str:
        """Where the event is published."""
        return subjects.event(self.clinicid, self.queueid, self.type)


def event(
    fact: Fact,
    *,
    event_id: EventId,
    source: str,
    time: datetime,
    clinic_id: ClinicId,
    queue_id: QueueId,
    traceparent: str | None = None,
) -> Event:
    """Put a fact into its envelope."""
    return Event(
        id=event_id,
        source=source,
        type=fact.type,
        subject=str(fact.visit_id),
        time=time,
        dataschema=f"urn:beside:event:{fact.type}:1",
        clinicid=clinic_id,
        queueid=queue_id,
        traceparent=traceparent,
        data=fact,
    )
