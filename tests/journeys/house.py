"""The clinic and everybody's browsers: opens windows, books visits, reads the mail."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
from playwright._impl._api_structures import SetCookieParam
from playwright.async_api import Browser, BrowserContext, Page

from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, Account
from services.embedded.people.door import Door, Problem
from services.embedded.people.media import PATIENT as VOICE
from services.embedded.people.page import PersonPage
from services.session.accounts.signed_in import COOKIE as STAFF_COOKIE
from services.session.accounts.signed_in import PATH as STAFF_PATH
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT, STRANGER, Identity
from tests.journeys.mail import Post
from tests.journeys.people import page_of
from tests.journeys.staff import Clinician, Desk, Member
from tests.journeys.visitors import Guest, Patient

PHONE: Final = {"width": 360, "height": 740}
ENGLISH: Final = "en-GB"
SPANISH: Final = "es-ES"
COMPUTER: Final = {"width": 1366, "height": 768}


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked visit, with the patient's link."""

    id: str
    patient: str
    patient_id: str
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
    post: Post = field(init=False)
    _doors: dict[str, Door] = field(default_factory=dict)
    _cookies: dict[str, str] = field(default_factory=dict)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __post_init__(self) -> None:
        client = httpx.AsyncClient(base_url=self.origin)
        self._open.push_async_callback(client.aclose)
        self.post = Post(client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def door(self, account: Account) -> Door:
        """A member of staff by HTTP; signs in once."""
        if account.name not in self._doors:
            door = await self._open.enter_async_context(Door(self.origin, "/staff"))
            await door.post("/sign-in", {"name": account.name, "password": account.password})
            self._cookies[account.name] = door.cookie(STAFF_COOKIE)
            self._doors[account.name] = door
        return self._doors[account.name]

    async def signed_in(self, account: Account) -> SetCookieParam:
        """What a computer keeps after a sign-in."""
        await self.door(account)
        return {"name": STAFF_COOKIE, "value": self._cookies[account.name], "url": f"{self.origin}{STAFF_PATH}"}

    async def clear(self, visit: Appointment) -> None:
        """Off everybody's list again, however far the journey came."""
        while not await self._is_cleared(visit):
            pass

    async def _is_cleared(self, visit: Appointment) -> bool:
        """False where the visit changed in the same moment: what people did last may still be on its way."""
        try:
            await self._clear(visit)
        except Problem as problem:
            if problem.code != "visit.changed":
                raise
            return False
        return True

    async def _clear(self, visit: Appointment) -> None:
        desk, lind = await self.door(DESK_ACCOUNT), await self.door(CLINICIAN_ACCOUNT)
        seen = await desk.get(f"/visits/{visit.id}")
        wish = {"version": seen["version"]}
        if seen["state"] in {"scheduled", "waiting"}:
            await desk.post(f"/visits/{visit.id}/cancel", {**wish, "reason": "The journey is over."})
        elif seen["state"] == "in_progress":
            await lind.post(f"/visits/{visit.id}/finish", {**wish, "outcome": "completed", "modality": "video"})

    async def book(
        self,
        *,
        first_name: str = "Rosa",
        language: str = "en",
        in_minutes: int = 5,
        again: Appointment | None = None,
    ) -> Appointment:
        """The desk books by HTTP, somebody new or a patient `again`; the link is the one that came by mail."""
        desk, clinician = await self.door(DESK_ACCOUNT), await self.door(CLINICIAN_ACCOUNT)
        name, email = new_name(first_name), new_address(first_name)
        somebody = {"name": name, "birth_date": "1948-03-02", "email": email, "language": language}
        at = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=in_minutes)
        order = {
            "patient": {"person_id": again.patient_id} if again else somebody,
            "clinician_id": (await clinician.get("/staff-me"))["person_id"],
            "scheduled_at": at.isoformat(),
            "minutes": 20,
            "kind": "followup",
            "guests": [],
            "double_book": True,
        }
        visit = await desk.post("/visits", order)
        email = again.email if again else email
        return Appointment(
            visit["id"], visit["patient"]["name"], visit["patient"]["id"], email, await self.post.next_link(email)
        )

    async def change(self, visit: Appointment, path: str, wish: dict[str, Any] | None = None) -> None:
        """A clinician's command by HTTP, on the version that now is."""
        lind = await self.door(CLINICIAN_ACCOUNT)
        seen = await lind.get(f"/visits/{visit.id}")
        await lind.post(f"/visits/{visit.id}{path}", {"version": seen["version"], **(wish or {})})

    async def at_link(self, link: str) -> PersonPage:
        """Whoever opens a link with a program of their own."""
        return await self._open.enter_async_context(PersonPage(link, VOICE))

    async def appointment_of(self, patient: str, email: str) -> Appointment:
        """What the desk booked today for somebody, once the link came."""
        day = await (await self.door(DESK_ACCOUNT)).get("/day")
        visit = next(visit for visit in day["visits"] if visit["patient"]["name"] == patient)
        return Appointment(visit["id"], patient, visit["patient"]["id"], email, await self.post.next_link(email))

    async def clock(self) -> ZoneInfo:
        """By which the clinic books."""
        desk = await self.door(DESK_ACCOUNT)
        return ZoneInfo((await desk.get("/staff-me"))["clinic"]["zone"])

    @asynccontextmanager
    async def own_browser(
        self, *, size: dict[str, int] = PHONE, locale: str = ENGLISH
    ) -> AsyncIterator[BrowserContext]:
        """Cookies and storage of one person, on one phone or computer."""
        context = await self.browser.new_context(
            base_url=self.origin,
            viewport={"width": size["width"], "height": size["height"]},
            has_touch=size is PHONE,
            locale=locale,
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

    async def book(self, *, language: str = "en", in_minutes: int = 5, again: Appointment | None = None) -> Appointment:
        """A visit of this journey, off the lists again at its end."""
        return self.clears_up(await self.house.book(language=language, in_minutes=in_minutes, again=again))

    def clears_up(self, visit: Appointment) -> Appointment:
        """At the end of the journey."""
        self._open.push_async_callback(self.house.clear, visit)
        return visit

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

    async def clinician(
        self, account: Account = CLINICIAN_ACCOUNT, *, identity: Identity = CLINICIAN, anew: bool = False
    ) -> Clinician:
        """A clinician sees the day; signed in already, unless the computer is another one."""
        clinician = Clinician(await self._staff_page(identity, None if anew else account), identity)
        if anew:
            await clinician.signs_in(account)
        await clinician.sees("waiting-now")
        return clinician

    async def desk(self) -> Desk:
        """The front desk sees the board."""
        desk = Desk(await self._staff_page(STRANGER, DESK_ACCOUNT), STRANGER)
        await desk.page.get_by_role("link", name=desk.say("new-visit")).wait_for()
        return desk

    async def nobody_yet(self) -> Member:
        """Somebody before the sign-in."""
        return Member(await self._staff_page(STRANGER, None), STRANGER)

    async def _staff_page(self, identity: Identity, account: Account | None) -> Page:
        browser = await self.browser(size=COMPUTER)
        if account is not None:
            await browser.add_cookies([await self.house.signed_in(account)])
        page = await page_of(browser, identity)
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
