"""What services ask each other by NATS request and reply (2 s), and what they get: session, but for the last."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from services.contracts.grants import GrantCode
from services.contracts.ids import DeviceId, GrantId, PersonId, VisitId
from services.contracts.states import Role, Scope


class _Question(BaseModel):
    model_config = ConfigDict(frozen=True)


class ClaimGrant(_Question):
    """Use up a grant; one insert at session decides who was first."""

    jti: GrantId
    visit_id: VisitId | None
    person_id: PersonId
    device_id: DeviceId
    n: int


class GrantClaimed(_Question):
    """Whether the claim was the first; else why not. Nobody is let in by a standing older than `standing_version`."""

    code: Literal[GrantCode.USED, GrantCode.SUPERSEDED] | None = None
    standing_version: int = 0


class AskSignedOut(_Question):
    """Which of these browsers of staff, known by their devices, are signed in no more: by sign-out or by time."""

    devices: frozenset[DeviceId]


class SignedOut(_Question):
    """Those of the asked devices that are signed out, or were never known."""

    devices: frozenset[DeviceId]


class AskPeople(_Question):
    """Who takes part in a visit."""

    visit_id: VisitId


class PersonFacts(_Question):
    """What a summary calls a person, and the language they read. `decides`: consent is theirs to give."""

    person_id: PersonId
    role: Role
    name: str
    short_name: str
    first_name: str
    decides: bool
    relationship: str | None
    language: str


class ClinicFacts(_Question):
    """The clinic as people see it; `phone` is the number to call, `zone` an IANA name."""

    name: str
    phone: str
    zone: str


class PeopleFacts(_Question):
    """Everyone who takes part in a visit, and was not removed, at the visit's row version."""

    version: int
    clinic: ClinicFacts
    people: tuple[PersonFacts, ...]


class AskContact(_Question):
    """Where a person of a visit is written to, asked at the moment of sending."""

    visit_id: VisitId
    person_id: PersonId


class Contact(_Question):
    """An address, and the link of that person and visit; None where the person has none, or it opens nothing.

    The rest is what a letter says beside it, as it is now.
    """

    email: str | None
    link: str | None
    first_name: str
    language: str
    clinic: ClinicFacts


class AskScopes(_Question):
    """What a visit's guests may read."""

    visit_id: VisitId


class Scopes(_Question):
    """Scopes by person, at the visit's row version; who has none is not in it."""

    version: int
    scopes: dict[PersonId, frozenset[Scope]]


class AskForgetChat(_Question):
    """Remove a visit's chat from the stream, and from the disk below it: all of it, or what one person wrote."""

    visit_id: VisitId
    writer: PersonId | None = None


class ChatForgotten(_Question):
    """None of it is left; `removed` were still there."""

    removed: int
