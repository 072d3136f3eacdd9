"""The two servers, each a process of its own, with the door through which a pair of callers gets in."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Protocol
from urllib.parse import urlsplit

import psutil

from bench import peerjs
from bench.relay.callers import BesideCaller, Caller, PeerJsCaller
from services.contracts.states import VisitState
from services.embedded.checks import answers
from services.embedded.ports import free_ports
from services.embedded.stack import Stack
from tests.signaling.live.voice import Stage as Visit
from tests.signaling.live.voice import Voice, opened_voice
from tests.signaling.room.play import ANA, EVERYONE_IN, LIND, ROSA, admitted, at_door, standing

START_S = 60
WAITING = standing(
    1,
    {LIND: admitted(LIND, devices={}), ROSA: at_door(ROSA), ANA: at_door(ANA, devices={})},
    visit_state=VisitState.WAITING,
)
STORES = ("nats", "valkey", "provision")
"""What our side needs beside itself."""


class Side(Protocol):
    """One server under load."""

    name: str
    process: psutil.Process

    async def pair(self) -> tuple[Caller, Caller]:
        """Two callers who may speak to each other, both let in."""
        ...


class PeerJs:
    """PeerJS server; whoever knows an id may speak to it."""

    name = "peerjs"

    def __init__(self, process: psutil.Process, port: int) -> None:
        self.process = process
        self._port = port
        self._pairs = 0

    async def pair(self) -> tuple[Caller, Caller]:
        """Two ids that nobody had before."""
        self._pairs += 1
        left, right = f"{self._pairs}-left", f"{self._pairs}-right"
        callers = PeerJsCaller(left, right), PeerJsCaller(right, left)
        for caller in callers:
            await caller.open(self._port)
        return callers


class Beside:
    """Our signalling process with NATS and Valkey behind it; each pair is a visit of its own, with grants."""

    name = "ours"

    def __init__(self, process: psutil.Process, port: int, voice: Voice) -> None:
        self.process = process
        self._port = port
        self._voice = voice

    async def pair(self) -> tuple[Caller, Caller]:
        """A clinician and a patient, both admitted; who came later offers, the other answers."""
        visit = await Visit(self._voice, EVERYONE_IN).begin()
        lind, rosa = str(LIND.id), str(ROSA.id)
        callers = (
            BesideCaller("answer", visit.handle_of(LIND), visit.grant(LIND, 1), (rosa, 2)),
            BesideCaller("offer", visit.handle_of(ROSA), visit.grant(ROSA, 2), (lind, 1)),
        )
        for caller in callers:
            await caller.open(self._port)
        return callers

    async def waiting(self) -> Caller:
        """A patient alone in the waiting room; the clinician is elsewhere, and a guest is invited."""
        visit = await Visit(self._voice, WAITING).begin()
        nobody = "", 0
        caller = BesideCaller("offer", visit.handle_of(ROSA), visit.grant(ROSA, 1), nobody)
        await caller.open(self._port)
        return caller


@contextmanager
def started(command: list[str], output: int, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is gone afterwards."""
    with subprocess.Popen(command, stdout=output, env={**os.environ, **more}) as process:  # noqa: S603 (our own)
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def peerjs_server() -> Iterator[PeerJs]:
    """PeerJS server as its own command starts it."""
    with started(peerjs.installed(), subprocess.PIPE) as process:
        assert process.stdout is not None
        yield PeerJs(psutil.Process(process.pid), int(process.stdout.readline()))


@asynccontextmanager
async def beside(stack: Stack) -> AsyncIterator[Beside]:
    """One signalling process as it runs in a clinic, not in the demo, but for a rate that lets a benchmark through."""
    sockets, http = free_ports(2)
    command = [sys.executable, "-m", "services.signaling"]
    with started(command, subprocess.DEVNULL, **_settings(stack, sockets, http)) as process:
        async with opened_voice(stack) as voice:
            await _ready(http)
            yield Beside(psutil.Process(process.pid), sockets, voice)


def _settings(stack: Stack, sockets: int, http: int) -> dict[str, str]:
    nats = urlsplit(stack.nats_url("signaling"))
    return {
        "BESIDE_HTTP_PORT": str(http),
        "BESIDE_SOCKET_PORT": str(sockets),
        "BESIDE_INSTANCE": "bench",
        "BESIDE_NATS_URL": f"nats://{nats.hostname}:{nats.port}",
        "BESIDE_NATS_USER": "signaling",
        "BESIDE_NATS_PASSWORD": nats.password or "",
        "BESIDE_REDIS_URL": stack.redis_url,
        "BESIDE_MESSAGE_BURST": "1000000000",
        "BESIDE_MESSAGE_RATE": "1000000000",
    }


async def _ready(http: int) -> None:
    is_ready = answers(http, "/readyz")
    async with asyncio.timeout(START_S):
        while not await is_ready():  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.1)
