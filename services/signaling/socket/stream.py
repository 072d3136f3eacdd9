"""One client's numbered conversation with the server. It outlives the sockets that carry it."""

from enum import Enum, auto

from msgspec import Raw

from services.signaling.socket.frames import text_header
from services.signaling.socket.limits import Limits
from services.signaling.socket.ring import ReplayRing

_BEFORE_PAYLOAD = b',"payload":'


class Arrival(Enum):
    """How a client's sequence number stands to those before it."""

    NEXT = auto()
    AGAIN = auto()
    GAP = auto()


class Stream:
    """Sequence numbers both ways, and what must be sent again after a loss.

    No clock, no socket: a room keeps it while the person is reconnecting, and adds to it meanwhile.
    """

    __slots__ = ("_ring", "confirmed", "received", "sent")

    def __init__(self, limits: Limits) -> None:
        self._ring = ReplayRing(limits.ring_frames, limits.ring_bytes)
        self.sent = 0
        self.received = 0
        # The last of the client's numbers that the client knows to have arrived.
        self.confirmed = 0

    def add(self, prefix: bytes, payload: bytes | Raw) -> bytes:
        """Number a message, keep it for replay, return the frame to send. The payload is a JSON object."""
        self.sent += 1
        body = b"".join((prefix, b"%d" % self.sent, _BEFORE_PAYLOAD, payload, b"}"))
        frame = text_header(len(body)) + body
        self._ring.append(frame)
        return frame

    def acknowledge(self, ack: int) -> None:
        """The client has everything up to `ack`. More than was sent counts as all of it."""
        self._ring.acknowledge(ack)

    def take(self, seq: int) -> Arrival:
        """Note a client's message by its number. Only NEXT may have an effect."""
        if seq == self.received + 1:
            self.received = seq
            return Arrival.NEXT
        return Arrival.AGAIN if seq <= self.received else Arrival.GAP

    def resume(self, seen: int) -> list[bytes] | None:
        """The frames after the last one the client has seen, or None when it needs a snapshot."""
        frames = self._ring.since(seen)
        if frames is not None:
            self._ring.acknowledge(seen)
        return frames

    def forget(self) -> None:
        """Send nothing again of what was sent so far: a client that lacks some of it gets a snapshot instead."""
        self._ring.acknowledge(self.sent)
