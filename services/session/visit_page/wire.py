"""What a person's page gets and says, over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from services.contracts.ids import InvitationId, PersonId, VisitId
from services.contracts.states import (
    ConsentState,
    DevicePlace,
    Link,
    Modality,
    Outcome,
    Role,
    Scope,
    Standing,
    VisitState,
)
from services.session.invitation.wire import CarryOver, PresentView, WrittenDown
from services.session.people.fields import Name, OneLine
from services.session.visit_page.rules import ClinicianStatus, Opening, Screen

Secret = Annotated[str, StringConstraints(max_length=200)]


class PageClinic(BaseModel):
    name: str
    phone: str


class Look(BaseModel):
    """The page before the tap. Nobody is named but the person whose link it is."""

    clinic: PageClinic
    first_name: str
    role: Role
    language: str
    languages: list[str]
    scheduled_at: datetime
    zone: str = Field(description="the clinic's, an IANA name")
    opening: Opening
    starts_in_minutes: int | None
    moved_from: datetime | None
    checked_before: bool
    second_fact: Literal["none", "code"]
    code_channel: str | None = Field(description="where a code would be sent, masked")
    known_device: bool
    interprets: str | None = Field(default=None, description="the language that this person interprets here")


class ShownSecret(BaseModel):
    """The secret of the link; may be missing on a page that was opened before on this device."""

    secret: Secret | None = None


class Tap(ShownSecret):
    """The person says: that is me. `helping`: somebody who sits beside them taps, under `present_name`."""

    code: Annotated[str, StringConstraints(max_length=20)] | None = None
    present_name: Name | None = None
    helping: bool = False


class LostLink(BaseModel):
    """Where the person is written to."""

    contact: Annotated[str, StringConstraints(min_length=1, max_length=254), OneLine]


class PagePerson(BaseModel):
    id: PersonId
    first_name: str
    role: Role


class PageVisit(BaseModel):
    id: VisitId
    state: VisitState
    modality: Modality
    scheduled_at: datetime
    zone: str
    outcome: Outcome | None
    ended_at: datetime | None


class PageClinician(BaseModel):
    id: PersonId
    name: str
    short_name: str
    status: ClinicianStatus
    knows_you_are_here: bool


class PersonCard(BaseModel):
    """Somebody of the visit, as this viewer may know them. `scopes`: for who decides, and for staff."""

    person_id: PersonId
    name: str
    role: Role
    relationship: str | None
    standing: Standing
    link: Link | None = None
    invitation: ConsentState | None = None
    invitation_id: InvitationId | None = None
    scopes: list[Scope] | None = None
    held: bool = Field(default=False, description="kept out for a private moment")
    held_by: list[PersonId] | None = Field(default=None, description="by name; for the patient and for staff")
    held_since: datetime | None = Field(default=None, description="since when kept out; for the patient and for staff")
    interprets: str | None = Field(default=None, description="an interpreter's language (BCP 47)")
    second_device: bool = Field(default=False, description="another device of theirs is in the visit already")


class ConsentRequest(BaseModel):
    """A question that only the decision-maker can answer."""

    invitation_id: InvitationId
    person_id: PersonId
    first_name: str
    relationship: str
    role: Role
    interprets: str | None
    needs_yes: bool = Field(description="an interpreter comes unless the answer is no")
    asked_by: str = Field(description="who asks, as patients know them")
    asked_at: datetime


class Place(BaseModel):
    place: int = Field(description="1: next")


class Me(BaseModel):
    """All that a page needs to choose its screen."""

    person: PagePerson
    decision_maker: bool
    clinic: PageClinic
    visit: PageVisit
    clinician: PageClinician | None
    standing: Standing
    device: DevicePlace | Literal["replaced"]
    screen: Screen
    can_enter: bool
    checked: bool
    not_yet: bool
    held: bool = Field(description="let in, and kept out for a private moment: nothing of the talk comes here")
    private_by: list[PersonId] | None = Field(description="who made the room private; for the patient")
    room_full: bool = Field(description="whoever is at the door has to wait until somebody leaves")
    place: Place | None
    people: list[PersonCard]
    requests: list[ConsentRequest]
    written_down: list[WrittenDown] = Field(
        description="recorded without a tap of the decision-maker's; until they let it stand or undo it"
    )
    carry_over: list[CarryOver] = Field(description="who was agreed to last time, for the decision-maker alone")
    present: list[str]
    beside: list[PresentView] = Field(
        description="who sits beside those whom this viewer may know of, themself included"
    )
    help_wanted: bool
    phone_ending: str | None = Field(description="last digits of the number that the clinic calls")
    moved_from: datetime | None
    opens_at: datetime
    language: str


class Check(BaseModel):
    """How the try of picture, sound and network went. `done`: the person went on."""

    camera: Literal["ok", "refused", "missing"]
    microphone: Literal["ok", "quiet", "refused", "missing"]
    speaker: Literal["ok", "no"]
    network: Literal["video", "sound", "weak"]
    done: bool


class ChooseLanguage(BaseModel):
    language: Annotated[str, StringConstraints(pattern=r"^(en|es)$")]


class PresentPerson(BaseModel):
    """Somebody sits beside the person, without a device of their own."""

    name: Name
    relationship: Name | None = None


class GonePerson(BaseModel):
    """Somebody who sat beside the person has left the room."""

    name: Name
