"""The line of those who wait: its order, and what cannot change it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.session.waiting.rules import GRACE, InLine, line, place_of

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def somebody(
    number: int, booked: float, tap: float | None = None, *, waits: bool | None = None, moved_up: float | None = None
) -> InLine:
    return InLine(
        visit_id=VisitId(UUID(int=number)),
        clinic_id=ClinicId(UUID(int=1000)),
        queue_id=QueueId(UUID(int=1001)),
        patient_id=PersonId(UUID(int=number)),
        scheduled_at=at(booked),
        waits=tap is not None if waits is None else waits,
        first_tap_at=None if tap is None else at(tap),
        moved_up_at=None if moved_up is None else at(moved_up),
    )


def order(*people: InLine, now: float = 0) -> list[int]:
    return [one.visit_id.int for one in line(people, at(now))]


def test_the_earlier_appointment_goes_first_whoever_came_first() -> None:
    assert order(somebody(1, booked=10, tap=-20), somebody(2, booked=5, tap=-1)) == [2, 1]


def test_somebody_expected_and_not_yet_late_keeps_the_place() -> None:
    assert order(somebody(1, booked=10, tap=-5), somebody(2, booked=-9)) == [2, 1]


def test_who_did_not_come_within_ten_minutes_stands_behind_those_who_wait() -> None:
    assert order(somebody(1, booked=10, tap=-5), somebody(2, booked=-11)) == [1, 2]


def test_who_taps_late_stands_behind_those_who_waited_then() -> None:
    late = somebody(1, booked=-30, tap=-5)
    waited, came_after = somebody(2, booked=-10, tap=-20), somebody(3, booked=5, tap=-1)
    assert order(late, waited, came_after) == [2, 1, 3]


def test_a_long_check_costs_nobody_the_place_for_only_the_first_tap_counts() -> None:
    tapped_in_time = somebody(1, booked=-25, tap=-20, waits=True)
    assert order(tapped_in_time, somebody(2, booked=-5, tap=-22)) == [1, 2]


def test_moved_up_by_staff_goes_before_everybody() -> None:
    assert order(somebody(1, booked=-5, tap=-20), somebody(2, booked=60, tap=-1, moved_up=-1)) == [2, 1]


def test_only_those_who_wait_have_a_place() -> None:
    people = [somebody(1, booked=0, tap=-5), somebody(2, booked=-5)]
    assert place_of(VisitId(UUID(int=1)), people, NOW) == 2
    assert place_of(VisitId(UUID(int=2)), people, NOW) is None
    assert place_of(VisitId(UUID(int=3)), people, NOW) is None


minutes = st.integers(-60, 60)
people = st.lists(st.tuples(minutes, st.none() | st.integers(-90, 0), st.none() | st.integers(-30, 0)), max_size=8).map(
    lambda drawn: [somebody(n, b, t, moved_up=m) for n, (b, t, m) in enumerate(drawn)]
)


@given(people)
def test_everybody_stands_in_the_line_exactly_once(drawn: list[InLine]) -> None:
    assert sorted(order(*drawn)) == sorted(one.visit_id.int for one in drawn)


@given(people, st.randoms())
def test_the_order_does_not_depend_on_how_the_list_is_read(drawn: list[InLine], random: st.DataObject) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order(*shuffled) == order(*drawn)


@given(people)
def test_those_in_time_stand_in_the_order_of_their_appointments(drawn: list[InLine]) -> None:
    in_time = [
        one
        for one in line(drawn, NOW)
        if one.moved_up_at is None and (one.first_tap_at or NOW) <= one.scheduled_at + GRACE
    ]
    assert in_time == sorted(in_time, key=lambda one: (one.scheduled_at, one.visit_id.bytes))


@given(people)
def test_nobody_who_is_late_and_absent_stands_before_one_who_waits(drawn: list[InLine]) -> None:
    found = [one for one in line(drawn, NOW) if one.moved_up_at is None]
    absent = [i for i, one in enumerate(found) if one.first_tap_at is None and one.scheduled_at + GRACE < NOW]
    here = [i for i, one in enumerate(found) if one.waits]
    assert not absent or not here or max(here) < min(absent)


@given(people, st.integers(0, 7))
def test_somebodys_going_never_pushes_another_back(drawn: list[InLine], gone: int) -> None:
    without = [one for one in drawn if one.visit_id.int != gone]
    for one in without:
        before, after = place_of(one.visit_id, drawn, NOW), place_of(one.visit_id, without, NOW)
        if before is not None and after is not None and one.first_tap_at is not None:
            in_time = one.first_tap_at <= one.scheduled_at + GRACE
            assert after <= before or not in_time
