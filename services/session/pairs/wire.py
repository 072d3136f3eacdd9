"""Protected pairs over HTTP; for staff alone."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from services.contracts.ids import PairId, PersonId
from services.session.visit.wire import Reason


class SetPair(BaseModel):
    """Two guests of the visit who must not meet, nor learn of each other."""

    model_config = ConfigDict(extra="ignore")

    one: PersonId
    other: PersonId
    reason: Reason


class LiftPair(BaseModel):
    """Why the two may meet after all."""

    model_config = ConfigDict(extra="ignore")

    reason: Reason


class PairedPerson(BaseModel):
    person_id: PersonId
    name: str
    here: bool = Field(description="whether they take part in this visit")


class PairView(BaseModel):
    """One pair around the visit's patient. `set_by` None: known again by address when somebody was invited anew."""

    id: PairId
    one: PairedPerson
    other: PairedPerson
    reason: str | None
    set_at: datetime
    set_by: str | None
    lifted_at: datetime | None
    lifted_by: str | None
    lift_reason: str | None
