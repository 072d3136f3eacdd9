"""The life of one service process: start, own every task, stop within a limit when asked."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, TypeVar

import uvicorn
import uvloop
from fastapi import FastAPI

from services.runtime import logs, telemetry
from services.runtime.health import Health
from services.runtime.logs import get_logger
from services.runtime.migrations import SchemaTooOldError
from services.runtime.settings import ServiceSettings, SettingsError, load
from services.runtime.tasks import end_all

S = TypeVar("S", bound=ServiceSettings)
Run = Callable[[], Awaitable[None]]

ENDS_WITHIN_SECONDS: Final = 5.0
"""After an owned task failed: a library below us may have lost the cancellation of another, and would be waited for."""

log = get_logger(__name__)


class Process:
    """What one process owns: its tasks, its HTTP application, its health.

    A task that ends with an error ends the process: whoever started it starts it again, and no service half
    lives.
    """

    def __init__(self, settings: ServiceSettings, service: str) -> None:
        self.settings = settings
        self.service = service
        self.health = Health()
        self._tasks: list[tuple[str, Run]] = []

    def owns(self, name: str, run: Run) -> None:
        """Run a task from start to stop."""
        self._tasks.append((name, run))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All owned tasks run while the block does; one that fails fails the block."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._live(name, run), name=name) for name, run in self._tasks]
            try:
                yield
            finally:
                await end_all(tasks)

    async def _live(self, name: str, run: Run) -> None:
        try:
            await run()
        except Exception as error:
            log.critical("owned_task_failed", task=name, exc_info=error)
            asyncio.get_running_loop().call_later(ENDS_WITHIN_SECONDS, os._exit, 1)
            raise

    async def serve(self, app: FastAPI, stopping: asyncio.Event) -> None:
        """Serve HTTP until `stopping` is set.

        Then not ready, no new connections, requests in flight get their grace.
        """
        server = _Server(
            uvicorn.Config(
                app,
                host=self.settings.http_host,
                port=self.settings.http_port,
                log_config=None,
                access_log=False,
                ws="none",
                server_header=False,
                timeout_graceful_shutdown=self.settings.stop_grace_seconds,
            )
        )
        async with self.running():
            stopper = asyncio.create_task(self._stop_when_told(server, stopping))
            try:
                log.info("started", host=self.settings.http_host, port=self.settings.http_port)
                await server.serve()
            finally:
                stopper.cancel()
        log.info("stopped")

    async def _stop_when_told(self, server: uvicorn.Server, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self.health.stopping = True
        server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling; the process has one."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


Compose = Callable[[S], AbstractAsyncContextManager[tuple[Process, FastAPI]]]
"""A service's app.py: opens what it needs and puts it together."""


def run(service: str, settings_type: type[S], compose: Compose[S]) -> None:
    """The whole life of a service process, from its settings to its end.

    Exits 1 with one sentence when it cannot start.
    """
    try:
        settings = load(settings_type)
        logs.set_up(service, settings.instance, settings.log_level)
        telemetry.set_up(service, settings.instance, telemetry.exporters(settings.traces_to))
        uvloop.run(_until_signalled(settings, compose))
    except (SettingsError, SchemaTooOldError) as error:
        sys.exit(str(error))


async def _until_signalled(settings: S, compose: Compose[S]) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    started = asyncio.Event()
    life = asyncio.create_task(_live(settings, compose, stopping, started))
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait({life, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not started.is_set():
        life.cancel()  # told to stop while still waiting for database or bus
    with contextlib.suppress(asyncio.CancelledError):
        await life


async def _live(settings: S, compose: Compose[S], stopping: asyncio.Event, started: asyncio.Event) -> None:
    async with compose(settings) as (process, app):
        started.set()
        await process.serve(app, stopping)
