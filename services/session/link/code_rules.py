"""One-time codes: six digits to a channel that is the person's alone. Pure."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

CODE_LIFE: Final = timedelta(minutes=10)
TRIES: Final = 5
CLOSED_FOR: Final = timedelta(minutes=15)
SENDS: Final = 5
"""Codes that may be sent within `SENDS_WITHIN`; a further request sends nothing and says nothing."""
SENDS_WITHIN: Final = timedelta(hours=1)
DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class CodeState:
    """Where a link stands with its codes. `serial` numbers the one-time ones; 0: none was sent yet.

    `own_hash` is of the code that a guest set, which works again and again.
    """

    link_id: UUID
    serial: int = 0
    sent_at: datetime | None = None
    used: bool = False
    wrong: int = 0
    closed_until: datetime | None = None
    window_from: datetime | None = None
    window_sends: int = 0
    own_hash: bytes | None = None


def code_of(key: bytes, link_id: UUID, serial: int) -> str:
    """The code with this number: computed, so that the delivery row need not hold it."""
    digest = hmac.digest(key, b"code" + link_id.bytes + serial.to_bytes(4, "big"), "sha256")
    return str(int.from_bytes(digest[:8], "big") % 10**DIGITS).zfill(DIGITS)


def minutes_closed(state: CodeState, now: datetime) -> int | None:
    """For how many more minutes (rounded up) no code is taken; None when one is."""
    if state.closed_until is None or now >= state.closed_until:
        return None
    return -(-int((state.closed_until - now).total_seconds()) // 60)


def send(state: CodeState, now: datetime) -> CodeState | None:
    """The state after one more code was sent; None when none may be, because of the limit or a lock."""
    fresh = state.window_from is None or now >= state.window_from + SENDS_WITHIN
    sends = 0 if fresh else state.window_sends
    if sends >= SENDS or minutes_closed(state, now) is not None:
        return None
    return replace(_next(state, now), window_from=now if fresh else state.window_from, window_sends=sends + 1)


def said(state: CodeState, now: datetime) -> CodeState:
    """The state after the desk said a code. It has made sure who calls: neither mistakes nor codes that were sent stand
    in the way.
    """
    return replace(_next(state, now), wrong=0, closed_until=None)


def _next(state: CodeState, now: datetime) -> CodeState:
    return replace(state, serial=state.serial + 1, sent_at=now, used=False)


def fits(state: CodeState, key: bytes, code: str, now: datetime) -> bool:
    """Whether this is the last code that was sent, still young and not used before."""
    expected = code_of(key, state.link_id, state.serial)
    alive = state.sent_at is not None and now < state.sent_at + CODE_LIFE and not state.used
    return hmac.compare_digest(expected.encode(), code.strip().encode()) and alive


def was_taken(state: CodeState, key: bytes, code: str, now: datetime) -> bool:
    """Whether this is the last code that was sent, still young, and used."""
    return state.used and fits(replace(state, used=False), key, code, now)


def own_hash_of(key: bytes, link_id: UUID, code: str) -> bytes:
    """What is kept of a code that a guest set. Six digits are soon guessed, so it is of no use without the key."""
    return hmac.digest(key, b"own" + link_id.bytes + code.encode(), "sha256")


def with_own(state: CodeState, key: bytes, code: str) -> CodeState:
    """The guest set this code."""
    return replace(state, own_hash=own_hash_of(key, state.link_id, code))


def fits_own(state: CodeState, key: bytes, code: str) -> bool:
    """Whether this is the code that the guest set."""
    given = own_hash_of(key, state.link_id, code.strip())
    return hmac.compare_digest(state.own_hash or bytes(len(given)), given)


def right(state: CodeState, *, is_sent: bool = True) -> CodeState:
    """A code fitted: earlier mistakes are forgotten, and one that was sent or said opens nothing a second time."""
    return replace(state, used=state.used or is_sent, wrong=0, closed_until=None)


def wrong(state: CodeState, now: datetime) -> CodeState:
    """One more mistake; the last one closes the door for a while and kills the code."""
    mistakes = state.wrong + 1
    if mistakes < TRIES:
        return replace(state, wrong=mistakes, closed_until=None)
    return replace(state, wrong=0, used=True, closed_until=now + CLOSED_FOR)


def tries_left(state: CodeState) -> int:
    """How many more mistakes are allowed."""
    return TRIES - state.wrong
