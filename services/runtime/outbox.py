"""The outbox: what a change tells others, written in the change's own transaction and published afterwards.

Three kinds of rows: an *event* goes into the JetStream stream, once per event id; a *standing* entry
replaces the one in the bucket only when its version is higher, and goes out at once on core NATS as well; a
*hint* goes out at most once.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts import subjects
from services.contracts.events import Event
from services.contracts.hints import AddressedHint
from services.contracts.ids import VisitId
from services.contracts.standing import StandingEntry
from services.runtime import telemetry
from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.runtime.tables import outbox

CHANNEL = "outbox"
"""The NOTIFY channel that wakes the publisher."""

Kind = Literal["event", "standing", "hint"]


async def tell_event(tx: Tx, event: Event) -> None:
    """Have an event published when `tx` commits.

    Events of one visit stay in the order in which they were told.
    """
    await _write(tx, event, "event", order_key=event.subject, subject=event.nats_subject(), message_id=event.id)


async def tell_standing(tx: Tx, visit_id: VisitId, entry: StandingEntry) -> None:
    """Have a visit's standing entry replaced when `tx` commits, unless a newer one is there by then."""
    await _write(tx, entry, "standing", str(visit_id), subject=str(visit_id), version=entry.standing_version)


async def tell_hint(tx: Tx, hint: AddressedHint) -> None:
    """Have pages told, when `tx` commits, that something changed."""
    order_key = str(hint.visit_id or hint.queue_id)
    await _write(tx, hint, "hint", order_key, subject=subjects.hint(hint.clinic_id, hint.queue_id))


async def _write(
    tx: Tx,
    payload: BaseModel,
    kind: Kind,
    order_key: str,
    *,
    subject: str,
    message_id: UUID | None = None,
    version: int | None = None,
) -> None:
    row = (
        insert(outbox)
        .values(
            message_id=message_id or new_id(),
            kind=kind,
            order_key=order_key,
            subject=subject,
            version=version,
            payload=payload.model_dump_json(),
            traceparent=telemetry.current_traceparent(),
        )
        .returning(outbox.c.id)
        .cte("told")
    )
    await tx.execute(select(func.pg_notify(CHANNEL, "")).select_from(row))


async def republish(tx: Tx, since: datetime) -> int:
    """Publish again every event of this outbox told since then (at most 7 days back), after the stream was
    lost.

    Gives the number of events. Those who had them drop them by their ids.
    """
    result = await tx.execute(
        update(outbox)
        .where(outbox.c.kind == "event", outbox.c.created_at >= since, outbox.c.published_at.is_not(None))
        .values(published_at=None, attempts=0, not_before=func.now())
    )
    await tx.execute(select(func.pg_notify(CHANNEL, "")))
    return result.rowcount
