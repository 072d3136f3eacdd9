"""The frames of RFC 6455 that the fast lane knows by their first byte, and those that it writes by itself."""

from functools import lru_cache
from struct import Struct

import msgspec

TEXT_WHOLE = 0x81
PONG_WHOLE = 0x8A
LONGEST_CONTROL = 125

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


@lru_cache(maxsize=256)
def own_prefix(kind: str) -> bytes:
    """The start of a message of the server itself, up to its sequence number."""
    return b'{"type":%b,"seq":' % msgspec.json.encode(kind)


def relay_prefix(kind: str, sender: str, n: int) -> bytes:
    """The start of a message from one person to another, up to its number. Made once, used for many."""
    return b'{"type":%b,"from":%b,"n":%d,"seq":' % (msgspec.json.encode(kind), msgspec.json.encode(sender), n)
