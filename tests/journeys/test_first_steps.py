"""How little stands between a link and the waiting room."""

from typing import Final

import pytest

from tests.journeys.house import Appointment, Cast
from tests.journeys.identity import PATIENT
from tests.journeys.visitors import Patient

pytestmark = pytest.mark.timeout(300)

# Each word that can be seen on a screen that is passed, once a screen; what only screen readers read is not seen.
COUNT_WORDS: Final = """
(() => {
  let taps = 0;
  const screens = new Map();
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  const look = () => {
    const title = document.querySelector("h1")?.textContent;
    if (title) {
      const seen = screens.get(title) ?? new Set();
      screens.set(title, seen);
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode.textContent.trim();
        if (text && isSeen(texts.currentNode.parentElement)) seen.add(text);
      }
    }
    requestAnimationFrame(look);
  };
  addEventListener("click", () => { taps += 1; }, true);
  addEventListener("DOMContentLoaded", look);
  window.passed = () => ({ taps, screens: [...screens.values()].map((seen) => [...seen]) });
})();
"""


async def test_the_first_time_three_taps_and_sixty_words(cast: Cast) -> None:
    rosa = await _opens_counted(cast, await cast.book())
    await rosa.comes_to_the_waiting_room()
    await _passed(rosa, taps=3, words=60)


async def test_checked_before_one_tap_and_forty_words(cast: Cast) -> None:
    earlier = await cast.book()
    await (await cast.patient(earlier)).comes_to_the_waiting_room()
    rosa = await _opens_counted(cast, await cast.book(again=earlier))
    await rosa.says_yes()
    await rosa.waits()
    await _passed(rosa, taps=1, words=40)


async def _opens_counted(cast: Cast, visit: Appointment) -> Patient:
    browser = await cast.browser()
    await browser.add_init_script(COUNT_WORDS)
    return await Patient.opens(browser, visit.link, visit.first_name, PATIENT)


async def _passed(rosa: Patient, *, taps: int, words: int) -> None:
    """On every screen but the last, which is the waiting room."""
    passed = await rosa.page.evaluate("() => window.passed()")
    texts = [text for screen in passed["screens"][:-1] for text in screen]
    assert passed["taps"] <= taps
    assert sum(len(text.split()) for text in texts) <= words, texts
