"""What may stand between two people: a browser that plays no sound before a tap."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio

from services.embedded.stack import Stack
from tests.journeys.browser import chromium
from tests.journeys.house import Cast, House
from tests.journeys.identity import CLINICIAN, PATIENT
from tests.journeys.people import READ_SECONDS, Someone
from tests.journeys.scenes import two_in_a_visit

pytestmark = pytest.mark.timeout(120)


@pytest_asyncio.fixture(loop_scope="session")
async def quiet_cast(stack: Stack) -> AsyncIterator[Cast]:
    """People whose browser is silent until they tap."""
    async with chromium(sound_needs_a_tap=True) as browser, House(stack.origin, browser) as house, Cast(house) as cast:
        yield cast


async def test_one_tap_brings_the_sound_that_the_browser_held_back(quiet_cast: Cast) -> None:
    two = await two_in_a_visit(quiet_cast)
    rosa = await two.rosa.opens_again()
    await silent_until_tapped(rosa)
    await rosa.sees_no_more("call-tap-to-hear")
    await asyncio.gather(rosa.receives([CLINICIAN]), two.lind.receives([PATIENT]))


# Where the button stands, once the picture beneath it moves without sound.
BUTTON_OVER_A_SILENT_PICTURE: Final = """
new Promise((found) => {
  const look = () => {
    const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === WORDS);
    const picture = button?.closest("figure").querySelector("video");
    if (!picture?.muted) return;
    watch.disconnect();
    const { x, y, width, height } = button.getBoundingClientRect();
    picture.requestVideoFrameCallback(() => found({ x: x + width / 2, y: y + height / 2 }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
  look();
})
"""


async def silent_until_tapped(someone: Someone) -> None:
    """Playwright's own questions to a page count as taps; the browser's protocol asks without."""
    words = json.dumps(someone.say("call-tap-to-hear"))
    question = BUTTON_OVER_A_SILENT_PICTURE.replace("WORDS", words)
    protocol = await someone.page.context.new_cdp_session(someone.page)
    async with asyncio.timeout(READ_SECONDS):
        answer = await protocol.send(
            "Runtime.evaluate", {"expression": question, "awaitPromise": True, "returnByValue": True}
        )
    await someone.page.mouse.click(**answer["result"]["value"])
