"""A clinic for tests: the real service on real stores, its staff signed in, its mail read from a real SMTP server."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from random import randrange
from typing import Any, cast
from uuid import UUID, uuid4

import httpx
import nats
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi import FastAPI

from services.contracts import subjects
from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, Account
from services.contracts.ids import DeviceId, PersonId, VisitId
from services.contracts.presence import Present, VisitPresence
from services.contracts.states import Link, Role
from services.embedded.stack import Stack
from services.session.demo.cast import CLINIC_ID, QUEUE_ID
from services.session.parts import Parts
from services.session.settings import SessionSettings
from services.session.visit import store as visits
from tests.session.people.browser import LINK, Browser, Json, Phone, phone

PATIENCE = 20.0


class Clock:
    """The service's clock: it runs, and can be set forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(**by)


class Mailbox:
    """An SMTP server that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self._came = asyncio.Condition()

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Take a message."""
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        async with self._came:
            self.letters.append(letter)
            self._came.notify_all()
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """All letters to an address, oldest first."""
        return [letter for letter in self.letters if letter["To"] == address]

    async def wait(self, address: str, count: int = 1) -> EmailMessage:
        """Wait for the count-th letter to an address, and give it."""
        async with asyncio.timeout(PATIENCE), self._came:
            await self._came.wait_for(lambda: len(self.to(address)) >= count)
        return self.to(address)[count - 1]

    async def link_to(self, address: str, count: int = 1) -> str:
        """The link in the count-th letter to an address."""
        found = LINK.search(text_of(await self.wait(address, count)))
        assert found
        return found.group()


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@dataclass
class Clinic:
    """What a test says and sees of the clinic. `rosa` and `ana` are addresses that no other test uses."""

    http: httpx.AsyncClient
    mail: Mailbox
    clock: Clock
    parts: Parts
    settings: SessionSettings
    stack: Stack
    app: FastAPI
    desk: Browser = field(default=cast("Browser", None))
    lind: Browser = field(default=cast("Browser", None))
    lind_id: str = ""
    rosa: str = ""
    ana: str = ""
    _sequence: int = 0

    async def begin(self) -> None:
        """A new test: the right time, fresh sign-ins, new people."""
        self.clock.ahead = timedelta()
        mark = uuid4().hex[:10]
        self.rosa, self.ana = f"rosa-{mark}@example.org", f"ana-{mark}@example.org"
        self.desk = await self._still(self.desk, DESK_ACCOUNT)
        self.lind = await self._still(self.lind, CLINICIAN_ACCOUNT)
        self.lind_id = (await self.lind.get("/staff-me"))["person_id"]

    async def _still(self, browser: Browser | None, account: Account) -> Browser:
        """Whoever is still signed in stays so: signing in is slow on purpose."""
        if browser is not None and (await browser.ask("GET", "/staff-me")).is_success:
            return browser
        return await self.sign_in(account)

    def staff_browser(self) -> Browser:
        """A browser at the staff's door, with nobody signed in."""
        return Browser(self.http, {"X-Beside-Door": "staff", **somewhere()})

    async def sign_in(self, account: Account) -> Browser:
        """Somebody of the staff signs in."""
        browser = self.staff_browser()
        await browser.post("/sign-in", {"name": account.name, "password": account.password})
        return browser

    async def book(self, *, minutes: float = 5, **more: Any) -> Json:
        """The desk books Rosa with Dr. Lind, so many minutes from now."""
        at = self.clock() + timedelta(minutes=minutes)
        order = {
            "patient": {
                "name": "Rosa Alvarez",
                "birth_date": "1948-03-02",
                "email": self.rosa,
                "language": "en",
            },
            "clinician_id": self.lind_id,
            "scheduled_at": at.isoformat(),
            "minutes": 20,
            "kind": "followup",
            "double_book": True,
            **more,
        }
        visit: Json = await self.desk.post("/visits", order)
        return visit

    def daughter(self, **more: str) -> Json:
        """Ana, as a booking or an invitation names her."""
        named = {"name": "Ana Alvarez", "first_name": "Ana", "relationship": "daughter", "language": "en"}
        return {**named, "email": self.ana, **more}

    async def phone(self, address: str, count: int = 1) -> Phone:
        """A fresh browser that opens the link in the count-th letter to an address."""
        return phone(self.http, await self.mail.link_to(address, count), somewhere())

    def another(self, known: Phone) -> Phone:
        """Another browser at the same link."""
        return Phone(self.http, {**known.headers, **somewhere()}, secret=known.secret)

    async def detail(self, visit: Json) -> Json:
        """The visit as the desk sees it now."""
        found: Json = await self.desk.get(f"/visits/{visit['id']}")
        return found

    async def command(self, by: Browser, visit: Json, path: str, **body: Any) -> Json:
        """A staff command with the row version that a page would show now."""
        version = (await self.detail(visit))["version"]
        answer: Json = await by.post(f"/visits/{visit['id']}{path}", {"version": version, **body})
        return answer

    @property
    def lind_uuid(self) -> UUID:
        """Dr. Lind's id."""
        return UUID(self.lind_id)

    async def is_live(
        self, person_id: PersonId, visit_id: VisitId, device_id: DeviceId, role: Role = Role.CLINICIAN
    ) -> None:
        """A signaling instance tells that somebody is live in a visit, and the service has heard it."""
        now = self.clock()
        present = Present(
            person_id=person_id, role=role, device_id=device_id, n=1, link=Link.LIVE, since=now, attached=now
        )
        self._sequence += 1
        told = VisitPresence(
            clinic_id=CLINIC_ID,
            queue_id=QUEUE_ID,
            visit_id=visit_id,
            instance="signaling-1",
            sequence=self._sequence,
            at=now,
            well_since=now - timedelta(hours=1),
            people=(present,),
        )
        connection = await nats.connect(self.stack.nats_url("admin"))
        await connection.publish(subjects.presence(CLINIC_ID, visit_id), told.model_dump_json().encode())
        await connection.close()

        async def heard() -> bool:
            async with self.parts.edge.reading() as tx:
                return person_id in await self.parts.presence.links_of(tx, visit_id)

        await self.until(heard)

    async def wait_in_room(self, page: Phone, visit: Json) -> None:
        """The page's socket is live, so that the patient has arrived."""
        me = await page.me()
        visit_id, person_id = VisitId(UUID(visit["id"])), PersonId(UUID(me["person"]["id"]))
        async with self.parts.edge.reading() as tx:
            [device] = (await visits.read(tx, visit_id)).person(person_id).devices
        await self.is_live(person_id, visit_id, device, Role.PATIENT)

        async def waits() -> bool:
            return bool((await page.me())["visit"]["state"] == "waiting")

        await self.until(waits)

    async def until(self, holds: Callable[[], Any]) -> Any:
        """Ask again until something holds, within the limit."""
        async with asyncio.timeout(PATIENCE):
            while not (found := await holds()):
                pass
        return found


def somewhere() -> dict[str, str]:
    """An address of one's own, as the proxy tells it, so that one test's tries do not count for another."""
    return {"X-Forwarded-For": f"10.{randrange(256)}.{randrange(256)}.{randrange(256)}"}
