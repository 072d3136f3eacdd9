"""waiting/'s tables."""

from sqlalchemy import Column, Integer, Table, Uuid

from services.session.tables import MOMENT, metadata

waiting_marks = Table(
    "waiting_marks",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("seen_at", MOMENT),
    Column("moved_up_at", MOMENT),
)

told_places = Table(
    "told_places",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)
