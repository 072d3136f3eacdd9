"""Consent as a table: what may follow what, for every order of answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.contracts.ids import ClinicId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.problems import Problem
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Role, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.session.errors import NotYours
from services.session.invitation import rules
from services.session.invitation.hand import Act, AskedOn, Hand, standing_before
from services.session.invitation.rules import ACT_OF, Answer, Boxes, Invitation

ROSA, ANA, DESK, LIND = (PersonId(UUID(int=number)) for number in (1, 2, 3, 7))
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)

# Typed by hand from product.md's line: proposed -> agreed, or declined, revoked, expired.
EXPECTED = {
    ("agree", "proposed"): "agreed",
    ("agree", "agreed"): "agreed",
    ("change", "agreed"): "agreed",
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


def in_hand(person: PersonId | None = ROSA, basis: ConsentBasis = ConsentBasis.OWN_PAGE) -> Hand:
    return Hand(person, Actor.PATIENT, basis, AskedOn.REQUEST)


@pytest.mark.parametrize("state", list(ConsentState))
@pytest.mark.parametrize("said", list(Answer))
def test_each_cell_of_the_consent_table(said: Answer, state: ConsentState) -> None:
    expected = EXPECTED.get((said.value, state.value))
    if expected is None:
        with pytest.raises(Problem) as refused:
            rules.answer(an_invitation(state), said, in_hand(), ROSA, NOW)
        assert refused.value.code == f"invitation.is_{state.value}"
    else:
        assert rules.answer(an_invitation(state), said, in_hand(), ROSA, NOW).state.value == expected


@given(
    st.sampled_from([Answer.AGREE, Answer.CHANGE, Answer.DECLINE, Answer.REVOKE]),
    st.sampled_from([ANA, DESK]),
    st.sampled_from(sorted(set(ConsentBasis) - {ConsentBasis.SAID_ALOUD})),
)
def test_nobody_but_the_decision_maker_answers(said: Answer, somebody: PersonId, basis: ConsentBasis) -> None:
    with pytest.raises(NotYours):
        rules.answer(an_invitation(), said, in_hand(somebody, basis), ROSA, NOW)


# Role, boxes (join, chat, files, summary), and the scopes of that yes or why it is none. Typed by hand.
YESES = [
    ("guest", (True, False, False, "nothing"), {"join"}),
    ("guest", (True, True, False, "nothing"), {"join", "chat"}),
    ("guest", (True, True, True, "everything"), {"join", "chat", "files", "summary_all"}),
    ("guest", (True, False, True, "actions"), {"join", "files", "summary_actions"}),
    ("guest", (False, False, False, "everything"), {"summary_all"}),
    ("guest", (False, True, True, "actions"), {"summary_actions"}),
    ("guest", (False, True, True, "nothing"), "invitation.choose_something"),
    ("guest", (False, False, False, "nothing"), "invitation.choose_something"),
    ("guest", (True, False, False, None), "invitation.choose_summary"),
    ("observer", (True, False, False, None), {"join"}),
    ("observer", (True, True, False, "everything"), {"join", "chat"}),
    ("observer", (False, False, False, "everything"), "invitation.choose_something"),
    ("interpreter", (True, True, True, None), {"join", "chat", "files"}),
]


@pytest.mark.parametrize(("role", "ticked", "expected"), YESES)
def test_what_a_yes_opens_is_what_was_ticked(
    role: str, ticked: tuple[bool, bool, bool, str | None], expected: set[str] | str
) -> None:
    join, chat, files, summary = ticked
    boxes = Boxes(join, chat, files, SummaryChoice(summary) if summary else None)
    if isinstance(expected, str):
        with pytest.raises(Problem) as refused:
            rules.scopes_of(Role(role), boxes)
        assert refused.value.code == expected
    else:
        assert {scope.value for scope in rules.scopes_of(Role(role), boxes)} == expected


def test_all_boxes_start_empty_but_joining_which_is_the_yes_itself() -> None:
    assert Boxes() == Boxes(join=True, chat=False, files=False, summary=None)


def test_an_emergency_is_shown_to_the_patient_also_when_time_ended_the_question_meanwhile() -> None:
    emergency, by_time = in_hand(LIND, ConsentBasis.EMERGENCY), in_hand(None, ConsentBasis.TIME)
    let_in = rules.let_in_without_yes(an_invitation(), emergency, NOW)
    ended = rules.answer(let_in, Answer.EXPIRE, by_time, ROSA, NOW)
    assert (ended.state, ended.scopes, ended.waits_to_be_confirmed) == (ConsentState.EXPIRED, frozenset(), True)
    assert not rules.confirm(ended, ROSA, ROSA, NOW).waits_to_be_confirmed


SCOPES = st.frozensets(st.sampled_from(Scope))
ENDED = frozenset({ConsentState.DECLINED, ConsentState.REVOKED, ConsentState.EXPIRED})


class OneInvitation(RuleBasedStateMachine):
    """One invitation, whatever is done about it by whomever, beside the acts that the record keeps."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.invitation = an_invitation()
        self.acts: list[Act] = []
        self.own: frozenset[Scope] = frozenset()
        """The scopes that Rosa gave by her own hand and that stand; what an undo must give back."""

    def give(self, did: ConsentAct, hand: Hand, rule_: Callable[[Invitation], Invitation]) -> None:
        self.now += timedelta(minutes=1)
        before = self.invitation
        try:
            after = rule_(before)
        except Problem:
            return
        assert before.state not in ENDED or (after.state, after.scopes) == (before.state, before.scopes)
        if after == before:
            return
        self.invitation = after
        about = (after.clinic_id, after.queue_id, after.visit_id, after.id, after.person_id)
        self.acts.append(Act(UUID(int=len(self.acts)), *about, did, after.state, after.scopes, hand, self.now))
        if hand.basis is not ConsentBasis.SAID_ALOUD and did is not ConsentAct.CONFIRMED:
            self.own = after.scopes if after.state is ConsentState.AGREED else frozenset()

    @rule(said=st.sampled_from(Answer), scopes=SCOPES, by=st.sampled_from([ROSA, ANA, LIND]))
    def somebody_answers(self, said: Answer, scopes: frozenset[Scope], by: PersonId) -> None:
        hand = in_hand(by)
        self.give(ACT_OF[said], hand, lambda one: rules.answer(one, said, hand, ROSA, self.now, scopes))

    @rule(yes=st.booleans(), scopes=SCOPES)
    def rosa_says_it_aloud(self, yes: bool, scopes: frozenset[Scope]) -> None:  # noqa: FBT001 (drawn)
        hand, said = in_hand(LIND, ConsentBasis.SAID_ALOUD), rules.aloud(self.invitation.state, yes=yes)
        self.give(ACT_OF[said], hand, lambda one: rules.answer(one, said, hand, ROSA, self.now, scopes))

    @rule()
    def rosa_undoes_it(self) -> None:
        was_aloud = self.invitation.basis is ConsentBasis.SAID_ALOUD and self.invitation.state is ConsentState.AGREED
        own, hand = self.own, in_hand()
        before = standing_before(self.acts)
        self.give(ConsentAct.UNDONE, hand, lambda one: rules.undo(one, hand, ROSA, self.now, before))
        if was_aloud:
            assert self.invitation.scopes == own
            assert self.invitation.state is (ConsentState.AGREED if own else ConsentState.REVOKED)

    @rule(by=st.sampled_from([ROSA, ANA, LIND]))
    def somebody_lets_it_stand(self, by: PersonId) -> None:
        self.give(ConsentAct.CONFIRMED, in_hand(by), lambda one: rules.confirm(one, by, ROSA, self.now))

    @rule()
    def lind_lets_in_without_a_yes(self) -> None:
        hand = in_hand(LIND, ConsentBasis.EMERGENCY)
        self.give(ConsentAct.LET_IN, hand, lambda one: rules.let_in_without_yes(one, hand, self.now))

    @invariant()
    def nothing_is_open_but_under_a_yes_or_an_emergency(self) -> None:
        one = self.invitation
        if one.state is not ConsentState.AGREED:
            is_emergency = one.state is ConsentState.PROPOSED and one.basis is ConsentBasis.EMERGENCY
            assert one.scopes == (frozenset({Scope.JOIN}) if is_emergency else frozenset())

    @invariant()
    def chat_and_files_fall_with_joining(self) -> None:
        if Scope.JOIN not in self.invitation.scopes:
            assert not self.invitation.scopes & {Scope.CHAT, Scope.FILES}

    @invariant()
    def what_was_done_without_her_waits_for_rosa_and_nothing_else_does(self) -> None:
        one = self.invitation
        without_her = one.basis in {ConsentBasis.SAID_ALOUD, ConsentBasis.EMERGENCY}
        assert one.waits_to_be_confirmed <= without_her

    @invariant()
    def the_last_act_says_what_stands(self) -> None:
        if self.acts:
            assert (self.acts[-1].state, self.acts[-1].scopes) == (self.invitation.state, self.invitation.scopes)


TestWhateverIsSaid = OneInvitation.TestCase
