"""What counts as a message, and what is passed on of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from services.signaling.socket.envelope import EnvelopeError, decode
from tests.signaling.from_schema import DEFINITIONS, good

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


WRITING = st.fixed_dictionaries({"ensure_ascii": st.booleans(), "indent": st.none() | st.just(2)})


@given(payload=st.dictionaries(st.text(), JSON, max_size=4), writing=WRITING)
def test_any_object_passes_unchanged(payload: dict[str, object], writing: dict[str, Any]) -> None:
    said = json.dumps({"type": "offer", "seq": 1, "payload": payload}, **writing)
    try:
        message = said.encode()
    except UnicodeEncodeError:  # lone surrogates have no UTF-8
        return
    try:
        envelope = decode(message)
    except EnvelopeError:
        # Escaped lone surrogates: JSON by the letter, text by no standard.
        assert "\\ud" in said
        return
    assert json.loads(bytes(envelope.payload)) == payload
    assert bytes(envelope.payload) in message


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"null",
        b"[]",
        b'"hello"',
        b'{"seq":1}',
        b'{"type":1}',
        b'{"type":"offer","seq":-1}',
        b'{"type":"offer","seq":1.5}',
        b'{"type":"offer","seq":9007199254740992}',
        b'{"type":"offer","seq":"1"}',
        b'{"type":"offer","to":7}',
        b'{"type":"offer","payload":null}',
        b'{"type":"offer","payload":[]}',
        b'{"type":"offer","payload":"{"}',
        b'{"type":"offer","payload":{"a":1,}}',
        b'{"type":"offer","payload":{"a":"\x01"}}',
        b'{"type":"offer","payload":{"a":NaN}}',
        b'{"type":"offer","payload":{}}}',
        b'{"type":"offer","payload":{}',
        b'{"type":"offer","payload":' + b'{"a":' * 12_000 + b"1" + b"}" * 12_001,
    ],
)
def test_what_a_browser_could_not_read_is_never_passed_on(message: bytes) -> None:
    with pytest.raises(EnvelopeError):
        decode(message)


CLIENT_FRAME = DEFINITIONS["ClientFrame"]
PROMISED = Draft202012Validator({"$defs": DEFINITIONS, **CLIENT_FRAME})


@given(frame=good(CLIENT_FRAME))
def test_every_frame_that_the_schema_allows_is_understood_member_by_member(frame: dict[str, Any]) -> None:
    assert PROMISED.is_valid(frame)
    envelope = decode(json.dumps(frame).encode())
    assert (envelope.type, envelope.seq, envelope.ack) == (frame["type"], frame.get("seq", 0), frame.get("ack", 0))
    assert (envelope.to, envelope.n) == (frame.get("to", ""), frame.get("n", 0))


@pytest.mark.parametrize("bad", [None, -1, 2**53, 1.5, "1", True, [], {}], ids=str)
@pytest.mark.parametrize("member", ["type", "seq", "ack", "to", "n", "payload"])
def test_a_frame_that_the_decoder_refuses_is_not_allowed_by_the_schema_either(member: str, bad: object) -> None:
    frame = {"type": "offer", "seq": 1, "n": 1, "payload": {}} | {member: bad}
    try:
        decode(json.dumps(frame).encode())
    except EnvelopeError:
        assert not PROMISED.is_valid(frame)


@pytest.mark.parametrize("member", CLIENT_FRAME["properties"])
def test_null_stands_for_no_member(member: str) -> None:
    frame = {"type": "offer", member: None}
    assert not PROMISED.is_valid(frame)
    with pytest.raises(EnvelopeError):
        decode(json.dumps(frame).encode())


@pytest.mark.parametrize("bad", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82"])
def test_bytes_that_are_not_utf_8_are_seen_in_the_payload_too(bad: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(b'{"type":"offer","payload":{"a":"' + bad + b'"}}')


@given(message=st.binary(max_size=200))
def test_no_bytes_whatsoever_raise_anything_else(message: bytes) -> None:
    try:
        decode(message)
    except (EnvelopeError, UnicodeDecodeError):
        return
