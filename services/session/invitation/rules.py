"""Consent to sit beside the patient: proposed, then agreed or declined; revoked and expired end it for good. Pure.

One open invitation a guest and visit. Only the decision-maker decides; a yes after a no takes a new invitation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.contracts.ids import ClinicId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentState, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.session.errors import (
    ChooseSummary,
    InvitationAgreed,
    InvitationDeclined,
    InvitationExpired,
    InvitationMoved,
    InvitationProposed,
    InvitationRevoked,
    NotYours,
)

SUMMARY_SCOPES: Final[Mapping[SummaryChoice, frozenset[Scope]]] = {
    SummaryChoice.EVERYTHING: frozenset({Scope.SUMMARY_ALL}),
    SummaryChoice.ACTIONS: frozenset({Scope.SUMMARY_ACTIONS}),
    SummaryChoice.NOTHING: frozenset(),
}
OPEN: Final = frozenset({ConsentState.PROPOSED, ConsentState.AGREED})
NEED_JOIN: Final = frozenset({Scope.CHAT, Scope.FILES})
"""Scopes that are worth nothing without joining, and fall with it."""


class Answer(StrEnum):
    """What can be said to an invitation."""

    AGREE = "agree"
    DECLINE = "decline"
    REVOKE = "revoke"
    EXPIRE = "expire"


_P, _A, _D, _R, _X = ConsentState
CONSENT_TABLE: Final[Mapping[Answer, Mapping[ConsentState, ConsentState]]] = {
    Answer.AGREE: {_P: _A, _A: _A},
    Answer.DECLINE: {_P: _D, _D: _D},
    Answer.REVOKE: {_A: _R, _R: _R},
    Answer.EXPIRE: {_P: _X, _A: _X, _X: _X},
}
"""answer -> state -> what becomes. The same state again is success that changes nothing; a missing one is
`invitation.is_<state>`."""

_IS: Final[Mapping[ConsentState, type[InvitationMoved]]] = {
    _P: InvitationProposed,
    _A: InvitationAgreed,
    _D: InvitationDeclined,
    _R: InvitationRevoked,
    _X: InvitationExpired,
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One question whether one guest may join one visit, and its answer. `basis`: on which screen it was given."""

    id: InvitationId
    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId
    person_id: PersonId
    relationship: str
    state: ConsentState
    by: Actor
    by_person: PersonId | None
    asked_at: datetime
    scopes: frozenset[Scope] = frozenset()
    answered_at: datetime | None = None
    answered_by: PersonId | None = None
    basis: str | None = None


def effective(scopes: frozenset[Scope]) -> frozenset[Scope]:
    """What is left of the scopes when those that need joining stand without it."""
    return scopes if Scope.JOIN in scopes else scopes - NEED_JOIN


def scopes_for(summary: SummaryChoice, *, join: bool = True) -> frozenset[Scope]:
    """The scopes of a yes. Joining and the summary are independent of each other."""
    return SUMMARY_SCOPES[summary] | (frozenset({Scope.JOIN}) if join else frozenset())


def answer(
    invitation: Invitation,
    said: Answer,
    by: PersonId,
    decision_maker: PersonId,
    now: datetime,
    scopes: frozenset[Scope] = frozenset(),
) -> Invitation:
    """What becomes of an invitation. Errors: `invitation.not_yours`, `invitation.is_<state>`.

    The same answer once more changes nothing; scopes are those of the first yes.
    """
    if said is not Answer.EXPIRE and by != decision_maker:
        raise NotYours
    becomes = CONSENT_TABLE[said].get(invitation.state)
    if becomes is None:
        raise _IS[invitation.state](state=invitation.state.value)
    if becomes is invitation.state:
        return invitation
    return replace(
        invitation,
        state=becomes,
        scopes=effective(scopes) if becomes is ConsentState.AGREED else frozenset(),
        answered_at=now,
        answered_by=by,
    )


def chosen(summary: SummaryChoice | None) -> SummaryChoice:
    """The choice about the summary, which no yes may leave open. Error: `invitation.choose_summary`."""
    if summary is None:
        raise ChooseSummary
    return summary
