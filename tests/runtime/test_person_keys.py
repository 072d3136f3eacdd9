"""What is stored about somebody is readable with their key alone, and with the key it is gone."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, LargeBinary, MetaData, Table, select, text

from services.runtime import person_keys, record_tables
from services.runtime.database import Database
from services.runtime.ids import new_id
from services.runtime.personal import Personal, PersonErasedError
from services.runtime.settings import SettingsError
from tests.stores import Stores

NOW = datetime.now(UTC)
drawers = Table("drawers", MetaData(), Column("name", LargeBinary), Column("note", LargeBinary))
shelves = Table("shelves", MetaData(), Column("name", LargeBinary))


@pytest.fixture
async def database(stores: Stores) -> AsyncIterator[Database]:
    opened = Database(await stores.database("session"), personal=Personal(os.urandom(32)))
    yield opened
    await opened.close()


@given(words=st.text())
def test_words_come_back_as_they_were_and_never_look_alike(words: str) -> None:
    key, _ = Personal(bytes(32)).new_key(new_id())
    first, second = key.seal(drawers.c.name, words), key.seal(drawers.c.name, words)
    assert key.open(drawers.c.name, first) == key.open(drawers.c.name, second) == words
    assert first != second


def test_a_value_opens_nowhere_else_and_for_nobody_else() -> None:
    personal = Personal(bytes(32))
    hers, _ = personal.new_key(new_id())
    his, _ = personal.new_key(new_id())
    sealed = hers.seal(drawers.c.name, "Rosa")
    for key, column in ((hers, drawers.c.note), (hers, shelves.c.name), (his, drawers.c.name)):
        with pytest.raises(InvalidTag):
            key.open(column, sealed)


def test_a_wrapped_key_opens_for_its_person_and_under_the_service_s_own_key_alone() -> None:
    personal, rosa = Personal(bytes(32)), new_id()
    key, wrapped = personal.new_key(rosa)
    sealed = key.seal(drawers.c.name, "Rosa")
    assert personal.key(rosa, wrapped).open(drawers.c.name, sealed) == "Rosa"
    with pytest.raises(InvalidTag):
        personal.key(new_id(), wrapped)
    with pytest.raises(InvalidTag):
        Personal(os.urandom(32)).key(rosa, wrapped)


def test_an_index_finds_the_same_words_of_the_same_kind_under_the_same_key() -> None:
    here, elsewhere = Personal(bytes(32)), Personal(os.urandom(32))
    assert here.index("name", "rosa") == here.index("name", "rosa")
    others = {here.index("email", "rosa"), here.index("namer", "osa"), elsewhere.index("name", "rosa")}
    assert here.index("name", "rosa") not in others
    assert len(others) == 3


async def test_everybody_has_one_key_whoever_asks_first(database: Database) -> None:
    rosa = new_id()

    async def write(words: str) -> bytes:
        async with database.transaction() as tx:
            return (await person_keys.begin(tx, rosa)).seal(drawers.c.name, words)

    sealed = await asyncio.gather(*(write(str(number)) for number in range(8)))
    async with database.transaction() as tx:
        key = (await person_keys.of(tx, [rosa]))[rosa]
    assert [key.open(drawers.c.name, one) for one in sealed] == [str(number) for number in range(8)]


async def test_an_erased_key_opens_nothing_and_no_other_is_ever_made(database: Database) -> None:
    rosa, ana = new_id(), new_id()
    async with database.transaction() as tx:
        hers = (await person_keys.begin(tx, rosa)).seal(drawers.c.name, "Rosa")
        daughters = (await person_keys.begin(tx, ana)).seal(drawers.c.name, "Ana")
    async with database.transaction() as tx:
        assert await person_keys.erase(tx, rosa, NOW)
    async with database.transaction() as tx:
        keys = await person_keys.of(tx, [rosa, ana])
        assert not await person_keys.erase(tx, rosa, NOW)
    assert keys[rosa].open(drawers.c.name, hers) is None
    assert keys[ana].open(drawers.c.name, daughters) == "Ana"
    with pytest.raises(PersonErasedError):
        keys[rosa].seal(drawers.c.name, "Rosa again")
    with pytest.raises(PersonErasedError):
        async with database.transaction() as tx:
            await person_keys.begin(tx, rosa)


async def test_whoever_is_erased_before_anything_was_written_is_never_written_about(database: Database) -> None:
    nobody = new_id()
    async with database.transaction() as tx:
        assert await person_keys.erase(tx, nobody, NOW)
    with pytest.raises(PersonErasedError):
        async with database.transaction() as tx:
            await person_keys.begin(tx, nobody)


async def test_what_was_being_written_while_somebody_was_erased_is_never_read(database: Database) -> None:
    rosa = new_id()
    async with database.transaction() as tx:
        await person_keys.begin(tx, rosa)
    async with database.transaction() as tx:
        late = (await person_keys.of(tx, [rosa]))[rosa].seal(drawers.c.name, "Rosa")
        async with database.transaction() as other:
            await person_keys.erase(other, rosa, NOW)
        assert (await person_keys.of(tx, [rosa]))[rosa].open(drawers.c.name, late) is None


async def test_an_erased_key_leaves_its_file_though_something_else_was_under_way_meanwhile(
    database: Database, stores: Stores
) -> None:
    rosa = new_id()
    async with database.transaction() as tx:
        await person_keys.begin(tx, rosa)
        kept = select(record_tables.person_keys.c.wrapped).where(record_tables.person_keys.c.person_id == rosa)
        wrapped = (await tx.execute(kept)).scalar_one()

    async def erase() -> bool:
        async with database.transaction() as tx:
            await person_keys.erase(tx, rosa, NOW)
        return await database.vacuum(record_tables.person_keys)

    async with database.transaction() as under_way:
        await under_way.execute(text("SELECT pg_current_xact_id()"))
        erasing = asyncio.create_task(erase())
        await asyncio.wait({erasing}, timeout=1)
    assert await erasing
    assert not await _in_files(stores, wrapped)


async def _in_files(stores: Stores, what: bytes) -> bool:
    """Whether these bytes stand in a file of a table."""
    administrator = await asyncpg.connect(stores.stack.database_url("postgres"))
    await administrator.execute("CHECKPOINT")
    await administrator.close()
    return any(what in path.read_bytes() for path in (stores.stack.data / "base").rglob("*") if path.is_file())


async def test_what_never_ends_is_not_waited_for_and_said(stores: Stores) -> None:
    database = Database(await stores.database("session"))
    async with database.transaction() as under_way:
        await under_way.execute(text("SELECT pg_current_xact_id()"))
        assert not await database.vacuum(record_tables.person_keys, within=0.1)
    assert await database.vacuum(record_tables.person_keys)
    await database.close()


async def test_a_database_that_was_opened_without_keys_says_so(stores: Stores) -> None:
    database = Database(await stores.database("session"))
    with pytest.raises(SettingsError, match="BESIDE_KEYS_DIR"):
        async with database.transaction() as tx:
            await person_keys.begin(tx, new_id())
    await database.close()
