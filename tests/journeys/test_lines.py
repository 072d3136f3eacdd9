"""What may stand between two people: another signalling process, a part that dies, a browser that is silent."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from services.contracts.demo import SECOND_CLINICIAN_ACCOUNT
from services.embedded.stack import Stack
from services.signaling.live.resume_secret import hash_of
from tests.journeys.browser import chromium
from tests.journeys.house import Cast, House
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT, STRANGER
from tests.journeys.people import READ_SECONDS, Someone, now_ms
from tests.journeys.scenes import Three, three_in_a_visit, two_in_a_visit
from tests.journeys.staff import Clinician
from tests.runtime.owner import eventually

pytestmark = pytest.mark.timeout(300)

MOST_RELOADS: Final = 12
A_WHILE: Final = 3
WELL_WITHIN: Final = 10.0
"""Seconds after a kill in which everything that people do works again, without a reload."""

BACK_WITHIN: Final = 60.0

OF_THE_MOMENT: Final = re.compile(r"\d|\bSpeaking\b|\s")
"""What changes on a screen by itself."""


async def test_a_call_on_two_signalling_processes_outlives_whatever_dies(stack: Stack, cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    await patient_and_clinician_are_on_two_processes(three)
    await a_redis_that_forgets_everything_changes_nothing(stack, three)
    colleague = await cast.clinician(SECOND_CLINICIAN_ACCOUNT, identity=STRANGER)
    for part in (str(three.lind.instance), "session", "notes", "nats", "valkey"):
        try:
            await a_part_is_killed(stack, three, colleague, part)
        except AssertionError as error:
            error.add_note(f"after {part} was killed")
            raise
    await three.lind.finishes()
    await asyncio.gather(three.rosa.sees("over-title", name="Rosa"), three.ana.sees("over-guest-thanks"))


async def patient_and_clinician_are_on_two_processes(three: Three) -> None:
    for _ in range(MOST_RELOADS):
        if three.rosa.instance != three.lind.instance:
            break
        await three.rosa.reload()
        await three.hear_and_see_each_other()
    assert {three.rosa.instance, three.lind.instance} == {"signaling-1", "signaling-2"}
    await three.had_each_other(now_ms(), A_WHILE)


async def a_redis_that_forgets_everything_changes_nothing(stack: Stack, three: Three) -> None:
    people: tuple[Someone, ...] = (three.rosa, three.lind, three.ana)
    before, begun = [await on_screen(someone) for someone in people], now_ms()
    names = [f"resume:{hash_of(someone.resume_secret)}" for someone in people]
    async with Redis.from_url(stack.redis_url) as redis:
        await redis.flushall()
        # Until the processes have noticed, and written down again whom they hold.
        await eventually(lambda: redis.exists(*names), lambda found: found == len(names))
    await three.had_each_other(begun, A_WHILE)
    assert [await on_screen(someone) for someone in people] == before


async def on_screen(someone: Someone) -> str:
    return OF_THE_MOMENT.sub("", await someone.page.inner_text("main"))


async def a_part_is_killed(stack: Stack, three: Three, colleague: Clinician, part: str) -> None:
    begun = now_ms()
    starts = stack.kill(part)
    try:
        async with asyncio.timeout(WELL_WITHIN), asyncio.TaskGroup() as meanwhile:
            meanwhile.create_task(a_colleague_opens_the_day_list(colleague, three))
            await mute_shows_at_the_others(three)
            leaves = now_ms()
            await the_guest_leaves_and_is_let_in_again(three)
    except TimeoutError as slow:
        raise AssertionError(f"{WELL_WITHIN} s later not everything works") from slow
    await asyncio.to_thread(stack.wait_back, part, starts, BACK_WITHIN)
    await three.hear_and_see_each_other()
    over = now_ms()
    await three.had(PATIENT, [CLINICIAN], begun, over)
    await three.had(CLINICIAN, [PATIENT], begun, over)
    await three.had(DAUGHTER, [PATIENT, CLINICIAN], begun, leaves)


async def mute_shows_at_the_others(three: Three) -> None:
    await three.ana.taps("call-mute")
    await asyncio.gather(three.rosa.sees("person-muted"), three.lind.sees("person-muted"))
    await three.ana.taps("call-unmute")


async def a_colleague_opens_the_day_list(colleague: Clinician, three: Three) -> None:
    await colleague.reload()
    await colleague.row(three.visit.patient).wait_for()


async def the_guest_leaves_and_is_let_in_again(three: Three) -> None:
    await three.ana.leaves()
    await three.ana.comes_back()
    await three.lind.lets_guest_in("Ana")
    await three.ana.is_in_the_call()


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
