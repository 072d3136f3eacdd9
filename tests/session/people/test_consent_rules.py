"""Consent as a table: what may follow what, for every order of answers."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.ids import ClinicId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.problems import Problem
from services.contracts.states import ConsentState, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.session.errors import NotYours
from services.session.invitation import rules
from services.session.invitation.rules import Answer, Invitation

ROSA, ANA, DESK = (PersonId(UUID(int=number)) for number in (1, 2, 3))
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)

# Typed by hand from product.md's line: proposed -> agreed, or declined, revoked, expired.
EXPECTED = {
    ("agree", "proposed"): "agreed",
    ("agree", "agreed"): "agreed",
    ("decline", "proposed"): "declined",
    ("decline", "declined"): "declined",
    ("revoke", "agreed"): "revoked",
    ("revoke", "revoked"): "revoked",
    ("expire", "proposed"): "expired",
    ("expire", "agreed"): "expired",
    ("expire", "expired"): "expired",
}


def an_invitation(state: ConsentState = ConsentState.PROPOSED) -> Invitation:
    return Invitation(
        id=InvitationId(UUID(int=9)),
        clinic_id=ClinicId(UUID(int=4)),
        queue_id=QueueId(UUID(int=5)),
        visit_id=VisitId(UUID(int=6)),
        person_id=ANA,
        relationship="daughter",
        state=state,
        by=Actor.DESK,
        by_person=DESK,
        asked_at=NOW,
    )


@pytest.mark.parametrize("state", list(ConsentState))
@pytest.mark.parametrize("said", list(Answer))
def test_each_cell_of_the_consent_table(said: Answer, state: ConsentState) -> None:
    expected = EXPECTED.get((said.value, state.value))
    if expected is None:
        with pytest.raises(Problem) as refused:
            rules.answer(an_invitation(state), said, ROSA, ROSA, NOW)
        assert refused.value.code == f"invitation.is_{state.value}"
    else:
        assert rules.answer(an_invitation(state), said, ROSA, ROSA, NOW).state.value == expected


@given(st.sampled_from([Answer.AGREE, Answer.DECLINE, Answer.REVOKE]), st.sampled_from([ANA, DESK]))
def test_nobody_but_the_decision_maker_answers(said: Answer, somebody: PersonId) -> None:
    with pytest.raises(NotYours):
        rules.answer(an_invitation(), said, somebody, ROSA, NOW)


Answers = st.lists(
    st.tuples(st.sampled_from(Answer), st.frozensets(st.sampled_from(Scope)), st.sampled_from([ROSA, ANA])), max_size=8
)


@given(Answers)
def test_whatever_is_said_scopes_stand_only_under_a_yes(
    answers: list[tuple[Answer, frozenset[Scope], PersonId]],
) -> None:
    invitation = an_invitation()
    for number, (said, scopes, by) in enumerate(answers):
        before = invitation
        try:
            invitation = rules.answer(before, said, by, ROSA, NOW + timedelta(minutes=number), scopes)
        except Problem:
            invitation = before
        if invitation.state is not ConsentState.AGREED:
            assert invitation.scopes == frozenset()
        if Scope.JOIN not in invitation.scopes:
            assert not invitation.scopes & {Scope.CHAT, Scope.FILES}
        if before.state in {ConsentState.DECLINED, ConsentState.REVOKED, ConsentState.EXPIRED}:
            assert invitation == before, "what ended stays ended"


@given(st.sampled_from(SummaryChoice), st.booleans())
def test_joining_and_the_summary_are_independent(choice: SummaryChoice, join: bool) -> None:  # noqa: FBT001 (drawn)
    scopes = rules.effective(rules.scopes_for(choice, join=join))
    assert (Scope.JOIN in scopes) is join
    assert (Scope.SUMMARY_ALL in scopes) is (choice is SummaryChoice.EVERYTHING)
    assert (Scope.SUMMARY_ACTIONS in scopes) is (choice is SummaryChoice.ACTIONS)
