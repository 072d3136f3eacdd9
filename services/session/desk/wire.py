"""What staff see of visits, over HTTP."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.contracts.ids import InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import (
    Absent,
    ConsentState,
    Link,
    Modality,
    Outcome,
    Role,
    Standing,
    VisitState,
)
from services.contracts.visit_table import VisitCommand
from services.session.booking.rules import VisitKind
from services.session.invitation.wire import AskForGuest, InvitationView, InviteGuest, PresentView
from services.session.people.fields import Email, Language, Name, Phone
from services.session.visit_page.wire import PersonCard


class Trouble(StrEnum):
    """Why somebody should call before the visit, the most pressing first."""

    ASKED_FOR_CALL = "asked_for_call"
    WRONG_PERSON = "wrong_person"
    NO_CONTACT = "no_contact"
    NOT_SENT = "not_sent"
    CAMERA_AND_MICROPHONE_REFUSED = "camera_and_microphone_refused"
    CHECK_FAILED = "check_failed"
    WEAK = "weak"
    SOUND_ONLY = "sound_only"


class ListedPatient(BaseModel):
    id: PersonId
    name: str
    list_name: str = Field(description="for lists that others may see: Rosa M.")
    first_name: str
    age: int | None


class ListedClinician(BaseModel):
    id: PersonId
    name: str
    short_name: str


class CheckResult(BaseModel):
    """How the patient's try of picture and sound went; `what` names what failed."""

    state: Literal["none", "ok", "failed"]
    what: list[str] = []


class ListedGuest(BaseModel):
    person_id: PersonId
    first_name: str
    relationship: str
    role: Role
    interprets: str | None
    standing: Standing
    invitation: ConsentState
    invitation_id: InvitationId
    link: Link
    apart: list[PersonId] = Field(default=[], description="guests of this visit whom they must not meet")


class HandOver(BaseModel):
    """To whom the visit is offered; it moves when they accept."""

    to: PersonId
    name: str


class VisitRow(BaseModel):
    """One visit in a list."""

    id: VisitId
    queue_id: QueueId
    version: int
    state: VisitState
    automatic: bool = Field(description="a timer marked the no-show; nobody has confirmed it")
    absent: Absent | None
    outcome: Outcome | None
    modality: Modality
    scheduled_at: datetime
    moved_from: datetime | None
    minutes: int
    kind: str
    patient: ListedPatient
    clinician: ListedClinician
    waiting_since: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    place: int | None
    standing: Standing
    link: Link
    hidden: bool = Field(description="the patient put the phone down")
    check: CheckResult
    help_wanted: bool
    wrong_person: bool
    guests: list[ListedGuest]
    present: list[str]
    contact_phone: str | None
    open_for_me: bool
    hand_over: HandOver | None
    trouble: list[Trouble]
    tasks: list[str]
    allowed: list[VisitCommand]
    summary: Literal["to_write", "signed", "waived"] | None = Field(
        default=None, description="what became of the summary of a visit that has ended"
    )


class Counts(BaseModel):
    waiting: int
    today: int
    done: int


class Day(BaseModel):
    """A day of the clinic, in the clinic's zone."""

    date: date
    now: datetime
    version: int
    visits: list[VisitRow]
    left: list[VisitRow] = Field(description="of earlier days, with something still to be done; on today's list alone")
    counts: Counts


class ContactView(BaseModel):
    person_id: PersonId
    name: str
    email: str | None
    phone: str | None


class LinkView(BaseModel):
    """One person's link. `delivered`: the mail server took it; None while it is on its way."""

    person_id: PersonId
    generation: int
    sent_at: datetime | None
    delivered: bool | None
    failure: str | None
    opened_at: datetime | None
    closed: str | None = Field(description="why it opens nothing any more")


class HistoryLine(BaseModel):
    """One line of what happened. `text_key` and `args` are a sentence of the catalogue."""

    at: datetime
    what: str
    text_key: str
    args: dict[str, str]


class VisitDetail(VisitRow):
    """One visit with all that staff may know of it."""

    birth_date: date | None
    contacts: list[ContactView]
    links: list[LinkView]
    people: list[PersonCard]
    invitations: list[InvitationView]
    beside: list[PresentView] = Field(description="who sits beside somebody, without a device of their own")
    history: list[HistoryLine]
    decision_maker: PersonId
    opens_at: datetime
    room_holds: int = Field(description="how many are in the visit at once")
    no_place_for: list[PersonId] = Field(description="who is at the door and has to wait until somebody leaves")
    pictures: list[PersonId] = Field(default=[], description="who sent a picture with their knock, and is at the door")


class KnownPatient(BaseModel):
    model_config = ConfigDict(extra="forbid")

    person_id: PersonId


class FreshPatient(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name
    first_name: Name | None = None
    birth_date: date
    email: Email | None = None
    phone: Phone | None = None
    language: Language = "en"


class WithBasis(InviteGuest):
    """Who decides for the patient, and why; staff have seen it."""

    basis: Literal["parent", "guardian", "proxy"]


class BookVisit(BaseModel):
    """`double_book`: staff have seen that the clinician has a visit then, and want it so."""

    patient: KnownPatient | FreshPatient
    clinician_id: PersonId
    scheduled_at: AwareDatetime
    minutes: Annotated[int, Field(ge=5, le=240)] = 20
    kind: VisitKind = VisitKind.FOLLOWUP
    guests: Annotated[list[AskForGuest], Field(max_length=8)] = []
    decision_maker: WithBasis | None = None
    double_book: bool = False


class FoundPerson(BaseModel):
    person_id: PersonId
    name: str
    birth_date: date | None
    email: str | None
    phone: str | None
    language: str


class NewLink(BaseModel):
    """The row version that the caller saw; None: whichever it is."""

    version: int | None = None
