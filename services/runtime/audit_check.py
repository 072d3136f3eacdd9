"""Checks the audit against its chain: names the first line that is not what was sealed, and counts the unsealed tail.

What it finds: a line that was changed, exchanged, put in between or taken out, in any column. What it cannot find by
itself: that the newest lines were cut off (compare with a head that was kept elsewhere: `at_least`), and what happened
to a line before it was sealed, about a second after it was written.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Row, or_, select

from services.runtime.audit_chain import BEGINNING, seal_of
from services.runtime.audit_rows import Sealable, line_of, lines
from services.runtime.database import Tx
from services.runtime.record_tables import audit

AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """A place in the chain, and the seal that stands there."""

    number: int
    seal: bytes


@dataclass(frozen=True, slots=True)
class Bad:
    """The first place where the chain does not fit. `seq`: the line that is to blame, None where it is gone."""

    number: int
    seq: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. `head`: how far everything is as it was sealed.

    `tail`: how many lines are not sealed yet; `tail_from`: the `seq` of the first of them.
    """

    head: Head
    bad: Bad | None
    tail: int
    tail_from: int | None


async def check(tx: Tx, key: bytes, at_least: Head | None = None) -> Verdict:
    """Go through the whole chain, from the first line on. `at_least`: a head that was noted earlier must be in it."""
    head, bad = Head(0, BEGINNING), None
    async with aclosing(_in_order(tx)) as in_order:
        async for line in in_order:
            bad = await _flaw(tx, key, head, line, at_least)
            if bad is not None:
                break
            assert line.number is not None  # noqa: S101 (a line without a flaw has its place)
            assert line.seal is not None  # noqa: S101
            head = Head(line.number, line.seal)
    if bad is None and at_least is not None and head.number < at_least.number:
        bad = Bad(head.number + 1, None, f"the audit once went on to number {at_least.number}; its end was cut off")
    tail = await tx.execute(select(audit.c.seq, audit.c.seal).where(audit.c.number.is_(None)).order_by(audit.c.seq))
    waiting, sealed = _apart(tail.all())
    if bad is None and sealed:
        bad = Bad(head.number + 1, sealed[0], "its number was taken away")
    return Verdict(head, bad, len(waiting), waiting[0] if waiting else None)


def _apart(tail: Sequence[Row[int, bytes | None]]) -> tuple[list[int], list[int]]:
    """Lines without a number: those that wait for their seal, and those that have one all the same."""
    return [row.seq for row in tail if row.seal is None], [row.seq for row in tail if row.seal is not None]


async def _in_order(tx: Tx) -> AsyncGenerator[Sealable, None]:
    """Every line that has a place in the chain, by it; of several at one place all of them."""
    sealed = lines().where(audit.c.number.is_not(None)).order_by(audit.c.number)
    async with tx.stream(sealed.execution_options(yield_per=AT_ONCE)) as rows:
        async for row in rows:
            yield line_of(row)


async def _flaw(tx: Tx, key: bytes, head: Head, line: Sealable, at_least: Head | None) -> Bad | None:
    """What is wrong with the line that comes after `head`."""
    number = head.number + 1
    if line.number is not None and line.number > number:
        moved = await _moved(tx, key, head)
        why = "a line is missing" if moved is None else "its number was changed"
        return Bad(number, moved, why)
    if line.number != number or line.seal != seal_of(key, head.seal, number, line.columns):
        return Bad(number, line.seq, "it is not what was sealed")
    if at_least is not None and number == at_least.number and line.seal != at_least.seal:
        return Bad(number, line.seq, "another line was sealed here when the head was noted")
    return None


async def _moved(tx: Tx, key: bytes, head: Head) -> int | None:
    """Which line belongs after `head`, where it is not there but somewhere else."""
    elsewhere = or_(audit.c.number.is_(None), audit.c.number > head.number)
    last = -1 << 63
    while rows := (
        await tx.execute(lines().where(elsewhere, audit.c.seq > last).order_by(audit.c.seq).limit(AT_ONCE))
    ).all():
        for line in map(line_of, rows):
            if line.seal == seal_of(key, head.seal, head.number + 1, line.columns):
                return line.seq
        last = rows[-1].seq
    return None
