"""A person at a browser: one page, a voice and a face of their own, and what that page really plays."""

import json
import math
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.async_api import BrowserContext, Locator, Page, expect

from services.runtime.words import Words
from tests.journeys.identity import Identity, own_media, witness

READ_SECONDS: Final = 15.0
MEDIA_SECONDS: Final = 20.0
WATCHED: Final = 2
"""Looks in a second, of five, by which it can be judged: one hears, and two tell whether a picture moves."""
UNWATCHED_AT_MOST: Final = 0.2
"""Of all seconds. A page that was kept from running more often has proved nothing."""
WINDOW_MS: Final = 1_000
LOOK_MS: Final = 100

WORDS: Final = Words(Path(__file__).parents[2] / "web" / "texts")


@dataclass(frozen=True, slots=True)
class Window:
    """One second of what a page played.

    `tones`: all that was heard; `steady`: what was heard in more than one look. `frames`: new pictures in it, of each
    person seen; `drawn`: of its own.
    """

    tones: frozenset[int]
    steady: frozenset[int]
    frames: Mapping[str, int]
    drawn: int

    def has(self, others: Collection[Identity], *, still: Collection[Identity] = ()) -> bool:
        """Whether each of these was heard, and seen to move but for whose own camera stood still."""
        heard = all(one.tone in self.tones for one in others)
        return heard and all(self.frames.get(one.name, 0) > 0 for one in others if one not in still)

    def has_any_of(self, one: Identity) -> bool:
        """Whether this one was heard for longer than a crackle, or seen at all."""
        return one.tone in self.steady or one.name in self.frames

    def has_only(
        self, *, heard: Collection[Identity], seen: Collection[Identity], still: Collection[Identity] = ()
    ) -> bool:
        """Whether exactly these were heard, and exactly those seen to move but for whose own camera stood still."""
        return (
            # A starved machine crackles for a moment, at any pitch; somebody would go on.
            self.steady <= {one.tone for one in heard} <= self.tones
            and self.frames.keys() == {one.name for one in seen}
            and all(self.frames[one.name] > 0 for one in seen if one not in still)
        )


class Someone:
    """A person at their page, in their language. What they tap and read is named by its message key."""

    def __init__(self, page: Page, identity: Identity, language: str = "en") -> None:
        self.page, self.identity, self.language = page, identity, language
        self.instance: str | None = None
        """The signalling process that holds this page's socket."""
        self.resume_secret = ""
        """With which the page comes back to it, or to another."""
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    @classmethod
    async def sit_down(cls, context: BrowserContext, identity: Identity) -> "Someone":
        """A new page in a browser, with this person's voice and face."""
        return cls(await page_of(context, identity), identity)

    def _hear(self, frame: str | bytes) -> None:
        said = json.loads(frame)
        if said["type"] == "welcome":
            self.instance = said["payload"]["instance"]
            self.resume_secret = said["payload"]["resume"]["secret"]

    def say(self, key: str, **values: str | int) -> str:
        """The words of a message, as this person's page writes them."""
        return WORDS.say(self.language, key, **values)

    def button(self, key: str, **values: str | int) -> Locator:
        """The button of exactly that name; of two, the one that is asked about now."""
        return self.page.get_by_role("button", name=self.say(key, **values), exact=True).last

    async def taps(self, key: str, **values: str | int) -> None:
        """Tap the button with these words."""
        await self.page.bring_to_front()
        await self.button(key, **values).click(timeout=READ_SECONDS * 1000)

    async def chooses(self, key: str, **values: str | int) -> None:
        """Choose one of several."""
        await self.page.get_by_role("radio", name=self.say(key, **values), exact=True).check()

    async def ticks(self, key: str, **values: str | int) -> None:
        """Say yes to one thing beside others."""
        await self.page.get_by_role("checkbox", name=self.say(key, **values), exact=True).check()

    async def fills(self, key: str, value: str) -> None:
        """Type into the field so labelled, or choose from it; of two, the one that is asked about now."""
        field = self.page.get_by_label(self.say(key), exact=True).last
        if await field.evaluate("field => field.tagName") == "SELECT":
            await field.select_option(label=value)
        else:
            await field.fill(value)

    async def sees(self, key: str, *, seconds: float = READ_SECONDS, **values: str | int) -> None:
        """Wait until these words are on the page."""
        await self.reads(re.sub("<.*?>", "", self.say(key, **values)), seconds)

    async def sees_no_more(self, key: str, *, seconds: float = READ_SECONDS, **values: str | int) -> None:
        """Wait until these words are nowhere on the page."""
        words = self.page.get_by_text(self.say(key, **values)).filter(visible=True)
        await expect(words).to_have_count(0, timeout=seconds * 1000)

    async def writes(self, text: str) -> None:
        """A message, in the open list of them."""
        await self.fills("chat-field", text)
        await self.taps("chat-send")

    async def press(self, name: str) -> None:
        """Tap the button with that name."""
        await self.page.get_by_role("button", name=name).first.click()

    async def reads(self, text: str, seconds: float = READ_SECONDS) -> None:
        """Wait until the page says this."""
        words = self.page.get_by_text(text).filter(visible=True)
        await expect(words.first).to_be_visible(timeout=seconds * 1000)

    async def reload(self) -> None:
        """Load the page again."""
        await self.page.reload()

    async def receives(self, others: Iterable[Identity], seconds: float = MEDIA_SECONDS) -> None:
        """Wait until exactly these people are heard and seen."""
        people = [*others]
        await self.plays(heard=people, seen=people, seconds=seconds)

    async def plays(
        self, *, heard: Iterable[Identity], seen: Iterable[Identity], seconds: float = MEDIA_SECONDS
    ) -> None:
        """Wait until exactly these are heard, and exactly those seen."""
        wanted = {"tones": sorted(one.tone for one in heard), "colours": sorted(one.name for one in seen)}
        script = "wanted => window.witness.playsNow(wanted)"
        try:
            await self.page.wait_for_function(script, arg=wanted, timeout=seconds * 1000, polling=LOOK_MS)
        except Exception as error:
            last = await self.page.evaluate("() => window.witness.since(Date.now() - 1000)")
            raise AssertionError(f"{self.identity.name} should play {wanted}, and plays {last}") from error

    async def windows_since(self, moment_ms: float, until_ms: float = math.inf) -> dict[int, Window]:
        """Every whole second since then, by its number, that the machine let the page watch.

        The machine must have let it watch nearly all, so that nothing is proved by not looking.
        """
        samples: list[dict[str, Any]] = await self.page.evaluate("since => window.witness.since(since)", moment_ms)
        every = _seconds(samples, moment_ms, until_ms)
        watched = {number: _window(second) for number, second in enumerate(every) if len(second) >= WATCHED}
        assert watched or not every, f"{self.identity.name} was never let watch: {every}"
        assert len(every) - len(watched) <= max(1, UNWATCHED_AT_MOST * len(every)), (
            f"{self.identity.name} was let watch only {len(watched)} seconds of {len(every)}"
        )
        return watched

    async def windows_for(self, seconds: int, since: float | None = None) -> dict[int, Window]:
        """The whole seconds from now on, or from `since`: so many, as soon as they are over."""
        begin = now_ms() if since is None else since
        until = begin + seconds * WINDOW_MS
        await self.page.wait_for_function(
            "until => window.witness.since(until).length > 0",
            arg=until,
            timeout=(seconds + READ_SECONDS) * 1000,
            polling=LOOK_MS,
        )
        return await self.windows_since(begin, until)

    async def title_came_at(self, title: str, since_ms: float) -> float:
        """When the page's title became this one."""
        await self.page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
        titles: list[dict[str, Any]] = await self.page.evaluate("() => window.witness.titles")
        return min(float(one["at"]) for one in titles if one["title"] == title and one["at"] >= since_ms)

    async def next_title_came_at(self, since_ms: float) -> float:
        """When the page's title became another."""
        script = "since => window.witness.titles.find(({ at }) => at >= since)?.at"
        found = await self.page.wait_for_function(script, arg=since_ms, timeout=READ_SECONDS * 1000, polling=LOOK_MS)
        return float(await found.json_value())

    async def last_tap(self) -> float:
        """When this person tapped last."""
        return float(await self.page.evaluate("() => window.witness.taps.at(-1)"))

    async def shown_twice(self) -> list[object]:
        """Moments at which the page showed somebody twice."""
        found: list[object] = await self.page.evaluate("() => window.witness.twice")
        return found


async def page_of(context: BrowserContext, identity: Identity) -> Page:
    """A new page with this person's voice and face, and a witness of what it plays."""
    page = await context.new_page()
    await page.add_init_script(own_media(identity))
    await page.add_init_script(witness())
    return page


def _seconds(samples: list[dict[str, Any]], begin_ms: float, end_ms: float) -> list[list[dict[str, Any]]]:
    """The samples of each whole second from `begin_ms` to `end_ms`, or to the last sample."""
    last = min(end_ms, samples[-1]["at"] if samples else begin_ms)
    seconds: list[list[dict[str, Any]]] = [[] for _ in range(int((last - begin_ms) // WINDOW_MS))]
    for sample in samples:
        if (second := int((sample["at"] - begin_ms) // WINDOW_MS)) < len(seconds):
            seconds[second].append(sample)
    return seconds


def _window(samples: list[dict[str, Any]]) -> Window:
    colours = {colour for sample in samples for colour in sample["frames"]}
    tones = Counter(tone for sample in samples for tone in sample["tones"])
    return Window(
        tones=frozenset(tones),
        steady=frozenset(tone for tone, times in tones.items() if times > 1),
        frames={colour: _new_frames(samples, colour) for colour in colours},
        drawn=int(samples[-1]["drawn"] - samples[0]["drawn"]),
    )


def _new_frames(samples: list[dict[str, Any]], colour: str) -> int:
    counts = [sample["frames"][colour] for sample in samples if colour in sample["frames"]]
    return int(max(counts) - min(counts))


def now_ms() -> float:
    """The moment, on the clock that the pages of this machine use too."""
    return time.time() * 1000
