"""A person at a browser: one page, a voice and a face of their own, and what that page really plays."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from playwright.async_api import BrowserContext, Page, expect

from tests.journeys.identity import Identity, own_media, witness

MEDIA_SECONDS: Final = 15.0
WINDOW_MS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Window:
    """One second of what a page played."""

    tones: frozenset[int]
    colours: frozenset[str]
    frames: int


class Someone:
    """A person at their page."""

    def __init__(self, page: Page, identity: Identity) -> None:
        self.page, self.identity = page, identity

    @classmethod
    async def sit_down(cls, context: BrowserContext, identity: Identity) -> "Someone":
        """A new page in a browser, with this person's voice and face."""
        page = await context.new_page()
        await page.add_init_script(own_media(identity))
        await page.add_init_script(witness())
        return cls(page, identity)

    async def press(self, name: str) -> None:
        """Tap the button or link of that name."""
        await self.page.get_by_role("button", name=name).first.click()

    async def reads(self, text: str, seconds: float = 10) -> None:
        """Wait until the page says this."""
        await expect(self.page.get_by_text(text).first).to_be_visible(timeout=seconds * 1000)

    async def receives(self, others: Iterable[Identity], seconds: float = MEDIA_SECONDS) -> None:
        """Wait until exactly these people are heard and seen."""
        wanted = {"tones": sorted(o.tone for o in others), "colours": sorted(o.name for o in others)}
        await self.page.wait_for_function(
            """wanted => {
                const last = window.witness.since(Date.now() - 450);
                const all = (key) => [...new Set(last.flatMap((one) => one[key]))].sort();
                const numbers = (values) => [...values].sort((a, b) => a - b);
                return last.length > 1
                    && JSON.stringify(numbers(all("tones"))) === JSON.stringify(numbers(wanted.tones))
                    && JSON.stringify(all("colours")) === JSON.stringify(wanted.colours);
            }""",
            arg=wanted,
            timeout=seconds * 1000,
        )

    async def windows_since(self, moment_ms: float) -> list[Window]:
        """Every whole second since then, oldest first."""
        samples: list[dict[str, Any]] = await self.page.evaluate("since => window.witness.since(since)", moment_ms)
        windows: dict[int, list[dict[str, Any]]] = {}
        for sample in samples:
            windows.setdefault(int((sample["at"] - moment_ms) // WINDOW_MS), []).append(sample)
        whole = [windows[second] for second in sorted(windows)[:-1]]
        return [_window(samples) for samples in whole]

    async def shown_twice(self) -> list[object]:
        """Moments at which the page showed somebody twice."""
        found: list[object] = await self.page.evaluate("() => window.witness.twice")
        return found


def _window(samples: list[dict[str, Any]]) -> Window:
    return Window(
        tones=frozenset(tone for sample in samples for tone in sample["tones"]),
        colours=frozenset(colour for sample in samples for colour in sample["colours"]),
        frames=max(sample["frames"] for sample in samples) - min(sample["frames"] for sample in samples),
    )


def now_ms() -> float:
    """The moment, on the clock that the pages of this machine use too."""
    return time.time() * 1000
