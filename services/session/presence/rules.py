"""Judging from reports whether somebody is here. Pure.

Somebody is called away only by a watcher that was itself well all that time: an instance that fell silent with a person
on its list leaves it unknown, until another one has been well for as long.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.presence import Present, VisitPresence
from services.contracts.states import Link, Role

SILENT_AFTER: Final = timedelta(seconds=12)
"""An instance that was silent for that long is not believed any more; it reports every 5 s while anyone is there."""


@dataclass(frozen=True, slots=True)
class Report:
    """The last that one instance told of one visit. `last_live`: when each person was last live there."""

    instance: str
    sequence: int
    at: datetime
    well_since: datetime
    people: tuple[Present, ...] = ()
    last_live: Mapping[PersonId, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Here:
    """Live, or reconnecting and not yet away."""

    link: Link


@dataclass(frozen=True, slots=True)
class Away:
    """No device is reached. `since` None: never seen."""

    since: datetime | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody well enough has watched."""


Judgement = Here | Away | Unknown

_BEST_FIRST = (Link.LIVE, Link.RECONNECTING)


def next_report(before: Report | None, told: VisitPresence) -> Report | None:
    """The report after hearing an instance; None when it is older than what is known already."""
    if before is not None and _is_older(told, before):
        return None
    last_live = dict(before.last_live) if before else {}
    for person in told.people:
        seen = told.at if person.link is Link.LIVE else person.since
        last_live[person.person_id] = max(seen, last_live.get(person.person_id, seen))
    return Report(told.instance, told.sequence, told.at, told.well_since, told.people, last_live)


def _is_older(told: VisitPresence, before: Report) -> bool:
    """An instance that restarted begins anew with its sequence; its times tell."""
    if told.well_since > before.at:
        return False
    return told.sequence <= before.sequence


def is_believed(report: Report, now: datetime) -> bool:
    """Whether the instance was heard lately enough."""
    return now - report.at < SILENT_AFTER


def link_of(person: PersonId, reports: Iterable[Report], now: datetime) -> Link:
    """How somebody is reached, by the instances that are believed; the best of their devices counts."""
    links = {
        present.link
        for report in reports
        if is_believed(report, now)
        for present in report.people
        if present.person_id == person
    }
    return next((link for link in _BEST_FIRST if link in links), Link.ABSENT)


def hidden_people(reports: Iterable[Report], now: datetime) -> frozenset[PersonId]:
    """Who is reached, and on every device of theirs looks at something else."""
    reached = [
        present
        for report in reports
        if is_believed(report, now)
        for present in report.people
        if present.link is not Link.ABSENT
    ]
    shown = {present.person_id for present in reached if not present.hidden}
    return frozenset(present.person_id for present in reached) - shown


def judge(
    person: PersonId, reports: Iterable[Report], watchers: Mapping[str, tuple[datetime, datetime]], now: datetime
) -> Judgement:
    """Whether somebody is here. `watchers`: of every instance since when it is well, and when it was last heard."""
    reports = tuple(reports)
    link = link_of(person, reports, now)
    if link is not Link.ABSENT:
        return Here(link)
    last_live = max((report.last_live[person] for report in reports if person in report.last_live), default=None)
    fell_silent = [report for report in reports if _lost_sight(person, report, watchers, now)]
    if not fell_silent:
        return Away(last_live)
    well = [since for since, heard in watchers.values() if now - heard < SILENT_AFTER]
    if not well:
        return Unknown()
    return Away(max(min(well), *(report.at for report in fell_silent)))


def _lost_sight(
    person: PersonId, report: Report, watchers: Mapping[str, tuple[datetime, datetime]], now: datetime
) -> bool:
    """Whether an instance fell silent while it had the person on its list."""
    had_them = any(one.person_id == person and one.link is not Link.ABSENT for one in report.people)
    heard = watchers.get(report.instance, (report.well_since, report.at))[1]
    return had_them and now - heard >= SILENT_AFTER


def live_roles(reports: Iterable[Report], now: datetime) -> frozenset[Role]:
    """The roles of whoever is live now."""
    return frozenset(
        present.role
        for report in reports
        if is_believed(report, now)
        for present in report.people
        if present.link is Link.LIVE
    )


def receive_each_other(one: PersonId, other: PersonId, reports: Iterable[Report], now: datetime) -> bool:
    """Whether the pages of both have reported packets from the other."""
    received = {
        (present.person_id, sender)
        for report in reports
        if is_believed(report, now)
        for present in report.people
        for sender in present.receiving
    }
    return (one, other) in received and (other, one) in received
