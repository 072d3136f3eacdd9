"""Links and devices: who may come in where."""

import asyncio

import pytest

from tests.journeys.house import Cast, House
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT, STRANGER
from tests.journeys.people import now_ms
from tests.journeys.scenes import three_in_a_visit, two_in_a_visit

pytestmark = pytest.mark.timeout(300)


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


async def test_a_page_keeps_the_language_and_the_bigger_words_that_a_person_chose(house: House, cast: Cast) -> None:
    visit = await cast.book(language="es")
    rosa = await cast.patient(visit)
    rosa.language = "es"
    await rosa.sees("welcome-yes", name="Rosa")
    await rosa.page.get_by_role("button", name="Español").click()
    await rosa.page.get_by_role("button", name="English", exact=True).click()
    rosa.language = "en"
    await rosa.comes_to_the_waiting_room()
    await rosa.chooses_bigger_words()
    await rosa.reload()
    await rosa.waits()
    await rosa.has_bigger_words()
    at_home = await house.at_link(visit.link)
    assert (await at_home.look())["language"] == "en"


async def test_a_forwarded_link_waits_at_the_door_beside_the_guest_until_it_is_let_in(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    begun = now_ms()
    other = await cast.guest(three.anas_link, "Ana", identity=STRANGER)
    await other.says_yes()
    await other.sees("knocked-title")
    await three.lind.sees("knocks-second")
    await three.lind.taps("not-yet")
    await other.sees("knocked-not-yet")
    await three.ana.is_in_the_call()
    await three.hear_and_see_each_other()
    await three.had_nothing_of(STRANGER, begun)

    await three.lind.lets_guest_in("Ana")
    await other.goes_in()
    await asyncio.gather(
        three.ana.sees("elsewhere-title"),
        three.rosa.receives([CLINICIAN, STRANGER]),
        three.lind.receives([PATIENT, STRANGER]),
        other.receives([PATIENT, CLINICIAN]),
    )
    await three.ana.taps("use-this-one")
    await three.ana.sees("knocked-title")
    await three.lind.lets_guest_in("Ana")
    await asyncio.gather(other.sees("elsewhere-title"), three.hear_and_see_each_other())

    second = await cast.clinician(anew=True)
    await second.goes_to(three.visit.id)
    await asyncio.gather(
        three.lind.sees("staff-elsewhere"),
        second.receives([PATIENT, DAUGHTER]),
        three.rosa.receives([CLINICIAN, DAUGHTER]),
        three.ana.receives([CLINICIAN, PATIENT]),
    )
    await three.lind.taps("use-this-one")
    await asyncio.gather(second.sees("staff-elsewhere"), three.hear_and_see_each_other())
