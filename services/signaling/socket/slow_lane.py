"""Every frame that is not the common one, by the book: the whole of RFC 6455 is the library's."""

import logging

from websockets.frames import CloseCode, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import OPEN, Event
from websockets.server import ServerProtocol

# The library tells whole messages at DEBUG; SDP belongs into no log.
_quiet = logging.getLogger("services.signaling.socket.slow_lane")
_quiet.setLevel(logging.ERROR)


class SlowLane:
    """Sees whole frames only, so it is always at a boundary and may be dropped whenever `is_idle`.

    `output` collects what must be sent, in order; an empty item means the end of our side of the line.
    """

    __slots__ = ("_parts", "_protocol", "output")

    def __init__(self, max_message: int) -> None:
        self._protocol = ServerProtocol(state=OPEN, max_size=max_message, logger=_quiet)
        self._parts: list[bytes] | None = None
        self.output: list[bytes] = []

    @property
    def is_idle(self) -> bool:
        """True at a message's boundary on an open line: nothing would be lost by forgetting this lane."""
        return self._parts is None and self._protocol.state is OPEN

    @property
    def is_closing(self) -> bool:
        """True once a close frame was sent, by whichever side asked for it."""
        return self._protocol.state is not OPEN

    @property
    def close_code(self) -> int:
        """What was said about the end of the line; the client's word counts first."""
        said = self._protocol.close_rcvd or self._protocol.close_sent
        return CloseCode.ABNORMAL_CLOSURE if said is None else said.code

    def feed(self, frame: bytes) -> bytes | None:
        """Take one whole frame, or the header of one that must fail. Returns a text message once complete."""
        self._protocol.receive_data(frame)
        message = None
        for event in self._protocol.events_received():
            message = self._arrived(event)
        self.output += self._protocol.data_to_send()
        return message

    def close(self, code: int, reason: str) -> None:
        """Begin the closing handshake, unless it has begun."""
        if self._protocol.state is OPEN:
            self._protocol.send_close(code, reason)
            self.output += self._protocol.data_to_send()

    def fail(self, code: int, reason: str) -> None:
        """Say why and end our side at once; nothing more is read (RFC 6455, 7.1.7)."""
        self._protocol.fail(code, reason)
        self.output += self._protocol.data_to_send()

    def _arrived(self, event: Event) -> bytes | None:
        if isinstance(event, (Request, Response)):
            return None
        if event.opcode is Opcode.BINARY:
            self._protocol.fail(CloseCode.UNSUPPORTED_DATA, "text only")
            return None
        if event.opcode is Opcode.TEXT:
            self._parts = []
        if event.opcode not in (Opcode.TEXT, Opcode.CONT) or self._parts is None:
            return None
        self._parts.append(bytes(event.data))
        if not event.fin:
            return None
        message, self._parts = b"".join(self._parts), None
        return message
