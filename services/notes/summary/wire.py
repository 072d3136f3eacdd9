"""The summary as its authors see it, over HTTP."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Modality, Outcome, Role
from services.contracts.summary import Gets, Mistake, Section, SectionName, VersionState, readable
from services.notes.reading.rules import News

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(readable)
]

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$", max_length=3)]


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SaveSection(_Wish):
    """What was typed. `seen`: the row version of the section as this page last knew it, 0 where it was never saved."""

    content: Section
    patient_only: bool = False
    seen: Annotated[int, Field(ge=0, le=2**31)]


class Sign(_Wish):
    """`seen`: the row version of every section as the signing page shows it; a missing one was never saved (0).

    `language`: in which the words are written; that of the visit, the patient's own, where nothing is said.
    """

    seen: dict[SectionName, Annotated[int, Field(ge=0, le=2**31)]]
    language: Language | None = None


class Amend(_Wish):
    """What changed, and why. `number`: the version that is corrected."""

    number: Annotated[int, Field(ge=1, le=2**31)]
    reason: Reason


class EnterInError(_Wish):
    mistake: Mistake
    reason: Reason


class Waive(_Wish):
    reason: Reason


class SectionView(BaseModel):
    """One section as it was last saved; `row_version` 0: never."""

    section: SectionName
    content: Section
    patient_only: bool
    row_version: int
    saved_at: datetime | None
    saved_by: PersonId | None


class VersionCard(BaseModel):
    """One version without its words. `ended_at`: when it was waived or marked as a mistake."""

    id: UUID
    number: int
    state: VersionState
    created_at: datetime
    author_id: PersonId | None
    reason: str | None = Field(description="why it corrects the one before")
    signed_at: datetime | None
    signed_by: PersonId | None
    language: str | None = Field(description="in which its words are written; null until it is signed")
    intact: bool | None = Field(description="whether it still is what was signed; null where nothing was")
    went_on: bool = Field(description="the visit went on after this was signed")
    mistake: Mistake | None
    ended_at: datetime | None
    ended_by: PersonId | None
    ended_reason: str | None


class VersionView(VersionCard):
    """One version with its words, every section in the patient's order."""

    sections: list[SectionView]


class ReaderCard(BaseModel):
    """Somebody of the visit, and what they get by consent as it stands now; of a signed version see `readers`."""

    person_id: PersonId
    role: Role
    name: str
    first_name: str
    relationship: str | None
    language: str
    gets: Gets


class DeliveryCard(BaseModel):
    """One message to one reader about one version. `opened_at`: that person's own tap, after the second fact."""

    person_id: PersonId
    number: int
    news: News
    state: Literal["queued", "sent", "failed"]
    failure: str | None
    at: datetime
    opened_at: datetime | None


class AuthoredVisit(BaseModel):
    visit_id: VisitId
    ended_at: datetime
    reopened: bool = Field(description="the talk goes on; nothing can be signed until it is finished again")
    outcome: Outcome
    modality: Modality
    kind: str
    language: str
    clinician_id: PersonId = Field(description="who is responsible, and signs")


class Editor(BaseModel):
    """All that the editor shows. `draft`: what is being written; `present`: what was signed last.

    `readers` is null while nobody has told yet who is in the visit (session is away): writing goes on, signing waits.
    """

    visit: AuthoredVisit
    row_version: int
    may_sign: bool = Field(description="the caller is the responsible clinician")
    draft: VersionView | None
    present: VersionView | None
    versions: list[VersionCard]
    readers: list[ReaderCard] | None
    deliveries: list[DeliveryCard]


class Preview(BaseModel):
    """A version as one person would read it by consent as it stands now."""

    person_id: PersonId
    first_name: str
    gets: Gets
    sections: list[Section]
