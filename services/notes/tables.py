"""The metadata that all of notes' tables share, and the table that belongs to no single capability.

A capability's own tables stand in its `tables.py`. The migrations are the truth; these say the same to SQLAlchemy.
"""

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.runtime import tables as runtime_tables

metadata = MetaData()
runtime_tables.add_to(metadata)

MOMENT = DateTime(timezone=True)

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("at", MOMENT, nullable=False),
    Column("clinic_id", Uuid, nullable=True),
    Column("queue_id", Uuid, nullable=True),
    Column("caller", Text, nullable=False, comment="staff, link or the part of the service that acted"),
    Column("caller_id", Uuid, nullable=True, comment="the person who acted"),
    Column("device_id", Uuid, nullable=True),
    Column("action", Text, nullable=False),
    Column("visit_id", Uuid, nullable=True),
    Column("person_id", Uuid, nullable=True, comment="about whom"),
    Column("details", JSONB, nullable=False, comment="ids, codes and times; never words"),
    Index("audit_visit", "visit_id", "seq"),
    Index("audit_person", "person_id", "seq"),
)
