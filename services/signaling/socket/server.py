"""All sockets of one process: it listens, sweeps, joins writes, and stops."""

import asyncio
import socket as sockets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog
from websockets.frames import CloseCode

from services.signaling.socket.connection import Socket
from services.signaling.socket.handler import SocketHandler
from services.signaling.socket.handshake import Doorway
from services.signaling.socket.limits import Limits

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Counts:
    """What has happened since the start, as plain numbers: the metrics endpoint reads them when asked."""

    opened: int = 0
    refused: int = 0
    messages: int = 0
    cut: int = 0


class SocketServer:
    """Opens sockets for a handler. Used from one loop only; best on uvloop."""

    def __init__(
        self,
        handler: SocketHandler,
        *,
        origins: Sequence[str | None],
        path: str = "/ws",
        limits: Limits | None = None,
    ) -> None:
        self.handler = handler
        self.limits = limits or Limits()
        self.doorway = Doorway(path, tuple(origins))
        self.counts = Counts()
        self._sockets: set[Socket] = set()
        self._unflushed: list[Socket] = []
        self._listener: asyncio.Server | None = None
        self._sweep: asyncio.TimerHandle | None = None
        self._swept_at = 0.0
        self._emptied: asyncio.Event | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen. Port 0 takes a free one; `port` says which."""
        self._loop = asyncio.get_running_loop()
        self.now = self._loop.time
        self._listener = await self._loop.create_server(lambda: Socket(self), host, port, backlog=1024)
        self._swept_at = self.now()
        self._sweep = self._loop.call_later(self.limits.sweep_every, self._tick)

    @property
    def port(self) -> int:
        """The port that was taken."""
        if self._listener is None:
            raise RuntimeError("not started")
        listening: sockets.socket = self._listener.sockets[0]
        return int(listening.getsockname()[1])

    async def stop(self) -> None:
        """Take no more, say 1012 (service restart) to all, and be gone within `Limits.close_within`."""
        if self._listener is not None:
            self._listener.close()
        for socket in tuple(self._sockets):
            if socket.is_open:
                socket.close(CloseCode.SERVICE_RESTART, "restart")
            else:
                socket.abort()
        await self._empty_within(self.limits.close_within)
        for socket in tuple(self._sockets):
            socket.abort()
        await self._empty_within(self.limits.close_within)
        if self._sweep is not None:
            self._sweep.cancel()

    def __len__(self) -> int:
        return len(self._sockets)

    @property
    def is_full(self) -> bool:
        """True when one more open socket would be too many."""
        return len(self._sockets) > self.limits.sockets

    # ---- Sockets call these

    def remember(self, socket: Socket) -> bool:
        """Count a new connection. False beyond the margin in which one still hears why it is refused."""
        if len(self._sockets) > self.limits.sockets + self.limits.sockets // 8 + 8:
            return False
        self._sockets.add(socket)
        return True

    def forget(self, socket: Socket) -> None:
        """A connection is gone."""
        self._sockets.discard(socket)
        if self._emptied is not None and not self._sockets:
            self._emptied.set()

    def will_flush(self, socket: Socket) -> None:
        """Flush this socket at the end of the present loop tick."""
        if not self._unflushed:
            self._loop.call_soon(self._flush)
        self._unflushed.append(socket)

    # ---- The loop calls these

    def _flush(self) -> None:
        unflushed, self._unflushed = self._unflushed, []
        for socket in unflushed:
            socket.flush()

    def _tick(self) -> None:
        now = self.now()
        self._sweep = self._loop.call_later(self.limits.sweep_every, self._tick)
        late = now - self._swept_at - self.limits.sweep_every
        self._swept_at = now
        for socket in tuple(self._sockets):
            if late > self.limits.sweep_every:
                # This process stood still: what came lies unread, and nobody was silent because of it.
                socket.heard_at = min(socket.heard_at + late, now)
            socket.tick(now)

    async def _empty_within(self, limit: float) -> None:
        self._emptied = asyncio.Event()
        if self._sockets:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._emptied.wait(), limit)
