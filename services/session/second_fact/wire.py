"""Second facts over HTTP."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from services.session.second_fact.rules import FactKind


class GivenCode(BaseModel):
    """What the person typed."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=20)]


class OwnCode(BaseModel):
    """Six digits of the guest's own choice."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class SecondFact(BaseModel):
    """How this person shows that it is them. `mailed_code`: ask for it with POST /code."""

    kind: FactKind
    channel: str | None = Field(description="where a code would be mailed, masked")
    proven_until: datetime | None = Field(description="a fact that this device gave counts until then")
    may_set_code: bool = Field(description="a guest may set a code of their own on this device now")
    tries_left: int
    closed_minutes: int | None = Field(description="for so long no code is taken, after too many tries")


class DeskCode(BaseModel):
    """A code that the desk says on the phone; it works once."""

    code: str
    minutes: int
