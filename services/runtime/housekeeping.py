"""Deletes the rows of runtime's tables that have served their time."""

import asyncio
from datetime import timedelta

from sqlalchemy import Column, Table, delete, func, select

from services.runtime import tables
from services.runtime.database import Database, Tx
from services.runtime.idempotency import KEPT as KEYS_KEPT
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach

OUTBOX_KEPT = timedelta(days=7)
"""As long as a lost stream can be filled again."""

INBOX_KEPT = timedelta(days=45)
"""Longer than the stream keeps events and the outbox its rows.

No event finds its row gone and takes effect twice.
"""

EVERY_SECONDS = 600.0
MOST_ROWS = 5_000
"""Rows deleted in one transaction, so that none holds locks for long."""

log = get_logger(__name__)


async def keep_house(database: Database) -> None:
    """Tidy up every ten minutes until cancelled."""
    while True:
        try:
            await tidy_up(database)
        except Exception as error:
            if not is_out_of_reach(error):
                raise
            log.warning("housekeeping_interrupted", error=type(error).__name__)
        await asyncio.sleep(EVERY_SECONDS)


async def tidy_up(database: Database) -> int:
    """Delete what is past its time; gives the number of rows."""
    gone = 0
    for table, moment, kept in (
        (tables.outbox, tables.outbox.c.published_at, OUTBOX_KEPT),
        (tables.inbox, tables.inbox.c.received_at, INBOX_KEPT),
        (tables.idempotency, tables.idempotency.c.created_at, KEYS_KEPT),
    ):
        gone += await _delete_old(database, table, moment, kept)
    return gone


async def _delete_old(database: Database, table: Table, moment: Column[object], kept: timedelta) -> int:
    gone = 0
    while True:
        async with database.transaction() as tx:
            batch = await _delete_batch(tx, table, moment, kept)
        gone += batch
        if batch < MOST_ROWS:
            return gone


async def _delete_batch(tx: Tx, table: Table, moment: Column[object], kept: timedelta) -> int:
    key = next(iter(table.primary_key.columns))
    old = select(key).where(moment < func.now() - kept).limit(MOST_ROWS)
    return (await tx.execute(delete(table).where(key.in_(old)))).rowcount
