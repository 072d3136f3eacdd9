"""Messages to people.

A row in the change's transaction, sent afterwards, at least once, under one Message-ID.

A row holds ids only. The words, the address and the link are made at the moment of sending by the service's
composer, so that no queue holds a contact or a secret, and a corrected address is used at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Literal
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.runtime.clock import Clock, utc_now
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.logs import get_logger
from services.runtime.mail import Mail, Postbox, UndeliverableError
from services.runtime.reach import is_out_of_reach
from services.runtime.tables import deliveries
from services.runtime.tasks import wait_at_most

CHANNEL = "deliveries"
"""The NOTIFY channel that wakes the deliverer."""

POLL_SECONDS = 1.0
AT_ONCE = 4
"""Messages handed over at the same time by one instance."""

RETRIES: Final = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 900, 3600))
"""Waits between tries; the last one repeats until `GIVE_UP_AFTER`."""

GIVE_UP_AFTER = timedelta(hours=24)
GAVE_UP = "mail.gave_up"

State = Literal["queued", "sent", "failed"]

settled = Counter("beside_deliveries_total", "Messages to people, by how they ended", ["kind", "state"])

log = get_logger(__name__)


@dataclass(frozen=True)
class Delivery:
    """One message to one person. `once_key` names the occasion: the same key is never queued twice."""

    kind: str
    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId | None
    person_id: PersonId
    once_key: str
    details: Mapping[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=new_id)


Compose = Callable[[Tx, Delivery], Awaitable[Mail]]
"""Makes the words; raises `UndeliverableError` when the person has no address, or must not get it any more.
"""

OnSettled = Callable[[Tx, Delivery, State, str | None], Awaitable[None]]
"""Told in the same transaction that a message was sent, or has failed for good with a code."""


async def queue(tx: Tx, delivery: Delivery) -> bool:
    """Have a message sent when `tx` commits. False when this occasion already has its row."""
    row = (
        insert(deliveries)
        .values(
            id=delivery.id,
            kind=delivery.kind,
            clinic_id=delivery.clinic_id,
            queue_id=delivery.queue_id,
            visit_id=delivery.visit_id,
            person_id=delivery.person_id,
            once_key=delivery.once_key,
            details=dict(delivery.details),
        )
        .on_conflict_do_nothing(constraint="deliveries_once_key_key")
        .returning(deliveries.c.id)
        .cte("queued")
    )
    woken = await tx.execute(select(func.pg_notify(CHANNEL, "")).select_from(row))
    return woken.first() is not None


class Deliverer:
    """Sends what is queued. Any number of instances share the rows."""

    def __init__(
        self,
        database: Database,
        postbox: Postbox,
        composers: Mapping[str, Compose],
        *,
        on_settled: OnSettled | None = None,
        retries: tuple[timedelta, ...] = RETRIES,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._postbox = postbox
        self._composers = composers
        self._on_settled = on_settled
        self._retries = retries
        self._clock = clock
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look for queued messages now; for LISTEN."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled, each message beside the others: one that takes long holds up none."""
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._send_what_is_due())

    async def _send_what_is_due(self) -> None:
        while True:
            try:
                while await self.send_one():
                    pass
            except Exception as error:
                if not is_out_of_reach(error):
                    raise
                log.warning("deliveries_out_of_reach", error=type(error).__name__)
            await wait_at_most(self._wake, POLL_SECONDS)

    async def send_one(self) -> bool:
        """Send the message that waits for longest; its row stays locked meanwhile.

        False when none is due.

        Killed between sending and the commit, the row is still queued: the message goes out again under the
        same Message-ID.
        """
        claimed: Delivery | None = None
        try:
            async with self._database.transaction() as tx:
                row = (await tx.execute(self._claim())).first()
                if row is None:
                    return False
                claimed = _delivery_of(row)
                await self._send(tx, claimed)
        except Exception as error:
            if claimed is None:
                raise
            log.warning("sending_failed", delivery=str(claimed.id), kind=claimed.kind, exc_info=error)
            await self._try_later(claimed)
        return True

    def _claim(self) -> Any:
        return (
            select(deliveries)
            .where(
                deliveries.c.state == "queued",
                deliveries.c.next_at <= func.now(),
                deliveries.c.kind.in_(self._composers),
            )
            .order_by(deliveries.c.next_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )

    async def _send(self, tx: Tx, delivery: Delivery) -> None:
        try:
            mail = await self._composers[delivery.kind](tx, delivery)
            await self._postbox.send(mail, delivery.id, self._clock())
        except UndeliverableError as undeliverable:
            await self._settle(tx, delivery, "failed", undeliverable.code)
        else:
            await self._settle(tx, delivery, "sent", None)

    async def _settle(self, tx: Tx, delivery: Delivery, state: State, failure: str | None) -> None:
        values = {"state": state, "failure": failure, "settled_at": func.now()}
        await tx.execute(update(deliveries).where(deliveries.c.id == delivery.id).values(**values))
        if self._on_settled is not None:
            await self._on_settled(tx, delivery, state, failure)
        settled.labels(delivery.kind, state).inc()

    async def _try_later(self, delivery: Delivery) -> None:
        async with self._database.transaction() as tx:
            row = (
                await tx.execute(
                    select(deliveries.c.attempts, (func.now() - deliveries.c.created_at).label("age"))
                    .where(deliveries.c.id == delivery.id, deliveries.c.state == "queued")
                    .with_for_update()
                )
            ).first()
            if row is None:
                return
            if row.age > GIVE_UP_AFTER:
                await self._settle(tx, delivery, "failed", GAVE_UP)
                return
            wait = self._retries[min(row.attempts, len(self._retries) - 1)]
            await tx.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery.id)
                .values(attempts=row.attempts + 1, next_at=func.now() + wait)
            )


def _delivery_of(row: Row[Any]) -> Delivery:
    return Delivery(
        kind=row.kind,
        clinic_id=row.clinic_id,
        queue_id=row.queue_id,
        visit_id=row.visit_id,
        person_id=row.person_id,
        once_key=row.once_key,
        details=row.details,
        id=row.id,
    )
