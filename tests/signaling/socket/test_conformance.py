"""RFC 6455, frame by frame, over a real line; and beside the library that sees the same bytes."""

import asyncio
import struct
from collections.abc import Sequence
from itertools import pairwise

import pytest
import uvloop
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from services.signaling.socket.connection import Socket
from services.signaling.socket.envelope import Envelope
from services.signaling.socket.server import SocketServer
from services.signaling.socket.stream import Stream
from tests.signaling.socket.stage import LIMITS, Line, Room, Stage, heard, masked, request

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
FIN = 0x80


def note(seq: int, text: str = "") -> bytes:
    return b'{"type":"note","seq":%d,"payload":{"text":"%b"}}' % (seq, text.encode())


async def says_close(line: Line, data: bytes) -> int:
    await line.write(data)
    return await line.close_code()


# ---- Messages


@pytest.mark.parametrize("size", [0, 1, 60, 90, 200, 4_000, 65_000])
async def test_a_message_of_any_size_arrives(stage: Stage, size: int) -> None:
    async with stage.joined() as client:
        await client.send(note(1, "x" * size).decode())
        await stage.room.until("note")
    assert stage.room.details("note") == [b'{"text":"%b"}' % (b"x" * size)]


async def test_a_message_of_two_people_goes_from_one_to_the_other_with_its_number(stage: Stage) -> None:
    async with stage.joined() as ann, stage.joined() as ben:
        await ann.send('{"type":"offer","seq":1,"to":"1","n":1,"payload":{"sdp":"v=0 é"}}')
        assert await heard(ben) == {"type": "offer", "seq": 2, "from": "0", "n": 1, "payload": {"sdp": "v=0 é"}}


async def test_a_message_in_fragments_is_one_message_even_with_a_ping_between(stage: Stage) -> None:
    line = await stage.line()
    whole = note(1, "in parts é")
    await line.write(
        masked(whole[:5], TEXT)
        + masked(b"are you there", FIN | PING)
        + masked(b"", CONT)
        + masked(whole[5:], FIN | CONT)
    )
    frame = await line.frame()
    assert (frame.opcode, frame.data) == (Opcode.PONG, b"are you there")
    await stage.room.until("note")
    # The fast lane is free again.
    await line.write(masked(note(2)))
    await stage.room.until("note", 2)


async def test_a_letter_cut_by_a_fragment_is_whole_again(stage: Stage) -> None:
    line = await stage.line()
    whole = note(1, "é")
    cut = whole.index(b"\xc3") + 1
    await line.write(masked(whole[:cut], TEXT) + masked(whole[cut:], FIN | CONT))
    await stage.room.until("note")
    assert stage.room.details("note") == ['{"text":"é"}'.encode()]


async def test_every_byte_alone_makes_the_same_message(stage: Stage) -> None:
    line = await stage.line()
    for byte in masked(note(1, "y" * 130)) + masked(b"", FIN | PONG) + masked(note(2)):
        await line.write(bytes([byte]))
    await stage.room.until("note", 2)


async def test_many_messages_in_one_piece_come_one_by_one_in_order(stage: Stage) -> None:
    line = await stage.line()
    await line.write(b"".join(masked(note(seq, str(seq))) for seq in range(1, 101)))
    await stage.room.until("note", 100)
    assert stage.room.details("note") == [b'{"text":"%d"}' % seq for seq in range(1, 101)]


# ---- Pings, pongs


@pytest.mark.parametrize("payload", [b"", b"a", b"\x00\xff" * 62, b"z" * 125])
async def test_a_ping_is_answered_with_its_own_payload(stage: Stage, payload: bytes) -> None:
    line = await stage.line()
    await line.write(masked(payload, FIN | PING))
    frame = await line.frame()
    assert (frame.opcode, frame.data) == (Opcode.PONG, payload)


async def test_a_pong_that_nobody_asked_for_is_ignored(stage: Stage) -> None:
    line = await stage.line()
    await line.write(masked(b"unasked", FIN | PONG) + masked(note(1)))
    await stage.room.until("note")


async def test_the_library_client_gets_its_pongs(stage: Stage) -> None:
    async with stage.joined() as client:
        await asyncio.wait_for(await client.ping(b"mine"), 5)


# ---- Failures


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (masked(b"x", FIN | 0x40 | TEXT), 1002),
        (masked(b"x", FIN | 0x20 | TEXT), 1002),
        (masked(b"x", FIN | 0x10 | TEXT), 1002),
        (masked(b"x", FIN | 0x40 | PONG), 1002),
        *[(masked(b"x", FIN | opcode), 1002) for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)],
        (masked(b"x", PING), 1002),
        (masked(b"x", PONG), 1002),
        (masked(b"", CLOSE), 1002),
        (masked(b"x" * 126, FIN | PING), 1002),
        (masked(b"x" * 126, FIN | PONG), 1002),
        (masked(b"x" * 126, FIN | CLOSE), 1002),
        (masked(b"x", FIN | CONT), 1002),
        (masked(b"x", TEXT) + masked(b"x", FIN | TEXT), 1002),
        (masked(b"x", TEXT) + masked(b"x", FIN | BINARY), 1002),
        (masked(b"\x03", FIN | CLOSE), 1002),
        (masked(b"x", FIN | BINARY), 1003),
        (masked(b"x", BINARY), 1003),
        (masked(note(1, "x").replace(b"x", b"\xff")), 1007),
        (masked(note(1)[:9], TEXT) + masked(b"\xff", FIN | CONT), 1007),
        (masked(struct.pack("!H", 1000) + b"\xff", FIN | CLOSE), 1007),
        (bytes([FIN | TEXT, 5]), 1002),
        (bytes([FIN | TEXT, 126]), 1002),
        (b"\x81\xff" + (65_537).to_bytes(8, "big"), 1009),
        (b"\x81\xff" + (2**63 + 5).to_bytes(8, "big"), 1009),
        (masked(b"x" * 65_000, TEXT) + masked(b"x" * 1_000, FIN | CONT), 1009),
        (masked(b"not json"), 1008),
        (masked(b'{"type":"note","payload":{}}'), 1008),
        (masked(note(3)), 1008),
    ],
)
async def test_a_broken_frame_is_named_by_its_code_and_ends_the_line(stage: Stage, bad: bytes, code: int) -> None:
    line = await stage.line()
    assert await says_close(line, bad) == code
    await stage.room.until("closed")
    assert stage.room.details("closed") == [code]
    assert stage.room.details("note") == []


async def test_nothing_behind_a_broken_frame_is_read(stage: Stage) -> None:
    line = await stage.line()
    assert await says_close(line, masked(b"x", FIN | 0x40 | TEXT) + masked(note(1))) == 1002
    await stage.room.until("closed")
    assert stage.room.details("note") == []


async def test_one_clients_broken_frames_disturb_no_other(stage: Stage) -> None:
    async with stage.joined() as ann, stage.joined() as ben:
        line = await stage.line()
        await ann.send('{"type":"offer","seq":1,"to":"1","n":1,"payload":{}}')
        assert await says_close(line, b"\xff" * 20) == 1002
        await ann.send('{"type":"offer","seq":2,"to":"1","n":1,"payload":{}}')
        assert [(await heard(ben))["seq"] for _ in range(2)] == [2, 3]


# ---- Closing


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1011, 3000, 4999])
async def test_a_close_is_answered_with_its_own_code(stage: Stage, code: int) -> None:
    line = await stage.line()
    assert await says_close(line, masked(struct.pack("!H", code) + b"bye", FIN | CLOSE)) == code
    await stage.room.until("closed")
    assert stage.room.details("closed") == [code]


@pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535])
async def test_a_close_with_a_code_that_must_not_be_sent_is_a_protocol_error(stage: Stage, code: int) -> None:
    line = await stage.line()
    assert await says_close(line, masked(struct.pack("!H", code), FIN | CLOSE)) == 1002


async def test_a_close_without_a_code_is_answered_without_one(stage: Stage) -> None:
    line = await stage.line()
    await line.write(masked(b"", FIN | CLOSE))
    frame = await line.frame()
    assert (frame.opcode, frame.data) == (Opcode.CLOSE, b"")
    assert await line.end() == b""
    await stage.room.until("closed")
    assert stage.room.details("closed") == [1005]


async def test_the_servers_close_is_agreed_on_with_the_client(stage: Stage) -> None:
    async with stage.joined() as client:
        stage.room.members[0].close(4410, "visit.no_longer_here")
        await client.wait_closed()
        assert (client.close_code, client.close_reason) == (4410, "visit.no_longer_here")
    await stage.room.until("closed")
    assert stage.room.details("closed") == [4410]


async def test_nothing_said_after_the_servers_close_reaches_the_handler(stage: Stage) -> None:
    line = await stage.line()
    stage.room.members[0].close(4410)
    await line.write(masked(note(1)) + masked(struct.pack("!H", 4410), FIN | CLOSE))
    assert await line.close_code() == 4410
    await stage.room.until("closed")
    assert stage.room.details("note") == []


async def test_a_line_that_ends_without_a_word_is_abnormal(stage: Stage) -> None:
    line = await stage.line()
    line.cut()
    await stage.room.until("closed")
    assert stage.room.details("closed") == [1006]


async def test_a_stop_tells_everybody_to_come_back(stage: Stage) -> None:
    async with stage.joined() as client:
        await stage.server.stop()
        await client.wait_closed()
        assert client.close_code == 1012
    assert len(stage.server) == 0


# ---- The same bytes, cut anywhere, mean what they mean to the library


class Memory(asyncio.Transport):
    """A line in memory, so that a test decides where the stream is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.has_ended = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def write_eof(self) -> None:
        self.has_ended = True

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def is_closing(self) -> bool:
        return False


frames = st.builds(
    masked,
    st.one_of(
        st.binary(max_size=140),
        st.text(max_size=40).map(str.encode),
        st.integers(min_value=60_000, max_value=70_000).map(bytes),
        st.integers(min_value=900, max_value=5100).map(lambda code: struct.pack("!H", code)),
    ),
    st.one_of(
        st.sampled_from([FIN | TEXT, TEXT, CONT, FIN | CONT, FIN | PING, FIN | PONG, FIN | CLOSE]),
        st.sampled_from([FIN | BINARY, PING, FIN | 0x40 | TEXT, FIN | 0x0B]),
    ),
    mask=st.binary(min_size=4, max_size=4),
)


def stretched_frame(head: int, size: int, text: bytes) -> bytes:
    """A frame whose length is written longer than it needs to be, which the library lets pass."""
    length = bytes([0x80 | (126 if size == 2 else 127)]) + len(text).to_bytes(size, "big")
    return bytes([head]) + length + bytes(4) + text


stretched = st.builds(
    stretched_frame,
    st.sampled_from([FIN | TEXT, FIN | PING, FIN | PONG]),
    st.sampled_from([2, 8]),
    st.text(max_size=3).map(str.encode),
)
good = st.builds(lambda text: masked(text.encode()), st.text(max_size=200))
conversations = st.lists(st.one_of(good, good, frames, stretched, st.binary(max_size=30)), min_size=1, max_size=12)


def by_the_library(conversation: Sequence[bytes]) -> tuple[list[bytes], bytes, bool]:
    """Messages, answers and end of the line, as `websockets` alone has them, fed item by item; text only."""
    protocol = ServerProtocol(state=OPEN, max_size=LIMITS.message_bytes)
    messages: list[bytes] = []
    parts: list[bytes] = []
    for item in conversation:
        protocol.receive_data(item)
        frames = [event for event in protocol.events_received() if isinstance(event, Frame)]
        for frame in frames:
            if frame.opcode is Opcode.BINARY:
                # The library reads on behind what we refuse; what it then finds wrong comes too late to compare.
                assume(frame is frames[-1] and protocol.state is OPEN)
                protocol.fail(1003, "text only")
            elif frame.opcode in (Opcode.TEXT, Opcode.CONT):
                parts.append(bytes(frame.data))
                if frame.fin:
                    messages.append(b"".join(parts))
                    parts = []
    answers = protocol.data_to_send()
    return messages, b"".join(answers), b"" in answers


class Hearing(Socket):
    """A socket that notes whole messages instead of reading envelopes: the standard ends where JSON begins."""

    __slots__ = ("messages",)

    messages: list[bytes]

    def _text(self, message: bytes) -> None:
        self.messages.append(message)


async def end_of_tick() -> None:
    """Return once everything scheduled before has run."""
    loop = asyncio.get_running_loop()
    ended = loop.create_future()
    loop.call_soon(ended.set_result, None)
    await ended


async def by_us(pieces: Sequence[bytes]) -> tuple[list[bytes], bytes, bool]:
    server = SocketServer(Room(LIMITS), origins=[None], limits=LIMITS)
    await server.start("127.0.0.1", 0)
    socket, transport = Hearing(server), Memory()
    socket.messages = []
    socket.connection_made(transport)
    socket.data_received(request())
    transport.written = b""
    for piece in pieces:
        socket.data_received(piece)
    await end_of_tick()
    socket.connection_lost(None)
    await server.stop()
    return socket.messages, transport.written, transport.has_ended


def cut(sent: bytes, places: Sequence[float]) -> list[bytes]:
    edges = sorted({0, len(sent), *(int(place * len(sent)) for place in places)})
    return [sent[start:stop] for start, stop in pairwise(edges)]


# Completes whatever is incomplete, and is itself wrong: every conversation ends.
TAIL = bytes(70_000)


@settings(max_examples=300, deadline=None)
@given(
    conversation=conversations,
    places=st.lists(st.floats(min_value=0, max_value=1), max_size=12),
)
@example(conversation=[masked(b"a", TEXT), masked(b"b", FIN | TEXT)], places=[0.5])
@example(conversation=[masked(b"a", TEXT), masked(b"", FIN | CLOSE)], places=[0.1, 0.9])
@example(conversation=[masked(b"a", FIN | BINARY)], places=[])
@example(conversation=[b"\x81\xfe\x00\x00\x00\x00\x00\x00"], places=[0.4])
@example(conversation=[b"\x02\x80"], places=[])
def test_a_stream_cut_anywhere_means_what_it_means_to_the_library(
    conversation: list[bytes], places: list[float]
) -> None:
    sent = b"".join(conversation)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        before = runner.run(by_us(cut(sent, places)))
        ours = runner.run(by_us([*cut(sent, places), TAIL]))
    assert before[0] == by_the_library(conversation)[0]
    assert ours == by_the_library([*conversation, TAIL])
    assert ours[2]


# ---- What the handler may do meanwhile


async def test_a_handler_that_fails_ends_only_the_socket_whose_message_it_was(stage: Stage) -> None:
    def fail(socket: Socket, envelope: Envelope) -> None:
        if envelope.type == "hello":
            socket.attach(Stream(LIMITS))
        elif envelope.type == "note":
            raise ValueError("planted")

    stage.room.on_message = fail
    line, other = await stage.line(joined=False), await stage.line(joined=False)
    for each in (line, other):
        await each.write(masked(b'{"type":"hello","payload":{}}'))
    assert await says_close(line, masked(note(1))) == 1011
    await other.write(masked(b'{"type":"fine","seq":1,"payload":{}}'))
    await stage.room.until("fine")


async def test_a_message_repeated_after_a_loss_has_no_second_effect(stage: Stage) -> None:
    async with stage.joined() as client:
        for seq in (1, 1, 2, 1, 2, 3):
            await client.send(note(seq).decode())
        await stage.room.until("note", 3)
        await client.send('{"type":"done","seq":4}')
        await stage.room.until("done")
    assert stage.room.kinds().count("note") == 3
