"""grant/'s table."""

from sqlalchemy import BigInteger, Column, Table, Uuid

from services.session.tables import MOMENT, metadata

grant_claims = Table(
    "grant_claims",
    metadata,
    Column("jti", Uuid, primary_key=True),
    Column("visit_id", Uuid, nullable=True),
    Column("person_id", Uuid, nullable=False),
    Column("device_id", Uuid, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("claimed_at", MOMENT, nullable=False),
)
