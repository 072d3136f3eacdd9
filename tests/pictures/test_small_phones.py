"""On a small phone the other person stays in sight, whatever else there is to say."""

from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.pictures.gallery import Look, looking

REM: Final = 16
HEIGHTS: Final = {740: 9 * REM, 640: 7 * REM}
"""Of the phone, and how high the other person's picture is at least. In CSS pixels."""


@pytest_asyncio.fixture(params=HEIGHTS, ids=lambda height: f"360x{height}")
async def phone(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A small phone."""
    async with looking(browser, Look("phone", "es", 360, request.param)) as page:
        yield page


@pytest.mark.parametrize("name", ["visit-call-held-wrote", "visit-call-private", "visit-call-lost-30"])
async def test_the_doctor_stays_in_sight_beside_everything_that_is_said(phone: Page, gallery: str, name: str) -> None:
    await phone.goto(f"{gallery}?screen={name}&lang=es")
    picture, buttons = phone.locator(".lead"), phone.locator(".dock")
    await expect(buttons).to_be_in_viewport(ratio=1)
    seen, below = await picture.bounding_box(), await buttons.bounding_box()
    assert seen is not None
    assert below is not None
    assert phone.viewport_size is not None
    assert seen["height"] >= HEIGHTS[phone.viewport_size["height"]]
    assert seen["y"] + seen["height"] <= below["y"]


async def test_messages_open_at_the_last_one_with_every_quick_answer_in_sight(phone: Page, gallery: str) -> None:
    await phone.goto(f"{gallery}?screen=visit-call-chat&lang=es")
    await expect(phone.locator(".message").last).to_be_in_viewport()
    for answer in await phone.locator(".phrases button").all():
        await expect(answer).to_be_in_viewport(ratio=1)


async def test_a_clinician_who_opens_the_messages_is_taken_to_them(phone: Page, gallery: str) -> None:
    await phone.goto(f"{gallery}?screen=staff-call&lang=es")
    await phone.get_by_role("button", name="Mensajes").click()
    await expect(phone.locator(".chat-card textarea")).to_be_in_viewport()
