"""What time alone does to a visit: which change sets which timer, and for when."""

from datetime import timedelta

from services.contracts.visit_table import Actor
from services.session.visit.rules import door, plan, timing
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import TimerKind
from tests.session.visit import plays
from tests.session.visit.plays import ANA, AT, TIMES, Play, after


def timers(before: Visit, play: Play) -> dict[TimerKind, timedelta]:
    """The timers that a play sets, and how long after it they ring."""
    now = after(before, play)
    return {one.kind: timing.due_at(one, now, TIMES, AT) - AT for one in now.awaited - before.awaited}


def test_a_talk_that_begins_is_over_when_its_room_has_long_been_empty() -> None:
    assert timers(plays.waiting(), plays.rosa_is_let_in) == {TimerKind.ROOM_EMPTY: TIMES.room_empty}


def test_nothing_waits_for_time_because_somebody_finished() -> None:
    with_ana = after(plays.talking(), plays.ana_taps, plays.ana_is_let_in)
    assert timers(with_ana, plays.lind_finishes) == {}


def test_a_link_dies_ten_seconds_after_its_guest_was_removed_also_after_the_end() -> None:
    assert timers(plays.ended(), lambda visit: door.remove(visit, ANA, AT)) == {
        TimerKind.REMOVAL_FINAL: timedelta(seconds=10)
    }


def test_a_guest_is_looked_after_from_the_door_on_and_anew_from_being_let_in() -> None:
    for before, play in (
        (plays.talking(), plays.ana_taps),
        (after(plays.talking(), plays.ana_taps), plays.ana_is_let_in),
    ):
        assert timers(before, play) == {TimerKind.GUEST_AWAY: TIMES.guest_away}


def test_at_another_time_nobody_is_expected_any_more_at_another_time() -> None:
    tomorrow = AT + timedelta(days=1)
    assert timers(plays.booked(), lambda visit: plan.reschedule(visit, Actor.DESK, tomorrow, AT)) == {
        TimerKind.WINDOW_END: timedelta(days=1) + TIMES.window_after
    }
