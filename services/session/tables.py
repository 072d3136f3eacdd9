"""The tables that belong to no single capability, and the metadata that all of session's tables share.

A capability's own tables stand in its `tables.py`. The migrations are the truth; these say the same to SQLAlchemy.
"""

from sqlalchemy import Column, DateTime, MetaData, Table, Text, Uuid

from services.runtime import record_tables
from services.runtime import tables as runtime_tables

metadata = MetaData()
runtime_tables.add_to(metadata)
record_tables.add_to(metadata)

MOMENT = DateTime(timezone=True)

clinics = Table(
    "clinics",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("zone", Text, nullable=False, comment="IANA"),
    Column("language", Text, nullable=False, server_default="en"),
)

queues = Table(
    "queues",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
)
