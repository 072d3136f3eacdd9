"""The summary as its reader reads it, over HTTP."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.contracts.ids import PersonId
from services.contracts.states import Role
from services.contracts.summary import Gets, Mistake, Section, SectionName

State = Literal["being_written", "ready", "in_error", "none", "not_for_you"]


class Status(BaseModel):
    """What the page may know before the second fact. `none`: it was decided that there is no summary.

    `not_for_you`: consent opens nothing of it to this person.
    """

    state: State
    proven: bool = Field(description="a second fact of this device still counts: the summary itself may be fetched")


class ReadClinic(BaseModel):
    name: str
    phone: str


class EarlierVersion(BaseModel):
    """A version that the reader had before; not valid any more."""

    id: UUID
    signed_at: datetime
    mistake: Mistake | None


class Correction(BaseModel):
    """What is different from the reader's version before this one, in their own view.

    `words`: the author's own, for the patient alone, because they may speak of parts that others do not see.
    """

    at: datetime
    changed: list[SectionName]
    words: str | None


class AlsoReads(BaseModel):
    """Who else has it, as consent stands now; told to the patient alone."""

    person_id: PersonId
    first_name: str
    relationship: str | None
    gets: Gets


class OwnSummary(BaseModel):
    """A version as this reader reads it: only sections that are open to them and say something, in order.

    With `mistake` it holds no sections: what was wrong must not be followed. `language`: that of the words.
    """

    id: UUID
    valid: bool = Field(description="false for a mistake, and for what was corrected since")
    signed_at: datetime
    signed_by: str = Field(description='as patients know the clinician: "Dr. Lind"')
    clinic: ReadClinic
    zone: str
    language: str
    patient_first_name: str
    gets: Gets
    sections: list[Section]
    mistake: Mistake | None
    correction: Correction | None
    went_on: bool = Field(description="the visit went on after this was signed; a newer version will follow")
    opened: bool = Field(description="the reader tapped that they opened it")
    earlier: list[EarlierVersion]
    also_reads: list[AlsoReads]


class SummaryLook(BaseModel):
    """Somebody else looked at the summary. `who`: as the patient knows them; null where nobody can say any more."""

    at: datetime
    who: str | None
    role: Role | None


class SummaryLooks(BaseModel):
    """The newest first."""

    looks: list[SummaryLook]
