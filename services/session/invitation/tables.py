"""invitation/'s tables."""

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
    Column("role", Text, nullable=False),
    Column("interprets", Text),
    Column("confirmed_at", MOMENT),
)

consent_acts = Table(
    "consent_acts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("visit_id", Uuid, nullable=False),
    Column("invitation_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("did", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("basis", Text, nullable=False),
    Column("by_actor", Text, nullable=False),
    Column("by_person", Uuid),
    Column("screen", Text, nullable=False),
    Column("device_id", Uuid),
    Column("words", LargeBinary, comment="under the key of words_of"),
    Column("words_of", Uuid),
    Column("at", MOMENT, nullable=False),
)

not_carried_over = Table(
    "not_carried_over",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("at", MOMENT, nullable=False),
)
