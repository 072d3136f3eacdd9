"""accounts/'s tables."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, Uuid, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.session.tables import MOMENT, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("clinic_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("created_at", MOMENT),
)

account_queues = Table(
    "account_queues",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("queue_id", Uuid, primary_key=True),
)

queue_ids = (
    select(func.coalesce(func.array_agg(account_queues.c.queue_id), []))
    .where(account_queues.c.person_id == accounts.c.person_id)
    .scalar_subquery()
    .label("queue_ids")
)
"""A column of a query on `accounts`: the queues that each serves."""

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("device_id", Uuid, nullable=False),
    Column("cookie_hash", LargeBinary, nullable=False),
    Column("started_at", MOMENT, nullable=False),
    Column("used_at", MOMENT, nullable=False),
    Column("ended_at", MOMENT),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("name_hash", LargeBinary, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("closed_until", MOMENT),
    Column("last_at", MOMENT, nullable=False),
)
