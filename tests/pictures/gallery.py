"""The page that shows one screen alone, served from what was built, and opened in Chromium."""

from base64 import b64decode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final, Literal

from playwright.async_api import Browser, CDPSession, Page, async_playwright

from tests.journeys.browser import ADDRESS_BAR, executable

ROOT: Final = Path(__file__).parents[2]
WEB: Final = ROOT / "web"
AXE: Final = WEB / "node_modules/axe-core/axe.min.js"
FLAGS: Final = ["--no-sandbox", f"--disable-features={ADDRESS_BAR}"]
SHOW: Final = """async name => {
  const frame = () => new Promise(requestAnimationFrame);
  const become = async (wanted, sign) => {
    window.besideShow(wanted);
    while (!document.querySelector(sign)) await frame();
  };
  await become('', '.gallery');
  await become(name, ':root:not(:has(.gallery)) h1');
  await frame();  // after it come a screen's effects, such as the focus
  await frame();
}"""
"""Draws nothing of a screen, then the named one from its beginning."""
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Screen:
    """One screen in one state. `mockup` names the drawing that it is held against."""

    name: str
    page: Literal["visit", "staff", "start"]
    mockup: str | None


@dataclass(frozen=True)
class Look:
    """One way of looking at a screen. Sizes in CSS pixels."""

    name: str
    language: str
    width: int
    height: int
    theme: Literal["light", "dark"] = "light"
    forced_colors: bool = False
    judged: bool = True
    """Whether axe looks too: once a theme and language is enough."""


@dataclass(frozen=True)
class Violation:
    """What axe found: its rule, and the element."""

    rule: str
    element: str


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the built gallery, on a free port of this computer."""
    handler = partial(_Quiet, directory=str(WEB / "dist"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/parts.html"
        server.shutdown()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser of our own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def looking(browser: Browser, look: Look) -> AsyncIterator[Page]:
    """A page that looks as a person with this device, theme and language would."""
    context = await browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.theme,
        forced_colors="active" if look.forced_colors else "none",
        locale="es-ES" if look.language == "es" else "en-GB",
        reduced_motion="reduce",
    )
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def every_screen(page: Page, gallery: str) -> list[Screen]:
    """All names that the gallery knows."""
    await page.goto(gallery)
    known = await page.evaluate("window.besidePictures")
    return [Screen(each["name"], each["page"], each.get("mockup")) for each in known]


async def show(page: Page, gallery: str, screen: Screen, look: Look) -> None:
    """One screen alone, as new: in the page that is open, or by its address where none is."""
    if f"lang={look.language}" in page.url:
        await page.evaluate(SHOW, screen.name)
    else:
        await page.goto(f"{gallery}?screen={screen.name}&lang={look.language}")
        await page.wait_for_selector(":root:not(:has(.gallery)) h1")
        await page.evaluate(AXE.read_text(encoding="utf-8"))


async def draw(devtools: CDPSession) -> bytes:
    """A PNG of the whole page, also of what is below its window."""
    asked = {"format": "png", "captureBeyondViewport": True}
    return b64decode((await devtools.send("Page.captureScreenshot", asked))["data"])


async def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window: nothing but a table may scroll sideways."""
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def small_targets(page: Page) -> list[str]:
    """What can be pressed and is smaller than 48 by 48 px; words within a sentence and boxes in a label may be."""
    return list(
        await page.evaluate(
            """() => [...document.querySelectorAll('button, a.btn, nav a, select, .pick, input.field')]
              .filter(each => each.checkVisibility())
              .map(each => [each, each.getBoundingClientRect()])
              .filter(([, box]) => box.width < 47.5 || box.height < 47.5)
              .map(([each, box]) => `${each.textContent} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
        )
    )


async def violations(page: Page) -> list[Violation]:
    """What axe-core finds wrong in the screen that is shown."""
    found = await page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)", RULES
    )
    return [Violation(each["id"], node["html"][:200]) for each in found for node in each["nodes"]]
