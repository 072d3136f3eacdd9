"""Numbers, replay and acknowledgement: what a client that comes back may rely on."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.signaling.socket.frames import own_prefix, relay_prefix, text_header
from services.signaling.socket.limits import Limits
from services.signaling.socket.ring import ReplayRing
from services.signaling.socket.stream import Arrival, Stream

LIMITS = Limits(ring_frames=4, ring_bytes=10_000)


def numbers(frames: list[bytes] | None) -> list[int] | None:
    return None if frames is None else [msgspec.json.decode(frame[frame.index(b"{") :])["seq"] for frame in frames]


def stream_after(count: int) -> Stream:
    stream = Stream(LIMITS)
    for _ in range(count):
        stream.add(own_prefix("hint"), b"{}")
    return stream


def test_a_client_that_missed_the_last_two_gets_exactly_these() -> None:
    assert numbers(stream_after(3).resume(1)) == [2, 3]


def test_a_client_that_missed_nothing_gets_nothing() -> None:
    assert stream_after(3).resume(3) == []


def test_a_client_that_missed_more_than_was_kept_needs_a_snapshot() -> None:
    stream = stream_after(6)
    assert stream.resume(1) is None
    assert numbers(stream.resume(2)) == [3, 4, 5, 6]


def test_a_client_that_claims_to_have_seen_what_was_never_sent_needs_a_snapshot() -> None:
    assert stream_after(3).resume(4) is None


def test_what_was_acknowledged_is_not_kept() -> None:
    stream = stream_after(3)
    stream.acknowledge(2)
    assert numbers(stream.resume(2)) == [3]
    assert stream.resume(1) is None


def test_an_acknowledgement_of_more_than_was_sent_counts_as_all() -> None:
    stream = stream_after(3)
    stream.acknowledge(99)
    stream.add(own_prefix("hint"), b"{}")
    assert numbers(stream.resume(3)) == [4]


def test_what_a_client_must_not_see_any_more_is_never_sent_again() -> None:
    stream = stream_after(3)
    stream.forget()
    stream.add(own_prefix("hint"), b"{}")
    assert stream.resume(2) is None
    assert numbers(stream.resume(3)) == [4]


def test_the_oldest_go_first_when_the_bytes_are_too_many() -> None:
    stream = Stream(LIMITS)
    for size in (6_000, 6_000, 100):
        stream.add(own_prefix("offer"), b'{"sdp":"%b"}' % (b"x" * size))
    assert stream.resume(0) is None
    assert numbers(stream.resume(1)) == [2, 3]


def test_a_message_that_came_twice_counts_once_and_a_gap_is_seen() -> None:
    stream = Stream(LIMITS)
    assert [stream.take(seq) for seq in (1, 1, 2, 4, 3)] == [
        Arrival.NEXT,
        Arrival.AGAIN,
        Arrival.NEXT,
        Arrival.GAP,
        Arrival.NEXT,
    ]


def test_a_relayed_message_names_its_sender_and_keeps_its_payload_as_it_came() -> None:
    frame = Stream(LIMITS).add(relay_prefix("offer", 'p"1', 3), '{"sdp": "ä",  "x":1.50}'.encode())
    assert frame[2:] == '{"type":"offer","from":"p\\"1","n":3,"seq":1,"payload":{"sdp": "ä",  "x":1.50}}'.encode()


@given(length=st.sampled_from([0, 1, 125, 126, 127, 65535, 65536, 70000]))
def test_a_header_says_its_length_in_the_shortest_form(length: int) -> None:
    header = text_header(length)
    assert header[0] == 0x81
    if length < 126:
        assert header[1:] == bytes([length])
    elif length < 65536:
        assert header[1:] == b"\x7e" + length.to_bytes(2, "big")
    else:
        assert header[1:] == b"\x7f" + length.to_bytes(8, "big")


class RingAgainstAList(RuleBasedStateMachine):
    """The ring beside a plain list of everything that was ever sent."""

    def __init__(self) -> None:
        super().__init__()
        self.ring = ReplayRing(max_frames=5, max_bytes=60)
        self.sent: list[bytes] = []
        self.acknowledged = 0

    @rule(size=st.integers(min_value=1, max_value=70))
    def send(self, size: int) -> None:
        frame = bytes([len(self.sent) % 256]) * size
        self.sent.append(frame)
        self.ring.append(frame)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def acknowledge(self, data: st.DataObject) -> None:
        seq = data.draw(st.integers(min_value=0, max_value=len(self.sent) + 3))
        self.ring.acknowledge(seq)
        self.acknowledged = max(self.acknowledged, min(seq, len(self.sent)))

    @rule(seen=st.integers(min_value=0, max_value=30))
    def ask(self, seen: int) -> None:
        replay = self.ring.since(seen)
        if replay is None:
            assert seen > len(self.sent) or seen < self.ring.first - 1
        else:
            assert replay == self.sent[seen:]

    @invariant()
    def stays_within_its_bounds(self) -> None:
        kept = self.sent[self.ring.first - 1 :]
        assert len(kept) == len(self.ring) <= 5
        assert sum(map(len, kept)) == self.ring.held_bytes <= 60

    @invariant()
    def drops_nothing_without_need(self) -> None:
        dropped = self.ring.first - 1
        if dropped > self.acknowledged:
            with_one_more = self.sent[dropped - 1 :]
            assert len(with_one_more) > 5 or sum(map(len, with_one_more)) > 60


TestRing = RingAgainstAList.TestCase
