"""Rows go when their time is over, and not before."""

from sqlalchemy import select, text

from services.runtime.database import Database
from services.runtime.housekeeping import tidy_up
from services.runtime.outbox import of_event, tell
from services.runtime.tables import outbox
from tests.runtime.told import some_event, some_visit


async def test_published_rows_are_kept_for_a_week_and_open_ones_for_ever(database: Database) -> None:
    async with database.transaction() as tx:
        for _ in range(3):
            await tell(tx, of_event(some_event(some_visit())))
        await tx.execute(text("UPDATE outbox SET created_at = now() - interval '30 days'"))
        await tx.execute(text("UPDATE outbox SET published_at = now() - interval '8 days' WHERE id = 1"))
        await tx.execute(text("UPDATE outbox SET published_at = now() - interval '6 days' WHERE id = 2"))
    assert await tidy_up(database) == 1
    async with database.transaction() as tx:
        assert set((await tx.execute(select(outbox.c.id))).scalars()) == {2, 3}
