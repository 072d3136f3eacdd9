"""Every bound and every wait of a socket, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one process grants its sockets. Sizes are bytes, times are seconds, rates are frames a second."""

    message_bytes: int = 64 * 1024
    request_bytes: int = 16 * 1024
    sockets: int = 10_000

    # A joining page sends some 30 candidates to each of the others at once, and then a few a second.
    burst: int = 256
    rate: float = 64.0

    # What a reader may leave unread here before it is cut; its stream survives for the resume.
    unread_bytes: int = 512 * 1024

    request_within: float = 5.0
    hello_within: float = 10.0
    close_within: float = 2.0

    sweep_every: float = 0.25
    ping_every: float = 2.0
    # With the sweep's own step this stays below the five seconds in which a vanished person must show.
    silent_after: float = 4.5
    # Longer than the room waits for a phone that was put down (90 s): the room decides first.
    give_up_after: float = 120.0

    ring_frames: int = 512
    ring_bytes: int = 256 * 1024
