"""Fills the demo: a clinic, its people, visits of the past weeks, and today around the present time.

Run again it adds only what is missing: on the next day, a coming visit of Rosa.
"""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import VisitState
from services.runtime.clock import utc_now
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.personal import open_personal
from services.session import capabilities
from services.session.accounts import store as accounts
from services.session.accounts.passwords import Passwords
from services.session.accounts.rules import Account
from services.session.app import react
from services.session.booking.rules import VisitKind
from services.session.demo import cast
from services.session.demo.cast import CLINIC_ID, QUEUE_ID, Member
from services.session.demo.play import Appointment, EdgeAt, Play
from services.session.invitation.asking import Guest
from services.session.link import store as links
from services.session.link.keys import load_or_make
from services.session.link.rules import address_of, secret_of
from services.session.people import store as people
from services.session.people.rules import Person, first_name_of
from services.session.presence.board import Board
from services.session.settings import SessionSettings
from services.session.tables import clinics, queues
from services.session.visit.reactions import VisitReactions
from services.session.visit.tables import participants, visits
from services.session.visit.timers import VisitTimers
from services.session.work import Edge, Reactions

PAST_LENGTHS: Final = (12, 18, 9, 22, 15, 31, 11, 16)
ANA: Final = Guest("Ana Alvarez", "Ana", "daughter", "ana@example.org", "en")
DOORS: Final = Path("demo", "doors.json")
"""Below the state folder: the addresses that the start page opens."""
_COMING: Final = (VisitState.SCHEDULED.value, VisitState.WAITING.value, VisitState.IN_PROGRESS.value)


class NotTheDemoError(Exception):
    """Made-up people have no place among real ones."""


async def seed_people(settings: SessionSettings) -> None:
    """Only the clinic and its staff, with no visits. Raises `NotTheDemoError` outside the demo."""
    _only_in_the_demo(settings)
    database = _open(settings)
    try:
        await _Seed(database, settings, load_or_make(settings.keys_dir), utc_now()).people()
    finally:
        await database.close()


def _only_in_the_demo(settings: SessionSettings) -> None:
    if not settings.demo:
        raise NotTheDemoError("BESIDE_DEMO is not set; sample people are made only in the demo.")


async def seed(settings: SessionSettings, now: datetime | None = None) -> dict[str, str]:
    """Fill the demo's database, and give the addresses of its doors. Raises `NotTheDemoError` outside the demo."""
    _only_in_the_demo(settings)
    key = load_or_make(settings.keys_dir)
    database = _open(settings)
    try:
        sample = _Seed(database, settings, key, now or utc_now())
        doors = await _doors(database, settings, key, await sample.present())
        _write_down(settings, doors)
        await sample.past()
    finally:
        await database.close()
    return doors


def _open(settings: SessionSettings) -> Database:
    url = settings.database_url.get_secret_value()
    return Database(url, name="seed", personal=open_personal(settings.keys_dir))


def _write_down(settings: SessionSettings, doors: dict[str, str]) -> None:
    """For the start page, which need not wait for the past."""
    if settings.state_dir is not None:
        path = settings.state_dir / DOORS
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(doors, indent=1), encoding="utf-8")


class _Seed:
    def __init__(self, database: Database, settings: SessionSettings, key: bytes, now: datetime) -> None:
        self._database = database
        self._settings = settings
        self._key = key
        self._now = now
        self._aloud = Play(self._edge_at(letters=True), settings.times)
        self._quietly = Play(self._edge_at(letters=False), settings.times, self._aloud.people)

    def _edge_at(self, *, letters: bool) -> EdgeAt:
        """Edges that react as the running service does; without letters nobody gets mail about last month."""
        times = self._settings.times
        reactions = Reactions()
        timers = VisitTimers(Edge(self._database, reactions), Board(), times, self._settings.day_ends_at)
        react(reactions, VisitReactions(times), timers)
        capabilities.react(reactions, self._key, letters=letters)
        return lambda at: Edge(self._database, reactions, lambda: at)

    async def present(self) -> VisitId:
        """The clinic and its day, as far as they are missing; gives Rosa's coming visit."""
        await self.people()
        coming = await self._coming_of_rosa()
        return coming if coming is not None else await self._today()

    async def people(self) -> bool:
        """The clinic and its staff; whether they are new."""
        async with self._database.transaction() as tx:
            is_new = await self._clinic(tx)
        if is_new:
            await self._staff()
        await self._learn_names()
        return is_new

    async def _clinic(self, tx: Tx) -> bool:
        clinic = {"name": cast.CLINIC_NAME, "phone": cast.CLINIC_PHONE, "zone": _zone_here(), "language": "en"}
        made = insert(clinics).values(id=CLINIC_ID, **clinic).on_conflict_do_nothing().returning(clinics.c.id)
        is_new = (await tx.execute(made)).first() is not None
        queue = insert(queues).values(id=QUEUE_ID, clinic_id=CLINIC_ID, name=cast.QUEUE_NAME)
        await tx.execute(queue.on_conflict_do_nothing())
        return is_new

    async def _staff(self) -> None:
        passwords, distinct = Passwords(), {member.account.password for member in cast.STAFF}
        hashes = {password: await passwords.hash(password) for password in distinct}
        async with self._database.transaction() as tx:
            for member in cast.STAFF:
                await _hire(tx, member, hashes[member.account.password])

    async def _learn_names(self) -> None:
        """Our own people: somebody else may have been booked under the same name."""
        addresses = {member.name: None for member in cast.STAFF} | {one.name: one.email for one in cast.PATIENTS}
        async with self._database.transaction() as tx:
            for known in await people.of_clinic(tx, CLINIC_ID):
                if addresses.get(known.name, "") == known.email:
                    self._aloud.people[known.name] = known.id

    async def _coming_of_rosa(self) -> VisitId | None:
        rosa = self._aloud.people.get(cast.ROSA.name)
        async with self._database.transaction() as tx:
            coming = (
                select(visits.c.id)
                .where(visits.c.patient_id == rosa, visits.c.state.in_(_COMING))
                .where(visits.c.scheduled_at > self._now - self._settings.times.window_after)
                .order_by(visits.c.scheduled_at)
            )
            found = (await tx.execute(coming)).scalar()
        return VisitId(found) if found else None

    async def past(self) -> None:
        """Two visits a day, with lengths that differ; those that are missing."""
        patients = (*cast.PATIENTS[1:7], cast.PAUL)
        async with self._database.transaction() as tx:
            before = select(func.count()).select_from(visits)
            made = (await tx.execute(before.where(visits.c.scheduled_at < self._now - timedelta(hours=6)))).scalar()
        for number in range(made or 0, self._settings.demo_past_visits):
            day = self._now - timedelta(days=1 + number // 2)
            at = day.replace(hour=9 + 3 * (number % 2), minute=20, second=0, microsecond=0)
            clinician = (cast.LIND, cast.OKAFOR)[number // 3 % 2]
            kind = VisitKind.NEW if number % 5 == 0 else VisitKind.FOLLOWUP
            wanted = Appointment(patients[number % len(patients)], clinician, at, kind)
            await self._quietly.hold(wanted, PAST_LENGTHS[number % len(PAST_LENGTHS)])

    async def _today(self) -> VisitId:
        """Visits around the present time, in the states a day has."""
        soon = _round(self._now + timedelta(minutes=5))
        await self._done_today(soon)
        await self._going_on(soon)
        await self._still_to_come(soon)
        rosa = Appointment(cast.ROSA, cast.LIND, soon, guests=(ANA,))
        return await self._aloud.book(rosa, self._now)

    async def _done_today(self, soon: datetime) -> None:
        await self._quietly.hold(Appointment(cast.EDITH, cast.LIND, soon - timedelta(minutes=75)), 17)
        missed = Appointment(cast.PAUL, cast.OKAFOR, soon - timedelta(minutes=60))
        await self._quietly.miss(
            await self._quietly.book(missed, soon - timedelta(days=3)), soon - timedelta(minutes=30)
        )

    async def _going_on(self, soon: datetime) -> None:
        sara = Appointment(cast.SARA, cast.OKAFOR, soon - timedelta(minutes=20))
        visit = await self._quietly.book(sara, soon - timedelta(days=4))
        await self._quietly.check(visit, soon - timedelta(minutes=24))
        await self._quietly.tap(visit, soon - timedelta(minutes=23))
        await self._quietly.begin(visit, soon - timedelta(minutes=18))
        # `soon` is up to ten minutes away, and his waiting room must have been open for a minute.
        tomas = Appointment(cast.TOMAS, cast.LIND, soon + timedelta(minutes=15), VisitKind.NEW)
        waits = await self._quietly.book(tomas, soon - timedelta(days=6))
        await self._quietly.check(waits, self._now - timedelta(minutes=2), camera="missing")
        await self._quietly.tap(waits, self._now - timedelta(minutes=1))

    async def _still_to_come(self, soon: datetime) -> None:
        omar = Appointment(cast.OMAR, cast.OKAFOR, soon + timedelta(minutes=30))
        refused = await self._aloud.book(omar, self._now)
        await self._aloud.check(refused, self._now, camera="refused", microphone="refused")
        lucia = Appointment(cast.LUCIA, cast.LIND, soon + timedelta(minutes=60))
        await self._aloud.book(lucia, self._now)
        ruth = Appointment(cast.RUTH, cast.LIND, soon + timedelta(minutes=90), VisitKind.NEW)
        await self._aloud.book(ruth, self._now)
        await self._aloud.book(Appointment(cast.MINA, cast.OKAFOR, soon + timedelta(minutes=120)), self._now)
        off = await self._quietly.book(Appointment(cast.PAUL, cast.LIND, soon + timedelta(minutes=45)), self._now)
        await self._quietly.cancel(off, self._now)


async def _hire(tx: Tx, member: Member, password_hash: str) -> None:
    person = Person(PersonId(new_id()), CLINIC_ID, member.name, first_name_of(member.name), "en", title=member.title)
    await people.add(tx, person)
    queue_ids = frozenset({QUEUE_ID})
    await accounts.add(tx, Account(person.id, CLINIC_ID, member.account.name, password_hash, member.roles, queue_ids))


def _zone_here() -> str:
    """This computer's zone, so that the clinic's clock is the one on the wall; IANA, UTC when it tells none."""
    named = (
        os.environ.get("TZ", "").removeprefix(":") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    )
    return named if named in available_timezones() else "Etc/UTC"


def _round(at: datetime) -> datetime:
    """The next full five minutes."""
    past = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at if not past else at - past + timedelta(minutes=5)


async def _doors(database: Database, settings: SessionSettings, key: bytes, rosas: VisitId) -> dict[str, str]:
    """The addresses of the three doors and the desk's. Links are for their people: only the demo shows them."""
    async with database.transaction() as tx:
        found = await links.of_visit(tx, rosas)
        roles = select(participants.c.person_id, participants.c.role).where(participants.c.visit_id == rosas)
        by_role = {row.role: row.person_id for row in await tx.execute(roles)}
    origin = settings.public_origin
    doors = {"clinician": f"{origin}/staff", "desk": f"{origin}/staff"}
    for role in ("patient", "guest"):
        link = found.get(by_role.get(role, PersonId(CLINIC_ID)))
        if link is not None and link.closed is None:
            doors[role] = address_of(origin, link.handle, secret_of(key, link.id, link.generation))
    return doors
