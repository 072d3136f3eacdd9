"""presence/'s table."""

from sqlalchemy import BigInteger, Column, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.session.tables import MOMENT, metadata

presence = Table(
    "presence",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("instance", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("well_since", MOMENT, nullable=False),
    Column("people", JSONB, nullable=False),
    Column("last_live", JSONB, nullable=False, comment="person id -> moment"),
)
