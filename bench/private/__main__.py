"""From the tap on "Private" until nothing reaches the held person any more, on all of Beside behind its origin.

    python -m bench.private [rounds]

Three people with sound and picture, Rosa's socket at one instance and Dr. Lind's at the other. Ana's page is one that
lies: it keeps its connections open, whatever the room says, and counts what still comes in. From the request that holds
her, sent: `last packet` that her own transports took in, `last word` at her socket (the room in which she is alone),
and `private` on the later of the other two pages. Milliseconds; one JSON line a row.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Final

from aiortc import RTCPeerConnection

from bench.parts import started_parts
from services.contracts.ids import PersonId
from services.contracts.wire import PrivacyState, Room
from services.embedded.people.page import Page
from tests.faults.call import Call

ROUNDS: Final = 100
BAR_MS: Final = 300
LOOK_SECONDS: Final = 0.005
"""How often Ana's counters are read: a packet is at most that much older than it is said to be."""

QUIET_SECONDS: Final = 0.5
"""Without a packet for so long there comes none: sound alone is fifty a second."""

PATIENCE_SECONDS: Final = 60.0


def main() -> None:
    """Start everything, measure, judge."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with started_parts() as stack:
        asyncio.run(_bench(stack.origin, rounds))


async def _bench(origin: str, rounds: int) -> None:
    call = await Call.begin(origin)
    await call.gather()
    took = [await Hold(call).measure() for _ in range(rounds)]
    await call.end()
    _judge("last packet", [one.last_packet for one in took], BAR_MS)
    _judge("last word", [one.last_word for one in took], BAR_MS)
    _judge("private", [one.private for one in took], None)


@dataclass
class Took:
    """Milliseconds from the tap."""

    last_packet: float
    last_word: float
    private: float


@dataclass
class Hold:
    """One hold of Ana by Dr. Lind, and her coming back."""

    call: Call
    words: list[float] = field(default_factory=list)

    async def measure(self) -> Took:
        """Hold, count until it is quiet, bring back, and wait until everybody hears everybody."""
        ana, cast = self.call.cast.ana, self.call.cast
        honest = ana.mesh.match
        ana.mesh.match = self._keep_all  # type: ignore[method-assign]
        connections = [peer.pc for peer in ana.mesh.peers.values()]
        tapped = time.perf_counter()
        path = f"/visits/{cast.visit_id}/people/{ana.person_id}/hold"
        _, private, last = await asyncio.gather(
            cast.lind_door.post(path, {"on": True}), self._private(), _last_packet(connections, tapped)
        )
        ana.mesh.match = honest  # type: ignore[method-assign]
        for person in tuple(ana.mesh.peers):
            await ana.mesh.drop(person)
        await cast.lind_door.post(path, {"on": False})
        await self._all_hear_all()
        return Took(*((at - tapped) * 1000 for at in (last, self.words[-1], private)))

    async def _all_hear_all(self) -> None:
        """Something comes in from everybody at everybody."""
        pages = self.call.pages.values()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not all(  # noqa: ASYNC110 (samples a measurement)
                _hears(one, other.person_id) for one in pages for other in pages if one is not other
            ):
                await asyncio.sleep(LOOK_SECONDS * 10)

    async def _keep_all(self, mine: int, others: dict[PersonId, int]) -> None:  # noqa: ARG002 (as the mesh is told)
        """What Ana's page does with a room that takes everybody away: nothing."""
        self.words.append(time.perf_counter())

    async def _private(self) -> float:
        """When the later of the two pages that stay has read it."""
        both = (self.call.cast.lind, self.call.cast.rosa)
        return max(await asyncio.gather(*(_reads_private(page) for page in both)))


def _hears(page: Page, person: PersonId) -> bool:
    peer = page.mesh.peers.get(person)
    return peer is not None and peer.pc.connectionState == "connected" and peer.listener.latest().samples > 0


async def _reads_private(page: Page) -> float:
    await page.until_room(_is_private, PATIENCE_SECONDS)
    return time.perf_counter()


def _is_private(room: Room) -> bool:
    return room.privacy is not None and room.privacy.state is PrivacyState.PRIVATE


async def _last_packet(connections: Sequence[RTCPeerConnection], tapped: float) -> float:
    """When the last packet came in, or the tap where none came after it."""
    count, at = -1, tapped
    while time.perf_counter() < max(at, tapped) + QUIET_SECONDS:
        now = sum([await _received(pc) for pc in connections])
        if now != count:
            at = time.perf_counter() if count >= 0 else tapped
            count = now
        await asyncio.sleep(LOOK_SECONDS)
    return at


async def _received(pc: RTCPeerConnection) -> int:
    """Packets of sound and picture that a connection has taken in."""
    reports = [await receiver.getStats() for receiver in pc.getReceivers()]
    return sum(one.packetsReceived for report in reports for one in report.values() if one.type == "inbound-rtp")


def _judge(row: str, took_ms: Sequence[float], bar_ms: int | None) -> None:
    p50 = round(quantiles(took_ms, n=2, method="inclusive")[0], 1) if len(took_ms) > 1 else round(took_ms[0], 1)
    line = {"bench": "private", "row": row, "rounds": len(took_ms), "p50_ms": p50, "max_ms": round(max(took_ms), 1)}
    judged = {"bar_ms": bar_ms, "verdict": "met" if max(took_ms) <= bar_ms else "missed"} if bar_ms else {}
    print(json.dumps({**line, **judged}), flush=True)


if __name__ == "__main__":
    main()
