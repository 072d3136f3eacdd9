"""What a service with a database stands on, put together in one place.

Database, bus, outbox, inbox, housekeeping.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from services.runtime.audit_sealer import Sealer, count_unsealed
from services.runtime.breakage import Breakage, Where
from services.runtime.bus import Bus, open_bus
from services.runtime.database import Database, Tx, open_database
from services.runtime.deliveries import CHANNEL as DELIVERIES
from services.runtime.deliveries import Deliverer
from services.runtime.housekeeping import keep_house
from services.runtime.inbox import Inbox, Reactions, count_dead
from services.runtime.lifecycle import Process
from services.runtime.logs import get_logger
from services.runtime.migrations import require_current_schema
from services.runtime.outbox import CHANNEL as OUTBOX
from services.runtime.publisher import Publisher, oldest_unpublished_seconds
from services.runtime.reach import is_out_of_reach
from services.runtime.settings import ServiceSettings

TRY_AGAIN_SECONDS = 0.5

log = get_logger(__name__)


@dataclass(frozen=True)
class Backbone:
    """The open parts of a process."""

    process: Process
    database: Database
    bus: Bus
    publisher: Publisher
    channels: dict[str, Callable[[], None]] = field(default_factory=dict)
    """Whom a NOTIFY on which channel wakes."""

    def seals(self, key: bytes) -> None:
        """Own the sealing of the audit, and tell the operator how much of it waits."""
        held_up = partial(Breakage(self.process.settings).withholds, Where.SEAL, self.process.service)
        self.process.owns("sealer", Sealer(self.database, key, held_up).run)
        self.process.health.tells("unsealed_audit_lines", partial(_in_transaction, self.database, count_unsealed))

    def delivers(self, deliverer: Deliverer) -> None:
        """Own the sending of messages to people, woken when one is queued."""
        self.process.owns("deliverer", deliverer.run)
        self.channels[DELIVERIES] = deliverer.wake


@asynccontextmanager
async def open_backbone(
    settings: ServiceSettings, service: str, migrations: Path, reactions: Reactions | None = None
) -> AsyncIterator[Backbone]:
    """Open database and bus, refuse an older schema, and own the tasks that publish, react and tidy up.

    Without `reactions` the service has no inbox.
    """
    process = Process(settings, service)
    async with open_database(settings, service) as database:
        await _wait_for("database", database.check)
        await require_current_schema(database, migrations)
        async with open_bus(settings, service) as bus:
            backbone = Backbone(process, database, bus, Publisher(database, bus, Breakage(settings)))
            _own_tasks(backbone, Inbox(database, bus, service, reactions) if reactions else None)
            _tell_health(backbone)
            yield backbone


def _own_tasks(backbone: Backbone, inbox: Inbox | None) -> None:
    process, database, publisher = backbone.process, backbone.database, backbone.publisher
    process.owns("publisher", publisher.run)
    backbone.channels[OUTBOX] = publisher.wake
    process.owns("listener", partial(database.listen, backbone.channels))
    process.owns("housekeeping", partial(keep_house, database))
    process.owns("refusals", backbone.bus.end_when_refused)
    if inbox is not None:
        process.owns("inbox", inbox.run)


def _tell_health(backbone: Backbone) -> None:
    health, database = backbone.process.health, backbone.database
    health.needs("database", database.check)
    health.needs("nats", backbone.bus.check)
    health.tells("dead_events", partial(_in_transaction, database, count_dead))
    health.tells("oldest_unpublished_seconds", partial(_in_transaction, database, oldest_unpublished_seconds))
    health.tells("refused_subjects", backbone.bus.count_refusals)


async def _in_transaction(database: Database, ask: Callable[[Tx], Awaitable[object]]) -> object:
    async with database.transaction() as tx:
        return await ask(tx)


async def _wait_for(part: str, check: Callable[[], Awaitable[None]]) -> None:
    """Start order is free: a part that is not up yet is waited for."""
    while True:
        try:
            await check()
        except Exception as error:
            if not is_out_of_reach(error):
                raise
            log.warning("waiting_for_part", part=part, error=type(error).__name__)
            await asyncio.sleep(TRY_AGAIN_SECONDS)
        else:
            return
