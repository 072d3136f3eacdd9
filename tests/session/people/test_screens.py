"""Which screen a page shows: the whole function as a table typed by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.states import Absent, DevicePlace, Outcome, Role, Standing, VisitState
from services.session.visit_page.rules import Opening, Screen, Seen, When, opening, screen_of

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
OPEN = When(NOW - timedelta(minutes=30), NOW, is_open=True)
SHUT = When(NOW + timedelta(days=1), NOW + timedelta(days=1, minutes=30), is_open=False)
MOVED = replace(SHUT, moved_from=NOW)

V, S, D = VisitState, Standing, DevicePlace
BASE = Seen(Role.PATIENT, V.WAITING, S.AT_DOOR, D.AT_DOOR, checked=True, went_in=False)


def seen(**differs: object) -> Seen:
    return replace(BASE, **differs)  # type: ignore[arg-type]


TALK = {"visit_state": V.IN_PROGRESS, "standing": S.ADMITTED, "device": D.ADMITTED}

CASES = [
    (seen(), OPEN, "waiting"),
    (seen(role=Role.GUEST), OPEN, "knocked"),
    (seen(checked=False), OPEN, "check"),
    (seen(role=Role.GUEST, checked=False), OPEN, "check"),
    (seen(visit_state=V.SCHEDULED), OPEN, "waiting"),
    (seen(visit_state=V.SCHEDULED, standing=S.INVITED), SHUT, "too_early"),
    (seen(visit_state=V.SCHEDULED, standing=S.INVITED), MOVED, "moved"),
    (seen(visit_state=V.SCHEDULED, standing=S.GONE), OPEN, "left"),
    (seen(visit_state=V.IN_PROGRESS, standing=S.GONE), OPEN, "left"),
    (seen(visit_state=V.IN_PROGRESS, role=Role.GUEST), OPEN, "knocked"),
    (seen(**TALK), OPEN, "go_in"),
    (seen(**TALK, went_in=True), OPEN, "call"),
    (seen(**TALK, role=Role.GUEST), OPEN, "go_in"),
    (seen(**{**TALK, "device": D.AT_DOOR}, role=Role.GUEST), OPEN, "knocked"),
    (seen(**{**TALK, "device": None}), OPEN, "replaced"),
    (seen(device=None), OPEN, "replaced"),
    (seen(visit_state=V.ENDED, standing=S.GONE, outcome=Outcome.COMPLETED), OPEN, "over"),
    (seen(visit_state=V.ENDED, standing=S.GONE, outcome=Outcome.BROKEN_OFF), OPEN, "over"),
    (seen(visit_state=V.ENDED, standing=S.GONE, outcome=Outcome.ABANDONED), OPEN, "over"),
    (seen(visit_state=V.ENDED, standing=S.GONE, outcome=Outcome.DID_NOT_TAKE_PLACE), OPEN, "not_held"),
    (seen(visit_state=V.ENDED, standing=S.GONE, device=None), OPEN, "over"),
    (seen(visit_state=V.CANCELLED, standing=S.GONE), OPEN, "cancelled"),
    (seen(visit_state=V.NO_SHOW, absent=Absent.PATIENT), OPEN, "missed"),
    (seen(visit_state=V.NO_SHOW, absent=Absent.CLINICIAN), OPEN, "not_held"),
    (seen(visit_state=V.NO_SHOW, undecided=True), OPEN, "waiting"),
]


@pytest.mark.parametrize(("what", "when", "screen"), CASES)
def test_each_state_has_its_screen(what: Seen, when: When, screen: str) -> None:
    assert screen_of(what, when).value == screen


everything = st.builds(
    Seen,
    role=st.sampled_from([Role.PATIENT, Role.GUEST]),
    visit_state=st.sampled_from(VisitState),
    standing=st.sampled_from(Standing),
    device=st.none() | st.sampled_from(DevicePlace),
    checked=st.booleans(),
    went_in=st.booleans(),
    outcome=st.none() | st.sampled_from(Outcome),
    absent=st.none() | st.sampled_from(Absent),
    undecided=st.booleans(),
)


@given(everything, st.sampled_from([OPEN, SHUT, MOVED]))
def test_nobody_sees_the_call_who_was_not_let_in_on_this_device(what: Seen, when: When) -> None:
    if screen_of(what, when) in {Screen.CALL, Screen.GO_IN}:
        assert what.visit_state is V.IN_PROGRESS
        assert what.standing is S.ADMITTED
        assert what.device is D.ADMITTED


@given(everything, st.sampled_from([OPEN, SHUT, MOVED]))
def test_missed_is_said_only_after_a_person_confirmed_it(what: Seen, when: When) -> None:
    if screen_of(what, when) is Screen.MISSED:
        assert not what.undecided


@pytest.mark.parametrize(
    ("state", "minutes", "is_open", "word"),
    [
        (V.SCHEDULED, 60, False, "too_early"),
        (V.SCHEDULED, 20, True, "in_time"),
        (V.SCHEDULED, 10, True, "soon"),
        (V.WAITING, 1, True, "soon"),
        (V.SCHEDULED, 0, True, "started"),
        (V.WAITING, -5, True, "started"),
        (V.IN_PROGRESS, 5, True, "started"),
        (V.ENDED, -30, False, "over"),
        (V.CANCELLED, 30, False, "cancelled"),
        (V.NO_SHOW, -40, True, "started"),
    ],
)
def test_the_welcome_says_how_the_time_stands(state: VisitState, minutes: int, is_open: bool, word: str) -> None:  # noqa: FBT001
    booked = NOW + timedelta(minutes=minutes)
    when = When(booked - timedelta(minutes=30), booked, is_open=is_open)
    assert opening(state, when, NOW) is Opening(word)
