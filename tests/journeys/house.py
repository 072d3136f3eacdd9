"""The clinic and everybody's browsers: opens windows, books visits, reads the mail."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self
from uuid import uuid4

from playwright.async_api import Browser, BrowserContext, Page

from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, Account
from services.embedded.auto.mailbox import Mailbox
from services.embedded.people.door import Door
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT, STRANGER, Identity
from tests.journeys.people import page_of
from tests.journeys.staff import Clinician, Desk
from tests.journeys.visitors import Guest, Invited, Patient

MAIL_SECONDS: Final = 15.0
PHONE: Final = {"width": 360, "height": 740}
ENGLISH: Final = "en-GB"
SPANISH: Final = "es-ES"
COMPUTER: Final = {"width": 1366, "height": 768}


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked visit, with the patient's link."""

    id: str
    patient: str
    email: str
    link: str

    @property
    def first_name(self) -> str:
        """As pages call the patient."""
        return self.patient.split()[0]


@dataclass
class House:
    """One running Beside and one browser program; a context is one person's own browser."""

    origin: str
    browser: Browser
    mailbox: Mailbox = field(init=False)
    _doors: dict[str, Door] = field(default_factory=dict)
    _cookies: dict[str, list[Any]] = field(default_factory=dict)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __post_init__(self) -> None:
        self.mailbox = Mailbox(self.origin)
        self._open.push_async_callback(self.mailbox.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def door(self, account: Account) -> Door:
        """A member of staff by HTTP; signs in once."""
        if account.name not in self._doors:
            door = await self._open.enter_async_context(Door(self.origin, "/staff"))
            await door.post("/sign-in", {"name": account.name, "password": account.password})
            self._doors[account.name] = door
        return self._doors[account.name]

    async def book(
        self,
        *,
        first_name: str = "Rosa",
        language: str = "en",
        in_minutes: int = 5,
        account: Account = CLINICIAN_ACCOUNT,
        guests: tuple[Invited, ...] = (),
    ) -> Appointment:
        """The desk books by HTTP; the link is the one that came by mail."""
        desk, clinician = await self.door(DESK_ACCOUNT), await self.door(account)
        patient, email = new_name(first_name), new_address(first_name)
        at = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=in_minutes)
        visit = await desk.post(
            "/visits",
            {
                "patient": {"name": patient, "birth_date": "1948-03-02", "email": email, "language": language},
                "clinician_id": (await clinician.get("/staff-me"))["person_id"],
                "scheduled_at": at.isoformat(),
                "minutes": 20,
                "kind": "followup",
                "guests": [
                    {"name": one.name, "first_name": one.name, "relationship": one.relation, "email": one.email}
                    for one in guests
                ],
                "double_book": True,
            },
        )
        return Appointment(visit["id"], patient, email, await self.link_to(email))

    async def link_to(self, email: str) -> str:
        """The link in the newest letter to somebody."""
        return await self.mailbox.link_to(email, MAIL_SECONDS)

    @asynccontextmanager
    async def own_browser(
        self, *, size: dict[str, int] = PHONE, locale: str = ENGLISH
    ) -> AsyncIterator[BrowserContext]:
        """Cookies and storage of one person, on one phone or computer."""
        context = await self.browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, locale=locale, timezone_id="Europe/Berlin"
        )
        await context.grant_permissions(["camera", "microphone"], origin=self.origin)
        try:
            yield context
        finally:
            await context.close()


@dataclass
class Cast:
    """The people of one test, each at a browser of their own unless said otherwise."""

    house: House
    shared: BrowserContext | None = None
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    _browsers: list[BrowserContext] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def browser(self, *, size: dict[str, int] = PHONE, locale: str = ENGLISH) -> BrowserContext:
        """A browser of one's own, or the one that all share."""
        if self.shared is not None:
            return self.shared
        own = await self._open.enter_async_context(self.house.own_browser(size=size, locale=locale))
        self._browsers.append(own)
        return own

    async def tell_what_everyone_sees(self) -> None:
        """For whoever reads why a journey failed."""
        for page in (page for browser in self._browsers for page in browser.pages):
            words = await page.evaluate("() => document.body.innerText")
            sys.stdout.write(f"\n--- {page.url}\n{words}\n")

    async def patient(
        self, visit: Appointment, *, identity: Identity = PATIENT, locale: str = ENGLISH, link: str | None = None
    ) -> Patient:
        """The patient opens the link, at a phone that no other page of theirs is open on."""
        context = await self.browser(locale=locale)
        return await Patient.opens(context, link or visit.link, visit.first_name, identity, language_of(locale))

    async def guest(self, link: str, name: str, *, identity: Identity = DAUGHTER, locale: str = ENGLISH) -> Guest:
        """A guest opens the link."""
        context = await self.browser(locale=locale)
        return await Guest.opens(context, link, name, identity, language_of(locale))

    async def clinician(self, account: Account = CLINICIAN_ACCOUNT, *, identity: Identity = CLINICIAN) -> Clinician:
        """A clinician signs in and sees the day."""
        clinician = Clinician(await self._staff_page(identity), identity)
        await clinician.signs_in(account)
        await clinician.sees("waiting-now")
        return clinician

    async def desk(self) -> Desk:
        """The front desk signs in and sees the board."""
        desk = Desk(await self._staff_page(STRANGER), STRANGER)
        await desk.signs_in(DESK_ACCOUNT)
        await desk.page.get_by_role("link", name=desk.say("new-visit")).wait_for()
        return desk

    async def _staff_page(self, identity: Identity) -> Page:
        page = await page_of(await self.browser(size=COMPUTER), identity)
        await page.goto(f"{self.house.origin}/staff")
        return page


def language_of(locale: str) -> str:
    """`es-ES` is Spanish."""
    return locale.partition("-")[0]


def new_name(first_name: str) -> str:
    """Somebody whom no other test has met."""
    return f"{first_name} {uuid4().hex[:6].capitalize()}"


def new_address(first_name: str) -> str:
    """A mailbox that nobody else writes to."""
    return f"{first_name.lower()}-{uuid4().hex[:8]}@example.org"
