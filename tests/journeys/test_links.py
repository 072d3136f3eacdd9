"""What a link gives away, and what it uses up."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from typing import Final, Self

import httpx
import pytest

from services.embedded.people.door import Json
from services.embedded.people.page import PersonPage
from tests.journeys.house import Appointment, Cast, House, new_address

pytestmark = pytest.mark.timeout(120)

ROUNDS: Final = 15
"""Requests to each link, one after the other by turns."""


@dataclass(frozen=True)
class Daughters:
    """The daughter's seat in a visit: the patient asked for her, by a program of the patient's own."""

    house: House
    visit: Appointment
    rosa: PersonPage
    invitation: Json
    link: str

    @classmethod
    async def seat(cls, house: House, cast: Cast) -> Self:
        """Booked and asked for; nobody has opened her link."""
        visit, email = await cast.book(), new_address("ana")
        rosa = await house.at_link(visit.link)
        await rosa.enter()
        asked = {"name": "Ana", "first_name": "Ana", "relationship": "daughter", "email": email, "summary": "nothing"}
        invitation = await rosa.door.post("/invitations", asked)
        return cls(house, visit, rosa, invitation, await house.post.next_link(email))

    async def called_off(self) -> None:
        """The whole visit."""
        await self.house.change(self.visit, "/cancel", {"reason": "No longer needed."})

    async def removed(self) -> None:
        """By the clinician."""
        await self.house.change(self.visit, f"/people/{self.invitation['person_id']}/remove")

    async def taken_back(self) -> None:
        """The patient's yes."""
        await self.rosa.door.post(f"/invitations/{self.invitation['id']}/revoke")


ENDINGS: Final[dict[str, Callable[[Daughters], Awaitable[None]]]] = {
    "of a visit called off": Daughters.called_off,
    "of somebody removed": Daughters.removed,
    "taken back": Daughters.taken_back,
}


async def test_a_mail_scanner_uses_nothing_up(house: House, cast: Cast) -> None:
    visit, daughters = await cast.book(), await Daughters.seat(house, cast)
    await asyncio.gather(*(_scans(cast, link) for link in (visit.link, daughters.link) for _ in range(2)))
    rosa, ana = await asyncio.gather(cast.patient(visit), cast.guest(daughters.link, "Ana"))
    await asyncio.gather(rosa.comes_to_the_waiting_room(), ana.knocks())


async def _scans(cast: Cast, link: str) -> None:
    """Fetch a link, and let the page's scripts run for ten seconds by the page's own clock. Nothing is tapped."""
    async with httpx.AsyncClient() as client:
        for method in ("GET", "HEAD"):
            assert (await client.request(method, link)).status_code == 200
    page = await (await cast.browser()).new_page()
    await page.goto(link)
    await page.wait_for_function("() => performance.now() > 10_000", timeout=30_000, polling=200)


async def test_every_dead_or_unknown_link_gives_the_same_answer_in_the_same_time(house: House, cast: Cast) -> None:
    dead = await _dead_links(house, cast)
    pages, answers = set(), set()
    times: dict[str, list[float]] = {name: [] for name in dead}
    async with httpx.AsyncClient() as client:
        for _ in range(ROUNDS):
            for name, link in dead.items():
                address, _, secret = link.partition("#")
                begun = perf_counter()
                answer = await client.post(f"{address}/api/session/v1/look", json={"secret": secret})
                times[name].append(perf_counter() - begun)
                answers.add((answer.status_code, answer.json()["code"], answer.content))
        for link in dead.values():
            page = await client.get(link)
            pages.add((page.status_code, page.content))
    assert len(pages) == 1
    assert [answer[:2] for answer in answers] == [(404, "link.closed")], answers
    # Whatever else runs on this machine makes a request slower, never quicker.
    typical = {name: quantiles(taken, n=4)[0] for name, taken in times.items()}
    assert max(typical.values()) < 2 * min(typical.values()), typical


async def _dead_links(house: House, cast: Cast) -> dict[str, str]:
    """One of each kind that no longer opens, or never did."""
    visit = await cast.book()
    await house.change(visit, f"/people/{visit.patient_id}/new-link")
    address, _, secret = visit.link.partition("#")
    return {
        "an older link": visit.link,
        "a wrong secret": f"{address}#{'A' * len(secret)}",
        "no secret": f"{address}#",
        "unknown": f"{house.origin}/v/{'B' * len(address.rpartition('/')[2])}#{secret}",
        **{name: await _ended(house, cast, ending) for name, ending in ENDINGS.items()},
    }


async def _ended(house: House, cast: Cast, ending: Callable[[Daughters], Awaitable[None]]) -> str:
    daughters = await Daughters.seat(house, cast)
    await ending(daughters)
    return daughters.link
