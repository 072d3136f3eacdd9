"""Two clients of a relay in a pair, in the dialect of either server, quick enough not to be what is measured."""

import asyncio
import json
from collections.abc import Callable
from typing import ClassVar, cast

from websockets.frames import Frame, Opcode

MASK_BIT = 0x80


def masked_text(payload: bytes) -> bytes:
    """A client's frame."""
    return Frame(Opcode.TEXT, payload).serialize(mask=True)


def payload_of(size: int) -> bytes:
    """A JSON object of exactly `size` bytes that looks like the SDP it stands for."""
    line = "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\\r\\n"
    room = size - len('{"sdp":""}')
    sdp = (line * (room // len(line) + 1))[: room - 2] + "ok"
    return b'{"sdp":"%b"}' % sdp.replace("\\", "/").encode()


class Caller(asyncio.Protocol):
    """Says hello, then counts frames; tells `on_all` when as many as expected have come."""

    dialect: ClassVar[str]
    _transport: asyncio.Transport

    def __init__(self, me: str, partner: str, pair: int, payload: bytes) -> None:
        self.me = me
        self.partner = partner
        self.pair = pair
        self.payload = payload
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = 0
        self.expected = 0
        self.on_all: Callable[[], None] | None = None
        self.last = b""
        self._is_open = False
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(
            f"GET {self.path()} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        data = self._rest + data
        if not self._is_open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            if not head.startswith(b"HTTP/1.1 101 "):
                raise ConnectionError(head.decode("latin-1"))
            self._is_open = True
            self._transport.write(self.hello())
        self._rest = self._count(data)
        if self.expected and self.received >= self.expected:
            self.expected = 0
            if self.on_all is not None:
                self.on_all()

    def _count(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 4:
            length, start = data[at + 1], at + 2
            if length == 126:
                length, start = int.from_bytes(data[start : start + 2], "big"), start + 2
            if start + length > end:
                break
            if data[at] == 0x81:
                self._text(data, start, start + length)
            at = start + length
        return data[at:]

    def _text(self, data: bytes, start: int, stop: int) -> None:
        if self.greeted.done():
            if stop - start < len(self.payload):
                return  # an acknowledgement
            self.received += 1
            self.last = data[start:stop] if self.received == self.expected else b""
        elif self.is_greeting(json.loads(data[start:stop])):
            self.greeted.set_result(None)

    def send(self, count: int) -> None:
        """Send so many messages to the partner in one write."""
        self._transport.write(b"".join(self.messages(count)))

    def close(self) -> None:
        self._transport.close()

    def path(self) -> str:
        raise NotImplementedError

    def hello(self) -> bytes:
        return b""

    def is_greeting(self, said: dict[str, object]) -> bool:
        raise NotImplementedError

    def messages(self, count: int) -> list[bytes]:
        raise NotImplementedError


class PeerJsCaller(Caller):
    """Speaks to `peer`: a message is `{type, payload, dst}`, the same bytes each time."""

    dialect = "peerjs"
    _message = b""

    def path(self) -> str:
        return f"/peerjs?key=peerjs&id={self.me}&token=t{self.me}&version=1.5.4"

    def is_greeting(self, said: dict[str, object]) -> bool:
        return said["type"] == "OPEN"

    def messages(self, count: int) -> list[bytes]:
        if not self._message:
            text = b'{"type":"OFFER","payload":%b,"dst":"%b"}' % (self.payload, self.partner.encode())
            self._message = masked_text(text)
        return [self._message] * count


class OurCaller(Caller):
    """Speaks to Beside: every message numbered, the first of each write acknowledging all that came."""

    dialect = "ours"

    def __init__(self, me: str, partner: str, pair: int, payload: bytes) -> None:
        super().__init__(me, partner, pair, payload)
        self._seq = 0
        self._partner_n = 0

    def path(self) -> str:
        return "/ws"

    def hello(self) -> bytes:
        said = {"type": "hello", "payload": {"person": self.me, "room": str(self.pair)}}
        return masked_text(json.dumps(said).encode())

    def is_greeting(self, said: dict[str, object]) -> bool:
        payload = said["payload"]
        if said["type"] == "welcome" and isinstance(payload, dict):
            self._partner_n = 3 - int(payload["n"])
        return said["type"] == "welcome"

    def messages(self, count: int) -> list[bytes]:
        made = []
        ack = b',"ack":%d' % (self.received + 1)
        for _ in range(count):
            self._seq += 1
            text = b'{"type":"offer","seq":%d%b,"to":"%b","n":%d,"payload":%b}' % (
                self._seq,
                ack,
                self.partner.encode(),
                self._partner_n,
                self.payload,
            )
            made.append(masked_text(text))
            ack = b""
        return made
