"""pairs/'s table."""

from sqlalchemy import Column, LargeBinary, Table, Uuid

from services.session.tables import MOMENT, metadata

protected_pairs = Table(
    "protected_pairs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("patient_id", Uuid, nullable=False, comment="around whom they must not meet"),
    Column("visit_id", Uuid, nullable=False, comment="in which it was set"),
    Column("one_id", Uuid, nullable=False, comment="the lower id of the two"),
    Column("other_id", Uuid, nullable=False),
    Column("reason", LargeBinary, nullable=False, comment="under the patient's key"),
    Column("set_by", Uuid, nullable=True),
    Column("set_at", MOMENT, nullable=False),
    Column("lifted_by", Uuid, nullable=True),
    Column("lifted_at", MOMENT, nullable=True),
    Column("lift_reason", LargeBinary, nullable=True, comment="under the patient's key"),
)
