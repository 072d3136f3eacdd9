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
    version: int
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
    second_device: bool = Field(default=False, description="another device of theirs is in the visit already")


class ConsentRequest(BaseModel):
    """A question that only the decision-maker can answer."""

    invitation_id: InvitationId
    person_id: PersonId
    first_name: str
    relationship: str
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
    place: Place | None
    people: list[PersonCard]
    requests: list[ConsentRequest]
    present: list[str]
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
