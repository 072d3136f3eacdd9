"""Invitations over HTTP."""

from datetime import datetime

from pydantic import BaseModel

from services.contracts.ids import InvitationId, PersonId
from services.contracts.states import ConsentState, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.session.people.fields import Email, Language, Name


class InviteGuest(BaseModel):
    """Somebody who should sit beside the patient, and reads the patient's language where nobody says another one."""

    name: Name
    first_name: Name
    relationship: Name
    email: Email
    language: Language | None = None


class InviteOwnGuest(InviteGuest):
    """The decision-maker's invitation is the yes; `summary`: what the guest may read afterwards."""

    summary: SummaryChoice


class AnswerInvitation(BaseModel):
    """Yes needs a choice about the summary; none is chosen beforehand."""

    yes: bool
    summary: SummaryChoice | None = None


class InvitationView(BaseModel):
    """One question and its answer, as the decision-maker and staff see it."""

    id: InvitationId
    person_id: PersonId
    first_name: str
    name: str
    relationship: str
    state: ConsentState
    scopes: list[Scope]
    by: Actor
    asked_at: datetime
    answered_at: datetime | None
