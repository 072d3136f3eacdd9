"""How long a session lasts, and when a name is closed: for any course of events."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.contracts.ids import DeviceId, PersonId
from services.session.accounts.rules import (
    AT_MOST,
    CLOSED_FOR,
    IDLE,
    TRIES,
    Failures,
    StaffSession,
    minutes_closed,
    one_more,
)
from services.session.accounts.signed_in import is_over

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def session(used: timedelta = timedelta(), ended: datetime | None = None) -> StaffSession:
    return StaffSession(UUID(int=1), PersonId(UUID(int=2)), DeviceId(UUID(int=3)), START, START + used, ended)


spans = st.timedeltas(timedelta(), timedelta(hours=15))


@given(spans, spans)
def test_a_session_is_over_by_one_of_its_limits_and_not_before(used: timedelta, later: timedelta) -> None:
    now = START + used + later
    expected = later >= IDLE or now - START >= AT_MOST
    assert is_over(session(used), now, live_in_visit=False) is expected
    assert not is_over(session(used), now, live_in_visit=True)


@given(spans)
def test_signing_out_ends_even_the_session_of_somebody_in_a_visit(later: timedelta) -> None:
    assert is_over(session(ended=START), START + later, live_in_visit=True)


@given(st.lists(st.timedeltas(timedelta(), timedelta(minutes=20)), min_size=1, max_size=30))
def test_no_more_than_five_tries_fit_between_two_closures(pauses: list[timedelta]) -> None:
    failures, now, tries = Failures(b""), START, 0
    for pause in pauses:
        now += pause
        if minutes_closed(failures, now) is not None:
            continue
        failures, tries = one_more(failures, now), tries + 1
        assert tries <= TRIES
        if failures.closed_until is not None:
            assert tries == TRIES
            assert failures.closed_until == now + CLOSED_FOR
            tries = 0
