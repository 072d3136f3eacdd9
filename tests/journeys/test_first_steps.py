"""How little stands between a link and the waiting room."""

import re
from typing import Final

import pytest

from tests.journeys.house import ENGLISH, SPANISH, Appointment, Cast, language_of
from tests.journeys.identity import PATIENT
from tests.journeys.visitors import Patient

pytestmark = pytest.mark.timeout(120)

# Every text that came to be seen before the waiting room, for however short a time, and the taps. What is read aloud
# only is not seen.
COUNT_WORDS: Final = """
(() => {
  let taps = 0;
  const texts = new Set();
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return isShown && box.width > 1 && box.height > 1;
  };
  const look = () => {
    if (document.querySelector(".line")) return;
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const text = nodes.currentNode.textContent.trim();
      if (text && isSeen(nodes.currentNode.parentElement)) texts.add(text);
    }
  };
  addEventListener("click", () => { taps += 1; look(); }, true);
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  window.passed = () => ({ taps, texts: [...texts] });
})();
"""
NUMBER: Final = re.compile(r"\d[\d :.]*\d(?: [ap]m)?")
WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@pytest.mark.parametrize("locale", [ENGLISH, SPANISH])
async def test_the_first_time_three_taps_and_sixty_words_and_then_one_and_forty(cast: Cast, locale: str) -> None:
    first = await cast.book(language=language_of(locale))
    rosa = await _opens_counted(cast, first, locale)
    await rosa.comes_to_the_waiting_room()
    await _passed(rosa, taps=3, words=60)

    rosa = await _opens_counted(cast, await cast.book(language=language_of(locale), again=first), locale)
    await rosa.says_yes()
    await rosa.waits()
    await _passed(rosa, taps=1, words=40)


async def _opens_counted(cast: Cast, visit: Appointment, locale: str) -> Patient:
    browser = await cast.browser(locale=locale)
    await browser.add_init_script(COUNT_WORDS)
    return await Patient.opens(browser, visit.link, visit.first_name, PATIENT, language_of(locale))


async def _passed(rosa: Patient, *, taps: int, words: int) -> None:
    passed = await rosa.page.evaluate("() => window.passed()")
    assert passed["taps"] == taps
    assert sum(map(words_in, passed["texts"])) <= words, passed["texts"]


def words_in(text: str) -> int:
    """A time or a telephone number is read as one word."""
    return len(WORD.findall(NUMBER.sub("number", text)))
