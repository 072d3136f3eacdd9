"""Whatever people do, and in whatever order, some things hold of every visit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.contracts.ids import DeviceId, PersonId
from services.contracts.problems import Problem
from services.contracts.standing import NEEDS_CONSENT, Seat, receives
from services.contracts.states import (
    Absent,
    ConsentState,
    DevicePlace,
    Modality,
    Outcome,
    Role,
    Scope,
    Standing,
    VisitState,
)
from services.contracts.visit_table import Actor, Column
from services.session.change import Change
from services.session.visit.rules import consent, door, hand_over, plan, private, talk
from services.session.visit.rules.model import Participant, Visit
from tests.session.visit import plays
from tests.session.visit.plays import ANA, AT, LIND, OKAFOR, PHONE, ROSA, TIMES

DEVICES: Final = st.sampled_from([PHONE, plays.TABLET, plays.DESKTOP])
BY_LINK: Final = st.sampled_from([ROSA, ANA])
ANYONE: Final = st.sampled_from([ROSA, ANA, LIND, OKAFOR])
OVER: Final = frozenset({VisitState.ENDED, VisitState.CANCELLED})


def standings(visit: Visit) -> tuple[VisitState, dict[PersonId, Standing]]:
    """Where the visit and everybody in it stand."""
    return visit.state, {id_: person.standing for id_, person in visit.people.items()}


class AnyVisit(RuleBasedStateMachine):
    """A visit to which everything happens that can be asked of it."""

    visit: Visit
    now: datetime

    @initialize(column=st.sampled_from([Column.IN_PROGRESS, *Column]), agreed=st.booleans(), early=st.booleans())
    def begins(self, column: Column, *, agreed: bool, early: bool) -> None:
        """Somewhere in its life, so that short walks reach everything."""
        self.visit = plays.IN_COLUMN[column]()
        if not agreed:
            self.visit = consent.consent_moved(self.visit, ANA, ConsentState.PROPOSED, frozenset()).becomes
        self.now = AT - timedelta(hours=1) if early else AT

    def give(self, command: Callable[[Visit], Change[Visit]], *, is_told: bool = True) -> None:
        """Ask for it; `is_told`: what it moves is in the audit by its own note, and not by who gave the command."""
        before = self.visit
        try:
            change = command(before)
        except Problem:
            return
        self.visit = change.becomes
        self.compare(before, change)
        if is_told and standings(before) != standings(change.becomes):
            assert change.notes, "whoever reads the audit later learns of every move"

    def compare(self, before: Visit, change: Change[Visit]) -> None:
        """What no single step may do."""
        after = change.becomes
        assert after.id == before.id
        for id_, person in after.people.items():
            was = before.people.get(id_)
            if was is not None and was.standing is Standing.REMOVED and person.standing is not Standing.REMOVED:
                assert any(fact.type == "person.removal_undone" for fact in change.facts), "only by undoing it"
            if was is not None and was.standing is Standing.AT_DOOR and person.standing is Standing.ADMITTED:
                self.may_have_come_in(before, person)
        assert len({fact.model_dump_json() for fact in change.facts}) == len(change.facts), "nothing is told twice"

    def may_have_come_in(self, before: Visit, person: Participant) -> None:
        if person.role in NEEDS_CONSENT:
            assert before.patient.standing is Standing.ADMITTED, "the patient goes first"

    @rule(minutes=st.integers(1, 45))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(person=BY_LINK, device=DEVICES)
    def taps(self, person: PersonId, device: DeviceId) -> None:
        self.give(lambda v: door.tap(v, person, device, TIMES, self.now))

    @rule()
    def patient_is_seen_live(self) -> None:
        if self.visit.patient.standing is Standing.AT_DOOR:
            self.give(lambda v: plan.was_live(v, frozenset({Role.PATIENT}), TIMES, self.now))
            self.give(lambda v: talk.arrive(v, TIMES, self.now))

    @rule()
    def clinician_enters(self) -> None:
        self.give(lambda v: door.take_seat(v, plays.DESKTOP, TIMES, self.now))

    @rule(away=st.booleans(), confirmed=st.booleans())
    def patient_is_let_in(self, *, away: bool, confirmed: bool) -> None:
        self.give(lambda v: talk.admit_patient(v, self.now, is_away=away, confirmed=confirmed))

    @rule(device=st.none() | DEVICES)
    def guest_is_let_in(self, device: DeviceId | None) -> None:
        self.give(lambda v: door.admit_companion(v, ANA, device))

    @rule(device=DEVICES)
    def the_talk_begins(self, device: DeviceId) -> None:
        """A walk by single steps seldom comes this far."""
        self.taps(ROSA, device)
        self.patient_is_seen_live()
        self.patient_is_let_in(away=False, confirmed=False)

    @rule(device=DEVICES)
    def guest_comes_and_is_let_in(self, device: DeviceId) -> None:
        self.taps(ANA, device)
        self.guest_is_let_in(None)

    @rule(device=DEVICES)
    def guest_is_let_in_after_the_patient_went(self, device: DeviceId) -> None:
        self.leaves(ROSA)
        self.guest_comes_and_is_let_in(device)

    @rule(person=ANYONE)
    def leaves(self, person: PersonId) -> None:
        self.give(lambda v: door.leave(v, person))

    @rule()
    def stops_waiting(self) -> None:
        self.give(talk.stop_waiting)

    @rule()
    def guest_is_away_too_long(self) -> None:
        self.give(lambda v: door.away_too_long(v, ANA))

    @rule(state=st.sampled_from(ConsentState), scopes=st.frozensets(st.sampled_from(Scope)))
    def consent_moves(self, state: ConsentState, scopes: frozenset[Scope]) -> None:
        self.give(lambda v: consent.consent_moved(v, ANA, state, scopes), is_told=False)

    @rule()
    def guest_is_removed(self) -> None:
        self.give(lambda v: door.remove(v, ANA, self.now))

    @rule(device=DEVICES)
    def guest_taps_after_a_removal(self, device: DeviceId) -> None:
        self.guest_is_removed()
        self.guest_comes_and_is_let_in(device)

    @rule()
    def removal_is_undone(self) -> None:
        self.give(lambda v: door.undo_remove(v, ANA, TIMES, self.now))

    @rule()
    def removal_becomes_final(self) -> None:
        self.give(lambda v: door.make_removal_final(v, ANA, TIMES, self.now))

    @rule(holder=st.sampled_from([ROSA, LIND]))
    def guest_is_held(self, holder: PersonId) -> None:
        self.give(lambda v: private.hold(v, ANA, holder))
        self.give(lambda v: private.make_private(v, holder, frozenset({ANA})))

    @rule(outcome=st.sampled_from([Outcome.COMPLETED, Outcome.BROKEN_OFF]), modality=st.sampled_from(Modality))
    def finishes(self, outcome: Outcome, modality: Modality) -> None:
        self.give(lambda v: talk.finish(v, outcome, modality, self.now))

    @rule()
    def reopens(self) -> None:
        self.give(lambda v: talk.reopen(v, TIMES, self.now))

    @rule()
    def goes_on_by_phone(self) -> None:
        self.give(lambda v: talk.go_on_by_phone(v, self.now))

    @rule()
    def goes_on_by_video(self) -> None:
        self.give(talk.go_on_by_video)

    @rule()
    def is_cancelled(self) -> None:
        self.give(lambda v: plan.cancel(v, Actor.DESK, "ill"))

    @rule()
    def is_moved(self) -> None:
        self.give(lambda v: plan.reschedule(v, Actor.PATIENT, self.now + timedelta(minutes=40), self.now))

    @rule(absent=st.sampled_from(Absent))
    def is_marked_missed(self, absent: Absent) -> None:
        self.give(lambda v: plan.mark_no_show(v, absent))

    @rule()
    def is_not_missed_after_all(self) -> None:
        self.give(plan.undo_no_show)

    @rule()
    def window_ends(self) -> None:
        self.give(plan.window_ended)

    @rule()
    def room_was_empty_for_long(self) -> None:
        self.give(lambda v: talk.room_empty(v, self.now))

    @rule(to=st.sampled_from([OKAFOR, LIND]))
    def is_handed_over(self, to: PersonId) -> None:
        self.give(lambda v: hand_over.offer(v, to))
        self.give(lambda v: hand_over.accept(v, to))

    @rule()
    def is_signed(self) -> None:
        if self.visit.state is VisitState.ENDED:
            self.visit = replace(self.visit, signed_at=self.now)

    @invariant()
    def exactly_one_clinician_is_responsible(self) -> None:
        there = [one for one in self.visit.people.values() if one.role is Role.CLINICIAN and self.visit.takes_part(one)]
        assert [one.person_id for one in there] == [self.visit.clinician_id]

    @invariant()
    def who_handed_over_is_gone_and_receives_nothing(self) -> None:
        for person in self.visit.people.values():
            if not self.visit.takes_part(person):
                assert person.standing is not Standing.ADMITTED
                assert person.person_id not in self.visit.standing_entry().people

    @invariant()
    def after_the_end_nobody_stands_in_the_room_or_at_the_door(self) -> None:
        if self.visit.state in OVER:
            _, there = standings(self.visit)
            assert set(there.values()) <= {Standing.GONE, Standing.REMOVED, Standing.INVITED}

    @invariant()
    def after_the_end_nothing_is_private(self) -> None:
        if self.visit.state in OVER:
            assert not self.visit.private_by
            assert not self.visit.exempt
            assert all(not person.held_by for person in self.visit.people.values())

    @invariant()
    def nobody_who_needs_the_yes_is_in_without_it(self) -> None:
        for person in self.visit.people.values():
            if person.standing is Standing.ADMITTED and person.role in NEEDS_CONSENT:
                assert Scope.JOIN in person.scopes
                assert self.visit.state is VisitState.IN_PROGRESS

    @invariant()
    def nothing_flows_but_in_a_talk_to_those_let_in_with_consent(self) -> None:
        entry = self.visit.standing_entry()
        for id_, person in entry.people.items():
            for device in person.devices:
                if receives(entry, Seat(id_, device)):
                    assert self.visit.state is VisitState.IN_PROGRESS
                    assert person.standing is Standing.ADMITTED
                    assert person.role not in NEEDS_CONSENT or Scope.JOIN in person.scopes
                    assert not person.held_by

    @invariant()
    def a_person_has_one_place_in_the_room(self) -> None:
        for person in self.visit.people.values():
            inside = [where for where in person.devices.values() if where is DevicePlace.ADMITTED]
            assert len(inside) <= 1
            if person.role in {Role.PATIENT, Role.CLINICIAN}:
                assert len(person.devices) <= 1

    @invariant()
    def whoever_was_cut_has_no_scopes_and_no_devices(self) -> None:
        for person in self.visit.people.values():
            if person.consent in consent.CUTS:
                assert not person.scopes
                assert not person.devices

    @invariant()
    def times_tell_the_same_as_the_state(self) -> None:
        visit = self.visit
        assert (visit.waiting_since is not None) == (visit.state is VisitState.WAITING)
        assert (visit.ended_at is not None) == (visit.state is VisitState.ENDED)
        assert not visit.automatic or visit.state is VisitState.NO_SHOW
        assert visit.started_at is not None or visit.state not in {VisitState.IN_PROGRESS, VisitState.ENDED}

    @invariant()
    def who_waits_is_at_the_door(self) -> None:
        if self.visit.state is VisitState.WAITING:
            assert self.visit.patient.standing is Standing.AT_DOOR


AnyVisit.TestCase.settings = settings(stateful_step_count=40)
TestWhateverHappens = AnyVisit.TestCase
