"""The visits that notes has heard of."""

from sqlalchemy import BigInteger, Boolean, Column, Table, Text, Uuid, false, text

from services.notes.tables import MOMENT, metadata

visits = Table(
    "visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False, comment="session's row version of the last end"),
    Column("reopened", Boolean, nullable=False, server_default=false(), comment="as an earlier release kept it"),
    Column("ended_at", MOMENT, nullable=False),
    Column("learnt_at", MOMENT, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("clinician_id", Uuid, nullable=False),
    Column("patient_id", Uuid, nullable=False),
)

news = Table(
    "visit_news",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("reopened_version", BigInteger, nullable=False, server_default=text("0")),
    Column("handed_over_version", BigInteger, nullable=False, server_default=text("0")),
    Column("clinician_id", Uuid),
)
"""What came between ends, or before the first of them was heard; it counts where it is later than the last end."""
