"""Filling the standing bucket again from the visits' rows: by one command, and by itself when it was lost."""

import asyncio
from datetime import datetime
from typing import Final

import nats.errors
import nats.js.errors
from sqlalchemy import select

from services.contracts import subjects
from services.contracts.ids import VisitId
from services.runtime import outbox
from services.runtime.bus import Bus
from services.runtime.database import Database, open_database
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.runtime.settings import ServiceSettings, load
from services.session.visit import store
from services.session.visit.tables import visits

LOOK_EVERY_SECONDS: Final = 2.0
BATCH: Final = 200

log = get_logger(__name__)


async def rebuild(database: Database) -> int:
    """Tell every visit's standing anew, at its present version; gives how many. The numbers stay."""
    told, last = 0, None
    while True:
        async with database.transaction() as tx:
            page = select(visits.c.id).order_by(visits.c.id).limit(BATCH)
            ids = (await tx.execute(page.where(visits.c.id > last) if last else page)).scalars().all()
            found = await store.read_many(tx, [VisitId(id_) for id_ in ids])
            await outbox.tell(tx, *(outbox.of_standing(visit.id, visit.standing_entry()) for visit in found))
        told += len(ids)
        if len(ids) < BATCH:
            return told
        last = ids[-1]


async def keep_filled(database: Database, bus: Bus) -> None:
    """Rebuild whenever the bucket is found empty, or was made anew, until cancelled."""
    made: datetime | None = None
    while True:
        try:
            info = await bus.jetstream.stream_info(f"KV_{subjects.STANDING_BUCKET}")
            if info.state.messages == 0 or (made is not None and info.created != made):
                await _fill(database)
            made = info.created
        except nats.js.errors.NotFoundError:
            log.warning("standing_bucket_missing")
        except Exception as error:
            if not is_out_of_reach(error):
                raise
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def _fill(database: Database) -> None:
    told = await rebuild(database)
    if told:
        log.warning("standing_told_anew", visits=told)


async def rebuild_named() -> int:
    """`rebuild` on the database that the settings name; the running session publishes it."""
    async with open_database(load(ServiceSettings), "beside standing") as database:
        return await rebuild(database)
