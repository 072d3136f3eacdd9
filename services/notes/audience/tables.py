"""audience/'s tables."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.notes.tables import MOMENT, metadata

audiences = Table(
    "audiences",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("clinic", Text, nullable=False),
    Column("asked_at", MOMENT, nullable=False),
)

people = Table(
    "audience_people",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("facts", LargeBinary, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("scopes_version", BigInteger, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("removed_version", BigInteger, nullable=False),
)
