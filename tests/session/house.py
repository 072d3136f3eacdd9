"""A clinic's session service as it really runs, on real PostgreSQL, NATS and Valkey, and the doors into it."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID, uuid4

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import insert, text

from services.contracts.ids import ClinicId, DeviceId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.presence import Present, VisitPresence
from services.contracts.states import Link, Role, VisitState
from services.contracts.subjects import presence
from services.runtime.bus import Bus, open_bus
from services.runtime.ids import new_id
from services.runtime.settings import ServiceSettings
from services.runtime.tokens import make_key
from services.session.accounts import store as accounts
from services.session.accounts.rules import Account
from services.session.app import compose
from services.session.callers import OwnCaller, StaffRole
from services.session.invitation import store as invitations
from services.session.link import issue
from services.session.link import rules as links
from services.session.link import store as link_store
from services.session.link.door import COOKIE
from services.session.parts import Parts
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.presence.board import Board
from services.session.presence.reactions import Watch
from services.session.settings import SessionSettings
from services.session.tables import clinics, queues
from services.session.visit import store as visits
from services.session.visit.rules.model import Participant, Visit
from services.session.work import Work
from tests.runtime.owner import eventually
from tests.stores import Stores

Json = dict[str, Any]

PASSWORD: Final = "beside the patient"
COPY: Final = OwnCaller("copy")


@cache
def _hashed() -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


@dataclass
class Refused(Exception):
    """The door said no; `code` is the problem's."""

    status: int
    code: str
    problem: Json


@dataclass
class Door:
    """One browser at one address. Keeps its cookies, as browsers do."""

    client: httpx.AsyncClient
    headers: Mapping[str, str]

    async def post(self, path: str, body: Json | None = None, *, key: str | None = None) -> Json:
        """A command; gives the answer's JSON (empty for none), or raises `Refused`."""
        own = {"Idempotency-Key": key or str(uuid4())}
        return self._read(await self.client.post(self._at(path), json=body, headers={**self.headers, **own}))

    async def get(self, path: str) -> Json:
        """What a page fetches."""
        return self._read(await self.client.get(self._at(path), headers=self.headers))

    @staticmethod
    def _at(path: str) -> str:
        return f"/api/session/v1{path}"

    @staticmethod
    def _read(response: httpx.Response) -> Json:
        body = response.json() if response.content else {}
        if response.is_error:
            raise Refused(response.status_code, body.get("code", ""), body)
        return cast("Json", body)


@dataclass
class Guest:
    """Somebody whom a booking asks for."""

    person_id: PersonId
    page: Door


@dataclass
class Played:
    """One booked visit, and its people's pages."""

    house: "House"
    id: VisitId
    patient_id: PersonId
    page: Door
    guest: Guest | None = None

    async def row(self) -> Visit:
        """The visit as it stands in the database."""
        async with self.house.parts.edge.reading() as tx:
            return await visits.read(tx, self.id)

    async def command(self, by: Door, path: str, body: Json | None = None, *, version: int | None = None) -> Json:
        """A staff command with the row version that its page would show now."""
        seen = (await self.row()).version if version is None else version
        return await by.post(f"/visits/{self.id}{path}", {"version": seen, **(body or {})})

    async def is_live(self, *people: PersonId, link: Link = Link.LIVE, receiving: bool = False) -> None:
        """A signaling instance tells who is there, and session has heard it."""
        visit = await self.row()
        present = []
        for person_id in people:
            person = visit.person(person_id)
            for device in person.devices:
                others = frozenset(people) - {person_id} if receiving else frozenset[PersonId]()
                present.append(self.house.present(person_id, person.role, device, link, others))
        await self.house.tell_presence(visit, tuple(present))

    async def becomes(self, is_so: Callable[[Visit], bool]) -> Visit:
        """Wait until the visit is so."""
        return await eventually(self.row, is_so)

    async def rosa_waits(self) -> None:
        """The patient taps, and her page is live."""
        await self.page.post("/enter", {})
        await self.is_live(self.patient_id)
        await self.becomes(lambda visit: visit.state is VisitState.WAITING)

    async def talk_begins(self) -> None:
        """The patient waits, the clinician sits down and lets her in."""
        await self.rosa_waits()
        await self.command(self.house.lind, "/enter")
        await self.command(self.house.lind, "/admit", {"person_id": str(self.patient_id)})

    async def copy(self, seen: Visit) -> "Played":
        """Another visit that stands exactly where this one stood, with the same people at links of its own."""
        edge, visit_id = self.house.parts.edge, VisitId(new_id())
        devices = {device: DeviceId(new_id()) for one in seen.people.values() for device in one.devices}
        people = {id_: _on_devices(one, devices) for id_, one in seen.people.items()}
        async with edge.work(COPY) as work:
            asked = await invitations.of_visit(work.tx, self.id)
            await visits.put(work, replace(seen, id=visit_id, version=0, standing_version=0, people=people))
        async with edge.work(COPY) as work:
            visits.number(work, await visits.read(work.tx, visit_id))
            for one in asked:
                await invitations.add(work.tx, replace(one, id=InvitationId(new_id()), visit_id=visit_id))
            pages = {one.person_id: await self._page(work, visit_id, one) for one in people.values()}
        guest = Guest(self.guest.person_id, pages[self.guest.person_id]) if self.guest else None
        return Played(self.house, visit_id, self.patient_id, pages[self.patient_id], guest)

    async def _page(self, work: Work, visit_id: VisitId, one: Participant) -> Door:
        house = self.house
        key = house.parts.link_key
        link = await issue.issue(work, key, house.clinic_id, house.queue_id, visit_id, one.person_id)
        door = LinkDoor(house.door().client, {"X-Beside-Door": "visit", "X-Beside-Handle": link.handle})
        door.secret = links.secret_of(key, link.id, link.generation)
        for device in one.devices if one.role is not Role.CLINICIAN else ():
            cookie = uuid4().hex
            await link_store.bind(
                work.tx, links.Device(device, link.id, link.generation, links.hash_of(cookie), work.now)
            )
            door.headers = {**door.headers, "Cookie": f"{COOKIE}={cookie}"}
        return door


def _on_devices(one: Participant, devices: Mapping[DeviceId, DeviceId]) -> Participant:
    """Staff stay on theirs. A removal is as fresh as the copy."""
    if one.role is Role.CLINICIAN:
        return one
    moved = {devices[device]: where for device, where in one.devices.items()}
    return replace(one, devices=moved, removed_at=one.removed_at and datetime.now(UTC))


@dataclass
class House:
    """The service, its clinic, and staff at their doors."""

    app: FastAPI
    bus: Bus
    clinic_id: ClinicId
    queue_id: QueueId
    lind_id: PersonId
    okafor_id: PersonId
    lind: Door = field(init=False)
    okafor: Door = field(init=False)
    desk: Door = field(init=False)
    _sequence: int = 0
    _well_since: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(days=1))

    @property
    def board(self) -> Board:
        """What the service has heard of who is where."""
        return cast("Board", self.parts.presence)

    @property
    def watch(self) -> Watch:
        """What does what follows from presence."""
        return cast("Watch", self.app.state.watch)

    @property
    def parts(self) -> Parts:
        """What the routes work with."""
        return cast("Parts", self.app.state.parts)

    def door(self, **headers: str) -> Door:
        """A new browser."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return Door(httpx.AsyncClient(transport=transport, base_url="http://localhost:8080"), headers)

    async def staff(self, name: str) -> Door:
        """Somebody of the staff, signed in."""
        door = self.door(**{"X-Beside-Door": "staff"})
        answer = await door.client.post(
            "/api/session/v1/sign-in", json={"name": name, "password": PASSWORD}, headers=door.headers
        )
        assert answer.is_success, answer.text
        cookie = answer.headers["set-cookie"].partition(";")[0]
        door.headers = {**door.headers, "Cookie": cookie}
        return door

    async def book(self, *, starts_in: timedelta = timedelta(), guest: bool = False, agreed: bool = True) -> Played:
        """The desk books a visit with Dr. Lind; the guest's yes is given by the patient on her own page."""
        asked = {"name": "Ana Diaz", "first_name": "Ana", "relationship": "daughter", "email": f"{uuid4().hex}@x.org"}
        order = {
            "patient": {"name": "Rosa Diaz", "birth_date": "1948-05-01", "email": f"{uuid4().hex}@x.org"},
            "clinician_id": str(self.lind_id),
            "scheduled_at": (datetime.now(UTC) + starts_in + timedelta(seconds=30)).isoformat(),
            "double_book": True,
            "guests": [asked] if guest else [],
        }
        booked = await self.desk.post("/visits", order)
        visit_id, patient_id = VisitId(UUID(booked["id"])), PersonId(UUID(booked["patient"]["id"]))
        played = Played(self, visit_id, patient_id, await self.page_of(visit_id, patient_id))
        if guest:
            person_id = PersonId(UUID(booked["guests"][0]["person_id"]))
            if agreed:
                await played.page.post("/enter", {})
                asked_id = booked["guests"][0]["invitation_id"]
                await played.page.post(f"/invitations/{asked_id}/answer", {"yes": True, "summary": "nothing"})
            played.guest = Guest(person_id, await self.page_of(visit_id, person_id))
        return played

    async def page_of(self, visit_id: VisitId, person_id: PersonId) -> Door:
        """A browser that opened a person's link, with the secret at hand for its first tap."""
        async with self.parts.edge.reading() as tx:
            link = (await link_store.of_visit(tx, visit_id))[person_id]
        door = LinkDoor(self.door().client, {"X-Beside-Door": "visit", "X-Beside-Handle": link.handle})
        door.secret = links.secret_of(self.parts.link_key, link.id, link.generation)
        return door

    def present(
        self, person_id: PersonId, role: Role, device: DeviceId, link: Link, receiving: frozenset[PersonId]
    ) -> Present:
        """One connection, as signaling tells it."""
        now = datetime.now(UTC)
        return Present(
            person_id=person_id,
            role=role,
            device_id=device,
            n=1,
            link=link,
            since=now,
            attached=now,
            receiving=receiving,
        )

    async def tell_presence(self, visit: Visit, people: tuple[Present, ...]) -> None:
        """Publish a state as a signaling instance, and wait until session has heard it."""
        self._sequence += 1
        told = VisitPresence(
            clinic_id=visit.clinic_id,
            queue_id=visit.queue_id,
            visit_id=visit.id,
            instance="signaling-1",
            sequence=self._sequence,
            at=datetime.now(UTC),
            well_since=self._well_since,
            people=people,
        )
        await self.bus.publish(presence(visit.clinic_id, visit.id), told.model_dump_json().encode())

        async def heard() -> int:
            return max((one.sequence for one in self.board.reports(visit.id)), default=0)

        await eventually(heard, lambda sequence: sequence >= told.sequence)

    async def count(self, query: str, **values: object) -> int:
        """A number from the database, for what no page shows."""
        async with self.parts.edge.reading() as tx:
            return int((await tx.execute(text(query), values)).scalar_one())


class LinkDoor(Door):
    """A page of a link: shows the secret until it has a cookie of its own."""

    secret: str = ""

    async def post(self, path: str, body: Json | None = None, *, key: str | None = None) -> Json:
        """Taps show the secret while no cookie is there; the cookie is kept whatever its path."""
        has_cookie = "Cookie" in self.headers
        shown = {} if has_cookie or path not in {"/enter", "/look"} else {"secret": self.secret}
        own = {"Idempotency-Key": key or str(uuid4())}
        answer = await self.client.post(
            self._at(path), json={**shown, **body} if body is not None else None, headers={**self.headers, **own}
        )
        if "set-cookie" in answer.headers:
            self.headers = {**self.headers, "Cookie": answer.headers["set-cookie"].partition(";")[0]}
        return self._read(answer)


@asynccontextmanager
async def open_house(stores: Stores, folder: Path, **own: object) -> AsyncIterator[House]:
    """The service in this process, with a clinic, two clinicians and a desk. `own` are settings of session."""
    make_key(folder)
    settings = SessionSettings.model_validate(
        {
            "database_url": await stores.database("session"),
            "redis_url": stores.redis_url,
            "keys_dir": folder,
            "nats_refusal_is_fatal": True,
            **stores.nats("session"),
            **own,
        }
    )
    async with AsyncExitStack() as stack:
        process, app = await stack.enter_async_context(compose(settings))
        bus = await stack.enter_async_context(open_bus(ServiceSettings.model_validate(stores.nats("admin")), "test"))
        await stack.enter_async_context(process.running())
        house = await _settle(app, bus)
        house.lind, house.okafor, house.desk = [await house.staff(name) for name in ("lind", "okafor", "desk")]
        yield house


async def _settle(app: FastAPI, bus: Bus) -> House:
    parts = cast("Parts", app.state.parts)
    clinic_id, queue_id = ClinicId(new_id()), QueueId(new_id())
    lind, okafor, desk = (PersonId(new_id()) for _ in range(3))
    async with parts.edge.reading() as tx:
        await tx.execute(
            insert(clinics).values(
                id=clinic_id, name="Hill Clinic", phone="+1 555 0100", zone="Europe/Madrid", language="en"
            )
        )
        await tx.execute(insert(queues).values(id=queue_id, clinic_id=clinic_id, name="Family medicine"))
        staff = (
            (lind, "lind", "Eva Lind", "Dr."),
            (okafor, "okafor", "Ada Okafor", "Dr."),
            (desk, "desk", "Sam Poe", None),
        )
        for person_id, name, full, title in staff:
            await people.add(tx, Person(person_id, clinic_id, full, full.split()[0], "en", title=title))
            role = StaffRole.DESK if title is None else StaffRole.CLINICIAN
            await accounts.add(
                tx, Account(person_id, clinic_id, name, _hashed(), frozenset({role}), frozenset({queue_id}))
            )
    return House(app, bus, clinic_id, queue_id, lind, okafor)
