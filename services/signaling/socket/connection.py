"""One WebSocket: an asyncio protocol of its own, without a task, a queue or a stream."""

import asyncio
from enum import Enum, auto
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

import structlog
from msgspec import Raw
from websockets.frames import CloseCode
from websockets.speedups import apply_mask

from services.signaling.socket.cutting import MASK, Cutter
from services.signaling.socket.envelope import Envelope, EnvelopeError, decode
from services.signaling.socket.frames import LONGEST_CONTROL, PING, PONG_WHOLE, TEXT_WHOLE, own_prefix, text_frame
from services.signaling.socket.handshake import END_OF_REQUEST, Opening, answer, refusal
from services.signaling.socket.refusals import (
    BROKEN,
    FULL,
    HELLO_FIRST,
    NO_ENVELOPE,
    NO_SEQUENCE,
    SEQUENCE_GAP,
    TOO_FAST,
    Refusal,
)
from services.signaling.socket.slow_lane import SlowLane
from services.signaling.socket.stream import Arrival, Stream

if TYPE_CHECKING:
    from services.signaling.socket.server import SocketServer

log = structlog.get_logger(__name__)


class Phase(Enum):
    """Where a connection stands. It only ever moves down this list."""

    REQUEST = auto()
    OPEN = auto()
    # A close frame went out; the client's own is awaited.
    CLOSING = auto()
    # Our side of the line has ended; whatever still comes is thrown away until the client ends its side.
    DRAINING = auto()
    LOST = auto()


_OPEN = Phase.OPEN
_HELLO, _ACK = "hello", "ack"


class Socket(asyncio.Protocol):
    """A client's socket as the handler sees it: `opening`, `stream`, `owner`, and what can be sent.

    Whole text frames take the fast lane below; everything else, and everything while a fragmented message is
    in progress, goes to a `SlowLane` that exists only as long as it is needed.
    """

    __slots__ = (
        "_asked",
        "_cutter",
        "_deadline",
        "_is_told",
        "_out",
        "_phase",
        "_ping_at",
        "_server",
        "_slow",
        "_tokens",
        "_transport",
        "heard_at",
        "is_silent",
        "opening",
        "owner",
        "stream",
    )

    _transport: asyncio.Transport

    def __init__(self, server: "SocketServer") -> None:
        self._server = server
        self._phase = Phase.REQUEST
        self._asked: bytearray | None = None
        self._cutter = Cutter(server.limits.message_bytes)
        self._slow: SlowLane | None = None
        self._out: list[bytes] = []
        self._tokens = float(server.limits.burst)
        self._deadline = 0.0
        self._ping_at = 0.0
        # The handler knows this socket and has not yet been told of its end.
        self._is_told = False
        self.heard_at = 0.0
        self.is_silent = False
        self.opening: Opening | None = None
        self.stream: Stream | None = None
        # Whatever the handler wants to find again: its member, its room.
        self.owner: object | None = None

    # ---- What the handler does with it

    @property
    def is_open(self) -> bool:
        """True while messages can be sent and received."""
        return self._phase is _OPEN

    def attach(self, stream: Stream) -> None:
        """Let this socket carry a new conversation. From now on the client's messages are counted."""
        self.stream = stream

    def resume(self, stream: Stream, seen: int) -> bool:
        """Go on with an earlier conversation after message `seen`. False, nothing done: it needs a snapshot.

        The socket that carried it before must be closed by the handler, if it still stands.
        """
        frames = stream.resume(seen)
        if frames is None:
            return False
        self.attach(stream)
        for frame in frames:
            self._queue(frame)
        return True

    def send(self, kind: str, payload: bytes) -> None:
        """Send a message of the server's own: numbered, kept for replay. The payload is a JSON object."""
        self.send_relay(own_prefix(kind), payload)

    def send_relay(self, prefix: bytes, payload: bytes | Raw) -> None:
        """Send a numbered message whose start was made before, by `relay_prefix` or `own_prefix`."""
        stream = self.stream
        if stream is None:
            raise RuntimeError("a socket without a stream numbers nothing")
        frame = stream.add(prefix, payload)
        if self._phase is _OPEN:
            if not self._out:
                self._server.will_flush(self)
            self._out.append(frame)

    def send_uncounted(self, kind: str, payload: bytes) -> None:
        """Send what is neither numbered nor replayed: an error before hello was understood."""
        self.whisper(own_prefix(kind), payload)

    def whisper(self, prefix: bytes, payload: bytes) -> None:
        """The same, with a start that was made before."""
        if self._phase is _OPEN:
            self._queue(text_frame(b'%b"payload":%b}' % (prefix.removesuffix(b'"seq":'), payload)))

    def close(self, code: int, reason: str = "") -> None:
        """Begin the closing handshake. No message follows; `closed` does, once it was answered or cut."""
        if self._phase is _OPEN:
            self._lane().close(code, reason)
            self._settle()

    # ---- asyncio calls these

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(high=self._server.limits.unread_bytes)
        self._deadline = self._server.now() + self._server.limits.request_within
        if not self._server.remember(self):
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._phase is _OPEN:
            server = self._server
            now = server.now()
            if now > self.heard_at:
                limits = server.limits
                self._tokens = min(limits.burst, self._tokens + (now - self.heard_at) * limits.rate)
                self.heard_at = now
            if self.is_silent:
                self.is_silent = False
                self._server.handler.heard_again(self)
            self._frames(data)
        elif self._phase is Phase.CLOSING:
            self._frames(data)
        elif self._phase is Phase.REQUEST:
            self._request(data)

    def pause_writing(self) -> None:
        """Cut a reader that left unread what one may."""
        self._server.counts.cut += 1
        log.warning("socket.reader_too_slow")
        self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- asyncio's signature
        self._phase = Phase.LOST
        self._out.clear()
        self._asked = None
        self._cutter.forget()
        self._server.forget(self)
        self._tell_closed(CloseCode.ABNORMAL_CLOSURE)

    # ---- The server calls these

    def tick(self, now: float) -> None:
        """Ping, and notice silence or a wait that has lasted too long."""
        if self._phase is not _OPEN:
            if now >= self._deadline:
                self._transport.abort()
            return
        limits = self._server.limits
        quiet = now - self.heard_at
        if now >= self._ping_at:
            self._ping_at = now + limits.ping_every
            self._ping()
        if self.stream is None and now >= self._deadline:
            self._turn_away(HELLO_FIRST)
        elif quiet >= limits.give_up_after:
            self._transport.abort()
        elif quiet >= limits.silent_after and not self.is_silent:
            self.is_silent = True
            self._server.handler.went_silent(self)

    def flush(self) -> None:
        """Hand all that was queued in this loop tick to the transport as one write."""
        out = self._out
        if out:
            self._transport.write(out[0] if len(out) == 1 else b"".join(out))
            out.clear()

    def abort(self) -> None:
        """Drop the line without a word."""
        self._transport.abort()

    # ---- Opening

    def _request(self, data: bytes) -> None:
        asked = self._asked = self._asked or bytearray()
        before = len(asked)
        asked += data
        end = asked.find(END_OF_REQUEST, max(0, before - len(END_OF_REQUEST) + 1))
        limit = self._server.limits.request_bytes
        if end > limit or (end < 0 and len(asked) > limit):
            status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            self._refuse(refusal(status, "The request is longer than this server reads."))
        elif end >= 0:
            self._asked = None
            end += len(END_OF_REQUEST)
            self._open(bytes(asked[:end]), bytes(asked[end:]))

    def _open(self, request: bytes, rest: bytes) -> None:
        reply = answer(request, self._server.doorway)
        if reply.opening is None:
            self._refuse(reply.response)
            return
        server = self._server
        self._transport.write(reply.response)
        self._phase = _OPEN
        self.opening = reply.opening
        self.heard_at = now = server.now()
        self._ping_at = now + server.limits.ping_every
        self._deadline = now + server.limits.hello_within
        if server.is_full:
            self._turn_away(FULL)
            return
        server.counts.opened += 1
        self._is_told = True
        server.handler.opened(self)
        if rest:
            self._frames(rest)

    def _refuse(self, response: bytes) -> None:
        self._server.counts.refused += 1
        self._asked = None
        self._transport.write(response)
        self._end()

    # ---- Receiving

    def _frames(self, data: bytes) -> None:
        for cut, at, mask_at, stop in self._cutter.cut(data):
            length = stop - mask_at - MASK
            if length < 0:  # a header that no client may send
                self._slowly(cut[at:stop])
                return
            self._tokens -= 1 + (length >> 12)
            if self._tokens < 0:
                self._turn_away(TOO_FAST)
            elif cut[at] == TEXT_WHOLE and self._slow is None:
                self._text(apply_mask(cut[mask_at + MASK : stop], cut[mask_at : mask_at + MASK]))
            elif cut[at] != PONG_WHOLE or length > LONGEST_CONTROL or self._slow is not None:
                self._slowly(cut[at:stop])
            if self._phase is Phase.DRAINING:
                return

    def _text(self, message: bytes) -> None:
        try:
            envelope = decode(message)
        except UnicodeDecodeError:
            self._fail(CloseCode.INVALID_DATA, "not UTF-8")
            return
        except EnvelopeError:
            self._turn_away(NO_ENVELOPE)
            return
        stream = self.stream
        if stream is not None and envelope.ack:
            stream.acknowledge(envelope.ack)
        if stream is not None and envelope.seq == stream.received + 1:
            stream.received += 1
        elif not self._is_due(envelope, stream):
            return
        self._server.counts.messages += 1
        try:
            self._server.handler.message(self, envelope)
        except Exception:
            log.exception("socket.handler_failed", type=envelope.type)
            self._turn_away(BROKEN)

    def _is_due(self, envelope: Envelope, stream: Stream | None) -> bool:
        """Whether the handler gets this message, which is not simply the next one."""
        if stream is None:
            if envelope.type != _HELLO:
                self._turn_away(HELLO_FIRST)
            return envelope.type == _HELLO
        if envelope.seq:
            arrival = stream.take(envelope.seq)
            if arrival is Arrival.GAP:
                self._turn_away(SEQUENCE_GAP)
            return arrival is Arrival.NEXT
        if envelope.type != _ACK:
            self._turn_away(NO_SEQUENCE)
        return False

    # ---- The slow lane and the end

    def _lane(self) -> SlowLane:
        if self._slow is None:
            self._slow = SlowLane(self._server.limits.message_bytes)
        return self._slow

    def _slowly(self, frame: bytes) -> None:
        message = self._lane().feed(frame)
        self._settle()
        if message is not None and self._phase is _OPEN:
            self._text(message)

    def _turn_away(self, refusal: Refusal) -> None:
        self.send_uncounted("error", refusal.payload())
        self._fail(refusal.close, refusal.code)

    def _fail(self, code: int, reason: str) -> None:
        self._lane().fail(code, reason)
        self._settle()

    def _settle(self) -> None:
        """Send what the slow lane has to say, follow it towards the end, or forget it."""
        lane = self._slow
        if lane is None:
            return
        output, lane.output = lane.output, []
        if lane.is_closing and self._phase is _OPEN:
            self._phase = Phase.CLOSING
            self._deadline = self._server.now() + self._server.limits.close_within
        for chunk in output:
            if chunk:
                self._queue(chunk)
            else:
                self._end()
        if self._phase is Phase.DRAINING:
            self._tell_closed(lane.close_code)
        if lane.is_idle or self._phase is Phase.DRAINING:
            self._slow = None

    def _end(self) -> None:
        """End our side and keep reading: a line closed with unread bytes is reset, its close code lost."""
        if self._phase in (Phase.DRAINING, Phase.LOST):
            return
        self.flush()
        self._phase = Phase.DRAINING
        self._deadline = self._server.now() + self._server.limits.close_within
        if not self._transport.is_closing():
            self._transport.write_eof()

    def _tell_closed(self, code: int) -> None:
        if self._is_told:
            self._is_told = False
            self._server.handler.closed(self, code)

    # ---- Sending

    def _queue(self, frame: bytes) -> None:
        out = self._out
        if not out:
            self._server.will_flush(self)
        out.append(frame)

    def _ping(self) -> None:
        stream = self.stream
        if stream is not None and stream.confirmed != stream.received:
            stream.confirmed = stream.received
            self._queue(text_frame(b'{"type":"ack","ack":%d}' % stream.received))
        self._queue(PING)
