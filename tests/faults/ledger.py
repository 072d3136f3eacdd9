"""Whether every event that was told is in the stream and in the inboxes: ids counted at each place."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Final, get_args
from uuid import UUID

import asyncpg
import nats
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig

from services.contracts.events import Event, Fact
from services.contracts.subjects import EVENTS_STREAM
from services.embedded.stack import Stack
from services.runtime.topology import CONSUMERS
from tests.runtime.owner import eventually

QUIET_WITHIN: Final = 30.0
BATCH: Final = 500

TYPES: Final = frozenset(str(fact.model_fields["type"].default) for fact in get_args(get_args(Fact)[0]))
"""Every type of event that there is."""

_UNPUBLISHED: Final = "select message_id, kind from outbox where published_at is null"
_TOLD: Final = "select message_id, payload::json->>'type' from outbox where kind = 'event'"

Ids = dict[UUID, str]
"""Event id -> type."""


@dataclass(frozen=True)
class Ledger:
    """Ids at each place: told by the outboxes, in the stream, and taken by each consumer."""

    told: Ids
    stream: Ids
    inboxes: dict[str, Ids]

    @property
    def missing(self) -> dict[str, Counter[str]]:
        """What is at one place and not at the other, by place and type; empty when all is well."""
        places = {"stream": self.stream} | {f"inbox of {name}": ids for name, ids in self.inboxes.items()}
        differences = {
            place: Counter((self.told | ids)[one] for one in self.told.keys() ^ ids.keys())
            for place, ids in places.items()
        }
        return {place: types for place, types in differences.items() if types}

    @property
    def never_told(self) -> frozenset[str]:
        """Types of which there was no event."""
        return TYPES - set(self.told.values())

    def table(self) -> str:
        """The counts, a line for each type."""
        places = {"outbox": self.told, "stream": self.stream, **self.inboxes}
        counts = {place: Counter(ids.values()) for place, ids in places.items()}
        columns = [counts[place] for place in places]
        rows = [(kind, [column[kind] for column in columns]) for kind in sorted(TYPES)]
        rows.append(("all", [column.total() for column in columns]))
        head = f"{'event':28}" + "".join(f"{place:>9}" for place in places)
        return "\n".join([head, *(f"{kind:28}" + "".join(f"{n:9}" for n in row) for kind, row in rows)])


async def ledger_of(stack: Stack) -> Ledger:
    """Count everything, once nothing is on its way any more."""
    connection = await nats.connect(stack.nats_url("admin"))
    try:
        await eventually(partial(_is_quiet, stack, connection.jetstream()), bool, QUIET_WITHIN)
        stream = await _in_stream(connection.jetstream())
    finally:
        await connection.close()
    told = {id_: kind for name in CONSUMERS for id_, kind in (await _ids(stack, name, _TOLD)).items()}
    inboxes = {name: await _ids(stack, name, "select event_id, type from inbox") for name in CONSUMERS}
    return Ledger(told, stream, inboxes)


async def _is_quiet(stack: Stack, jetstream: JetStreamContext) -> bool:
    for name in CONSUMERS:
        consumer = await jetstream.consumer_info(EVENTS_STREAM, name)
        if consumer.num_pending or consumer.num_ack_pending:
            return False
    return not [one for name in CONSUMERS for one in await _ids(stack, name, _UNPUBLISHED)]


async def _ids(stack: Stack, service: str, query: str) -> Ids:
    connection = await asyncpg.connect(stack.database_url(service))
    try:
        return {UUID(str(id_)): kind for id_, kind in await connection.fetch(query)}
    finally:
        await connection.close()


async def _in_stream(jetstream: JetStreamContext) -> Ids:
    """Read the stream from its beginning, as a consumer that joins late would."""
    info = await jetstream.stream_info(EVENTS_STREAM)
    consumer = ConsumerConfig(ack_policy=AckPolicy.NONE, inactive_threshold=QUIET_WITHIN)
    reading = await jetstream.pull_subscribe("ev.>", stream=EVENTS_STREAM, config=consumer)
    found: Ids = {}
    read = 0
    while read < info.state.messages:
        for message in await reading.fetch(BATCH, timeout=QUIET_WITHIN):
            event = Event.model_validate_json(message.data)
            found[event.id] = event.type
            read += 1
    await reading.unsubscribe()
    return found
