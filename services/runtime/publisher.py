"""Publishes what lies in the outbox.

Woken by LISTEN, polling beside it, in order within a visit, shared by all instances.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import nats.errors
import nats.js.errors
from nats.js.kv import KeyValue
from prometheus_client import Counter
from pydantic import BaseModel
from sqlalchemy import Row, Select, exists, func, literal, select, text, update

from services.contracts import subjects
from services.contracts.ids import VisitId
from services.runtime.breakage import Breakage, Where
from services.runtime.bus import Bus
from services.runtime.database import Database, Tx
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.runtime.tables import outbox
from services.runtime.tasks import wait_at_most
from services.runtime.telemetry import TRACEPARENT

MOST_KEYS, MOST_ROWS = 64, 512
"""Bound of one batch: that many visits at the same time, that many rows in all."""

POLL_SECONDS = 1.0
"""How late an entry may be when its notification was lost with the connection."""

WORST_BACKOFF_SECONDS = 5.0
COMPARE_AND_SET_TRIES = 5

published = Counter("beside_outbox_published_total", "Outbox rows published", ["kind"])
failures = Counter("beside_outbox_failures_total", "Attempts to publish that failed", ["kind"])

log = get_logger(__name__)


class _Fenced(BaseModel):
    standing_version: int


@dataclass
class _Outcome:
    done: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


class Publisher:
    """Empties a service's outbox. Any number of them may run beside each other."""

    def __init__(self, database: Database, bus: Bus, breakage: Breakage | None = None) -> None:
        """`breakage` makes the demo's switch withhold rows."""
        self._database = database
        self._bus = bus
        self._breakage = breakage
        self._wake = asyncio.Event()
        self._standing: KeyValue | None = None

    def wake(self) -> None:
        """Look into the outbox now; for LISTEN and for reconnects."""
        self._wake.set()

    async def run(self) -> None:
        """Publish until cancelled."""
        stop_hearing = self._bus.on_reconnect(self.wake)
        try:
            while True:
                await wait_at_most(self._wake, POLL_SECONDS)
                await self._drain()
        finally:
            stop_hearing()

    async def _drain(self) -> None:
        try:
            while self._bus.connected and await self.publish_batch():
                pass
        except Exception as error:
            if not is_out_of_reach(error):
                raise
            log.warning("outbox_out_of_reach", error=type(error).__name__)

    async def publish_batch(self) -> bool:
        """Publish one batch. True when something went out, so that more may be there."""
        async with self._database.transaction() as tx:
            rows = (await tx.execute(_CLAIM)).all()
            if not rows:
                return False
            outcome = await self._publish_all(rows)
            await _note(tx, outcome)
            return bool(outcome.done)

    async def _publish_all(self, rows: Sequence[Row[tuple[object, ...]]]) -> _Outcome:
        by_key: defaultdict[str, list[Row[tuple[object, ...]]]] = defaultdict(list)
        for row in rows:
            by_key[row.order_key].append(row)
        outcome = _Outcome()
        await asyncio.gather(*(self._publish_in_order(chain, outcome) for chain in by_key.values()))
        return outcome

    async def _publish_in_order(self, chain: list[Row[tuple[object, ...]]], outcome: _Outcome) -> None:
        """Stop at the first failure: what comes after it must not overtake it."""
        for row in chain:
            try:
                await self._publish(row)
            except (nats.errors.Error, TimeoutError, ConnectionError) as error:
                log.warning("publish_failed", kind=row.kind, row=row.id, error=type(error).__name__)
                failures.labels(row.kind).inc()
                outcome.failed.append(row.id)
                return
            published.labels(row.kind).inc()
            outcome.done.append(row.id)

    async def _publish(self, row: Row[tuple[object, ...]]) -> None:
        if self._breakage is not None and self._breakage.withholds(Where(row.kind), str(row.payload)):
            return
        payload = str(row.payload).encode()
        trace = {TRACEPARENT: str(row.traceparent)} if row.traceparent else {}
        if row.kind == "event":
            headers = {"Nats-Msg-Id": str(row.message_id), **trace}
            await self._bus.jetstream.publish(row.subject, payload, stream=subjects.EVENTS_STREAM, headers=headers)
        elif row.kind == "standing":
            await self._bus.client.publish(
                subjects.standing(VisitId(UUID(row.subject))), payload, headers=trace or None
            )
            await self._replace_standing(row.subject, row.version, payload)
        else:
            await self._bus.client.publish(row.subject, payload, headers=trace or None)

    async def _replace_standing(self, key: str, version: int, payload: bytes) -> None:
        if self._standing is None:
            self._standing = await self._bus.jetstream.key_value(subjects.STANDING_BUCKET)
        await put_if_newer(self._standing, key, version, payload)


async def put_if_newer(bucket: KeyValue, key: str, version: int, payload: bytes) -> bool:
    """Compare and set: replace the entry unless one of the same or a higher standing version is there."""
    for _ in range(COMPARE_AND_SET_TRIES):
        last = 0
        try:
            entry = await bucket.get(key)
            if _Fenced.model_validate_json(entry.value or b"").standing_version >= version:
                return False
            last = entry.revision or 0
        except nats.js.errors.KeyNotFoundError as absent:
            last = absent.entry.revision if absent.entry else 0
        with suppress(nats.js.errors.KeyWrongLastSequenceError):
            await bucket.update(key, payload, last=last)
            return True
    raise TimeoutError(f"standing entry changed {COMPARE_AND_SET_TRIES} times meanwhile")


async def _note(tx: Tx, outcome: _Outcome) -> None:
    if outcome.done:
        await tx.execute(update(outbox).where(outbox.c.id.in_(outcome.done)).values(published_at=func.now()))
    if outcome.failed:
        wait = func.least(0.2 * func.power(2, func.least(outbox.c.attempts, 10)), WORST_BACKOFF_SECONDS)
        await tx.execute(
            update(outbox)
            .where(outbox.c.id.in_(outcome.failed))
            .values(attempts=outbox.c.attempts + 1, not_before=func.now() + wait * text("interval '1 second'"))
        )


def _claim() -> Select[*tuple[Any, ...]]:
    """The first open row of each key, locked so that no other instance takes the key, and with it those
    that follow.

    Two instances never hold the same key: whoever cannot lock its first row skips it, and a later row is
    not a first one while an earlier one is open.
    """
    earlier = outbox.alias("earlier")
    heads = (
        select(outbox.c.order_key)
        .where(
            outbox.c.published_at.is_(None),
            outbox.c.not_before <= func.now(),
            ~exists(
                select(literal(1)).where(
                    earlier.c.order_key == outbox.c.order_key,
                    earlier.c.published_at.is_(None),
                    earlier.c.id < outbox.c.id,
                )
            ),
        )
        .order_by(outbox.c.id)
        .limit(MOST_KEYS)
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    following = outbox.alias("following")
    return (
        select(following)
        .join(heads, heads.c.order_key == following.c.order_key)
        .where(following.c.published_at.is_(None))
        .order_by(following.c.id)
        .limit(MOST_ROWS)
    )


_CLAIM = _claim()


async def oldest_unpublished_seconds(tx: Tx) -> float:
    """Age of the oldest open row: 0 when all is published. Grows while NATS is down."""
    oldest = select(func.extract("epoch", func.now() - func.min(outbox.c.created_at))).where(
        outbox.c.published_at.is_(None)
    )
    return float((await tx.execute(oldest)).scalar() or 0.0)
