"""invitation/'s table."""

from sqlalchemy import Column, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.session.tables import MOMENT, metadata

invitations = Table(
    "invitations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("visit_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("relationship", LargeBinary, nullable=False, comment="under the guest's key"),
    Column("state", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_by_person", Uuid),
    Column("asked_at", MOMENT, nullable=False),
    Column("answered_by", Uuid),
    Column("answered_at", MOMENT),
    Column("basis", Text),
)
