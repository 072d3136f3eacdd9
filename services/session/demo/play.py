"""Gives the ordinary commands of a visit, each at its own time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from services.contracts.ids import DeviceId, PersonId, VisitId
from services.contracts.states import Absent, Modality, Outcome
from services.contracts.visit_table import Actor
from services.runtime.ids import new_id
from services.session.booking.booking import NewPatient, Order, book
from services.session.booking.rules import VisitKind
from services.session.callers import OwnCaller
from services.session.change import Change
from services.session.demo.cast import CLINIC_ID, QUEUE_ID, Member, Patient
from services.session.happenings import DeviceTapped
from services.session.invitation.asking import Guest
from services.session.visit import store as visits
from services.session.visit.rules import door, plan, talk
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Times
from services.session.visit_page import store as pages
from services.session.work import Edge, Work

DEMO: Final = OwnCaller("demo")

EdgeAt = Callable[[datetime], Edge]
"""An edge whose clock shows a given time."""

Rule = Callable[[Visit, datetime], Change[Visit]]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit to be booked."""

    who: Patient
    clinician: Member
    at: datetime
    kind: VisitKind = VisitKind.FOLLOWUP
    guests: tuple[Guest, ...] = ()


def _as_new(who: Patient) -> NewPatient:
    return NewPatient(who.name, who.born, who.email, who.language, phone=who.phone)


@dataclass
class Play:
    """Plays visits on an edge. `people`: ids by name, of staff and of every patient met so far."""

    edge: EdgeAt
    times: Times
    people: dict[str, PersonId] = field(default_factory=dict)
    _work: Work | None = None

    @asynccontextmanager
    async def _at(self, now: datetime) -> AsyncIterator[Work]:
        """One command; within `hold` all of them share one transaction, so that many visits are made quickly."""
        if self._work is not None:
            self._work.now = now
            yield self._work
            return
        async with self.edge(now).work(DEMO) as work:
            yield work

    async def book(self, wanted: Appointment, now: datetime) -> VisitId:
        """The desk books."""
        who = wanted.who
        order = Order(
            patient=self.people.get(who.name) or _as_new(who),
            clinician_id=self.people[wanted.clinician.name],
            scheduled_at=wanted.at,
            minutes=20,
            kind=wanted.kind,
            guests=wanted.guests,
            double_book=True,
        )
        async with self._at(now) as work:
            visit_id = await book(work, order, CLINIC_ID, frozenset({QUEUE_ID}), Actor.DESK, None)
            self.people[who.name] = (await visits.load(work, visit_id)).patient_id
        return visit_id

    async def tap(self, visit_id: VisitId, now: datetime) -> None:
        """The patient opens the link and comes to the waiting room."""
        async with self._at(now) as work:
            visit = await visits.load(work, visit_id)
            await work.happen(DeviceTapped(visit_id, visit.patient_id, DeviceId(new_id())))
            visit = await visits.load(work, visit_id)
            await work.save(talk.arrive(visit, self.times, now), visits.put)

    async def check(self, visit_id: VisitId, now: datetime, **found: str) -> None:
        """The patient tries picture and sound."""
        fine = {"camera": "ok", "microphone": "ok", "speaker": "ok", "network": "video"}
        went_on = {} if found else {"done_at": now}
        async with self._at(now) as work:
            visit = await visits.load(work, visit_id)
            facts = {**fine, **found}
            await pages.keep(work.tx, visit_id, visit.patient_id, tried_at=now, **facts, **went_on)

    async def begin(self, visit_id: VisitId, now: datetime) -> None:
        """The clinician takes the seat and lets the patient in."""
        await self._give(visit_id, now, lambda visit, at: door.take_seat(visit, DeviceId(new_id()), self.times, at))
        await self._give(visit_id, now, lambda visit, at: talk.admit_patient(visit, at, is_away=False, confirmed=True))

    async def finish(self, visit_id: VisitId, now: datetime, outcome: Outcome = Outcome.COMPLETED) -> None:
        """The clinician finishes."""
        await self._give(visit_id, now, lambda visit, at: talk.finish(visit, outcome, Modality.VIDEO, at))

    async def cancel(self, visit_id: VisitId, now: datetime) -> None:
        """The desk calls it off."""
        await self._give(visit_id, now, lambda visit, _: plan.cancel(visit, Actor.DESK, None))

    async def miss(self, visit_id: VisitId, now: datetime) -> None:
        """Nobody came, and the desk says so."""
        await self._give(visit_id, now, lambda visit, _: plan.mark_no_show(visit, Absent.PATIENT))

    async def hold(self, wanted: Appointment, minutes: int) -> VisitId:
        """A visit that went as visits go: booked two days before, waited for a little, held, finished."""
        async with self.edge(wanted.at).work(DEMO) as self._work:
            visit_id = await self.book(wanted, wanted.at - timedelta(days=2))
            await self.check(visit_id, wanted.at - timedelta(minutes=6))
            await self.tap(visit_id, wanted.at - timedelta(minutes=5))
            await self.begin(visit_id, wanted.at + timedelta(minutes=3))
            await self.finish(visit_id, wanted.at + timedelta(minutes=3 + minutes))
        self._work = None
        return visit_id

    async def _give(self, visit_id: VisitId, now: datetime, rule: Rule) -> None:
        async with self._at(now) as work:
            await work.save(rule(await visits.load(work, visit_id), now), visits.put)
