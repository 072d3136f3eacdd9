"""people/'s table."""

from sqlalchemy import Column, Date, Table, Text, Uuid

from services.session.tables import MOMENT, metadata

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("title", Text),
    Column("birth_date", Date),
    Column("email", Text),
    Column("phone", Text),
    Column("language", Text, nullable=False),
    Column("created_at", MOMENT),
)
