"""A page's one socket, as docs/wire-protocol.md has it: hello, sequence numbers both ways, acknowledgements, resume."""

import asyncio
import contextlib
import json
import ssl
from collections.abc import Awaitable, Callable
from typing import Final

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from services.contracts.ids import PersonId
from services.contracts.wire import (
    RELAYED,
    Error,
    Hello,
    MediaClosed,
    Received,
    Resume,
    Room,
    ServerFrame,
    Welcome,
    WireCode,
)
from services.embedded.people.chat import Chat
from services.embedded.people.door import PASSING, Problem

HELLO_SECONDS: Final = 5.0
BACK_SECONDS: Final = 10.0
"""How long a lost socket is tried again before the page takes a new grant."""

AGAIN_SECONDS: Final = 0.2

Relayed = Callable[[str, PersonId, int, dict[str, object]], Awaitable[None]]
OnRoom = Callable[[Room], Awaitable[None]]
Grant = Callable[[], Awaitable[str]]


class Refused(Exception):
    """The server closed the socket with an `error`; `code` is its stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Wire:
    """One socket, kept up until closed: a lost one resumes, and takes a new grant when that is refused."""

    def __init__(self, url: str, grant: Grant, on_room: OnRoom, on_relayed: Relayed, *, verify: bool = True) -> None:
        self._url, self._grant = url, grant
        self._on_room, self._on_relayed = on_room, on_relayed
        self._tls = ssl.create_default_context() if url.startswith("wss") and verify else None
        self._socket: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._sent = self._arrived = 0
        self._unacknowledged: list[tuple[int, str]] = []
        self.welcome: Welcome | None = None
        self.room: Room | None = None
        self.hints: list[dict[str, object]] = []
        self.chat = Chat(self.send, self._kept_out)
        self.ended_by: str | None = None
        self._broken_by: Exception | None = None
        self.times_connected = 0
        self.microphone = self.camera = True
        """What of ours is on. Each hello says it: whoever takes over from a dead instance knows it from nobody else."""
        self._news = False

    def _kept_out(self) -> tuple[PersonId, ...]:
        return self.room.privacy.held if self.room is not None and self.room.privacy is not None else ()

    async def open(self) -> Welcome:
        """Connect and say hello. Raises `Refused` with the code of the server's error."""
        welcome = await self._connect(await self._hello_again(resumable=False))
        self._task = asyncio.create_task(self._keep_up())
        return welcome

    async def open_at_last(self) -> None:
        """Connect like `open`, again and again while a part is just restarting."""
        await self._come_back()
        self._task = asyncio.create_task(self._keep_up())

    async def _connect(self, hello: Hello) -> Welcome:
        socket = await connect(self._url, compression=None, ssl=self._tls, max_size=None)
        try:
            await socket.send(json.dumps({"type": "hello", "payload": hello.model_dump(mode="json")}))
            async with asyncio.timeout(HELLO_SECONDS):
                frame = ServerFrame.model_validate_json(await socket.recv())
            if frame.type == "error":
                raise Refused(Error.model_validate(frame.payload).code)
            welcome = Welcome.model_validate(frame.payload)
            await self._begin(socket, welcome, frame)
        except BaseException:
            socket.transport.abort()
            raise
        return welcome

    async def _begin(self, socket: ClientConnection, welcome: Welcome, frame: ServerFrame) -> None:
        """Nothing new is said before what the server has not heard yet: it takes numbers only in their order."""
        self.welcome = welcome
        self.times_connected += 1
        if not welcome.resumed:
            self._sent, self._arrived, self._unacknowledged = 0, frame.seq or 0, []
        self._unacknowledged = [kept for kept in self._unacknowledged if kept[0] > welcome.received]
        for _, text in self._unacknowledged:  # whatever is said meanwhile comes to its end
            await socket.send(text)
        self._socket = socket
        if welcome.room is not None:
            await self._take_room(welcome.room)
        if not welcome.resumed:
            await self.chat.begin_anew()
        async with self._changed:
            self._changed.notify_all()

    async def _keep_up(self) -> None:
        """Whoever waits for something to arrive fails with whatever ends this."""
        try:
            while self.ended_by is None:
                with contextlib.suppress(ConnectionClosed):
                    await self._read()
                if self.ended_by is None:
                    await self._come_back()
        except Exception as error:
            self._broken_by = error
            async with self._changed:
                self._changed.notify_all()
            raise

    async def _come_back(self) -> None:
        """Resume; with a new grant once the server says that the place is gone, or that long has passed."""
        deadline = asyncio.get_running_loop().time() + BACK_SECONDS
        resumable = True
        while self.ended_by is None:
            try:
                await self._connect(await self._hello_again(resumable=resumable))
                return
            except Refused as refused:
                resumable = resumable and refused.code == WireCode.NOT_READY
            except Problem as problem:
                if problem.status not in PASSING:
                    await self._end(problem.code)
            except (OSError, TimeoutError, WebSocketException, httpx.TransportError, ValueError):
                pass
            if asyncio.get_running_loop().time() > deadline:
                resumable = False
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hello_again(self, *, resumable: bool) -> Hello:
        if resumable and self.welcome is not None:
            resume = Resume(secret=self.welcome.resume.secret, seq=self._arrived)
            return Hello(resume=resume, microphone=self.microphone, camera=self.camera)
        return Hello(grant=await self._grant(), microphone=self.microphone, camera=self.camera)

    async def _end(self, code: str) -> None:
        self.ended_by = code
        async with self._changed:
            self._changed.notify_all()

    async def _read(self) -> None:
        assert self._socket is not None  # noqa: S101 (set by _connect, which came before)
        async for text in self._socket:
            await self._take(ServerFrame.model_validate_json(text))

    async def _take(self, frame: ServerFrame) -> None:
        if frame.ack is not None:
            self._unacknowledged = [kept for kept in self._unacknowledged if kept[0] > (frame.ack or 0)]
        if frame.seq is not None:
            if frame.seq <= self._arrived:
                return
            self._arrived = frame.seq
            await self._write(json.dumps({"type": "ack", "ack": frame.seq}))
        await self._act_on(frame)
        async with self._changed:
            self._changed.notify_all()

    async def _act_on(self, frame: ServerFrame) -> None:
        if frame.type == "room":
            await self._take_room(Room.model_validate(frame.payload))
        elif frame.type == "hint":
            self.hints.append(frame.payload)
            self._news = True
        elif frame.type in RELAYED and frame.from_ is not None:
            await self._on_relayed(frame.type, frame.from_, frame.n or 0, frame.payload)
        elif frame.type == "error":
            error = Error.model_validate(frame.payload)
            self.chat.take_refusal(error)
            if error.closing and error.code != WireCode.SILENT:
                self.ended_by = error.code
        else:
            self.chat.take(frame)

    async def _take_room(self, room: Room) -> None:
        self.room = room
        self._news = True
        await self._on_room(room)
        async with self._changed:
            self._changed.notify_all()

    async def send(
        self, kind: str, payload: dict[str, object], to: PersonId | None = None, n: int | None = None
    ) -> None:
        """Send one message; while the socket is lost it is kept and goes out after the resume."""
        self._sent += 1
        frame: dict[str, object] = {"type": kind, "seq": self._sent, "ack": self._arrived, "payload": payload}
        if to is not None:
            frame |= {"to": str(to), "n": n}
        text = json.dumps(frame)
        self._unacknowledged.append((self._sent, text))
        await self._write(text)

    async def say_media(self, *, microphone: bool, camera: bool = True) -> None:
        """Say what of ours is on."""
        self.microphone, self.camera = microphone, camera
        await self.send("media", {"microphone": microphone, "camera": camera})

    async def report_received(self, people: frozenset[PersonId]) -> None:
        """Say whose packets came in."""
        await self.send("received", Received(people=people).model_dump(mode="json"))

    async def confirm_closed(self, number: int) -> None:
        """Say that nothing is open but what the room of this number lets flow."""
        await self.send("media_closed", MediaClosed(number=number).model_dump(mode="json"))

    async def _write(self, text: str) -> None:
        if self._socket is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._socket.send(text)

    async def wait_until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Return once `holds` is true after something arrived.

        Raises TimeoutError, and whatever ended the socket where that comes first: `Refused` with the server's code.
        """
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: holds() or self._is_over)
            if not holds():
                raise self._broken_by or Refused(str(self.ended_by))

    @property
    def _is_over(self) -> bool:
        return self.ended_by is not None or self._broken_by is not None

    async def wait_for_news(self, seconds: float) -> None:
        """Return once a hint or a room has arrived that was not here at the last call."""
        await self.wait_until(lambda: self._news, seconds)
        self._news = False

    async def wait_until_connected(self, seconds: float) -> None:
        """Return once the line has come back that was up, or lost, at the call. Raises TimeoutError."""
        before = self.times_connected
        await self.wait_until(lambda: self.times_connected > before, seconds)

    async def lose(self) -> None:
        """Cut the line as a dead network would: no close frame. The socket then comes back by itself."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def close(self) -> None:
        """Leave on purpose."""
        if self.ended_by is None:
            await self.send("bye", {})
            self.ended_by = "bye"
        if self._socket is not None:
            await self._socket.close()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
