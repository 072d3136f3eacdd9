"""Seals new lines of the audit into its chain, soon after they were written.

Writers wait for nobody: a line gets its place in the chain here, in the order in which lines are found, by one
instance at a time. What is sealed stays; what was not sealed yet is the tail, which a check names.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from sqlalchemy import func, select, text

from services.runtime.audit_chain import BEGINNING, chain
from services.runtime.audit_rows import line_of, lines
from services.runtime.database import Database, Tx
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.runtime.record_tables import audit

LOCK: Final = 0x6265_7369_6465_0001
"""The advisory lock of the one instance that seals just now."""

EVERY_SECONDS: Final = 1.0
AT_ONCE: Final = 500
"""Lines sealed in one transaction."""

TOLD_EVERY_SECONDS: Final = 60.0
"""How often the head of the chain is told to the log, while it moves: whoever keeps the log elsewhere notices when the
end of the audit is cut off."""

_SEALED: Final = text(
    "UPDATE audit SET number = new.number, seal = new.seal FROM"
    " unnest(CAST(:seqs AS bigint[]), CAST(:numbers AS bigint[]), CAST(:seals AS bytea[])) AS new (seq, number, seal)"
    " WHERE audit.seq = new.seq"
)

log = get_logger(__name__)


async def count_unsealed(tx: Tx) -> int:
    """How many lines wait for their seal."""
    waiting = select(func.count()).select_from(audit).where(audit.c.seal.is_(None))
    return int((await tx.execute(waiting)).scalar_one())


class Sealer:
    """Seals with the key of the chain. Any number of instances run beside each other."""

    def __init__(self, database: Database, key: bytes, held_up: Callable[[], bool] = lambda: False) -> None:
        """`held_up` is the demo's switch: while it says so nothing is sealed."""
        self._database = database
        self._key = key
        self._held_up = held_up
        self._head = (0, BEGINNING)
        self._told = (0, BEGINNING)

    async def run(self) -> None:
        """Seal until cancelled."""
        loop = asyncio.get_running_loop()
        tell_at = loop.time()
        while True:
            try:
                while not self._held_up() and await self.seal_some() == AT_ONCE:
                    pass
            except Exception as error:
                if not is_out_of_reach(error):
                    raise
                log.warning("audit_not_sealed", error=type(error).__name__)
            if loop.time() >= tell_at:
                self._tell_head()
                tell_at = loop.time() + TOLD_EVERY_SECONDS
            await asyncio.sleep(EVERY_SECONDS)

    async def seal_some(self) -> int:
        """Seal the lines that wait for longest; gives their number. None while another instance is at it."""
        async with self._database.transaction() as tx:
            if not (await tx.execute(select(func.pg_try_advisory_xact_lock(LOCK)))).scalar():
                return 0
            rows = await tx.execute(lines().where(audit.c.seal.is_(None)).order_by(audit.c.seq).limit(AT_ONCE))
            found = [line_of(row) for row in rows]
            if not found:
                return 0
            first, before = await self._head_in(tx)
            numbers = range(first + 1, first + 1 + len(found))
            seals = chain(
                self._key, before, [(number, line.columns) for number, line in zip(numbers, found, strict=True)]
            )
            sealed = {"seqs": [line.seq for line in found], "numbers": list(numbers), "seals": seals}
            await tx.execute(_SEALED, sealed)
        self._head = (numbers[-1], seals[-1])
        return len(found)

    async def _head_in(self, tx: Tx) -> tuple[int, bytes]:
        """The last seal. One that this instance has seen, and that is no longer there, is cried out about."""
        sealed = select(audit.c.number, audit.c.seal).where(audit.c.number.is_not(None))
        row = (await tx.execute(sealed.order_by(audit.c.number.desc()).limit(1))).first()
        head = (row.number, row.seal) if row else (0, BEGINNING)
        if head[0] < self._head[0]:
            log.error("audit_was_cut_off", number=self._head[0], found=head[0])
        return head

    def _tell_head(self) -> None:
        if self._head != self._told:
            self._told = self._head
            log.info("audit_head", number=self._head[0], seal=self._head[1].hex())
