"""Consent to sit beside the patient: proposed, then agreed or declined; revoked and expired end it for good. Pure.

One open invitation a guest and visit. Only the decision-maker decides; the clinician writes down what they said aloud.
A yes is changed as often as its giver likes; a yes after a no takes a new invitation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.contracts.ids import ClinicId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.standing import NEEDS_CONSENT
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Role, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.session.errors import (
    ChooseSomething,
    ChooseSummary,
    InvitationAgreed,
    InvitationDeclined,
    InvitationExpired,
    InvitationMoved,
    InvitationProposed,
    InvitationRevoked,
    NotSaidAloud,
    NotYours,
)
from services.session.invitation.hand import Hand

SUMMARY_SCOPES: Final[Mapping[SummaryChoice, frozenset[Scope]]] = {
    SummaryChoice.EVERYTHING: frozenset({Scope.SUMMARY_ALL}),
    SummaryChoice.ACTIONS: frozenset({Scope.SUMMARY_ACTIONS}),
    SummaryChoice.NOTHING: frozenset(),
}
OPEN: Final = frozenset({ConsentState.PROPOSED, ConsentState.AGREED})
NEED_JOIN: Final = frozenset({Scope.CHAT, Scope.FILES})
"""Scopes that are worth nothing without joining, and fall with it."""

READS_AFTERWARDS: Final = frozenset({Role.GUEST})
"""Roles that may be given the summary; interpreters and observers are nobody's readers."""


OF_A_REPRESENTATIVE: Final = frozenset({Scope.JOIN, Scope.CHAT, Scope.FILES, Scope.SUMMARY_ALL})
"""Whoever decides for the patient may do all of it."""


class Answer(StrEnum):
    """What can be said to an invitation."""

    AGREE = "agree"
    CHANGE = "change"
    DECLINE = "decline"
    REVOKE = "revoke"
    EXPIRE = "expire"


_P, _A, _D, _R, _X = ConsentState
CONSENT_TABLE: Final[Mapping[Answer, Mapping[ConsentState, ConsentState]]] = {
    Answer.AGREE: {_P: _A, _A: _A},
    Answer.CHANGE: {_A: _A},
    Answer.DECLINE: {_P: _D, _D: _D},
    Answer.REVOKE: {_A: _R, _R: _R},
    Answer.EXPIRE: {_P: _X, _A: _X, _X: _X},
}
"""answer -> state -> what becomes. The same state again is success that changes nothing, but for CHANGE, which gives
other scopes; a missing one is `invitation.is_<state>`."""

ACT_OF: Final[Mapping[Answer, ConsentAct]] = {
    Answer.AGREE: ConsentAct.AGREED,
    Answer.CHANGE: ConsentAct.CHANGED,
    Answer.DECLINE: ConsentAct.DECLINED,
    Answer.REVOKE: ConsentAct.REVOKED,
    Answer.EXPIRE: ConsentAct.EXPIRED,
}

_IS: Final[Mapping[ConsentState, type[InvitationMoved]]] = {
    _P: InvitationProposed,
    _A: InvitationAgreed,
    _D: InvitationDeclined,
    _R: InvitationRevoked,
    _X: InvitationExpired,
}


@dataclass(frozen=True, slots=True)
class Boxes:
    """What was ticked. Joining is the yes itself; every other box starts empty, and none is chosen for the summary."""

    join: bool = True
    chat: bool = False
    files: bool = False
    summary: SummaryChoice | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """One question whether one person may join one visit, and its answer as it stands now.

    `basis`: on what the answer rests. `interprets`: an interpreter's language (BCP 47). `confirmed_at`: when the
    decision-maker said that what the clinician wrote down is right.
    """

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
    basis: ConsentBasis | None = None
    role: Role = Role.GUEST
    interprets: str | None = None
    confirmed_at: datetime | None = None

    @property
    def waits_to_be_confirmed(self) -> bool:
        """Whether the decision-maker has still to be shown what others did without a tap of theirs."""
        without_them = self.basis in {ConsentBasis.SAID_ALOUD, ConsentBasis.EMERGENCY}
        return without_them and self.confirmed_at is None

    @property
    def needs_yes(self) -> bool:
        """Whether nothing flows before the answer."""
        return self.role in NEEDS_CONSENT


def effective(scopes: frozenset[Scope]) -> frozenset[Scope]:
    """What is left of the scopes when those that need joining stand without it."""
    return scopes if Scope.JOIN in scopes else scopes - NEED_JOIN


def scopes_of(role: Role, boxes: Boxes) -> frozenset[Scope]:
    """The scopes of a yes. Joining and the summary are independent of each other.

    Errors: `invitation.choose_summary` (no yes may leave it open), `invitation.choose_something`.
    """
    summary = SummaryChoice.NOTHING
    if role in READS_AFTERWARDS:
        if boxes.summary is None:
            raise ChooseSummary
        summary = boxes.summary
    ticked = {Scope.JOIN: boxes.join, Scope.CHAT: boxes.chat, Scope.FILES: boxes.files}
    scopes = effective(SUMMARY_SCOPES[summary] | {scope for scope, is_on in ticked.items() if is_on})
    if not scopes:
        raise ChooseSomething
    return scopes


def reads(scopes: frozenset[Scope]) -> SummaryChoice:
    """The choice about the summary that stands in these scopes."""
    if Scope.SUMMARY_ALL in scopes:
        return SummaryChoice.EVERYTHING
    return SummaryChoice.ACTIONS if Scope.SUMMARY_ACTIONS in scopes else SummaryChoice.NOTHING


def aloud(state: ConsentState, *, yes: bool) -> Answer:
    """What a word that was said aloud is, to an invitation in this state."""
    if yes:
        return Answer.CHANGE if state is ConsentState.AGREED else Answer.AGREE
    return Answer.DECLINE if state is ConsentState.PROPOSED else Answer.REVOKE


def answer(
    invitation: Invitation,
    said: Answer,
    hand: Hand,
    decision_maker: PersonId,
    now: datetime,
    scopes: frozenset[Scope] = frozenset(),
) -> Invitation:
    """What becomes of an invitation. Errors: `invitation.not_yours`, `invitation.is_<state>`.

    The same answer once more changes nothing; the scopes of a yes change by CHANGE alone. The decision is the
    decision-maker's, whoever wrote it down. What they have still to be shown is shown also after time ended it.
    """
    is_theirs = hand.person_id == decision_maker or hand.basis is ConsentBasis.SAID_ALOUD
    if said is not Answer.EXPIRE and not is_theirs:
        raise NotYours
    becomes = CONSENT_TABLE[said].get(invitation.state)
    if becomes is None:
        raise _IS[invitation.state](state=invitation.state.value)
    given = effective(scopes) if becomes is ConsentState.AGREED else frozenset[Scope]()
    if becomes is invitation.state and (said is not Answer.CHANGE or given == invitation.scopes):
        return invitation
    return replace(
        invitation,
        state=becomes,
        scopes=given,
        answered_at=now,
        answered_by=None if said is Answer.EXPIRE and hand.person_id is None else hand.person_id,
        basis=invitation.basis if said is Answer.EXPIRE and invitation.waits_to_be_confirmed else hand.basis,
        confirmed_at=None,
    )


def confirm(invitation: Invitation, by: PersonId, decision_maker: PersonId, now: datetime) -> Invitation:
    """The decision-maker has seen what was done without a tap of theirs, and lets it stand.

    Said again, or where there is nothing to confirm, it changes nothing. Error: `invitation.not_yours`.
    """
    if by != decision_maker:
        raise NotYours
    return replace(invitation, confirmed_at=now) if invitation.waits_to_be_confirmed else invitation


def undo(
    invitation: Invitation, hand: Hand, decision_maker: PersonId, now: datetime, before: frozenset[Scope]
) -> Invitation:
    """The decision-maker takes back what the clinician wrote down, by one tap.

    `before`: the scopes of the yes that they had given themself before it; empty where there was none, and then nothing
    stands. Errors: `invitation.not_yours`, `invitation.not_said_aloud`, `invitation.is_<state>`.
    """
    if invitation.basis is not ConsentBasis.SAID_ALOUD and invitation.state is ConsentState.AGREED:
        raise NotSaidAloud
    said = Answer.CHANGE if before else Answer.REVOKE
    return answer(invitation, said, hand, decision_maker, now, before)


def let_in_without_yes(invitation: Invitation, hand: Hand, now: datetime) -> Invitation:
    """An emergency: the clinician lets somebody in whom the decision-maker was not able to answer about.

    The question stays open, for only the decision-maker can answer it. A yes stays what it is: then it is the room, or
    a protected pair, that bars nobody. Error: `invitation.is_<state>`; a no stays a no, also one to joining alone.
    """
    if invitation.state is ConsentState.AGREED and Scope.JOIN in invitation.scopes:
        return invitation
    if invitation.state is not ConsentState.PROPOSED:
        raise _IS[invitation.state](state=invitation.state.value)
    opened = frozenset({Scope.JOIN})
    if invitation.scopes == opened:
        return invitation
    return replace(
        invitation,
        scopes=opened,
        answered_at=now,
        answered_by=hand.person_id,
        basis=ConsentBasis.EMERGENCY,
        confirmed_at=None,
    )


def told_without_yes(invitation: Invitation) -> Invitation:
    """An emergency: this person was told what helps now. It opens nothing, and is shown to the decision-maker.

    Error: `invitation.is_agreed`, for whom the decision-maker agreed to needs no emergency.
    """
    if invitation.state is ConsentState.AGREED:
        raise InvitationAgreed(state=invitation.state.value)
    return replace(invitation, basis=ConsentBasis.EMERGENCY, confirmed_at=None)
