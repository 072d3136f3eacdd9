"""Every screen is drawn as people see it, fits, and has nothing that axe objects to. Pictures in build/pictures."""

from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser

from tests.pictures import contact_sheet
from tests.pictures.gallery import (
    ROOT,
    Look,
    Screen,
    draw,
    every_screen,
    looking,
    overflow,
    show,
    small_targets,
    violations,
)

OUT: Final = ROOT / "build/pictures"

PHONES: Final = [
    Look("phone-english", "en", 360, 740),
    Look("phone-spanish-dark", "es", 360, 740, theme="dark"),
    Look("phone-320", "es", 320, 640, judged=False),
    Look("phone-mirrored", "x-mirror", 360, 740, judged=False),
    Look("phone-sideways", "en", 740, 360, judged=False),
    Look("phone-forced-colours", "en", 360, 740, forced_colors=True, judged=False),
]
COMPUTERS: Final = [
    Look("computer-english", "en", 1366, 768),
    Look("computer-spanish-dark", "es", 1366, 768, theme="dark"),
    Look("computer-320", "es", 320, 640, judged=False),
    Look("computer-mirrored", "x-mirror", 1366, 768, judged=False),
    Look("computer-200-percent", "es", 683, 384, judged=False),
    Look("computer-forced-colours", "en", 1366, 768, forced_colors=True, judged=False),
]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", PHONES, ids=lambda look: look.name)
async def test_patients_and_guests_screens_fit_and_can_be_used_by_everyone(
    browser: Browser, gallery: str, look: Look
) -> None:
    await _every_screen_is_fine(browser, gallery, look, {"visit"})


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", COMPUTERS, ids=lambda look: look.name)
async def test_staff_screens_fit_and_can_be_used_by_everyone(browser: Browser, gallery: str, look: Look) -> None:
    await _every_screen_is_fine(browser, gallery, look, {"staff", "start"})


async def _every_screen_is_fine(browser: Browser, gallery: str, look: Look, pages: set[str]) -> None:
    folder = OUT / look.name
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[Screen, Path] = {}
    wrong: list[str] = []
    async with looking(browser, look) as page:
        devtools = await page.context.new_cdp_session(page)
        screens = [screen for screen in await every_screen(page, gallery) if screen.page in pages]
        for screen in screens:
            await show(page, gallery, screen, look)
            pictures[screen] = folder / f"{screen.name}.png"
            pictures[screen].write_bytes(await draw(devtools))
            if (pixels := await overflow(page)) > 0:
                wrong.append(f"{screen.name}: {pixels} px too wide")
            wrong += [f"{screen.name}: smaller than 48 px: {each}" for each in await small_targets(page)]
            if look.judged:
                wrong += [f"{screen.name}: {found.rule}: {found.element}" for found in await violations(page)]
    drawn = await contact_sheet.drawings(browser, screens, folder) if look.judged else {}
    contact_sheet.write(look, pictures, drawn, OUT)
    assert not wrong, "\n".join(wrong)
