"""The few bytes of RFC 6455 that the fast lane reads and writes by itself."""

from functools import lru_cache
from struct import Struct

import msgspec

TEXT_WHOLE = 0x81
PONG_WHOLE = 0x8A
MASKED = 0x80
LONGEST_CONTROL = 125
# Bytes up to the mask where the length has two bytes, or eight.
HEADER_OF_LONG = 4
HEADER_OF_LONGEST = 10

PING = b"\x89\x00"

_TWO_BYTE_LENGTH = Struct("!BBH").pack
_EIGHT_BYTE_LENGTH = Struct("!BBQ").pack
_SHORT = tuple(bytes((TEXT_WHOLE, length)) for length in range(126))


def text_header(length: int) -> bytes:
    """The header of a whole, unmasked text frame with a payload of `length` bytes."""
    if length < 126:
        return _SHORT[length]
    if length < 65536:
        return _TWO_BYTE_LENGTH(TEXT_WHOLE, 126, length)
    return _EIGHT_BYTE_LENGTH(TEXT_WHOLE, 127, length)


def text_frame(payload: bytes) -> bytes:
    """A whole, unmasked text frame."""
    return text_header(len(payload)) + payload


def measure(data: bytes, at: int) -> tuple[int, int]:
    """Where the frame that begins at `at` has its mask, and how long its payload is.

    The length is -1 when the frame is not masked, and both are while its header is not all there. Needs at least two
    bytes at `at`.
    """
    length = data[at + 1] - MASKED
    size = {126: 2, 127: 8}.get(length, 0)
    if len(data) < at + 2 + size:
        return -1, -1
    if size:
        length = int.from_bytes(data[at + 2 : at + 2 + size], "big")
    return at + 2 + size, max(length, -1)


@lru_cache(maxsize=256)
def own_prefix(kind: str) -> bytes:
    """The start of a message of the server itself, up to its sequence number."""
    return b'{"type":%b,"seq":' % msgspec.json.encode(kind)


def relay_prefix(kind: str, sender: str, n: int) -> bytes:
    """The start of a message from one person to another, up to its number. Made once, used for many."""
    return b'{"type":%b,"from":%b,"n":%d,"seq":' % (msgspec.json.encode(kind), msgspec.json.encode(sender), n)
