"""From the tap that cuts a guest off to the last packet and the last word that reach them, on all of Beside behind its
origin.

    python -m bench.cut [times]

Rosa, Dr. Lind and a guest are in a call with sound and picture. The guest's client is their own: it closes nothing, and
counts packets at its own end, every ten milliseconds. From the request of the tap, sent, so that session's transaction,
outbox, NATS, signaling and the others' pages are all in it. All pages run in this one process. The last word is the end
of the guest's socket, after which nothing can be said to them; at a hold, the room in which they are alone. Private
is shown once the later of the two pages that stay says it. Milliseconds; one JSON line a way and row.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from statistics import quantiles
from typing import Final

from bench.parts import started_parts
from services.contracts.wire import PrivacyState, Room
from services.embedded.people.page import Page
from tests.faults.sofa import Cut, Sofa, Tap

TIMES: Final = 100
BAR_MS: Final = 300
FLOWING: Final = 60
"""Packets after which a guest counts as in the call."""

GUESTS_A_VISIT: Final = 10
"""Each yes taken back leaves a guest on the list of the visit; ten are a large family."""

PATIENCE_SECONDS: Final = 30.0


def main() -> None:
    """Start everything, measure, judge."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with started_parts() as stack:
        asyncio.run(_bench(stack.origin, times))


async def _bench(origin: str, times: int) -> None:
    held, private = await _held(origin, times)
    _judge("hold", held)
    _say("hold, private shown", private)
    _judge("remove", await _cut_off(origin, times, Sofa.remove, _undo))
    took: list[Cut] = []
    while len(took) < times:
        took += await _cut_off(origin, min(GUESTS_A_VISIT, times - len(took)), Sofa.revoke, Sofa.another)
    _judge("revoke", took)


async def _cut_off(origin: str, times: int, tap: Tap, bring_back: Callable[[Sofa], Awaitable[None]]) -> list[Cut]:
    """In one visit."""
    sofa, took = await Sofa.begin(origin), list[Cut]()
    for left in reversed(range(times)):
        await sofa.guest.receives(FLOWING, PATIENCE_SECONDS)
        took.append(await sofa.cut_off(tap))
        if left:
            await bring_back(sofa)
    await sofa.end()
    return took


async def _held(origin: str, times: int) -> tuple[list[Cut], list[float]]:
    """In one visit; and seconds until both others read that they are alone."""
    sofa, took, private = await Sofa.begin(origin), list[Cut](), list[float]()
    for _ in range(times):
        await sofa.guest.receives(FLOWING, PATIENCE_SECONDS)
        tapped = time.monotonic()
        cut, *read_at = await asyncio.gather(
            sofa.cut_off(_hold), _reads_private(sofa.cast.rosa), _reads_private(sofa.cast.lind)
        )
        took.append(cut)
        private.append(max(read_at) - tapped)
        await (await sofa.hold(on=False))
    await sofa.end()
    return took, private


async def _hold(sofa: Sofa) -> Awaitable[object]:
    return await sofa.hold(on=True)


async def _reads_private(page: Page) -> float:
    await page.until_room(_is_private, PATIENCE_SECONDS)
    return time.monotonic()


def _is_private(room: Room) -> bool:
    return room.privacy is not None and room.privacy.state is PrivacyState.PRIVATE


async def _undo(sofa: Sofa) -> None:
    """Taken back; the guest opens the page again."""
    await (await sofa.undo_remove())
    await sofa.guest.reload()


def _judge(way: str, took: list[Cut]) -> None:
    _say(f"{way}, last packet", [one.last_packet for one in took], BAR_MS)
    _say(f"{way}, last word", [one.last_word for one in took], BAR_MS)


def _say(row: str, took: list[float], bar_ms: int | None = None) -> None:
    """Of seconds; judged where there is a bar."""
    p50, p99, longest = _figures([one * 1000 for one in took])
    line = {"bench": "cut", "row": row, "times": len(took), "p50_ms": p50, "p99_ms": p99, "max_ms": longest}
    judged = {"bar_ms": bar_ms, "verdict": "met" if longest <= bar_ms else "missed"} if bar_ms else {}
    print(json.dumps({**line, **judged}), flush=True)


def _figures(took_ms: list[float]) -> tuple[float, float, float]:
    percentiles = quantiles(took_ms, n=100, method="inclusive") if len(took_ms) > 1 else took_ms * 99
    return round(percentiles[49], 1), round(percentiles[98], 1), round(max(took_ms), 1)


if __name__ == "__main__":
    main()
