"""The second half of a visit: written, signed, opened by each with a second fact, corrected for whom it concerns."""

import re
from typing import Final

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.house import Cast, House
from tests.journeys.people import READ_SECONDS, Someone
from tests.journeys.scenes import Three, three_in_a_visit
from tests.journeys.staff import Clinician

pytestmark = pytest.mark.timeout(300)

MESSAGE: Final = "Your body holds water. One new pill helps."
BETTER: Final = "Your body holds water. One new pill each morning helps."
MEDICINE: Final = "Furosemide 20 mg"
ANAS_CODE: Final = "314159"
NEWS_SECONDS: Final = 40.0
"""A page without a line to the news asks every half minute."""


async def test_what_was_said_reaches_patient_and_daughter_in_writing(house: House, cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    await the_clinician_writes_and_signs(three)
    await the_patient_opens_it_with_a_code_from_the_mail(house, three)
    await the_daughter_opens_her_part_with_a_code_of_her_own(three)
    await a_correction_of_what_the_daughter_may_not_see_leaves_her_page_as_it_was(three)
    await the_patient_reads_the_headings_in_spanish_and_the_words_as_written(three)
    await the_patient_sees_who_has_looked(three)


async def the_clinician_writes_and_signs(three: Three) -> None:
    lind = three.lind
    await lind.finishes()
    await three.rosa.sees("over-being-written", clinician="Dr. Lind")
    await lind.page.get_by_role("link", name=lind.say("write-the-summary")).first.click()
    await lind.sees("editor-title", patient=three.visit.patient)
    await lind.fills("section-main-message", MESSAGE)
    await row_of(lind, "field-medicine").fill(MEDICINE)
    await draft_is_saved(lind)
    await lind.taps("sign-and-send")
    await lind.page.get_by_text("Signed by Dr. Lind").wait_for(timeout=READ_SECONDS * 1000)


async def the_patient_opens_it_with_a_code_from_the_mail(house: House, three: Three) -> None:
    rosa = three.rosa
    await rosa.sees("over-ready", seconds=NEWS_SECONDS)
    await rosa.taps("open-summary")
    await rosa.sees("unlock-send")
    await rosa.taps("unlock-send-do")
    await rosa.fills("unlock-code", await house.post.next_code(three.visit.email))
    await rosa.taps("open")
    await rosa.reads(MESSAGE)
    await rosa.reads(MEDICINE)
    await three.lind.page.get_by_text(re.compile("^Opened ")).wait_for(timeout=READ_SECONDS * 1000)


async def the_daughter_opens_her_part_with_a_code_of_her_own(three: Three) -> None:
    ana = three.ana
    await ana.sees("over-guest-ready", seconds=NEWS_SECONDS)
    await ana.taps("open-summary")
    await ana.sees("unlock-choose")
    await ana.fills("unlock-code", ANAS_CODE)
    await ana.taps("unlock-choose-do")
    await ana.sees("summary-shared", patient=three.visit.first_name)
    await ana.reads(MEDICINE)
    await expect(ana.page.get_by_text(MESSAGE)).to_have_count(0)


async def a_correction_of_what_the_daughter_may_not_see_leaves_her_page_as_it_was(three: Three) -> None:
    lind, rosa, ana = three.lind, three.rosa, three.ana
    before = await ana.page.locator("main").inner_html()
    await lind.taps("correct-it")
    await lind.fills("amend-reason", "I forgot to say when.")
    await lind.taps("amend-do")
    await lind.sees("editor-corrects")
    await lind.fills("section-main-message", BETTER)
    await draft_is_saved(lind)
    await lind.taps("sign-and-send")
    await rosa.sees("over-newer", seconds=NEWS_SECONDS)
    await rosa.taps("open-summary")
    await rosa.reads(BETTER)
    await rosa.reads("I forgot to say when.")
    assert await ana.page.locator("main").inner_html() == before


async def the_patient_reads_the_headings_in_spanish_and_the_words_as_written(three: Three) -> None:
    rosa = three.rosa
    await rosa.taps("language-change", language="English")
    await rosa.press("Español")
    rosa.language = "es"
    await rosa.sees("section-your-medicines")
    await rosa.sees("summary-language", clinician="Dr. Lind", language="inglés")
    words = rosa.page.locator("span[lang=en]").filter(has_text=MEDICINE)
    await expect(words.first).to_be_visible()


async def the_patient_sees_who_has_looked(three: Three) -> None:
    rosa = three.rosa
    await rosa.taps("who-has-looked")
    await rosa.reads("Ana")
    await rosa.sees("looked-summary")


def row_of(lind: Clinician, field: str, number: int = 1) -> Locator:
    """The field of a row."""
    return lind.page.get_by_label(lind.say("field-of-row", field=lind.say(field), number=number), exact=True)


async def draft_is_saved(lind: Someone) -> None:
    """The page says so of everything that was typed."""
    await lind.page.get_by_text(re.compile("^Draft, saved ")).wait_for(timeout=READ_SECONDS * 1000)
