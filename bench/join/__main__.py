"""Until people see each other: the product's pages on all of Beside behind its origin, beside bare in-page calls.

    python -m bench.join [runs]

`open`: the patient, let in before, opens the page anew; until the first picture of the clinician; both from navigation.
`let in`: from the patient's Go in, after the clinician's Let in, until both see each other; a bare pair with camera and
page ready. One Chromium, everybody 640x480 at 30 fps, on loopback. One JSON line a measurement, one a verdict. What
limits us stands beside each: `steps_ms`, how long each step after the one before it took at the page that came last.
"""

import asyncio
import json
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

from bench.join.bare import bare_origin
from bench.parts import started_parts
from services.contracts.demo import CLINICIAN_ACCOUNT
from tests.journeys.browser import chromium
from tests.journeys.house import COMPUTER, Appointment, House
from tests.journeys.identity import CLINICIAN, PATIENT, Identity, own_media
from tests.journeys.staff import Clinician
from tests.journeys.visitors import Patient

RUNS = 5
PATIENCE_MS = 30_000
BARS = {"open": 1.5, "let in": 1.3}
FIRST_FRAME = Path(__file__).with_name("first_frame.js").read_text(encoding="utf-8")

Moments = dict[str, float]


@dataclass(frozen=True)
class Seen:
    """How long it took until the first picture, and each step on the way, in milliseconds."""

    ms: float
    steps: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Start everything, measure, judge."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with started_parts() as stack:
        asyncio.run(_bench(stack.origin, runs))


async def _bench(origin: str, runs: int) -> None:
    async with chromium() as browser, House(origin, browser) as house, bare_origin() as bare:
        rows = Rows(house, browser, bare)
        seen: dict[str, list[tuple[Seen, float]]] = {name: [] for name in BARS}
        for number in range(runs + 1):
            for name, (ours, bare_ms) in (await rows.once()).items():
                # The first run fills the browser's caches, for both sides.
                if number:
                    seen[name].append((ours, bare_ms))
                    _tell_run(name, number, ours, bare_ms)
    for name, bar in BARS.items():
        _judge(name, bar, seen[name])


def _tell_run(row: str, number: int, ours: Seen, bare_ms: float) -> None:
    ratio = round(ours.ms / bare_ms, 2)
    _tell(row=row, run=number, ours_ms=round(ours.ms), bare_ms=round(bare_ms), ratio=ratio, steps_ms=ours.steps)


def _judge(row: str, bar: float, seen: list[tuple[Seen, float]]) -> None:
    median = statistics.median(ours.ms / bare_ms for ours, bare_ms in seen)
    took = {step: statistics.median(ours.steps.get(step, 0) for ours, _ in seen) for step in seen[0][0].steps}
    slowest = max(took, key=lambda step: took[step])
    verdict = "met" if median <= bar else "missed"
    _tell(row=row, median_ratio=round(median, 2), bar=bar, verdict=verdict, slowest_step=slowest, median_steps_ms=took)


class Rows:
    """One visit after another, and a bare call beside each."""

    def __init__(self, house: House, browser: Browser, bare: str) -> None:
        self._house, self._browser, self._bare = house, browser, bare

    async def once(self) -> dict[str, tuple[Seen, float]]:
        """What was seen of the product, and the milliseconds of the bare page, by row."""
        visit = await self._house.book()
        async with self._house.own_browser() as phone, self._house.own_browser(size=COMPUTER) as computer:
            rosa = await self._waiting(phone, visit)
            lind = await self._clinician(computer)
            let_in = await _let_in(lind, rosa, visit)
            opened = await _open(rosa)
            await lind.finishes()
        return {
            "let in": (let_in, await self._bare_call(warm=True)),
            "open": (opened, await self._bare_call(warm=False)),
        }

    async def _waiting(self, context: BrowserContext, visit: Appointment) -> Patient:
        rosa = Patient(await _page(context, PATIENT), PATIENT)
        rosa.name = visit.first_name
        await rosa.page.goto(visit.link)
        await rosa.comes_to_the_waiting_room()
        return rosa

    async def _clinician(self, context: BrowserContext) -> Clinician:
        lind = Clinician(await _page(context, CLINICIAN), CLINICIAN)
        await lind.page.goto(f"{self._house.origin}/staff")
        await lind.signs_in(CLINICIAN_ACCOUNT)
        return lind

    async def _bare_call(self, *, warm: bool) -> float:
        async with await self._browser.new_context(permissions=["camera", "microphone"]) as context:
            page = await context.new_page()
            await page.add_init_script(own_media(PATIENT, width=640, height=480, fps=30))
            await page.goto(self._bare + ("?warm" if warm else ""))
            await page.wait_for_function("() => window.ready", timeout=PATIENCE_MS)
            if warm:
                seen: Moments = await page.evaluate("() => window.call()")
                return seen["last"] - seen["began"]
            seen = await page.evaluate("() => window.called")
            return seen["first"] - seen["opened"]


async def _let_in(lind: Clinician, rosa: Patient, visit: Appointment) -> Seen:
    await lind.lets_in(visit.patient)
    await rosa.goes_in()
    hers, his = await asyncio.gather(_first_frame(rosa.page), _first_frame(lind.page))
    last = max(hers, his, key=lambda seen: seen["frame"])
    return _since(max(hers["tap"], his["tap"]), last)


async def _open(rosa: Patient) -> Seen:
    await rosa.page.reload()
    seen = await _first_frame(rosa.page)
    return _since(seen["opened"], seen)


def _since(began: float, seen: dict[str, Any]) -> Seen:
    """Each step from the one before it; what was done before `began` cost nothing after it."""
    moments = sorted((at, step) for step, at in {**seen["steps"], "first picture": seen["frame"]}.items() if at > began)
    before = [began, *(at for at, _ in moments)]
    steps = {step: round(at - earlier, 1) for (at, step), earlier in zip(moments, before, strict=False)}
    return Seen(seen["frame"] - began, steps)


async def _page(context: BrowserContext, identity: Identity) -> Page:
    page = await context.new_page()
    await page.add_init_script(own_media(identity, width=640, height=480, fps=30))
    await page.add_init_script(FIRST_FRAME)
    return page


async def _first_frame(page: Page) -> dict[str, Any]:
    await page.wait_for_function("() => window.firstFrame.frame !== null", timeout=PATIENCE_MS)
    seen: dict[str, Any] = await page.evaluate("() => window.firstFrame")
    return seen


def _tell(**line: Any) -> None:
    print(json.dumps({"bench": "join", **line}), flush=True)


if __name__ == "__main__":
    main()
