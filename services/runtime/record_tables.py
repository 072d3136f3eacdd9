"""The tables of the record that every service keeps who stores something about persons: their keys, and the audit.

A service adds them to its own metadata with `add_to`, and creates them in a migration with
`services.runtime.schema.create_record`.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON

metadata = MetaData()

_MOMENT = DateTime(timezone=True)

person_keys = Table(
    "person_keys",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("wrapped", LargeBinary, nullable=True, comment="under the service's own key; null once erased"),
    Column("made_at", _MOMENT, nullable=False, server_default=func.now()),
    Column("erased_at", _MOMENT, nullable=True),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("at", _MOMENT, nullable=False),
    Column("clinic_id", Uuid, nullable=True),
    Column("queue_id", Uuid, nullable=True),
    Column("caller", Text, nullable=False, comment="staff, link or the part of the service that acted"),
    Column("caller_id", Uuid, nullable=True, comment="the person who acted"),
    Column("role", Text, nullable=True, comment="as what they acted"),
    Column("device_id", Uuid, nullable=True),
    Column("action", Text, nullable=False, comment="what was done, or which screen was read"),
    Column("visit_id", Uuid, nullable=True),
    Column("person_id", Uuid, nullable=True, comment="about whom"),
    Column("shown", ARRAY(Uuid), nullable=False, comment="whose data a screen showed"),
    Column("details", JSON, nullable=False, comment="ids, codes and times; never words; kept as written"),
    Column("number", BigInteger, nullable=True, comment="place in the chain; null until sealed"),
    Column("seal", LargeBinary, nullable=True),
    Index("audit_visit", "visit_id", "seq"),
    Index("audit_person", "person_id", "seq"),
    Index("audit_shown", "shown", postgresql_using="gin", postgresql_where=text("shown <> '{}'::uuid[]")),
    Index("audit_looks", "device_id", "action", "seq", postgresql_where=text("shown <> '{}'::uuid[]")),
    Index("audit_unsealed", "seq", postgresql_where=text("seal IS NULL")),
    Index("audit_number", "number", unique=True),
)

SHOWS_SOMEBODY: Final = text("audit.shown <> '{}'::uuid[]")
"""In the words of the indices, so that a query that says it can use them."""


def add_to(target: MetaData) -> None:
    """Copy these tables into a service's metadata, so that its migrations compare against all of them."""
    for table in metadata.sorted_tables:
        table.to_metadata(target)
