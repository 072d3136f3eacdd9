"""Links and devices: who may come in where, and what a link that nobody opens uses up."""

import asyncio
from statistics import median
from time import perf_counter
from typing import Final

import httpx
import pytest
from playwright.async_api import BrowserContext

from tests.journeys.house import Appointment, Cast, House, new_address
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT, STRANGER
from tests.journeys.people import now_ms
from tests.journeys.scenes import three_in_a_visit, two_in_a_visit
from tests.journeys.visitors import Invited

pytestmark = pytest.mark.timeout(300)

ROUNDS: Final = 15
"""Requests to each link, one after the other by turns."""


async def test_a_patients_second_phone_ends_the_first_after_a_code(house: House, cast: Cast) -> None:
    two = await two_in_a_visit(cast)
    second = await cast.patient(two.visit)
    await second.says_yes()
    await second.taps("code-send")
    await second.fills("code-label", await house.post.next_code(two.visit.email))
    await second.taps("open")
    await asyncio.gather(two.rosa.sees("elsewhere-title"), second.is_in_the_call())
    await asyncio.gather(second.receives([CLINICIAN]), two.lind.receives([PATIENT]))

    await two.rosa.taps("use-this-one")
    await two.rosa.taps("code-send")
    await two.rosa.fills("code-label", await house.post.next_code(two.visit.email))
    await two.rosa.taps("open")
    await asyncio.gather(second.sees("elsewhere-title"), two.rosa.is_in_the_call())
    await asyncio.gather(two.rosa.receives([CLINICIAN]), two.lind.receives([PATIENT]))


async def test_a_clinicians_second_computer_takes_the_seat(cast: Cast) -> None:
    two = await two_in_a_visit(cast)
    second = await cast.clinician(anew=True)
    await second.taps("go-back-to-visit")
    await asyncio.gather(two.lind.sees("staff-elsewhere"), second.receives([PATIENT]))
    await two.rosa.receives([CLINICIAN])
    await two.lind.taps("use-this-one")
    await asyncio.gather(second.sees("staff-elsewhere"), two.lind.receives([PATIENT]))
    await two.rosa.receives([CLINICIAN])


async def test_a_forwarded_guests_link_waits_at_the_door_and_disturbs_nobody(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    begun = now_ms()
    stranger = await cast.guest(three.anas_link, "Ana", identity=STRANGER)
    await stranger.knocks()
    await three.lind.sees("knocks-second")
    await three.lind.taps("not-yet")
    await stranger.sees("knocked-not-yet")
    await stranger.page.close()
    await three.lind.sees_no_more("knocks-second")
    for windows in await asyncio.gather(*(one.windows_since(begun) for one in (three.rosa, three.lind, three.ana))):
        assert len(windows) > 1
    for window in await three.rosa.windows_since(begun):
        assert window.tones == {CLINICIAN.tone, DAUGHTER.tone}
        assert window.colours == {CLINICIAN.name, DAUGHTER.name}
        assert window.frames > 0
    for window in await three.ana.windows_since(begun):
        assert window.tones == {CLINICIAN.tone, PATIENT.tone}
        assert window.colours == {CLINICIAN.name, PATIENT.name}
        assert window.frames > 0


async def test_a_guests_second_device_takes_over_once_let_in(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    second = await cast.guest(three.anas_link, "Ana", identity=STRANGER)
    await second.knocks()
    await three.lind.lets_guest_in("Ana")
    await second.goes_in()
    await asyncio.gather(
        three.ana.sees("elsewhere-title"),
        three.rosa.receives([CLINICIAN, STRANGER]),
        three.lind.receives([PATIENT, STRANGER]),
        second.receives([PATIENT, CLINICIAN]),
    )


async def test_a_mail_scanner_uses_nothing_up(house: House, cast: Cast) -> None:
    invited = Invited("Ana", new_address("Ana"))
    visit = await cast.book()
    scanner = await cast.browser()
    for _ in range(2):
        await _fetches(visit.link)
        await _looks_for_ten_seconds(scanner, visit.link)
    rosa = await cast.patient(visit)
    await rosa.comes_to_the_waiting_room()
    await rosa.invites(invited, "nothing")
    link = await house.post.next_link(invited.email)
    for _ in range(2):
        await _fetches(link)
        await _looks_for_ten_seconds(scanner, link)
    ana = await cast.guest(link, "Ana")
    await ana.knocks()


async def _fetches(link: str) -> None:
    async with httpx.AsyncClient() as client:
        for method in ("GET", "HEAD"):
            assert (await client.request(method, link)).status_code == 200


async def _looks_for_ten_seconds(scanner: BrowserContext, link: str) -> None:
    """As long as such programs let a page's scripts run, by the page's own clock."""
    page = await scanner.new_page()
    await page.goto(link)
    await page.wait_for_function("() => performance.now() > 10_000", timeout=30_000, polling=200)
    await page.close()


async def test_every_dead_or_unknown_link_gives_the_same_answer_in_the_same_time(house: House, cast: Cast) -> None:
    dead = await _dead_links(house, cast)
    times: dict[str, list[float]] = {name: [] for name in dead}
    answers = set()
    async with httpx.AsyncClient() as client:
        for _ in range(ROUNDS):
            for name, link in dead.items():
                address, _, secret = link.partition("#")
                begun = perf_counter()
                answer = await client.post(f"{address}/api/session/v1/look", json={"secret": secret})
                times[name].append(perf_counter() - begun)
                answers.add((answer.status_code, answer.content))
    assert len(answers) == 1, answers
    medians = {name: median(taken) for name, taken in times.items()}
    assert max(medians.values()) < 2 * min(medians.values()), medians


async def _dead_links(house: House, cast: Cast) -> dict[str, str]:
    """One of each kind that no longer opens, or never did."""
    visit = await cast.book()
    old = visit.link
    await house.change(visit, f"/people/{visit.patient_id}/new-link")
    cancelled = await _guest_of(house, cast, await cast.book())
    await house.change(cancelled[0], "/cancel", {"reason": "No longer needed."})
    removed = await _guest_of(house, cast, await cast.book())
    await house.change(removed[0], f"/people/{removed[2]}/remove")
    address, _, secret = old.partition("#")
    return {
        "an older link": old,
        "a wrong secret": f"{address}#{'A' * len(secret)}",
        "no secret": f"{address}#",
        "unknown": f"{house.origin}/v/{'B' * 16}#{secret}",
        "of a visit called off": cancelled[1],
        "of somebody removed": removed[1],
    }


async def _guest_of(house: House, cast: Cast, visit: Appointment) -> tuple[Appointment, str, str]:
    """A guest of that visit, by the patient's own invitation: the link, and who it is."""
    email = new_address("ana")
    rosa = await house.at_link(visit.link)
    await rosa.enter()
    invitation = await rosa.door.post(
        "/invitations",
        {"name": "Ana", "first_name": "Ana", "relationship": "daughter", "email": email, "summary": "nothing"},
    )
    return visit, await house.post.next_link(email), invitation["person_id"]
