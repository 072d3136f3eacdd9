"""Where words of somebody could be left: everything that is stored anywhere, as text."""

import json
from collections.abc import Iterable, Mapping

import nats
from cryptography.exceptions import InvalidTag
from nats.js.errors import NotFoundError
from redis.asyncio import Redis
from sqlalchemy import Column, LargeBinary, MetaData, select, text

from services.runtime import person_keys
from services.runtime.database import Database
from services.runtime.personal import PersonKey
from services.runtime.record_tables import person_keys as keys


async def stored(database: Database) -> str:
    """Every value of every row of every table, with bytes as text where they are text."""
    async with database.transaction() as tx:
        await tx.execute(text("SET LOCAL bytea_output = 'escape'"))
        names = (await tx.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))).scalars()
        tables = {name: await tx.execute(text(f'SELECT t::text FROM "{name}" t')) for name in names}  # noqa: S608
        return json.dumps({name: list(rows.scalars()) for name, rows in tables.items()}, ensure_ascii=False)


async def readable(database: Database, metadata: MetaData) -> str:
    """What all the keys together open that are still there."""
    opened: list[str] = []
    async with database.transaction() as tx:
        ids = list((await tx.execute(select(keys.c.person_id))).scalars())
        living = [key for key in (await person_keys.of(tx, ids)).values() if not key.is_erased]
        for column in _columns_of_bytes(metadata):
            for value in (await tx.execute(select(column).where(column.is_not(None)))).scalars():
                opened += [words for key in living if (words := _opened(key, column, value)) is not None]
    return "\n".join(opened)


def _columns_of_bytes(metadata: MetaData) -> list[Column[bytes]]:
    """Whatever in them is no sealed value opens with no key."""
    tables = [table for table in metadata.sorted_tables if table.name != keys.name]
    return [column for table in tables for column in table.c if isinstance(column.type, LargeBinary)]


def _opened(key: PersonKey, column: Column[bytes], value: bytes) -> str | None:
    try:
        return key.open(column, value)
    except (InvalidTag, ValueError):  # not sealed under this key, or not sealed at all
        return None


async def in_streams(nats_url: str) -> str:
    """Every message of every stream, the buckets' too."""
    connection = await nats.connect(nats_url)
    told: list[str] = []
    try:
        context = connection.jetstream()
        for stream in await context.streams_info():
            name = str(stream.config.name)
            for number in range(max(1, stream.state.first_seq), stream.state.last_seq + 1):
                try:
                    message = await context.get_msg(name, number)
                except NotFoundError:
                    continue
                told.append(f"{message.subject} {(message.data or b'').decode('utf-8', 'replace')}")
    finally:
        await connection.close()
    return "\n".join(told)


async def in_valkey(redis_url: str) -> str:
    """Every name with its value."""
    async with Redis.from_url(redis_url) as redis:
        return "\n".join([f"{name!r} {await redis.dump(name)!r}" async for name in redis.scan_iter()])


def found(said: Iterable[str], places: Mapping[str, str]) -> list[tuple[str, str]]:
    """Which of the words stand where."""
    return [(place, words) for place, told in places.items() for words in said if words.lower() in told.lower()]
