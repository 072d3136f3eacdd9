"""All pictures of one way of looking on one page, beside the drawings they are held against."""

import base64
import os
from html import escape
from pathlib import Path
from typing import Final

from playwright.async_api import Browser

from tests.pictures.gallery import Look, Screen

MOCKUPS: Final = os.environ.get("MOCKUPS")
"""Folder of the drawings, which are no part of the project."""

STYLE: Final = """
body { margin: 0; padding: 16px; background: #777; font: 14px system-ui; display: flex; flex-wrap: wrap; gap: 16px }
figure { margin: 0; background: #fff; padding: 8px }
figcaption { padding-bottom: 6px }
img { display: block; max-width: 680px }
"""


async def drawings(browser: Browser, screens: list[Screen], folder: Path) -> dict[str, Path]:
    """A picture of each drawing that some screen names, where the drawings are at hand. The folder exists."""
    if not MOCKUPS:
        return {}
    taken: dict[str, Path] = {}
    for screen in screens:
        source = Path(MOCKUPS) / f"{screen.mockup}.html"
        if not screen.mockup or not source.exists():
            continue
        width, height = (360, 740) if screen.page == "visit" else (1366, 768)
        page = await browser.new_page(viewport={"width": width, "height": height})
        await page.goto(source.as_uri())
        taken[screen.mockup] = folder / f"{screen.mockup}.png"
        await page.screenshot(path=taken[screen.mockup], full_page=True)
        await page.close()
    return taken


def write(look: Look, pictures: dict[Screen, Path], drawn: dict[str, Path], folder: Path) -> Path:
    """One HTML file with everything in it."""
    figures = [
        figure
        for screen, picture in pictures.items()
        for figure in [_figure(screen.name, picture), _drawing(screen, drawn)]
        if figure
    ]
    page = (
        f"<!doctype html><meta charset=utf-8><title>{escape(look.name)}</title><style>{STYLE}</style>{''.join(figures)}"
    )
    path = folder / f"{look.name}.html"
    path.write_text(page, encoding="utf-8")
    return path


def _drawing(screen: Screen, drawn: dict[str, Path]) -> str:
    picture = drawn.get(screen.mockup or "")
    return _figure(f"drawing: {screen.mockup}", picture) if picture else ""


def _figure(name: str, picture: Path) -> str:
    data = base64.b64encode(picture.read_bytes()).decode()
    return f'<figure><figcaption>{escape(name)}</figcaption><img src="data:image/png;base64,{data}" alt=""></figure>'
