"""link/'s tables."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, Text, Uuid

from services.session.tables import MOMENT, metadata

links = Table(
    "links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("clinic_id", Uuid, nullable=False),
    Column("queue_id", Uuid, nullable=False),
    Column("visit_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("closed", Text),
    Column("opened_at", MOMENT),
    Column("first_tap_at", MOMENT),
)

devices = Table(
    "devices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("link_id", Uuid, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("cookie_hash", LargeBinary, nullable=False),
    Column("bound_at", MOMENT, nullable=False),
    Column("ended_at", MOMENT),
    Column("went_in_at", MOMENT),
    Column("proved_at", MOMENT),
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("link_id", Uuid, primary_key=True),
    Column("serial", Integer, nullable=False),
    Column("sent_at", MOMENT),
    Column("used", Boolean, nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("closed_until", MOMENT),
    Column("window_from", MOMENT),
    Column("window_sends", Integer, nullable=False),
    Column("own_hash", LargeBinary),
)
