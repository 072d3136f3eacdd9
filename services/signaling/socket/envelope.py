"""What a client's message says around its payload."""

from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct

# The largest whole number that JavaScript keeps exact.
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
_OPENING_BRACE = 0x7B


class EnvelopeError(Exception):
    """A message that is no envelope: not JSON, wrong types, too deep, or a payload that is no object."""


class Envelope(Struct, gc=False):
    """A client's message. The payload stays as it came: checked JSON in checked UTF-8, never parsed here.

    `seq` counts the client's messages after hello from 1; `ack` acknowledges all of the server's up to it;
    `to` and `n` name the recipient's id and the number of that person's connection, on relayed messages only.
    """

    type: str
    seq: Count = 0
    ack: Count = 0
    to: str = ""
    n: Count = 0
    payload: Raw = Raw(b"{}")


_decode = msgspec.json.Decoder(Envelope).decode


def decode(message: bytes) -> Envelope:
    """Read an envelope. Raises UnicodeDecodeError for bytes that are not UTF-8, EnvelopeError for the rest.

    The check of UTF-8 is for the partner's sake: a browser that receives other bytes in a text frame must
    fail its own connection (RFC 6455, 8.1), and msgspec does not look into what it leaves raw.
    """
    if not message.isascii():
        message.decode()
    try:
        envelope = _decode(message)
    except (msgspec.DecodeError, RecursionError) as refusal:
        raise EnvelopeError from refusal
    if memoryview(envelope.payload)[0] != _OPENING_BRACE:
        raise EnvelopeError
    return envelope
