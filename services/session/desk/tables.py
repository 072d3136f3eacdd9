"""desk/'s table."""

from sqlalchemy import Column, Table, Text, Uuid

from services.session.tables import MOMENT, metadata

desk_tasks = Table(
    "desk_tasks",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("made_at", MOMENT, nullable=False),
    Column("done_at", MOMENT),
)
