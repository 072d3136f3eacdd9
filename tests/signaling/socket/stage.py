"""A real socket server for the tests, a handler that writes down what it hears, and clients of two kinds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self, TypeVar, cast

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.frames import Frame, Opcode

from services.signaling.socket.connection import Socket
from services.signaling.socket.envelope import Envelope
from services.signaling.socket.frames import relay_prefix
from services.signaling.socket.limits import Limits
from services.signaling.socket.server import SocketServer
from services.signaling.socket.stream import Stream

LIMITS = Limits()
PATIENCE_S = 20.0

T = TypeVar("T")
Event = tuple[str, Socket] | tuple[str, Socket, object]


class Room:
    """The smallest handler: hello opens a stream, `to` is another socket by its number here, all is written down."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.events: list[Event] = []
        self.members: list[Socket] = []
        self.on_message: Callable[[Socket, Envelope], None] | None = None
        self._changed = asyncio.Condition()
        self._notices: set[asyncio.Task[None]] = set()

    def opened(self, socket: Socket) -> None:
        self._note(("opened", socket))

    def message(self, socket: Socket, envelope: Envelope) -> None:
        self._note((envelope.type, socket, bytes(envelope.payload)))
        if self.on_message is not None:
            self.on_message(socket, envelope)
        elif envelope.type == "hello":
            self.welcome(socket)
        elif envelope.to:
            me = self.members.index(socket)
            prefix = relay_prefix(envelope.type, str(me), 1)
            self.members[int(envelope.to)].send_relay(prefix, envelope.payload)

    def welcome(self, socket: Socket) -> None:
        self.members.append(socket)
        socket.attach(Stream(self.limits))
        socket.send("welcome", b"{}")

    def went_silent(self, socket: Socket) -> None:
        self._note(("went_silent", socket))

    def heard_again(self, socket: Socket) -> None:
        self._note(("heard_again", socket))

    def closed(self, socket: Socket, code: int) -> None:
        self._note(("closed", socket, code))

    def kinds(self) -> list[str]:
        return [event[0] for event in self.events]

    def details(self, kind: str) -> list[object]:
        return [event[2] for event in self.events if event[0] == kind and len(event) == 3]

    async def until(self, kind: str, times: int = 1) -> None:
        """Wait until something has happened so often."""
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(lambda: self.kinds().count(kind) >= times)

    def _note(self, event: Event) -> None:
        self.events.append(event)
        notice = asyncio.ensure_future(self._tell())
        self._notices.add(notice)
        notice.add_done_callback(self._notices.discard)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


@dataclass
class Stage:
    server: SocketServer
    room: Room
    limits: Limits
    lines: "list[Line]" = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.server.port}/ws"

    @asynccontextmanager
    async def joined(self, **options: object) -> AsyncIterator[ClientConnection]:
        """A well-behaved client after hello and welcome."""
        async with self.client(**options) as client:
            await client.send('{"type":"hello","payload":{}}')
            assert (await heard(client))["type"] == "welcome"
            yield client

    @asynccontextmanager
    async def client(self, **options: object) -> AsyncIterator[ClientConnection]:
        settings: dict[str, object] = {"compression": None, "ping_interval": None, "proxy": None, **options}
        async with connect(self.url, **settings) as client:  # type: ignore[arg-type]
            yield client

    async def line(self, *, joined: bool = True) -> "Line":
        """A bare TCP line after the handshake: what is written on it is up to the test."""
        line = await Line.to(self.server.port)
        self.lines.append(line)
        await line.write(request())
        assert (await line.response()).startswith(b"HTTP/1.1 101 ")
        if joined:
            await line.write(masked(b'{"type":"hello","payload":{}}'))
            assert b"welcome" in (await line.frame()).data
        return line


@asynccontextmanager
async def opened_stage(limits: Limits) -> AsyncIterator[Stage]:
    room = Room(limits)
    server = SocketServer(room, origins=[None, "https://beside.example"], limits=limits)
    await server.start("127.0.0.1", 0)
    stage = Stage(server, room, limits)
    try:
        yield stage
    finally:
        for line in stage.lines:
            line.cut()
        await server.stop()


class Line:
    """One end of a TCP connection that reads frames and writes anything."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def write(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def response(self) -> bytes:
        return await soon(self._reader.readuntil(b"\r\n\r\n"))

    async def frame(self) -> Frame:
        """The next frame of the server; raises IncompleteReadError at the end of the line."""
        head = await soon(self._reader.readexactly(2))
        length = head[1]
        if length >= 126:
            length = int.from_bytes(await soon(self._reader.readexactly(2 if length == 126 else 8)), "big")
        data = await soon(self._reader.readexactly(length))
        return Frame(Opcode(head[0] & 0x0F), data, fin=bool(head[0] & 0x80))

    async def message(self, kind: str) -> dict[str, object]:
        """The next message of that type; other frames are passed over."""
        while True:
            frame = await self.frame()
            if frame.opcode is Opcode.TEXT and (said := msgspec.json.decode(frame.data))["type"] == kind:
                return dict(said)

    async def close_code(self) -> int:
        """The code of the server's close frame, after which its side must end."""
        while (frame := await self.frame()).opcode is not Opcode.CLOSE:
            pass
        assert await soon(self._reader.read()) == b""
        return int.from_bytes(frame.data[:2], "big")

    async def end(self) -> bytes:
        """Everything up to the end of the line."""
        try:
            return await soon(self._reader.read())
        except ConnectionResetError:
            return b""

    def stop_reading(self) -> None:
        """Leave everything from now on to the server's memory and the kernel's."""
        transport = cast("asyncio.Transport", self._writer.transport)
        transport.pause_reading()

    def cut(self) -> None:
        self._writer.transport.abort()


async def soon(awaitable: Awaitable[T]) -> T:
    async with asyncio.timeout(PATIENCE_S):
        return await awaitable


async def heard(client: ClientConnection) -> dict[str, object]:
    """The next message from the server."""
    return dict(msgspec.json.decode(await soon(client.recv())))


def request(*extra: str, path: str = "/ws") -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: beside.example",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *extra,
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def masked(payload: bytes, head: int = 0x81, *, mask: bytes = b"\x11\x9c\x00\xfe") -> bytes:
    """A client's frame with the first byte given: opcode, FIN, reserved bits."""
    frame = Frame(Opcode.TEXT, payload).serialize(mask=False)
    header = frame[: len(frame) - len(payload)]
    veiled = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
    return bytes([head, header[1] | 0x80]) + header[2:] + mask + veiled
