"""The second half of a visit: written, signed, opened by each with a second fact, corrected for whom it concerns."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.async_api import expect

from services.contracts.demo import SECOND_CLINICIAN_ACCOUNT
from tests.journeys.house import SPANISH, Appointment, Cast, House
from tests.journeys.identity import STRANGER
from tests.journeys.people import READ_SECONDS, Someone
from tests.journeys.scenes import Three, after_a_talk, three_in_a_visit
from tests.journeys.staff import Clinician
from tests.journeys.visitors import Guest, Patient

pytestmark = pytest.mark.timeout(300)

MESSAGE: Final = "Your body holds water. One new pill helps."
BETTER: Final = "Your body holds water. One new pill each morning helps."
REASON: Final = "I forgot to say when."
MEDICINE: Final = "Furosemide 20 mg"
ANAS_CODE: Final = "314159"
CORRECTED: Final = re.compile("was corrected")
TEXTS: Final = """
() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement: around, data } = walker.currentNode;
    if (data.trim() && !around.closest("[lang=en], bdi") && around.checkVisibility()) texts.push(data.trim());
  }
  return texts;
}
"""
"""Every text of a page that is not marked as written in English, nor a name."""
CLINIC: Final = "Northfield Clinic"
PHONE_OF_THE_CLINIC: Final = "555 0142"
A_DAY: Final = "(day)"
SPANISH_DAY: Final = re.compile(r"[a-záé]+, \d+ de [a-z]+")
REFUSES: Final = "550 no such mailbox"


async def test_what_was_said_reaches_patient_and_daughter_in_writing(house: House, cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    await the_clinician_writes_and_signs(three)
    await the_patient_opens_it_with_a_code_from_the_mail(house, three)
    await the_daughter_opens_her_part_with_a_code_of_her_own(house, three)
    await a_correction_of_what_the_daughter_may_not_see_concerns_the_patient_alone(house, three)
    await the_patient_reads_the_headings_in_spanish_and_the_words_as_written(three)
    await the_patient_sees_who_has_looked(three)


async def the_clinician_writes_and_signs(three: Three) -> None:
    lind = three.lind
    await lind.finishes()
    await three.rosa.sees("over-being-written", clinician="Dr. Lind")
    await lind.row(three.visit.patient).get_by_role("link", name=lind.say("write-the-summary")).click()
    await lind.sees("editor-title", patient=three.visit.patient)
    await lind.message.fill(MESSAGE)
    await lind.row_field("field-medicine").fill(MEDICINE)
    await lind.has_saved()
    await lind.signs()


async def the_patient_opens_it_with_a_code_from_the_mail(house: House, three: Three) -> None:
    await three.rosa.sees("over-ready")
    assert await house.post.next_link(three.visit.email) == three.visit.link
    three.rosa = rosa = await three.rosa.opens_again()
    await opens_with_a_mailed_code(house, rosa, three.visit)
    await rosa.reads(MESSAGE)
    await rosa.reads(MEDICINE)
    await three.lind.page.get_by_text(re.compile("^Opened ")).wait_for(timeout=READ_SECONDS * 1000)


async def opens_with_a_mailed_code(house: House, rosa: Patient, visit: Appointment) -> None:
    await rosa.taps("open-summary")
    await rosa.sees("unlock-send")
    await rosa.taps("unlock-send-do")
    await rosa.fills("unlock-code", await house.post.next_code(visit.email))
    await rosa.taps("open")


async def the_daughter_opens_her_part_with_a_code_of_her_own(house: House, three: Three) -> None:
    ana = three.ana
    await ana.sees("over-guest-ready")
    assert await house.post.next_link(three.anas_email) == three.anas_link
    await ana.taps("open-summary")
    await ana.sees("unlock-choose")
    await ana.fills("unlock-code", ANAS_CODE)
    await ana.taps("unlock-choose-do")
    await ana.sees("summary-shared", patient=three.visit.first_name)
    await ana.reads(MEDICINE)
    await expect(ana.page.get_by_text(MESSAGE)).to_have_count(0)


async def a_correction_of_what_the_daughter_may_not_see_concerns_the_patient_alone(house: House, three: Three) -> None:
    lind, rosa, ana = three.lind, three.rosa, three.ana
    before = await as_the_guest_has_it(ana)
    anas_letters = await house.post.subjects(three.anas_email)
    await lind.taps("correct-it")
    await lind.fills("amend-reason", REASON)
    await lind.taps("amend-do")
    await lind.sees("editor-corrects")
    await lind.message.fill(BETTER)
    await lind.has_saved()
    await lind.signs()
    await lind.sees_no_more("delivery-queued", time="")
    await rosa.sees("over-newer")
    await rosa.taps("open-summary")
    for words in (BETTER, REASON):
        await rosa.reads(words)
    await rosa.sees("summary-changed", parts=rosa.say("section-main-message"))
    told = Counter(bool(CORRECTED.search(subject)) for subject in await house.post.subjects(three.visit.email))
    assert told[True] == 1
    assert await house.post.subjects(three.anas_email) == anas_letters
    assert await page_of_the_guest(ana) == before.page
    assert await as_the_guest_has_it(ana) == before


@dataclass(frozen=True)
class Had:
    """What a reader's page is made of, and shows."""

    status: bytes
    summary: bytes
    page: str


async def as_the_guest_has_it(ana: Guest) -> Had:
    """After the page was loaded again: nothing that it still knew helps."""
    async with ana.page.expect_response("**/summary/status") as status:
        await ana.reload()
    async with ana.page.expect_response("**/api/notes/v1/summary") as summary:
        await ana.taps("open-summary")
    return Had(await (await status.value).body(), await (await summary.value).body(), await page_of_the_guest(ana))


async def page_of_the_guest(ana: Guest) -> str:
    await ana.reads(MEDICINE)
    return str(await ana.page.locator("main").evaluate("main => main.outerHTML"))


async def the_patient_reads_the_headings_in_spanish_and_the_words_as_written(three: Three) -> None:
    rosa = three.rosa
    await rosa.taps("language-change", language="English")
    await rosa.press("Español")
    rosa.language = "es"
    await everything_but_the_words_is_spanish(
        rosa,
        {BETTER, MEDICINE, REASON},
        more=[
            rosa.say("summary-corrected", clinician="Dr. Lind", day=A_DAY),
            rosa.say("summary-changed", parts=rosa.say("section-main-message")),
            rosa.say("has-parts", parts="Qué hacer, Sus medicinas y Cuándo pedir ayuda"),
            *(rosa.say(key) for key in ("summary-see-earlier", "summary-also-has", "summary-change-access")),
        ],
    )


async def everything_but_the_words_is_spanish(rosa: Someone, words: set[str], *, more: Collection[str] = ()) -> None:
    """The clinician's `words` are as written, and marked as English; all else is what the page says in Spanish."""
    assert rosa.language == "es"
    assert await rosa.page.locator("html").get_attribute("lang") == "es"
    await rosa.sees("summary-language", clinician="Dr. Lind", language="inglés")
    assert set(await rosa.page.locator("main [lang=en]").all_inner_texts()) == words
    said = {
        CLINIC,
        "Español",
        PHONE_OF_THE_CLINIC,
        *(rosa.say(key) for key in ("section-your-medicines", "medicine-start", "print", "who-has-looked", "close")),
        rosa.say("summary-title"),
        rosa.say("summary-language", clinician="Dr. Lind", language="inglés"),
        rosa.say("summary-from", clinician="Dr. Lind", day=A_DAY),
        rosa.say("help-call", phone="").partition("<")[0].strip(),
        *more,
    }
    shown = {SPANISH_DAY.sub(A_DAY, text) for text in await rosa.page.evaluate(TEXTS)}
    assert shown == said


async def the_patient_sees_who_has_looked(three: Three) -> None:
    rosa = three.rosa
    await rosa.taps("who-has-looked")
    looks = rosa.page.get_by_role("dialog").get_by_role("listitem").filter(has_text=rosa.say("looked-summary"))
    for who in ("Ana", "Dr. Lind"):
        await expect(looks.filter(has_text=who).first).to_be_visible()


async def test_no_word_that_the_screen_called_saved_is_lost(cast: Cast) -> None:
    visit = await after_a_talk(cast)
    lind = await cast.clinician()
    await lind.opens_the_editor(visit.id, visit.patient)
    await what_one_tab_saves_the_other_shows(lind, visit)
    await words_typed_without_a_connection_outlive_the_window(lind, visit)
    okafor = await cast.clinician(SECOND_CLINICIAN_ACCOUNT, identity=STRANGER)
    await okafor.opens_the_editor(visit.id, visit.patient)
    await two_authors_of_one_part_are_asked_and_nothing_is_overwritten(lind, okafor)


async def what_one_tab_saves_the_other_shows(lind: Clinician, visit: Appointment) -> None:
    beside = await lind.opens_another_tab()
    await beside.opens_the_editor(visit.id, visit.patient)
    await lind.message.fill(MESSAGE)
    await lind.has_saved()
    await expect(beside.message).to_have_value(MESSAGE)
    await beside.row_field("field-medicine").fill(MEDICINE)
    await beside.has_saved()
    await beside.page.close()
    await lind.reload()
    await holds(lind, MESSAGE, MEDICINE)


async def words_typed_without_a_connection_outlive_the_window(lind: Clinician, visit: Appointment) -> None:
    await lind.page.context.set_offline(True)
    await lind.message.fill(BETTER)
    await lind.sees("draft-kept")
    await lind.page.close()
    await lind.page.context.set_offline(False)
    again = await lind.opens_another_tab()
    lind.page = again.page
    await lind.opens_the_editor(visit.id, visit.patient)
    await lind.has_saved()
    await lind.reload()
    await holds(lind, BETTER, MEDICINE)


async def two_authors_of_one_part_are_asked_and_nothing_is_overwritten(lind: Clinician, okafor: Clinician) -> None:
    mine, theirs = "Drink less.", "Drink a little less."
    await lind.page.context.set_offline(True)
    await lind.message.fill(mine)
    await lind.sees("draft-kept")
    await okafor.message.fill(theirs)
    await okafor.has_saved()
    await lind.page.context.set_offline(False)
    await lind.sees("conflict-title")
    await lind.reads(theirs)
    await holds(lind, mine, MEDICINE)
    await holds(okafor, theirs, MEDICINE)
    await expect(lind.button("sign-and-send")).to_be_disabled()
    await lind.taps("conflict-keep-mine")
    await lind.has_saved()
    await holds(okafor, mine, MEDICINE)
    await lind.signs()


async def holds(writer: Clinician, message: str, medicine: str) -> None:
    """The editor shows these words to go on with."""
    await expect(writer.message).to_have_value(message, timeout=READ_SECONDS * 1000)
    await expect(writer.row_field("field-medicine")).to_have_value(medicine)


async def test_the_desk_hears_whom_no_message_reached_and_a_spanish_patient_reads_all_the_same(
    house: House, cast: Cast
) -> None:
    visit = await after_a_talk(cast, language="es")
    lind, desk = await cast.clinician(), await cast.desk()
    await lind.opens_the_editor(visit.id, visit.patient)
    await lind.sees("reads-another", patient=visit.patient, language="Spanish")
    await lind.message.fill(MESSAGE)
    await lind.row_field("field-medicine").fill(MEDICINE)
    await lind.has_saved()
    async with house.post.refusing(REFUSES):
        await lind.signs()
        await lind.sees("delivery-please-call")
    card = desk.page.get_by_role("heading", name=visit.patient).locator("xpath=ancestor::section[1]")
    await expect(card).to_contain_text(desk.say("why-summary-not-sent"), timeout=READ_SECONDS * 1000)
    rosa = await cast.patient(visit, locale=SPANISH)
    await rosa.says_yes()
    await opens_with_a_mailed_code(house, rosa, visit)
    await rosa.reads(MESSAGE)
    await everything_but_the_words_is_spanish(rosa, {MESSAGE, MEDICINE})
    await card.get_by_role("button", name=desk.say("call-done-label", patient=visit.patient)).click()
    await expect(card).to_have_count(0)
