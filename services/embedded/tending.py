"""Keeping a part running: start it, see when it is ready, start it again when it dies."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from services.embedded.binding import Guardian
from services.embedded.logfile import tail
from services.embedded.nursery import Nursery
from services.embedded.parts import Part, environment
from services.embedded.processes import Started, end, spawn

FIRST_READY_SECONDS: Final = 60.0
"""For a first start on a slow and busy computer; what takes longer will never be ready."""
ASK_EVERY_SECONDS: Final = 0.05
STEADY_SECONDS: Final = 30.0
"""A part that ran this long is steady: its next death starts the patience anew."""
GIVE_UP_AFTER: Final = 3
"""Deaths before it was ever ready: it cannot run here, and somebody must read why."""


class Health(StrEnum):
    """What a part is doing."""

    STARTING = "starting"
    READY = "ready"
    DIED = "died"
    STOPPED = "stopped"


class PartFailedError(RuntimeError):
    """A part cannot be started; the message ends with what its log says."""


class Tender:
    """Looks after one part; `changed` is told of every change of its health."""

    def __init__(
        self,
        part: Part,
        log: Path,
        changed: Callable[["Tender"], None],
        guardian: Guardian | None,
        nursery: Nursery | None,
    ) -> None:
        self.part = part
        self.log = log
        self.health = Health.STOPPED
        self.pid: int | None = None
        self.starts = 0
        self.was_ready = asyncio.Event()
        self._changed = changed
        self._guardian, self._nursery = guardian, nursery
        self._process: Started | None = None
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Keep the part running until it is stopped; `PartFailedError` when it never gets ready."""
        if self.part.prepare:
            await self.part.prepare()
        deaths = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            await self._live_once()
            deaths = 1 if time.monotonic() - began > STEADY_SECONDS else deaths + 1
            if deaths >= GIVE_UP_AFTER and not self.was_ready.is_set() and not self._stopping.is_set():
                raise PartFailedError(f"{self.part.name} does not start:\n{tail(self.log)}")
            await self._be_patient(self.part.patience[min(deaths, len(self.part.patience)) - 1])

    async def stop(self, limit: float) -> None:
        """End the part for good, within about `limit` seconds."""
        self._stopping.set()
        if process := self._process:
            await end(process, self.part.stop_signal, limit)

    async def _live_once(self) -> None:
        part = self.part
        process = self._process = await spawn(
            part.program,
            log=self.log,
            env=environment(part.env),
            cwd=part.cwd,
            user=part.user,
            death_signal=part.death_signal,
            nursery=self._nursery,
        )
        self.pid = process.pid
        self.starts += 1
        if self._guardian:
            self._guardian.watch(process.pid)
        self._become(Health.STARTING)
        await self._until_it_ends(process)
        if self._guardian:
            self._guardian.forget(process.pid)
        self.pid = self._process = None
        self._become(Health.STOPPED if self._stopping.is_set() else Health.DIED)

    async def _until_it_ends(self, process: Started) -> None:
        ended = asyncio.create_task(process.wait())
        asking = asyncio.create_task(self._ask_until_ready())
        try:
            done, _ = await asyncio.wait({ended, asking}, return_when=asyncio.FIRST_COMPLETED)
            if asking in done:
                asking.result()
            await ended
        finally:
            asking.cancel()

    async def _ask_until_ready(self) -> None:
        limit = None if self.was_ready.is_set() else FIRST_READY_SECONDS
        try:
            async with asyncio.timeout(limit):
                while not await self.part.ready():  # noqa: ASYNC110 (another process has no event for us)
                    await asyncio.sleep(ASK_EVERY_SECONDS)
        except TimeoutError as error:
            raise PartFailedError(f"{self.part.name} runs but never got ready:\n{tail(self.log)}") from error
        self.was_ready.set()
        self._become(Health.READY)

    async def _be_patient(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def _become(self, health: Health) -> None:
        self.health = health
        self._changed(self)
