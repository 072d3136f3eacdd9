"""What staff and people ask of a visit, over HTTP, and what staff are answered."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from services.contracts.ids import DeviceId, PersonId, VisitId
from services.contracts.states import Absent, Modality, Outcome, VisitState
from services.session.people.fields import Readable

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Readable]


class _Wish(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Seen(_Wish):
    """Every staff command: the row version of the visit that the caller saw."""

    version: Annotated[int, Field(ge=0)]


class MaybeSeen(_Wish):
    """Commands about the caller's own place: nobody else is in their way, so the version may be missing."""

    version: Annotated[int, Field(ge=0)] | None = None


class Admit(Seen):
    """Let somebody in. `device_id`: which of a guest's devices; the one that knocked last when missing.

    `confirm_away`: the clinician was asked, and lets an absent patient in all the same.
    """

    person_id: PersonId
    device_id: DeviceId | None = None
    confirm_away: bool = False


class SayNotYet(_Wish):
    """Who is asked to wait a little."""

    person_id: PersonId


class FinishVisit(Seen):
    """How the talk went, and how it took place."""

    outcome: Annotated[Outcome, Field(description="abandoned is the timer's word, and refused")]
    modality: Modality


class CancelVisit(Seen):
    reason: Reason


class Reschedule(Seen):
    """`double_book`: staff have seen that the clinician has a visit then, and want it so."""

    scheduled_at: AwareDatetime
    double_book: bool = False


class MarkNoShow(Seen):
    absent: Absent


class ChangeModality(Seen):
    modality: Modality


class OfferHandOver(Seen):
    to: PersonId


class Hold(_Wish):
    """Keep somebody out, or no longer. Nobody else is in the way of one's own wish: no version is asked."""

    on: bool


class MakePrivate(_Wish):
    """Keep everybody out but patient, clinician and interpreter, or no longer. `exempt`: who may stay all the same."""

    on: bool
    exempt: Annotated[frozenset[PersonId], Field(max_length=8)] = frozenset()


class CancelOwn(_Wish):
    """A patient's own words for calling the visit off, if any."""

    reason: Reason | None = None


class NewTime(_Wish):
    scheduled_at: AwareDatetime


class VisitStatus(BaseModel):
    """Where a visit stands: the answer to every staff command. Who shows more of it fetches it."""

    id: VisitId
    state: VisitState
    version: int = Field(description="row version; the next command carries it")


class Grant(BaseModel):
    """What opens one socket, once, within a minute; `n` numbers the connection within the visit."""

    grant: str
    n: int


class Token(BaseModel):
    """What notes is asked with, for five minutes."""

    token: str
