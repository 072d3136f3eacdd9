"""The outbox: what a change tells others, written in the change's own transaction and published afterwards.

Three kinds of rows: an *event* goes into the JetStream stream, once per event id; a *standing* entry
replaces the one in the bucket only when its version is higher, and goes out at once on core NATS as well; a
*hint* goes out at most once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Select, bindparam, func, select, update
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


@dataclass(frozen=True, slots=True)
class Told:
    """A row to be: what is told, and in which order with what."""

    kind: Kind
    order_key: str
    subject: str
    payload: BaseModel
    message_id: UUID | None = None
    version: int | None = None


def of_event(event: Event) -> Told:
    """Events of one visit stay in the order in which they were told."""
    return Told("event", event.subject, event.nats_subject(), event, message_id=event.id)


def of_standing(visit_id: VisitId, entry: StandingEntry) -> Told:
    """A visit's standing entry, which replaces the one that is there by then unless that is newer."""
    return Told("standing", str(visit_id), str(visit_id), entry, version=entry.standing_version)


def of_hint(hint: AddressedHint) -> Told:
    """Pages are told that something changed."""
    order_key = str(hint.visit_id or hint.queue_id)
    return Told("hint", order_key, subjects.hint(hint.clinic_id, hint.queue_id), hint)


async def tell(tx: Tx, *told: Told) -> None:
    """Have these published when `tx` commits, in this order."""
    if told:
        traceparent = telemetry.current_traceparent()
        await tx.execute(_WRITE, [_row(one, traceparent) for one in told])


def _row(told: Told, traceparent: str | None) -> dict[str, object]:
    return {
        "message_id": told.message_id or new_id(),
        "kind": told.kind,
        "order_key": told.order_key,
        "subject": told.subject,
        "version": told.version,
        "payload": told.payload.model_dump_json(),
        "traceparent": traceparent,
    }


def _write() -> Select[Any]:
    columns = ("message_id", "kind", "order_key", "subject", "version", "payload", "traceparent")
    values = {name: bindparam(name, type_=outbox.c[name].type) for name in columns}
    written = insert(outbox).values(values).returning(outbox.c.id).cte("told")
    return select(func.pg_notify(CHANNEL, "")).select_from(written)


_WRITE = _write()


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
