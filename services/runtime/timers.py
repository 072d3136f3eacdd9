"""Things to do at a time: due rows, claimed by whichever instance comes first.

Nothing lives only in memory.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from services.runtime.clock import Clock, utc_now
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.runtime.tables import timers
from services.runtime.tasks import wait_at_most

POLL_SECONDS = 0.5
"""How late a timer may ring."""

WORST_BACKOFF = timedelta(minutes=5)

log = get_logger(__name__)


@dataclass(frozen=True)
class Due:
    """A timer that has come due. `key` is what it is about, one timer a kind and key; `details` as set."""

    kind: str
    key: str
    due_at: datetime
    details: Mapping[str, object]


Ring = Callable[[Tx, Due], Awaitable[None]]


async def set_timer(tx: Tx, kind: str, key: str, due_at: datetime, details: Mapping[str, object] | None = None) -> None:
    """Set the timer of this kind and key, or move it. It rings once, after `tx` has committed."""
    row = insert(timers).values(id=new_id(), kind=kind, key=key, due_at=due_at, details=dict(details or {}))
    moved = {"due_at": row.excluded.due_at, "details": row.excluded.details, "attempts": 0}
    await tx.execute(row.on_conflict_do_update(constraint="timers_kind_key_key", set_=moved))


class Timers:
    """Rings due timers.

    Any number of instances run beside each other; each timer rings in one transaction of one.
    """

    def __init__(self, database: Database, rings: Mapping[str, Ring], clock: Clock = utc_now) -> None:
        self._database = database
        self._rings = rings
        self._clock = clock
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look for due timers now (a test has moved its clock)."""
        self._wake.set()

    async def run(self) -> None:
        """Ring until cancelled."""
        while True:
            try:
                while await self.ring_one():
                    pass
            except Exception as error:
                if not is_out_of_reach(error):
                    raise
                log.warning("timers_out_of_reach", error=type(error).__name__)
            await wait_at_most(self._wake, POLL_SECONDS)

    async def ring_one(self) -> bool:
        """Ring the timer that is due for longest. False when none is due."""
        due: Due | None = None
        try:
            async with self._database.transaction() as tx:
                due = await self._claim(tx)
                if due is not None:
                    await self._rings[due.kind](tx, due)
        except Exception as error:
            if due is None or is_out_of_reach(error):
                raise
            log.error("timer_failed", kind=due.kind, exc_info=error)
            await self._put_off(due)
        return due is not None

    async def _claim(self, tx: Tx) -> Due | None:
        """Take the timer out of the table; the ring sets a new one if it wants to.

        A rollback puts it back.
        """
        first = (
            select(timers.c.id)
            .where(timers.c.due_at <= self._clock(), timers.c.kind.in_(self._rings))
            .order_by(timers.c.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        row = (await tx.execute(delete(timers).where(timers.c.id == first).returning(timers))).first()
        return None if row is None else Due(row.kind, row.key, row.due_at, row.details)

    async def _put_off(self, due: Due) -> None:
        """A ring that failed by itself is tried again, ever more seldom, and does not stop the others."""
        async with self._database.transaction() as tx:
            row = (await tx.execute(select(timers).where(timers.c.kind == due.kind, timers.c.key == due.key))).first()
            if row is None:
                return
            wait = min(timedelta(seconds=2 ** min(row.attempts, 10)), WORST_BACKOFF)
            await tx.execute(
                update(timers)
                .where(timers.c.id == row.id)
                .values(attempts=row.attempts + 1, due_at=self._clock() + wait)
            )
