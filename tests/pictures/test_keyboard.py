"""By keyboard and by ear: where the focus goes, and what is read aloud."""

from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.pictures.gallery import Look, looking

PHONE: Final = Look("keyboard", "en", 360, 740)
A_MINUTE: Final = 60_000


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A phone with a keyboard."""
    async with looking(browser, PHONE) as one:
        yield one


async def _show(page: Page, gallery: str, name: str) -> None:
    await page.goto(f"{gallery}?screen={name}")
    await page.wait_for_selector("h1")


async def _becomes(page: Page, name: str) -> None:
    await page.evaluate("name => window.besideShow(name)", name)


async def test_the_focus_goes_to_the_title_of_a_new_screen(page: Page, gallery: str) -> None:
    await _show(page, gallery, "visit-welcome")
    await _becomes(page, "visit-check")
    await expect(page.get_by_role("heading", name="Picture and sound")).to_be_focused()
    await expect(page).to_have_title("Picture and sound")


async def test_a_sheet_takes_the_focus_and_gives_it_back(page: Page, gallery: str) -> None:
    await _show(page, gallery, "visit-waiting")
    more = page.get_by_role("button", name="More")
    await more.press("Enter")
    await expect(page.get_by_role("dialog").get_by_role("heading", name="More")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(more).to_be_focused()


async def test_a_question_for_the_patient_stays_until_it_is_answered(page: Page, gallery: str) -> None:
    await _show(page, gallery, "visit-call-consent")
    question = page.get_by_role("dialog", name="May Marek, your son, join this visit?")
    for _ in range(3):
        await page.keyboard.press("Escape")
    await expect(question).to_be_visible()


async def test_yes_cannot_be_pressed_before_something_is_chosen(page: Page, gallery: str) -> None:
    await _show(page, gallery, "visit-call-consent")
    yes = page.get_by_role("button", name="Yes, let Marek join")
    await expect(yes).to_have_attribute("aria-disabled", "true")
    await expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    await page.get_by_role("radio", name="nothing").press("Space")
    await expect(yes).not_to_have_attribute("aria-disabled", "true")


async def test_a_yes_is_taken_back_by_two_taps_from_where_it_is_shown(page: Page, gallery: str) -> None:
    await _show(page, gallery, "visit-call-access")
    await page.get_by_role("button", name="Take back the yes for Ana").press("Enter")
    await expect(page.get_by_text("Ana leaves the visit now and sees nothing more.")).to_be_visible()
    await expect(page.get_by_role("button", name="Do it")).to_be_visible()


async def test_a_knock_is_read_aloud_and_takes_no_focus(page: Page, gallery: str) -> None:
    await _show(page, gallery, "staff-call-asked")
    mute = page.get_by_role("button", name="Mute")
    await mute.focus()
    await _becomes(page, "staff-call")
    await expect(page.get_by_role("status").filter(has_text="Ana, daughter is knocking.")).to_have_count(1)
    await expect(mute).to_be_focused()


async def test_a_place_in_line_is_read_aloud_at_most_once_a_minute(page: Page, gallery: str) -> None:
    await page.clock.install()
    await _show(page, gallery, "visit-waiting")
    said = page.locator(".card [role=status]")
    await page.clock.run_for(10)
    await expect(said).to_contain_text("One person is ahead of you")
    await _becomes(page, "visit-waiting-next")
    await expect(page.get_by_role("heading", name="You are next")).to_be_visible()
    await page.clock.run_for(A_MINUTE // 2)
    await expect(said).to_contain_text("One person is ahead of you")
    await page.clock.run_for(A_MINUTE // 2)
    await expect(said).to_contain_text("You are next")


@pytest.mark.parametrize("name", ["visit-welcome", "visit-check-passed", "visit-waiting", "visit-call", "staff-today"])
async def test_everything_that_can_be_pressed_is_reached_by_tab(page: Page, gallery: str, name: str) -> None:
    await _show(page, gallery, name)
    controls = await page.locator("button:visible, a[href]:visible").count()
    reached = set()
    for _ in range(controls):
        await page.keyboard.press("Tab")
        reached.add(await page.evaluate("[...document.querySelectorAll('button, a')].indexOf(document.activeElement)"))
    assert len(reached - {-1}) == controls


async def test_a_button_on_its_way_cannot_be_pressed_twice(page: Page, gallery: str) -> None:
    await _show(page, gallery, "visit-welcome-busy")
    await expect(page.get_by_role("button", name="One moment…")).to_have_attribute("aria-disabled", "true")
