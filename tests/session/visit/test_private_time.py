"""Private time as patient and clinician command it: who is kept out by whom, and what brings them back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.contracts.ids import DeviceId, PersonId
from services.contracts.problems import Problem
from services.contracts.standing import Seat, is_held, receives
from services.contracts.states import ConsentState, Modality, Outcome, Role, Scope, Standing, VisitState
from services.contracts.visit_table import Column
from services.session.change import Change
from services.session.visit.rules import consent, door, hand_over, private, talk
from services.session.visit.rules.model import Participant, Visit
from tests.session.visit import plays
from tests.session.visit.plays import ANA, AT, LIND, OKAFOR, PHONE, ROSA, TABLET, TIMES, after

SAM, MAREK = PersonId(uuid4()), PersonId(uuid4())
NOBODY: frozenset[PersonId] = frozenset()


def everyone_in() -> Visit:
    """Rosa, Dr. Lind, Ana the guest, and Sam who interprets."""
    visit = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    visit = visit.with_person(Participant(SAM, Role.INTERPRETER, consent=ConsentState.AGREED))
    return after(visit, lambda v: door.tap(v, SAM, PHONE, TIMES, AT), lambda v: door.admit_companion(v, SAM))


def is_in(visit: Visit, person: PersonId) -> bool:
    """Whether anything of the talk reaches a device of theirs."""
    entry = visit.standing_entry()
    return any(receives(entry, Seat(person, device)) for device in entry.people[person].devices)


def held(by: PersonId, whom: PersonId = ANA) -> Callable[[Visit], Change[Visit]]:
    return lambda visit: private.hold(visit, whom, by)


def back(by: PersonId, whom: PersonId = ANA) -> Callable[[Visit], Change[Visit]]:
    return lambda visit: private.bring_back(visit, whom, by)


def test_one_tap_keeps_a_guest_out_and_one_brings_them_back() -> None:
    out = after(everyone_in(), held(LIND))
    assert not is_in(out, ANA)
    assert is_held(out.standing_entry(), ANA)
    assert is_in(after(out, back(LIND)), ANA)


def test_whom_two_keep_out_comes_back_when_both_say_so() -> None:
    by_both = after(everyone_in(), held(LIND), held(ROSA))
    assert not is_in(after(by_both, back(LIND)), ANA)
    assert not is_in(after(by_both, back(ROSA)), ANA)
    assert is_in(after(by_both, back(LIND), back(ROSA)), ANA)


def test_nobody_brings_back_for_another() -> None:
    out = after(everyone_in(), held(ROSA))
    assert private.bring_back(out, ANA, LIND) == Change(out)


def test_a_private_room_leaves_the_interpreter_in_and_whoever_is_let_in_out() -> None:
    alone = after(everyone_in(), lambda v: private.make_private(v, ROSA, NOBODY))
    assert [is_in(alone, who) for who in (ROSA, LIND, SAM, ANA)] == [True, True, True, False]
    joined = consent.consent_moved(alone, MAREK, ConsentState.AGREED, frozenset({Scope.JOIN})).becomes
    joined = after(joined, lambda v: door.tap(v, MAREK, TABLET, TIMES, AT), lambda v: door.admit_companion(v, MAREK))
    assert joined.person(MAREK).standing is Standing.ADMITTED
    assert not is_in(joined, MAREK)
    opened = after(joined, lambda v: private.end_private(v, ROSA))
    assert is_in(opened, MAREK)
    assert is_in(opened, ANA)


def test_an_interpreter_is_kept_out_by_name_alone() -> None:
    assert not is_in(after(everyone_in(), held(ROSA, SAM)), SAM)


def test_whoever_is_exempt_stays_in_a_private_room_if_all_who_wish_it_say_so() -> None:
    with_ana = after(everyone_in(), lambda v: private.make_private(v, LIND, frozenset({ANA})))
    assert is_in(with_ana, ANA)
    assert not is_in(after(with_ana, lambda v: private.make_private(v, ROSA, NOBODY)), ANA)
    assert is_in(after(with_ana, lambda v: private.make_private(v, ROSA, frozenset({ANA}))), ANA)
    assert not is_in(after(with_ana, held(ROSA)), ANA)


def test_whoever_is_kept_out_by_name_stays_out_when_the_private_room_opens() -> None:
    opened = after(
        everyone_in(),
        held(ROSA),
        lambda v: private.make_private(v, LIND, NOBODY),
        lambda v: private.end_private(v, LIND),
    )
    assert not is_in(opened, ANA)


def test_since_when_somebody_is_kept_out_counts_from_the_first_hold_to_the_end_of_the_last() -> None:
    later, last = AT + timedelta(minutes=2), AT + timedelta(minutes=4)
    out = after(everyone_in(), held(LIND)).timed(AT)
    by_both = after(out, lambda v: private.make_private(v, ROSA, NOBODY)).timed(later)
    by_rosa = after(by_both, back(LIND)).timed(last)
    assert [visit.person(ANA).held_since for visit in (out, by_both, by_rosa)] == [AT, AT, AT]
    assert by_rosa.person(SAM).held_since is None
    opened = after(by_rosa, lambda v: private.end_private(v, ROSA)).timed(last)
    assert opened.person(ANA).held_since is None
    assert after(opened, held(ROSA)).timed(last).person(ANA).held_since == last


def test_patient_and_clinician_are_never_kept_out() -> None:
    for whom, by in ((ROSA, LIND), (LIND, ROSA)):
        with pytest.raises(Problem, match="Neither can be kept out"):
            private.hold(everyone_in(), whom, by)


@pytest.mark.parametrize("column", [Column.WAITING, Column.ENDED])
def test_outside_a_talk_nothing_is_private(column: Column) -> None:
    visit = plays.IN_COLUMN[column]()
    for command in (held(ROSA), lambda v: private.make_private(v, ROSA, NOBODY)):
        with pytest.raises(Problem) as problem:
            command(visit)
        assert problem.value.code == f"visit.is_{visit.state.value}"


def test_a_hold_outlives_a_knock_a_new_device_a_taken_back_yes_and_a_new_one() -> None:
    moved = after(
        everyone_in(),
        held(ROSA),
        lambda v: door.leave(v, ANA),
        lambda v: door.tap(v, ANA, PHONE, TIMES, AT),
        lambda v: door.admit_companion(v, ANA, PHONE),
        lambda v: consent.consent_moved(v, ANA, ConsentState.REVOKED, frozenset()),
        lambda v: consent.consent_moved(v, ANA, ConsentState.AGREED, frozenset({Scope.JOIN})),
        plays.ana_taps,
        plays.ana_is_let_in,
        lambda v: door.remove(v, ANA, AT),
        lambda v: door.undo_remove(v, ANA, TIMES, AT),
    )
    assert moved.person(ANA).standing is Standing.ADMITTED
    assert not is_in(moved, ANA)
    assert is_in(after(moved, back(ROSA)), ANA)


def test_whoever_takes_a_visit_over_keeps_out_whom_the_giver_kept_out() -> None:
    given = after(
        everyone_in(),
        held(LIND),
        lambda v: private.make_private(v, LIND, NOBODY),
        lambda v: hand_over.offer(v, OKAFOR),
        lambda v: hand_over.accept(v, OKAFOR),
    )
    assert given.person(ANA).held_by == {OKAFOR}
    assert given.private_by == {OKAFOR}
    opened = after(given, back(OKAFOR), lambda v: private.end_private(v, OKAFOR))
    assert is_in(opened, ANA)


def test_the_end_of_the_talk_ends_every_private_moment_for_good() -> None:
    again = after(
        everyone_in(),
        held(LIND),
        held(ROSA),
        lambda v: private.make_private(v, ROSA, frozenset({ANA})),
        plays.lind_finishes,
        lambda v: talk.reopen(v, TIMES, AT + timedelta(minutes=1)),
    )
    assert again.person(ANA).held_by == NOBODY
    assert (again.private_by, again.exempt) == (NOBODY, NOBODY)


class AnyPrivateTime(RuleBasedStateMachine):
    """Two people's wishes beside the product's own words for what they come to."""

    @initialize()
    def begins(self) -> None:
        self.visit = everyone_in()
        self.wishes: dict[PersonId, set[PersonId]] = {ANA: set(), SAM: set()}
        self.alone: dict[PersonId, frozenset[PersonId]] = {}

    @property
    def clinician(self) -> PersonId:
        return self.visit.clinician_id

    def give(self, command: Callable[[Visit], Change[Visit]]) -> None:
        try:
            change = command(self.visit)
        except Problem:
            return
        kept_out = (self.visit.private_by, self.visit.exempt, {p.held_by for p in self.visit.people.values()})
        keeps_out = (
            change.becomes.private_by,
            change.becomes.exempt,
            {p.held_by for p in change.becomes.people.values()},
        )
        assert kept_out == keeps_out or change.notes, "held time is in the audit"
        self.visit = change.becomes

    @property
    def is_talking(self) -> bool:
        return self.visit.state is VisitState.IN_PROGRESS

    def asker(self, is_patient: bool) -> PersonId:  # noqa: FBT001 (drawn)
        return ROSA if is_patient else self.clinician

    @rule(patient=st.booleans(), whom=st.sampled_from([ANA, SAM]))
    def holds(self, *, patient: bool, whom: PersonId) -> None:
        by = self.asker(patient)
        if self.is_talking and self.visit.person(whom).standing is not Standing.REMOVED:
            self.wishes[whom].add(by)
        self.give(held(by, whom))

    @rule(patient=st.booleans(), whom=st.sampled_from([ANA, SAM]))
    def brings_back(self, *, patient: bool, whom: PersonId) -> None:
        by = self.asker(patient)
        self.wishes[whom].discard(by)
        self.give(back(by, whom))

    @rule(patient=st.booleans(), exempt=st.frozensets(st.just(ANA)))
    def makes_private(self, *, patient: bool, exempt: frozenset[PersonId]) -> None:
        by = self.asker(patient)
        if self.is_talking:
            self.alone[by] = exempt
        self.give(lambda v: private.make_private(v, by, exempt))

    @rule(patient=st.booleans())
    def brings_everyone_back(self, *, patient: bool) -> None:
        by = self.asker(patient)
        self.alone.pop(by, None)
        self.give(lambda v: private.end_private(v, by))

    @rule()
    def ana_comes_or_goes(self) -> None:
        if self.visit.person(ANA).standing is Standing.ADMITTED:
            self.give(lambda v: door.leave(v, ANA))
        else:
            self.give(plays.ana_taps)
            self.give(plays.ana_is_let_in)

    @rule(agrees=st.booleans())
    def consent_moves(self, *, agrees: bool) -> None:
        state = ConsentState.AGREED if agrees else ConsentState.REVOKED
        self.give(lambda v: consent.consent_moved(v, ANA, state, frozenset({Scope.JOIN})))

    @rule(device=st.sampled_from([PHONE, TABLET]))
    def another_device(self, device: DeviceId) -> None:
        self.give(lambda v: door.tap(v, ANA, device, TIMES, AT))
        self.give(lambda v: door.admit_companion(v, ANA, device))

    @rule()
    def is_handed_over(self) -> None:
        giver, taker = self.clinician, OKAFOR if self.clinician == LIND else LIND
        self.give(lambda v: hand_over.offer(v, taker))
        self.give(lambda v: hand_over.accept(v, taker))
        if self.clinician == taker:
            self.wishes = {who: {taker if by == giver else by for by in of} for who, of in self.wishes.items()}
            self.alone = {taker if by == giver else by: exempt for by, exempt in self.alone.items()}

    @rule()
    def finishes_and_reopens(self) -> None:
        self.give(lambda v: talk.finish(v, Outcome.COMPLETED, Modality.VIDEO, AT))
        self.wishes, self.alone = {ANA: set(), SAM: set()}, {}
        self.give(lambda v: talk.reopen(v, TIMES, AT))

    @invariant()
    def those_are_kept_out_whom_somebody_still_wishes_out(self) -> None:
        for whom in (ANA, SAM):
            is_named = bool(self.wishes[whom])
            is_shut = whom == ANA and any(ANA not in exempt for exempt in self.alone.values())
            if is_named or is_shut:
                assert not is_in(self.visit, whom)
            elif self.visit.person(whom).standing is Standing.ADMITTED and self.is_talking and not self.narrowed:
                assert is_in(self.visit, whom)

    @property
    def narrowed(self) -> bool:
        """Somebody widened what is exempt after another had not: only whom all named together may stay."""
        return bool(self.alone) and ANA not in self.visit.exempt

    @invariant()
    def patient_and_clinician_are_never_out(self) -> None:
        if self.is_talking and self.visit.patient.standing is Standing.ADMITTED:
            assert is_in(self.visit, ROSA)


AnyPrivateTime.TestCase.settings = settings(stateful_step_count=30)
TestWhateverTheyWish = AnyPrivateTime.TestCase
