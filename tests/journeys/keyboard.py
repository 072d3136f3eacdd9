"""Somebody without a mouse: Tab until it is there, see where the focus is, Enter."""

from typing import Final

from playwright.async_api import Locator, Page

MOST_STEPS: Final = 100
"""More than any page has to reach by Tab."""

_HAS_FOCUS: Final = "one => one === document.activeElement"
_SHOWS_IT: Final = "one => one.matches(':focus-visible') && parseFloat(getComputedStyle(one).outlineWidth) >= 2"


async def step_to(page: Page, wanted: Locator) -> None:
    """By Tab alone; and whoever looks can see that the focus is there."""
    await wanted.wait_for()
    for _ in range(MOST_STEPS):
        if await wanted.evaluate(_HAS_FOCUS):
            assert await wanted.evaluate(_SHOWS_IT), f"the focus on {wanted} cannot be seen"
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by Tab")


async def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Reach it and press it."""
    await step_to(page, wanted)
    await page.keyboard.press(key)


async def write(page: Page, field: Locator, text: str) -> None:
    """Reach the field, and type."""
    await step_to(page, field)
    await page.keyboard.type(text)


async def choose(page: Page, radio: Locator) -> None:
    """Reach the group by Tab, which stops at its first or at the chosen one, and go on by arrow."""
    await radio.wait_for()
    group = page.locator(f'input[name="{await radio.get_attribute("name")}"]')
    stop = group.and_(page.locator(":checked"))
    await press(page, stop if await stop.count() else group.first, "Space")
    for _ in range(await group.count()):
        if await radio.is_checked():
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"{radio} cannot be chosen by keyboard")
