"""Calling somebody away: only when whoever watched was well all that time."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.presence import Present, VisitPresence
from services.contracts.states import Link, Role
from services.session.presence.rules import (
    Away,
    Here,
    Report,
    Unknown,
    hidden_people,
    judge,
    link_of,
    next_report,
    receive_each_other,
)

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=1)
ROSA, LIND = PersonId(uuid4()), PersonId(uuid4())


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def present(
    person: PersonId,
    link: Link = Link.LIVE,
    since: datetime = LONG_AGO,
    *,
    hidden: bool = False,
    hears: PersonId | None = None,
) -> Present:
    return Present(
        person_id=person,
        role=Role.PATIENT,
        device_id=DeviceId(uuid4()),
        n=1,
        link=link,
        hidden=hidden,
        since=since,
        attached=since,
        receiving=frozenset({hears} if hears else ()),
    )


def told(*people: Present, at: datetime, sequence: int = 1, well_since: datetime = LONG_AGO) -> VisitPresence:
    return VisitPresence(
        clinic_id=ClinicId(uuid4()),
        queue_id=QueueId(uuid4()),
        visit_id=VisitId(uuid4()),
        instance="one",
        sequence=sequence,
        at=at,
        well_since=well_since,
        people=people,
    )


def report(*states: VisitPresence, instance: str = "one") -> Report:
    kept: Report | None = None
    for state in states:
        kept = next_report(kept, state.model_copy(update={"instance": instance})) or kept
    assert kept
    return kept


def watchers(*reports: Report) -> Mapping[str, tuple[datetime, datetime]]:
    return {one.instance: (one.well_since, one.at) for one in reports}


def test_whoever_is_live_somewhere_is_here_whatever_another_instance_says() -> None:
    here = report(told(present(ROSA), at=ago(1)))
    lost = report(told(present(ROSA, Link.ABSENT, ago(60)), at=ago(1)), instance="two")
    assert judge(ROSA, (here, lost), watchers(here, lost), NOW) == Here(Link.LIVE)


def test_whoever_reconnects_is_not_yet_away() -> None:
    back_soon = report(told(present(ROSA, Link.RECONNECTING, ago(4)), at=ago(1)))
    assert judge(ROSA, (back_soon,), watchers(back_soon), NOW) == Here(Link.RECONNECTING)


def test_somebody_is_away_since_they_were_last_live() -> None:
    left = report(
        told(present(ROSA), at=ago(100)),
        told(present(ROSA, Link.ABSENT, ago(90)), at=ago(80), sequence=2),
        told(at=ago(70), sequence=3),
    )
    assert judge(ROSA, (left,), watchers(left), NOW) == Away(ago(90))


def test_an_instance_that_fell_silent_with_somebody_on_its_list_leaves_it_unknown() -> None:
    silent = report(told(present(ROSA), at=ago(60)))
    assert judge(ROSA, (silent,), watchers(silent), NOW) == Unknown()


def test_another_instance_that_is_well_for_long_enough_says_away_from_when_the_first_was_lost() -> None:
    silent = report(told(present(ROSA), at=ago(60)))
    well = report(told(present(LIND), at=ago(1)), instance="two")
    assert judge(ROSA, (silent,), watchers(silent, well), NOW) == Away(ago(60))


def test_an_instance_that_was_started_since_says_away_only_from_its_start() -> None:
    silent = report(told(present(ROSA), at=ago(60)))
    young = report(told(present(LIND), at=ago(1), well_since=ago(20)), instance="two")
    assert judge(ROSA, (silent,), watchers(silent, young), NOW) == Away(ago(20))


def test_a_late_message_does_not_undo_a_newer_one() -> None:
    newer = report(told(at=ago(1), sequence=2))
    assert next_report(newer, told(present(ROSA), at=ago(2), sequence=1)) is None


def test_an_instance_that_was_started_anew_is_heard_though_it_counts_from_one() -> None:
    before = report(told(present(ROSA), at=ago(30), sequence=900))
    anew = told(at=ago(1), sequence=1, well_since=ago(5))
    after = next_report(before, anew)
    assert after is not None
    assert after.people == ()
    assert after.last_live == {ROSA: ago(30)}


def test_an_instance_that_was_silent_for_twelve_seconds_is_not_believed() -> None:
    assert link_of(ROSA, (report(told(present(ROSA), at=ago(11.9))),), NOW) is Link.LIVE
    assert link_of(ROSA, (report(told(present(ROSA), at=ago(12))),), NOW) is Link.ABSENT


def test_a_phone_is_put_down_only_when_all_devices_of_its_person_are() -> None:
    both = (present(ROSA, hidden=True), present(ROSA))
    assert hidden_people((report(told(*both, at=ago(1))),), NOW) == frozenset()
    assert hidden_people((report(told(both[0], at=ago(1))),), NOW) == {ROSA}


def test_joining_worked_when_both_pages_reported_packets_from_the_other_wherever_they_are() -> None:
    one = report(told(present(ROSA, hears=LIND), at=ago(1)))
    other = report(told(present(LIND, hears=ROSA), at=ago(2)), instance="two")
    assert receive_each_other(ROSA, LIND, (one, other), NOW)
    assert not receive_each_other(ROSA, LIND, (one,), NOW)
