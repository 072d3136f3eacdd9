"""Invitations over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from services.contracts.ids import DeviceId, InvitationId, PersonId, VisitId
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Role, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.session.invitation.hand import AskedOn
from services.session.people.fields import Email, Language, Name, Readable

Interprets = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$")]
"""A language tag (BCP 47), of any language of the world: "pl", "ase" (American Sign Language)."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), Readable]
"""What somebody read or heard, whole."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), Readable]


class Ticked(BaseModel):
    """Which boxes were ticked. All start empty but joining, which is the yes itself."""

    join: bool = True
    chat: bool = False
    files: bool = False
    summary: SummaryChoice | None = Field(
        default=None, description="what they may read afterwards; a guest's must be chosen, nobody else has any"
    )


class InviteGuest(BaseModel):
    """Somebody who should sit beside the patient, and reads the patient's language where nobody says another one."""

    name: Name
    first_name: Name
    relationship: Name
    email: Email
    language: Language | None = None


class InviteOwnGuest(InviteGuest, Ticked):
    """The decision-maker's invitation is the yes."""

    summary: SummaryChoice


class AskForGuest(InviteGuest):
    """Staff ask for somebody. An interpreter has the language they speak; an observer learns or supervises."""

    role: Literal[Role.GUEST, Role.INTERPRETER, Role.OBSERVER] = Role.GUEST
    interprets: Interprets | None = None


class AnswerInvitation(Ticked):
    """Yes needs a choice about the summary; none is chosen beforehand."""

    yes: bool


class ChangeConsent(BaseModel):
    """All boxes of a yes as they are to be from now on."""

    join: bool
    chat: bool
    files: bool
    summary: SummaryChoice | None = None


class SaidAloud(Ticked):
    """What the decision-maker said, written down by the clinician, with the words that the clinician's page showed."""

    yes: bool = True
    words: Words


class InviteSaidAloud(AskForGuest, Ticked):
    """Somebody new, asked for and agreed to aloud, in one act."""

    words: Words


class Emergency(BaseModel):
    """Let somebody in, or say that they were told, without a yes. `confirmed`: the clinician tapped once more."""

    version: Annotated[int, Field(ge=0)]
    person_id: PersonId
    how: Literal["let_in", "told"]
    device_id: DeviceId | None = None
    reason: Reason
    confirmed: bool = False


class NameDecisionMaker(BaseModel):
    """Who decides from now on: the patient (no basis), or a guest of this visit, and why; staff saw the papers."""

    version: Annotated[int, Field(ge=0)]
    person_id: PersonId
    basis: Literal["parent", "guardian", "proxy"] | None = None


class InvitationView(BaseModel):
    """One question and its answer, as the decision-maker and staff see it."""

    id: InvitationId
    person_id: PersonId
    first_name: str
    name: str
    relationship: str
    role: Role
    interprets: str | None
    needs_yes: bool
    state: ConsentState
    scopes: list[Scope]
    basis: ConsentBasis | None
    by: Actor
    asked_at: datetime
    answered_at: datetime | None
    to_confirm: bool = Field(description="written down by the clinician, and not looked at by the decision-maker yet")


class ActView(BaseModel):
    """One act of consent, as it was done. `by`: who did it, as people here are called; empty for time, and for the desk
    on a page of the visit's people.
    """

    invitation_id: InvitationId
    person_id: PersonId
    first_name: str
    did: ConsentAct
    state: ConsentState
    scopes: list[Scope]
    basis: ConsentBasis
    by: str
    as_what: Actor
    screen: AskedOn
    words: str | None = Field(description="shown to be said aloud, or the reason of an emergency")
    at: datetime


class WrittenDown(BaseModel):
    """What was done without a tap of the decision-maker, shown to them until they let it stand or undo it."""

    invitation_id: InvitationId
    person_id: PersonId
    first_name: str
    relationship: str
    how: Literal["said_aloud", "let_in", "told"]
    state: ConsentState
    scopes: list[Scope]
    by: str
    words: str | None
    at: datetime
    can_undo: bool


class CarryOver(BaseModel):
    """Somebody who was agreed to in the visit before; asked for again only by the decision-maker's yes."""

    person_id: PersonId
    first_name: str
    relationship: str
    role: Role
    interprets: str | None
    scopes_then: list[Scope]
    visit_then: datetime


class PresentView(BaseModel):
    """Somebody in the room with a person of the visit, without a device of their own."""

    name: str
    relationship: str | None
    with_id: PersonId
    with_name: str


class Sees(BaseModel):
    """What one person may see, hear and read of the visit as it stands now, and since when."""

    person_id: PersonId
    name: str
    role: Role
    relationship: str | None
    interprets: str | None
    invitation_id: InvitationId | None
    state: ConsentState | None
    join: bool
    chat: bool
    files: bool
    reads: SummaryChoice
    basis: ConsentBasis | None
    since: datetime | None
    can_change: bool
    can_take_back: bool


class WhoMaySee(BaseModel):
    """Everybody who may see, hear or read something; who sits beside somebody; and every act that led to it."""

    people: list[Sees]
    present: list[PresentView]
    acts: list[ActView]


class EmergencyView(BaseModel):
    """One line of the list of what was done without a yes."""

    visit_id: VisitId
    patient: str
    person: str
    relationship: str
    how: Literal["let_in", "told"]
    reason: str | None
    by: str
    at: datetime
