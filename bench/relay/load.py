"""The same load for either server: pairs that answer each other, each waiting for all of the other's messages."""

import asyncio
import time
from dataclasses import dataclass, field

import psutil

from bench.relay.callers import Caller, payload_of

PAIRS = 100
PATIENCE_S = 60


@dataclass(frozen=True)
class Load:
    """Messages of `size` bytes, `burst` of them in one write, `rounds` answers a pair."""

    name: str
    size: int
    burst: int
    rounds: int

    @property
    def messages(self) -> int:
        return PAIRS * self.rounds * self.burst


@dataclass(frozen=True)
class Cost:
    """What one run cost the server, and how long a round took its clients."""

    cpu_us: float
    wall_s: float
    p50_ms: float
    p99_ms: float


@dataclass
class Pair:
    """Two callers that take turns."""

    left: Caller
    right: Caller
    load: Load
    done: asyncio.Future[None] = field(init=False)
    waits: list[float] = field(default_factory=list)
    began: float = 0.0

    def __post_init__(self) -> None:
        self.done = asyncio.get_running_loop().create_future()
        self.left.on_all = lambda: self._answer(self.left, self.right)
        self.right.on_all = lambda: self._answer(self.right, self.left)

    def start(self) -> None:
        self._speak(self.left, self.right)

    def _answer(self, speaker: Caller, hearer: Caller) -> None:
        self.waits.append(time.perf_counter() - self.began)
        if speaker.payload not in speaker.last:
            self.done.set_exception(ValueError("a message arrived changed"))
        elif len(self.waits) == self.load.rounds:
            self.done.set_result(None)
        else:
            self._speak(speaker, hearer)

    def _speak(self, speaker: Caller, hearer: Caller) -> None:
        hearer.expected = hearer.received + self.load.burst
        self.began = time.perf_counter()
        speaker.send(self.load.burst)


async def run(kind: type[Caller], server: psutil.Process, port: int, load: Load) -> Cost:
    """Open all sockets, let all pairs play at once, and say what that cost the server."""
    pairs = [await _pair(kind, port, number, load) for number in range(PAIRS)]
    before, began = _cpu_s(server), time.perf_counter()
    for pair in pairs:
        pair.start()
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*(pair.done for pair in pairs))
    wall, cpu = time.perf_counter() - began, _cpu_s(server) - before
    for pair in pairs:
        pair.left.close()
        pair.right.close()
    waits = sorted(wait for pair in pairs for wait in pair.waits)
    return Cost(
        cpu_us=cpu / load.messages * 1e6,
        wall_s=wall,
        p50_ms=waits[len(waits) // 2] * 1e3,
        p99_ms=waits[len(waits) * 99 // 100] * 1e3,
    )


async def _pair(kind: type[Caller], port: int, number: int, load: Load) -> Pair:
    loop = asyncio.get_running_loop()
    payload = payload_of(load.size)
    names = f"{number}-left", f"{number}-right"

    async def opened(me: str, partner: str) -> Caller:
        _, caller = await loop.create_connection(lambda: kind(me, partner, number, payload), "127.0.0.1", port)
        await asyncio.wait_for(caller.greeted, PATIENCE_S)
        return caller

    return Pair(await opened(*names), await opened(*names[::-1]), load)


def _cpu_s(server: psutil.Process) -> float:
    times = server.cpu_times()
    return float(times.user + times.system)
