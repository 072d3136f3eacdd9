"""What this process has heard of who is where. Every session instance hears everything, so each can judge alone."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from services.contracts.ids import PersonId, VisitId
from services.contracts.presence import VisitPresence
from services.contracts.states import Link
from services.runtime.clock import Clock, utc_now
from services.runtime.database import Tx
from services.session.presence import rules
from services.session.presence.rules import Here, Judgement, Report

FORGOTTEN_AFTER: Final = timedelta(hours=24)
"""A visit of which nothing was heard for a day is dropped; longer than the longest time anything is judged over."""


class Board:
    """Reports by visit and instance, kept in memory and mirrored in the table for the next start."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._reports: defaultdict[VisitId, dict[str, Report]] = defaultdict(dict)
        self._watchers: dict[str, tuple[datetime, datetime]] = {}

    def hear(self, told: VisitPresence) -> bool:
        """Take a state in; False when a newer one of that instance is known."""
        before = self._reports[told.visit_id].get(told.instance)
        after = rules.next_report(before, told)
        if after is None:
            return False
        self._take(told.visit_id, after)
        return True

    def remember(self, visit_id: VisitId, report: Report) -> None:
        """Take in what an earlier process wrote down."""
        known = self._reports[visit_id].get(report.instance)
        if known is None or known.at < report.at:
            self._take(visit_id, report)

    def _take(self, visit_id: VisitId, report: Report) -> None:
        self._reports[visit_id][report.instance] = report
        _, heard = self._watchers.get(report.instance, (report.well_since, report.at))
        self._watchers[report.instance] = (report.well_since, max(heard, report.at))

    def report(self, visit_id: VisitId, instance: str) -> Report:
        """The last report of an instance about a visit."""
        return self._reports[visit_id][instance]

    def reports(self, visit_id: VisitId) -> tuple[Report, ...]:
        """All that is known of a visit."""
        return tuple(self._reports.get(visit_id, {}).values())

    def judge(self, visit_id: VisitId, person_id: PersonId) -> Judgement:
        """Whether somebody is here now."""
        return rules.judge(person_id, self.reports(visit_id), self._watchers, self._clock())

    async def links_of(self, _: Tx, visit_id: VisitId) -> Mapping[PersonId, Link]:
        """How the people of a visit are reached; whoever is not in it is absent."""
        reports, now = self.reports(visit_id), self._clock()
        people = {present.person_id for report in reports for present in report.people}
        return {person: rules.link_of(person, reports, now) for person in people}

    async def hidden_in(self, _: Tx, visit_id: VisitId) -> frozenset[PersonId]:
        """Who of a visit put the phone down: reached, but looking at something else."""
        return rules.hidden_people(self.reports(visit_id), self._clock())

    async def is_live(self, _: Tx, person_id: PersonId) -> bool:
        """Whether somebody is live, or only just reconnecting, in any visit."""
        now = self._clock()
        return any(
            rules.link_of(person_id, reports.values(), now) is not Link.ABSENT for reports in self._reports.values()
        )

    def is_away(self, visit_id: VisitId, person_id: PersonId) -> bool:
        """Whether a well watcher says that nobody reaches this person."""
        return isinstance(self.judge(visit_id, person_id), rules.Away)

    def is_here(self, visit_id: VisitId, person_id: PersonId) -> bool:
        """Whether this person is live in the visit now."""
        return self.judge(visit_id, person_id) == Here(Link.LIVE)

    def forget_old(self) -> None:
        """Drop visits of which nothing was heard for long."""
        limit = self._clock() - FORGOTTEN_AFTER
        for visit_id in [id_ for id_, by in self._reports.items() if all(one.at < limit for one in by.values())]:
            del self._reports[visit_id]
        for instance in [name for name, (_, heard) in self._watchers.items() if heard < limit]:
            del self._watchers[instance]
