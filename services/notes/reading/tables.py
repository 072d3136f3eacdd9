"""reading/'s table."""

from sqlalchemy import Column, Table, Uuid

from services.notes.tables import MOMENT, metadata

openings = Table(
    "summary_openings",
    metadata,
    Column("version_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("opened_at", MOMENT, nullable=False),
)
