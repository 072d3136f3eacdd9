"""The tables that runtime keeps in the database of every service that has one.

A service adds them to its own metadata with `add_to`, and creates them in its first migration with
`services.runtime.schema.create`.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

_MOMENT = DateTime(timezone=True)


def _created() -> Column[object]:
    return Column("created_at", _MOMENT, nullable=False, server_default=func.now())


outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("message_id", Uuid, nullable=False, unique=True),
    Column("kind", Text, nullable=False, comment="event, standing or hint"),
    Column("order_key", Text, nullable=False, comment="rows of one key are published in the order of their ids"),
    Column("subject", Text, nullable=False, comment="NATS subject; for standing the key in the bucket"),
    Column("version", BigInteger, nullable=True, comment="standing only: the fencing number"),
    Column("payload", Text, nullable=False),
    Column("traceparent", Text, nullable=True),
    _created(),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("not_before", _MOMENT, nullable=False, server_default=func.now()),
    Column("published_at", _MOMENT, nullable=True),
    Index("outbox_open", "order_key", "id", postgresql_where=text("published_at IS NULL")),
    Index("outbox_published", "published_at", postgresql_where=text("published_at IS NOT NULL")),
)

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("type", Text, nullable=False),
    Column("received_at", _MOMENT, nullable=False, server_default=func.now()),
    Index("inbox_received", "received_at"),
)

inbox_trouble = Table(
    "inbox_trouble",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("type", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("1")),
    Column("error", Text, nullable=False, comment="the exception's type, never its text"),
    _created(),
    Column("dead_at", _MOMENT, nullable=True, comment="set when no further try is made without a person"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("key_hash", LargeBinary, primary_key=True),
    Column("request_hash", LargeBinary, nullable=False),
    Column("response", LargeBinary, nullable=True, comment="encrypted under the caller's own key"),
    _created(),
    Index("idempotency_created", "created_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False, comment="which message; picks the composer"),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("visit_id", Uuid, nullable=True),
    Column("person_id", Uuid, nullable=False),
    Column("once_key", Text, nullable=False, comment="one row a recipient and occasion"),
    Column("details", JSONB, nullable=False, comment="ids, versions, times; no words, no contact"),
    Column("state", Text, nullable=False, server_default=text("'queued'"), comment="queued, sent or failed"),
    Column("failure", Text, nullable=True, comment="a stable code"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_at", _MOMENT, nullable=False, server_default=func.now()),
    _created(),
    Column("settled_at", _MOMENT, nullable=True),
    UniqueConstraint("once_key", name="deliveries_once_key_key"),
    Index("deliveries_queued", "next_at", postgresql_where=text("state = 'queued'")),
    Index("deliveries_visit", "visit_id"),
)

timers = Table(
    "timers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("due_at", _MOMENT, nullable=False),
    Column("details", JSONB, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    _created(),
    UniqueConstraint("kind", "key", name="timers_kind_key_key"),
    Index("timers_due", "due_at"),
)


def add_to(target: MetaData) -> None:
    """Copy runtime's tables into a service's metadata, so that its migrations compare against all of them."""
    for table in metadata.sorted_tables:
        table.to_metadata(target)
