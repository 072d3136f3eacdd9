"""The same load for either server: pairs that answer each other, each waiting for all of the other's words."""

import asyncio
import time
from dataclasses import dataclass

from bench.relay.callers import PATIENCE_S, Caller, payload_of
from bench.relay.sides import Side

PAIRS = 100
IDLE_S = 5.0


@dataclass(frozen=True)
class Load:
    """Messages of `size` bytes, `burst` of them in one write, `rounds` writes a pair."""

    name: str
    size: int
    burst: int
    rounds: int

    @property
    def messages(self) -> int:
        """How many in all."""
        return PAIRS * self.rounds * self.burst


@dataclass(frozen=True)
class Cost:
    """What one run cost the server, and how long a round took its clients.

    `cpu_us` is what the messages cost: without what the same sockets cost when nobody says anything (`idle_share` of a
    core: pings, presence), which a slow machine would otherwise add to the messages of whoever has more of it.
    """

    cpu_us: float
    idle_share: float
    kernel_share: float
    busy: float
    p50_ms: float
    p99_ms: float


class Pair:
    """Two callers that take turns."""

    def __init__(self, left: Caller, right: Caller) -> None:
        self._left, self._right = left, right
        left.on_all = lambda: self._answer(left, right)
        right.on_all = lambda: self._answer(right, left)

    async def play(self, load: Load, payload: bytes) -> list[float]:
        """Speak in turns; how long each turn took, in seconds."""
        self._load = load
        self._waits: list[float] = []
        self._done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._left.speak_of(payload)
        self._right.speak_of(payload)
        self._speak(self._left, self._right)
        await self._done
        return self._waits

    def _answer(self, speaker: Caller, hearer: Caller) -> None:
        self._waits.append(time.perf_counter() - self._began)
        if len(self._waits) == self._load.rounds:
            self._done.set_result(None)
        else:
            self._speak(speaker, hearer)

    def _speak(self, speaker: Caller, hearer: Caller) -> None:
        hearer.expected = hearer.received + self._load.burst
        self._began = time.perf_counter()
        speaker.send(self._load.burst)


class Stage:
    """A server with all pairs connected."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._pairs: list[Pair] = []
        self._idle_share = 0.0

    async def open(self) -> None:
        """Connect everybody, and see what they cost while nobody speaks."""
        for _ in range(PAIRS):
            self._pairs.append(Pair(*await self.side.pair()))
        before, began = self._cpu(), time.perf_counter()
        await asyncio.sleep(IDLE_S)
        self._idle_share = (sum(self._cpu()) - sum(before)) / (time.perf_counter() - began)

    async def run(self, load: Load) -> Cost:
        """Let all pairs play at once, and say what that cost the server."""
        payload = payload_of(load.size)
        before, began = self._cpu(), time.perf_counter()
        async with asyncio.timeout(PATIENCE_S):
            played = await asyncio.gather(*(pair.play(load, payload) for pair in self._pairs))
        wall, after = time.perf_counter() - began, self._cpu()
        waits = sorted(wait for waits in played for wait in waits)
        cpu = sum(after) - sum(before)
        return Cost(
            cpu_us=(cpu - self._idle_share * wall) / load.messages * 1e6,
            idle_share=self._idle_share,
            kernel_share=(after[1] - before[1]) / cpu,
            busy=cpu / wall,
            p50_ms=waits[len(waits) // 2] * 1e3,
            p99_ms=waits[len(waits) * 99 // 100] * 1e3,
        )

    def _cpu(self) -> tuple[float, float]:
        times = self.side.process.cpu_times()
        return times.user, times.system
