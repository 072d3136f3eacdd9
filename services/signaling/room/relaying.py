"""Which words may go from one connection to another: who of two may say what, how long, and how many."""

from dataclasses import dataclass

from services.signaling.room.limits import (
    MAX_CANDIDATE_BYTES,
    MAX_CANDIDATES,
    MAX_DESCRIPTION_BYTES,
    MAX_PLEASE_OFFER_BYTES,
)
from services.signaling.room.members import Member

_LONGEST = {
    "offer": MAX_DESCRIPTION_BYTES,
    "answer": MAX_DESCRIPTION_BYTES,
    "candidate": MAX_CANDIDATE_BYTES,
    "please_offer": MAX_PLEASE_OFFER_BYTES,
}

_SAID_BY_THE_LATER = {"offer": True, "answer": False, "please_offer": False}
"""The connection with the higher number offers; the other answers, and asks. Candidates come from both."""


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
        return not is_too_long(self.kind, payload) and not is_one_too_many(self.sender, self.kind, self.to_n)


def is_said_by_the_right_side(kind: str, n: int, to_n: int) -> bool:
    """No glare: of two connections only the one that came later offers."""
    later = _SAID_BY_THE_LATER.get(kind)
    return later is None or later is (n > to_n)


def is_too_long(kind: str, payload: bytes) -> bool:
    """Whether a payload is longer than any honest one."""
    return len(payload) > _LONGEST[kind]


def is_one_too_many(member: Member, kind: str, to_n: int) -> bool:
    """Count what a member sends to one connection; whether its candidates are more than an honest page has."""
    if kind != "candidate":
        member.candidates.pop(to_n, None)
        return False
    count = member.candidates.get(to_n, 0) + 1
    member.candidates[to_n] = count
    return count > MAX_CANDIDATES
