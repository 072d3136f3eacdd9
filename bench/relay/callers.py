"""Two clients of a relay in a pair, in the dialect of either server, quick enough not to be what is measured."""

import asyncio
import json
from collections.abc import Callable
from typing import cast

from websockets.frames import Frame, Opcode

PATIENCE_S = 60


def masked_text(payload: bytes) -> bytes:
    """A client's frame."""
    return Frame(Opcode.TEXT, payload).serialize(mask=True)


def payload_of(size: int) -> bytes:
    """A JSON object of exactly `size` bytes that looks like the SDP it stands for."""
    line = "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host "
    room = size - len('{"sdp":""}')
    return b'{"sdp":"%b"}' % (line * (room // len(line) + 1))[:room].encode()


class Caller(asyncio.Protocol):
    """Says hello, then counts words; calls `on_all` when as many as expected have come."""

    _transport: asyncio.Transport

    def __init__(self) -> None:
        self.payload = b""
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = 0
        self.expected = 0
        self.on_all: Callable[[], None] | None = None
        self.last = b""
        self._is_open = False
        self._rest = b""
        self._said = b""

    async def open(self, port: int) -> None:
        """Connect, and wait until the server has said its greeting."""
        await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", port)
        await asyncio.wait_for(self.greeted, PATIENCE_S)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(
            f"GET {self.path()} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            f"{self.headers()}\r\n".encode()
        )

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.greeted.done():
            self.greeted.set_exception(exc or RuntimeError(f"not let in: {self._said!r}"))

    def data_received(self, data: bytes) -> None:
        data = self._rest + data
        if not self._is_open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            if not head.startswith(b"HTTP/1.1 101 "):
                raise RuntimeError(head.decode("latin-1"))
            self._is_open = True
            self._transport.write(self.hello())
        self._rest = self._take(data)
        if self.expected and self.received >= self.expected:
            self.expected = 0
            if self.on_all is not None:
                self.on_all()

    def speak_of(self, payload: bytes) -> None:
        """Let every word from now on carry this payload."""
        self.payload = payload

    def send(self, count: int) -> None:
        """Send so many words to the partner in one write."""
        self._transport.write(b"".join(self.words(count)))

    def close(self) -> None:
        """End the line."""
        self._transport.close()

    def path(self) -> str:
        """The address of the socket."""
        raise NotImplementedError

    def headers(self) -> str:
        """More lines of the request."""
        return ""

    def hello(self) -> bytes:
        """What the client says first."""
        return b""

    def is_greeting(self, said: dict[str, object]) -> bool:
        """Whether with this message of the server the client is in."""
        raise NotImplementedError

    def words(self, count: int) -> list[bytes]:
        """Frames for the partner."""
        raise NotImplementedError

    def note(self, message: bytes) -> None:
        """Take in any message that came."""

    def _take(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 4:
            length, start = data[at + 1], at + 2
            if length == 126:
                length, start = int.from_bytes(data[start : start + 2], "big"), start + 2
            if start + length > end:
                break
            if data[at] == 0x81:
                self._text(data[start : start + length])
            elif data[at] == 0x89:
                self._transport.write(b"\x8a\x80\x00\x00\x00\x00")
            elif data[at] == 0x88:
                self._transport.abort()
                return b""
            at = start + length
        return data[at:]

    def _text(self, message: bytes) -> None:
        self.note(message)
        if not self.greeted.done():
            self._said = message
            if self.is_greeting(json.loads(message)):
                self.greeted.set_result(None)
        elif self.payload in message:
            self.received += 1


class PeerJsCaller(Caller):
    """Speaks to `peer`: a word is `{type, payload, dst}`, the same bytes each time."""

    def __init__(self, me: str, partner: str) -> None:
        super().__init__()
        self._me, self._partner = me, partner
        self._word = b""

    def speak_of(self, payload: bytes) -> None:
        super().speak_of(payload)
        self._word = masked_text(b'{"type":"OFFER","payload":%b,"dst":"%b"}' % (payload, self._partner.encode()))
        # The server drops after 90 s whoever does not say this.
        self._transport.write(masked_text(b'{"type":"HEARTBEAT"}'))

    def path(self) -> str:
        return f"/peerjs?key=peerjs&id={self._me}&token=t{self._me}&version=1.5.4"

    def is_greeting(self, said: dict[str, object]) -> bool:
        return said["type"] == "OPEN"

    def words(self, count: int) -> list[bytes]:
        return [self._word] * count


class BesideCaller(Caller):
    """Speaks to Beside: every word numbered, the first of each write acknowledging all that came."""

    def __init__(self, kind: str, handle: str, grant: str, partner: tuple[str, int]) -> None:
        super().__init__()
        self._handle, self._grant = handle, grant
        self._seq = 0
        self._heard = 0
        self._to, self._to_n = partner
        self._before = b'{"type":"%b","seq":' % kind.encode()
        self._after = b""

    def speak_of(self, payload: bytes) -> None:
        super().speak_of(payload)
        self._after = b',"to":"%b","n":%d,"payload":%b}' % (self._to.encode(), self._to_n, payload)

    def path(self) -> str:
        return "/ws"

    def headers(self) -> str:
        return f"X-Beside-Door: visit\r\nX-Beside-Handle: {self._handle}\r\n"

    def hello(self) -> bytes:
        return masked_text(json.dumps({"type": "hello", "payload": {"grant": self._grant}}).encode())

    def is_greeting(self, said: dict[str, object]) -> bool:
        return said["type"] == "welcome"

    def note(self, message: bytes) -> None:
        # Every message of the server is numbered but `welcome` and `ack`, and numbers have no gaps.
        self._heard += b'"seq":' in message[:120]

    def words(self, count: int) -> list[bytes]:
        made = []
        ack = b',"ack":%d' % self._heard
        for _ in range(count):
            self._seq += 1
            made.append(masked_text(b"%b%d%b%b" % (self._before, self._seq, ack, self._after)))
            ack = b""
        return made
