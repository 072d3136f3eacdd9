"""Clinician and front desk at the staff page."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, Self

from playwright.async_api import Locator

from services.contracts.demo import Account
from tests.journeys import keyboard
from tests.journeys.people import READ_SECONDS, Someone, page_of
from tests.journeys.visitors import Also, Invited, Reads

Outcome = Literal["completed", "broken-off", "did-not-take-place"]


HEARD: Final[Mapping[Also, str]] = {"chat": "aloud-messages", "files": "aloud-files"}
"""How the clinician's boxes are called."""


class Member(Someone):
    """Whoever signs in."""

    async def signs_in(self, account: Account, password: str | None = None) -> None:
        """By name and password."""
        await self.fills("sign-in-name", account.name)
        await self.fills("sign-in-password", account.password if password is None else password)
        await self.taps("sign-in")

    async def opens(self, patient: str) -> None:
        """From today's list to the detail of a visit."""
        await self.row(patient).get_by_role("link", name=self.say("open")).click()
        await self.page.get_by_role("heading", name=patient).wait_for(timeout=READ_SECONDS * 1000)

    async def hears_no_news(self) -> None:
        """Their line to the server's news is broken, from the next load of the page on."""
        await self.page.route_web_socket("**/staff/ws", lambda socket: socket.close())
        await self.page.reload()

    def row(self, patient: str) -> Locator:
        """The line of a visit in the list of today."""
        return self.page.get_by_role("row").filter(has_text=patient)


@dataclass(frozen=True, slots=True)
class Booking:
    """What the desk types; `at` on the clinic's clock."""

    patient: str
    email: str
    at: datetime
    clinician: str = "Mara Lind"
    language: str = "English"


class Desk(Member):
    """Books, moves, calls off."""

    async def books(self, booking: Booking) -> None:
        """Fill the form and save."""
        await self.page.get_by_role("link", name=self.say("new-visit")).click()
        await self.fills("field-patient", booking.patient)
        await self.fills("field-birth-date", "1948-03-02")
        await self.fills("field-email", booking.email)
        await self.fills("field-language", booking.language)
        await self.fills("field-clinician", booking.clinician)
        await self.fills("field-day", f"{booking.at:%Y-%m-%d}")
        await self.fills("field-time", f"{booking.at:%H:%M}")
        await self.taps("save-and-send")
        saved, taken = self.page.get_by_text(self.say("open-the-visit")), self.button("double-book")
        await saved.or_(taken).wait_for(timeout=READ_SECONDS * 1000)
        if await taken.is_visible():
            await taken.click()
        await saved.wait_for(timeout=READ_SECONDS * 1000)


class Clinician(Member):
    """Lets in, talks, finishes."""

    async def lets_in(self, patient: str) -> None:
        """From the list of who waits, straight into the call."""
        await self.taps("let-in-name", name=patient)
        await self.button("finish-the-visit").wait_for(timeout=READ_SECONDS * 1000)

    async def goes_to(self, visit_id: str) -> None:
        """Into a visit that is going on."""
        await self.page.goto(f"/staff/visits/{visit_id}/call")

    async def invites(self, guest: Invited, patient: str) -> None:
        """Ask the patient about somebody."""
        await self.taps("invite-someone")
        await self.fills("guest-name", guest.name)
        await self.fills("guest-relation", self.say(f"relation-{guest.relation}"))
        await self.fills("guest-email", guest.email)
        await self.taps("invite-ask", patient=patient)

    async def opens_another_tab(self) -> Self:
        """Beside this one, in the same browser."""
        return type(self)(await page_of(self.page.context, self.identity), self.identity)

    async def opens_the_editor(self, visit_id: str, patient: str) -> None:
        """Of a visit's summary; the draft is there."""
        await self.page.goto(f"/staff/visits/{visit_id}/summary")
        await self.sees("editor-title", patient=patient)
        await self.message.wait_for(timeout=READ_SECONDS * 1000)

    @property
    def message(self) -> Locator:
        """Where the main message is written."""
        return self.page.get_by_role("textbox", name=self.say("section-main-message"), exact=True)

    def row_field(self, field: str, number: int = 1) -> Locator:
        """The field of a row of the editor."""
        return self.page.get_by_label(self.say("field-of-row", field=self.say(field), number=number), exact=True)

    async def has_saved(self) -> None:
        """The editor calls everything saved that was typed."""
        await self.page.get_by_text(re.compile("^Draft, saved ")).wait_for(timeout=READ_SECONDS * 1000)

    async def signs(self) -> None:
        """And sends it."""
        await self.taps("sign-and-send")
        await self.page.get_by_text(re.compile("^Signed by ")).wait_for(timeout=READ_SECONDS * 1000)

    async def lets_guest_in(self, guest: str) -> None:
        """By name, from the card of who knocks."""
        await self.taps("let-name-in", name=guest)

    async def asks_aloud(self, guest: Invited, patient: str, *, also: Collection[Also], reads: Reads) -> None:
        """Read the question to the patient, and note the yes that was heard."""
        await self.taps("ask-aloud-label", name=guest.name)
        await self.sees("aloud-question", name=guest.name, relation=self.say(f"relation-{guest.relation}"))
        for box in also:
            await self.ticks(HEARD[box])
        await self.chooses(f"aloud-reads-{reads}")
        await self.taps("aloud-yes", patient=patient)

    async def removes(self, guest: str) -> None:
        """Asked once, then done."""
        await self.taps("remove-name", name=guest)
        await self.sees("remove-title", name=guest)
        await self.taps("remove-name", name=guest)
        await self.sees("removed", name=guest)

    async def finishes(self, outcome: Outcome = "completed") -> None:
        """Say how it went, and end it for everyone."""
        await self.taps("finish-the-visit")
        await self.chooses(f"outcome-{outcome}")
        await self.taps("finish-the-visit")


class ByKeyboard(Clinician):
    """A clinician without a mouse: whatever they do, they do by keyboard alone."""

    @classmethod
    def at(cls, other: Clinician) -> Self:
        """At the page that somebody has open."""
        return cls(other.page, other.identity)

    async def taps(self, key: str, **values: str | int) -> None:
        """Reach the button and press it."""
        await keyboard.press(self.page, self.button(key, **values))

    async def chooses(self, key: str, **values: str | int) -> None:
        """Choose one of several."""
        await keyboard.choose(self.page, self.page.get_by_role("radio", name=self.say(key, **values), exact=True))

    async def ticks(self, key: str, **values: str | int) -> None:
        """Say yes to one thing beside others."""
        box = self.page.get_by_role("checkbox", name=self.say(key, **values), exact=True)
        await keyboard.press(self.page, box, "Space")

    async def fills(self, key: str, value: str) -> None:
        """Type into the field so labelled, or the beginning of what is chosen from it."""
        await keyboard.write(self.page, self.page.get_by_label(self.say(key), exact=True).last, value)

    async def writes(self, text: str) -> None:
        """A message, in the open list of them."""
        await self.fills("chat-field", text)
        await self.page.keyboard.press("Enter")
