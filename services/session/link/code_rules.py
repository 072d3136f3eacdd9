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
    """Where a link stands with its one-time code. `serial` numbers the codes; 0: none was sent yet."""

    link_id: UUID
    serial: int = 0
    sent_at: datetime | None = None
    used: bool = False
    wrong: int = 0
    closed_until: datetime | None = None
    window_from: datetime | None = None
    window_sends: int = 0


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
    return replace(
        state,
        serial=state.serial + 1,
        sent_at=now,
        used=False,
        window_from=now if fresh else state.window_from,
        window_sends=sends + 1,
    )


def fits(state: CodeState, key: bytes, code: str, now: datetime) -> bool:
    """Whether this is the last code that was sent, still young and not used before."""
    expected = code_of(key, state.link_id, state.serial)
    alive = state.sent_at is not None and now < state.sent_at + CODE_LIFE and not state.used
    return hmac.compare_digest(expected.encode(), code.strip().encode()) and alive


def right(state: CodeState) -> CodeState:
    """A code was used; it opens nothing a second time, and earlier mistakes are forgotten."""
    return replace(state, used=True, wrong=0, closed_until=None)


def wrong(state: CodeState, now: datetime) -> CodeState:
    """One more mistake; the last one closes the door for a while and kills the code."""
    mistakes = state.wrong + 1
    if mistakes < TRIES:
        return replace(state, wrong=mistakes, closed_until=None)
    return replace(state, wrong=0, used=True, closed_until=now + CLOSED_FOR)


def tries_left(state: CodeState) -> int:
    """How many more mistakes are allowed."""
    return TRIES - state.wrong
