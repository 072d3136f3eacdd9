"""The inbox: others' events, each taking effect once.

Effect and inbox row are one transaction, acknowledged after the commit; an event that comes again finds its
row and does nothing. Events of one visit may arrive out of order (a redelivery, a second instance):
reactions go by the versions inside.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

import nats.errors
import nats.js.errors
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from prometheus_client import Counter
from pydantic import BaseModel, ValidationError
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts import subjects
from services.contracts.events import Event, Happened
from services.runtime import telemetry
from services.runtime.bus import Bus
from services.runtime.database import Database, Tx
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.runtime.tables import inbox, inbox_trouble

BATCH = 50
FETCH_SECONDS = 1.0
"""An open fetch dies with the server; a longer one would leave events lying that long after a restart."""

AGAIN_SECONDS = 0.2
MOST_TRIES = 5
"""Tries of an event whose reaction raises, before it waits for a person."""

RETRY_SECONDS = (0.2, 1.0, 5.0, 20.0)
OUT_OF_REACH_SECONDS = 1.0
RETRIES_ASKED_SECONDS = 2.0
"""How often we look whether the operator asked for another try."""

received = Counter("beside_inbox_received_total", "Events that took effect or were ignored", ["type"])
dead = Counter("beside_inbox_dead_total", "Events given up after all tries", ["type"])

F = TypeVar("F", bound=Happened)
Reaction = Callable[[Tx, Event, Any], Awaitable[None]]

log = get_logger(__name__)


class _Envelope(BaseModel):
    """As much of an event as is needed to pass over a type that this release does not know."""

    id: UUID
    type: str
    traceparent: str | None = None


class Reactions:
    """What a service does when events arrive; filled in app.py, read like a table."""

    def __init__(self) -> None:
        self._by_type: defaultdict[str, list[Reaction]] = defaultdict(list)

    def on(self, fact: type[F], react: Callable[[Tx, Event, F], Awaitable[None]]) -> None:
        """Have `react` run in the event's transaction.

        Several reactions to one fact run in the order of registration.
        """
        self._by_type[str(fact.model_fields["type"].default)].append(react)

    def to(self, event_type: str) -> list[Reaction]:
        """The reactions to a type; none for what this service has no use for."""
        return self._by_type.get(event_type, [])


class Inbox:
    """Takes events from the service's durable consumer. Any number of instances share it."""

    def __init__(
        self,
        database: Database,
        bus: Bus,
        durable: str,
        reactions: Reactions,
        *,
        retries: tuple[float, ...] = RETRY_SECONDS,
    ) -> None:
        self._database = database
        self._bus = bus
        self._durable = durable
        self._reactions = reactions
        self._retries = retries
        self._look_at = 0.0

    async def run(self) -> None:
        """Take events until cancelled."""
        while True:
            try:
                await self._take_from(await self._bind())
            except (nats.errors.Error, ConnectionError, TimeoutError) as error:
                log.warning("inbox_interrupted", error=type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _bind(self) -> JetStreamContext.PullSubscription:
        return await self._bus.jetstream.pull_subscribe_bind(consumer=self._durable, stream=subjects.EVENTS_STREAM)

    async def _take_from(self, subscription: JetStreamContext.PullSubscription) -> None:
        try:
            while True:
                try:
                    messages = await subscription.fetch(BATCH, timeout=FETCH_SECONDS)
                except TimeoutError:
                    messages = []
                for message in messages:
                    await self._take(message)
                await self._look_for_retries()
        finally:
            await subscription.unsubscribe()

    async def _look_for_retries(self) -> None:
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + RETRIES_ASKED_SECONDS
        try:
            await self.retry_asked()
        except Exception as error:
            if not is_out_of_reach(error):
                raise
            log.warning("inbox_out_of_reach", error=type(error).__name__)

    async def _take(self, message: Msg) -> None:
        try:
            await self.apply(message.data)
        except Exception as error:  # noqa: BLE001 (this loop owns the events; none may stop the others)
            await self._put_back(message, error)
            return
        await message.ack()

    async def apply(self, payload: bytes) -> None:
        """Let one event take effect, unless it did before."""
        envelope = _Envelope.model_validate_json(payload)
        reactions = self._reactions.to(envelope.type)
        with telemetry.span(f"event {envelope.type}", traceparent=envelope.traceparent):
            async with self._database.transaction() as tx:
                if not await _first_time(tx, envelope):
                    return
                if reactions:
                    event = Event.model_validate_json(payload)
                    for react in reactions:
                        await react(tx, event, event.data)
        received.labels(envelope.type).inc()

    async def _put_back(self, message: Msg, error: Exception) -> None:
        """Try again later.

        Give up on an event only when it failed by itself, not while a part was out of reach.
        """
        if is_out_of_reach(error):
            await message.nak(delay=OUT_OF_REACH_SECONDS)
            return
        log.error("reaction_failed", subject=message.subject, exc_info=error)
        try:
            tries = await self._note_trouble(message.data, error)
        except Exception as trouble:
            if not is_out_of_reach(trouble):
                raise
            await message.nak(delay=OUT_OF_REACH_SECONDS)
            return
        if tries < MOST_TRIES:
            await message.nak(delay=self._retries[min(tries, len(self._retries)) - 1])
        else:
            await message.ack()

    async def _note_trouble(self, payload: bytes, error: Exception) -> int:
        event_id, event_type = _name_of(payload)
        values = {
            "event_id": event_id,
            "type": event_type,
            "payload": payload,
            "error": type(error).__name__,
        }
        row = insert(inbox_trouble).values(**values)
        counted = row.on_conflict_do_update(
            index_elements=[inbox_trouble.c.event_id],
            set_={"tries": inbox_trouble.c.tries + 1, "error": type(error).__name__},
        ).returning(inbox_trouble.c.tries)
        async with self._database.transaction() as tx:
            tries = int((await tx.execute(counted)).scalar_one())
            if tries >= MOST_TRIES or isinstance(error, ValidationError):
                tries = MOST_TRIES
                await tx.execute(
                    update(inbox_trouble).where(inbox_trouble.c.event_id == event_id).values(dead_at=func.now())
                )
                dead.labels(event_type).inc()
        return tries

    async def retry_asked(self) -> None:
        """Try those events once more that the operator asked for with `retry`."""
        asked = select(inbox_trouble.c.payload).where(inbox_trouble.c.dead_at.is_not(None), inbox_trouble.c.tries == 0)
        async with self._database.transaction() as tx:
            payloads = (await tx.execute(asked.limit(BATCH))).scalars().all()
        for payload in payloads:
            try:
                await self.apply(payload)
            except Exception as error:
                log.error("reaction_failed_again", exc_info=error)
                await self._note_trouble(payload, error)


def _name_of(payload: bytes) -> tuple[UUID, str]:
    """Id and type of an event, even of one that cannot be read."""
    try:
        envelope = _Envelope.model_validate_json(payload)
    except ValidationError:
        return uuid5(NAMESPACE_OID, payload.hex()), "unreadable"
    return envelope.id, envelope.type


async def _first_time(tx: Tx, envelope: _Envelope) -> bool:
    row = insert(inbox).values(event_id=envelope.id, type=envelope.type).on_conflict_do_nothing()
    if (await tx.execute(row.returning(inbox.c.event_id))).scalar() is None:
        return False
    await tx.execute(inbox_trouble.delete().where(inbox_trouble.c.event_id == envelope.id))
    return True


async def retry(tx: Tx) -> int:
    """Have the running service try every event once more that it gave up; gives their number. After a repair."""
    given_up = update(inbox_trouble).where(inbox_trouble.c.dead_at.is_not(None))
    return (await tx.execute(given_up.values(tries=0))).rowcount


async def count_dead(tx: Tx) -> int:
    """How many events wait for a person; health says so."""
    return int((await tx.execute(select(func.count()).where(inbox_trouble.c.dead_at.is_not(None)))).scalar_one())
