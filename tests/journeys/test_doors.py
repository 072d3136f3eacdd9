"""Links and devices: who may come in where."""

import asyncio

import pytest

from tests.journeys.house import Cast, House
from tests.journeys.identity import CLINICIAN, PATIENT
from tests.journeys.scenes import two_in_a_visit

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


async def test_a_page_speaks_the_language_of_the_person_until_they_choose_another(house: House, cast: Cast) -> None:
    visit = await cast.book(language="es")
    rosa = await cast.patient(visit)
    rosa.language = "es"
    await rosa.sees("welcome-yes", name="Rosa")
    await rosa.page.get_by_role("button", name="Español").click()
    await rosa.page.get_by_role("button", name="English", exact=True).click()
    rosa.language = "en"
    await rosa.comes_to_the_waiting_room()
    await rosa.reload()
    await rosa.waits()
    at_home = await house.at_link(visit.link)
    assert (await at_home.look())["language"] == "en"
