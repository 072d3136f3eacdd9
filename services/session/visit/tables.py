"""The tables of visits; read by other capabilities' views, written by `store.py` alone."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.session.tables import MOMENT, metadata

visits = Table(
    "visits",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("patient_id", Uuid, nullable=False),
    Column("clinician_id", Uuid, nullable=False),
    Column("decision_maker_id", Uuid, nullable=False),
    Column("scheduled_at", MOMENT, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("standing_version", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("outcome", Text, nullable=True),
    Column("absent", Text, nullable=True),
    Column("automatic", Boolean, nullable=False),
    Column("delay_seconds", Integer, nullable=False),
    Column("waiting_since", MOMENT, nullable=True),
    Column("started_at", MOMENT, nullable=True),
    Column("ended_at", MOMENT, nullable=True),
    Column("first_media_at", MOMENT, nullable=True),
    Column("moved_from", MOMENT, nullable=True),
    Column("cancel_reason", LargeBinary, nullable=True, comment="under the patient's key"),
    Column("desk_rung", Boolean, nullable=False),
    Column("hand_over_to", Uuid, nullable=True),
    Column("signed_at", MOMENT, nullable=True),
    Column("waived_at", MOMENT, nullable=True),
    Column("connections", BigInteger, nullable=False),
    Column("grants_died_at", BigInteger, nullable=False),
    Column("private_by", ARRAY(Uuid), nullable=False),
    Column("exempt", ARRAY(Uuid), nullable=False),
)

participants = Table(
    "participants",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("role", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("consent", Text, nullable=True),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("before_removal", Text, nullable=True),
    Column("removed_at", MOMENT, nullable=True),
    Column("first_live_at", MOMENT, nullable=True),
    Column("apart", ARRAY(Uuid), nullable=False, comment="with whom they are a protected pair"),
    Column("let_in_at", BigInteger, nullable=False, comment="the standing version at which they were let in last"),
    Column("held_since", MOMENT, nullable=True, comment="since when they have been kept out of the talk"),
    Column("devices", JSONB, nullable=False, comment="[[device id, at_door or admitted], ...], the latest knock last"),
)

holds = Table(
    "holds",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True, comment="who is held"),
    Column("by_id", Uuid, primary_key=True, comment="who holds"),
)
