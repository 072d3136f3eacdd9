"""What may stand between two people: another signalling process, and a browser that plays no sound before a tap."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.embedded.stack import Stack
from tests.journeys.browser import chromium
from tests.journeys.house import Cast, House
from tests.journeys.identity import CLINICIAN, PATIENT
from tests.journeys.scenes import three_in_a_visit, two_in_a_visit

pytestmark = pytest.mark.timeout(300)

MOST_RELOADS = 12


async def test_three_people_on_two_signalling_processes_hear_and_see_each_other(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    for _ in range(MOST_RELOADS):
        if three.rosa.instance != three.lind.instance:
            break
        await three.rosa.reload()
        await three.hear_and_see_each_other()
    assert {three.rosa.instance, three.lind.instance} == {"signaling-1", "signaling-2"}
    await three.rosa.taps("call-mute")
    await three.lind.sees("person-muted")
    await three.rosa.taps("call-unmute")
    await three.hear_and_see_each_other()


@pytest_asyncio.fixture(loop_scope="session")
async def quiet_cast(stack: Stack) -> AsyncIterator[Cast]:
    """People whose browser is silent until they tap."""
    async with chromium(sound_needs_a_tap=True) as browser, House(stack.origin, browser) as house, Cast(house) as cast:
        yield cast


async def test_one_tap_brings_the_sound_that_the_browser_held_back(quiet_cast: Cast) -> None:
    two = await two_in_a_visit(quiet_cast)
    rosa = await two.rosa.opens_again()
    await rosa.plays(heard=[], seen=[CLINICIAN])
    await rosa.taps("call-tap-to-hear")
    await asyncio.gather(rosa.receives([CLINICIAN]), two.lind.receives([PATIENT]))
