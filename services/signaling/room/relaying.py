"""Words from page to page: which may go from one connection to another, to one held here or by another instance."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.contracts.ids import PersonId
from services.contracts.standing import (
    SEES_EVERYONE,
    Seat,
    StandingEntry,
    flows_to,
    receives,
    visible_to,
    words_reach,
)
from services.contracts.wire import WireCode
from services.signaling.room.effects import Deliver, Effect, PassOn, SendError, Whisper
from services.signaling.room.inputs import Relay, RelaySaid
from services.signaling.room.limits import (
    MAX_CANDIDATE_BYTES,
    MAX_CANDIDATES,
    MAX_DESCRIPTION_BYTES,
    MAX_PLEASE_OFFER_BYTES,
)
from services.signaling.room.members import Member, Members
from services.signaling.room.peers import Peers

_LONGEST = {
    "offer": MAX_DESCRIPTION_BYTES,
    "answer": MAX_DESCRIPTION_BYTES,
    "candidate": MAX_CANDIDATE_BYTES,
    "please_offer": MAX_PLEASE_OFFER_BYTES,
}

_SAID_BY_THE_LATER = {"offer": True, "answer": False, "please_offer": False}
"""The connection with the higher number offers; the other answers, and asks. Candidates come from both."""

_TYPING = "typing"


@dataclass(frozen=True, slots=True)
class Way:
    """Along which words of one kind may go from a member to a connection held here, without asking again.

    Good until the room is told of anything but words; then it must be asked for anew.
    """

    sender: Member
    kind: str
    to_n: int

    def takes(self, payload: bytes) -> bool:
        """Whether this word is one of those that an honest page sends; counts it."""
        return not _is_too_long(self.kind, payload) and not _is_one_too_many(self.sender, self.kind, self.to_n)


def way(sender: Member, kind: str, to: str, to_n: int, entry: StandingEntry, members: Members) -> Way | None:
    """The way for words between two connections held here; None where each word must be told to the room."""
    target = members.get(to_n)
    if target is None or str(target.person) != to or not _may_pass(entry, sender, kind, target.seat, to_n):
        return None
    return Way(sender, kind, to_n)


def said(word: RelaySaid, entry: StandingEntry, members: Members, peers: Peers) -> Iterator[Effect]:
    """A page's word for another person's connection."""
    sender = members[word.n]
    target = _target(word, entry, members, peers)
    if target is None:
        return
    error = _why_not(entry, sender, word, target)
    if error is not None:
        yield SendError(word.n, error)
    elif word.to_n in members:
        yield Deliver(word.to_n, word.kind, sender.person, sender.n, word.payload)
    else:
        yield _pass_on(sender, word.kind, target.person, word.to_n, word.payload)


def typing_said(writer: Member, entry: StandingEntry, members: Members, peers: Peers) -> Iterator[Effect]:
    """A member writes, for all who may read it. Whoever is not reached just now need not learn of it later."""
    for member in members.values():
        yield from _whisper(entry, writer.person, writer.n, member)
    for present in peers.presents():
        if _hears_typing(entry, writer.person, Seat(present.person_id, present.device_id)):
            yield _pass_on(writer, _TYPING, present.person_id, present.n, b"{}")


def arrived(relay: Relay, member: Member, entry: StandingEntry) -> Iterator[Effect]:
    """A word for a member that another instance passed on.

    Judged here once more: this instance may know of a removal of which the other one did not.
    """
    if relay.kind == _TYPING:
        yield from _whisper(entry, relay.sender, relay.sender_n, member)
    elif flows_to(entry, Seat(relay.sender, relay.sender_device), member.seat):
        yield Deliver(relay.to_n, relay.kind, relay.sender, relay.sender_n, relay.payload)


def _target(word: RelaySaid, entry: StandingEntry, members: Members, peers: Peers) -> Seat | None:
    """Whom a word is for; None when it is addressed to a connection that is no more, and lost by right.

    Whoever the sender may not know of is for them like somebody who is not there: so is a further device that knocks.
    """
    sender, target = members[word.n], _seat_of(word, members, peers)
    if target is None or target.person not in visible_to(entry, sender.seat):
        return None
    return target if sender.role in SEES_EVERYONE or receives(entry, target) else None


def _seat_of(word: RelaySaid, members: Members, peers: Peers) -> Seat | None:
    here = members.get(word.to_n)
    if here is not None and str(here.person) == word.to:
        return here.seat
    for present in peers.presents():
        if present.n == word.to_n and str(present.person_id) == word.to:
            return Seat(present.person_id, present.device_id)
    return None


def _why_not(entry: StandingEntry, sender: Member, word: RelaySaid, target: Seat) -> WireCode | None:
    if not _may_pass(entry, sender, word.kind, target, word.to_n):
        return WireCode.NOT_ALLOWED
    if _is_too_long(word.kind, word.payload):
        return WireCode.BAD_MESSAGE
    if _is_one_too_many(sender, word.kind, word.to_n):
        return WireCode.TOO_FAST
    return None


def _may_pass(entry: StandingEntry, sender: Member, kind: str, target: Seat, to_n: int) -> bool:
    return flows_to(entry, sender.seat, target) and _is_said_by_the_right_side(kind, sender.n, to_n)


def _is_said_by_the_right_side(kind: str, n: int, to_n: int) -> bool:
    """No glare: of two connections only the one that came later offers."""
    later = _SAID_BY_THE_LATER.get(kind)
    return later is None or later is (n > to_n)


def _is_too_long(kind: str, payload: bytes) -> bool:
    """Whether a payload is longer than any honest one."""
    return len(payload) > _LONGEST[kind]


def _is_one_too_many(member: Member, kind: str, to_n: int) -> bool:
    """Count what a member sends to one connection; whether its candidates are more than an honest page has."""
    if kind != "candidate":
        member.candidates.pop(to_n, None)
        return False
    count = member.candidates.get(to_n, 0) + 1
    member.candidates[to_n] = count
    return count > MAX_CANDIDATES


def _whisper(entry: StandingEntry, writer: PersonId, writer_n: int, member: Member) -> Iterator[Effect]:
    if _hears_typing(entry, writer, member.seat):
        yield Whisper(member.n, _TYPING, writer, writer_n)


def _hears_typing(entry: StandingEntry, writer: PersonId, seat: Seat) -> bool:
    return seat.person != writer and words_reach(entry, writer, seat)


def _pass_on(sender: Member, kind: str, to: PersonId, to_n: int, payload: bytes) -> PassOn:
    return PassOn(
        Relay(
            kind=kind,
            sender=sender.person,
            sender_device=sender.device,
            sender_n=sender.n,
            to=to,
            to_n=to_n,
            payload=payload,
        )
    )
