"""summary/'s tables."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text, Uuid

from services.notes.tables import MOMENT, metadata

summaries = Table(
    "summaries",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("patient_id", Uuid, nullable=False),
    Column("row_version", BigInteger, nullable=False),
)

versions = Table(
    "summary_versions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("visit_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("visit_version", BigInteger, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("author_id", Uuid),
    Column("reason", LargeBinary),
    Column("signed_at", MOMENT),
    Column("signed_by", Uuid),
    Column("language", Text),
    Column("content_hash", LargeBinary),
    Column("clinic", Text),
    Column("went_on", Boolean, nullable=False),
    Column("mistake", Text),
    Column("ended_at", MOMENT),
    Column("ended_by", Uuid),
    Column("ended_reason", LargeBinary),
)

sections = Table(
    "summary_sections",
    metadata,
    Column("version_id", Uuid, primary_key=True),
    Column("section", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("patient_only", Boolean, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("saved_at", MOMENT, nullable=False),
    Column("saved_by", Uuid),
)

people = Table(
    "summary_people",
    metadata,
    Column("version_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("gets", Text),
    Column("facts", LargeBinary),
)
