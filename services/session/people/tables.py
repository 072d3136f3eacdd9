"""people/'s table. Who somebody is, and where they are reached, lies there under their own key."""

from sqlalchemy import Column, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.session.tables import MOMENT, metadata

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("first_name", LargeBinary, nullable=False),
    Column("title", Text),
    Column("birth_date", LargeBinary),
    Column("email", LargeBinary),
    Column("phone", LargeBinary),
    Column("name_index", ARRAY(LargeBinary), nullable=False),
    Column("email_index", LargeBinary),
    Column("language", Text, nullable=False),
    Column("created_at", MOMENT),
)
