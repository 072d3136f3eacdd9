"""An intruder who owns the databases changes the audit of a visit that was really held: the check names the line."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from services.embedded.stack import Stack
from services.runtime.audit_chain import open_audit_key
from services.runtime.audit_check import Head, Verdict, check
from services.runtime.database import Database, Tx
from services.runtime.record_tables import audit
from tests.faults.desk_walk import Desk
from tests.faults.summary_walk import Walk
from tests.runtime.owner import eventually

SERVICES: Final = ("session", "notes")
COLUMNS: Final = tuple(column.name for column in audit.c)

_COLUMNS_OF: Final = """
    SELECT column_name::text, udt_name::text FROM information_schema.columns WHERE table_name = 'audit'
"""


class _Undo(Exception):
    """Ends a transaction whose changes are not to stay."""


@dataclass
class Copy:
    """The sealed lines of a running service's audit, copied with every byte into a database of the intruder's."""

    service: str
    database: Database
    url: str
    key: bytes
    types: dict[str, str]
    numbers: int

    async def after(self, statement: str, noted: Head | None = None, /, **values: Any) -> Verdict:
        """What a check finds after a statement, which is undone."""
        found: Verdict | None = None
        try:
            async with self.database.transaction() as tx:
                await tx.execute(text(statement), values)
                found = await check(tx, self.key, noted)
                raise _Undo
        except _Undo:
            assert found is not None
            return found

    async def look(self, query: str, **values: Any) -> Any:
        """One value."""
        async with self.database.transaction() as tx:
            return (await tx.execute(text(query), values)).scalar_one()

    async def now(self) -> Verdict:
        """What a check finds in the copy as it is."""
        async with self.database.transaction() as tx:
            return await check(tx, self.key)


@pytest.fixture(scope="module")
async def copies(stack: Stack) -> AsyncIterator[dict[str, Copy]]:
    """After a visit from its booking to the tap that opens its corrected summary."""
    desk = await Desk.open(stack.origin)
    walk = await Walk.begin(desk)
    await walk.to_the_end()
    await walk.close()
    await desk.close()
    copies = {service: await _copied(stack, service) for service in SERVICES}
    yield copies
    for copy in copies.values():
        await copy.database.close()
        await _administer(stack, f'DROP DATABASE "{urlsplit(copy.url).path[1:]}" WITH (FORCE)')


async def _copied(stack: Stack, service: str) -> Copy:
    running = await asyncpg.connect(stack.database_url(service))

    async def unsealed() -> int:
        return int(await running.fetchval("SELECT count(*) FROM audit WHERE seal IS NULL"))

    await eventually(unsealed, lambda left: left == 0)
    name = f"audit_{service}_{uuid4().hex[:8]}"
    await _administer(stack, f'CREATE DATABASE "{name}" OWNER "{service}"')
    url = urlsplit(stack.database_url(service))._replace(path=f"/{name}").geturl()
    database = Database(url)
    async with database.transaction() as tx:
        await tx.execute(text(_table_of(await running.fetch(_COLUMNS_OF))))
    into = await asyncpg.connect(url)
    rows = await running.fetch(f"SELECT {', '.join(COLUMNS)} FROM audit ORDER BY number")  # noqa: S608 (our own names)
    await into.copy_records_to_table("audit", records=[tuple(row) for row in rows], columns=COLUMNS)
    await into.close()
    types = {row["column_name"]: row["udt_name"] for row in await running.fetch(_COLUMNS_OF)}
    await running.close()
    return Copy(service, database, url, open_audit_key(stack.keys(service)), types, len(rows))


def _table_of(columns: list[Any]) -> str:
    """Without the trigger, the checks and the indices: whoever owns the tables takes them away first."""
    return f"CREATE TABLE audit ({', '.join(' '.join(row) for row in columns)})"


async def _administer(stack: Stack, statement: str) -> None:
    connection = await asyncpg.connect(stack.database_url("postgres"))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("service", SERVICES)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_a_byte_changed_in_any_column_of_any_line_is_found_in_that_line(
    copies: dict[str, Copy], service: str, data: st.DataObject
) -> None:
    """The byte is one of the value as PostgreSQL writes it; what the column cannot hold, nobody can write there."""
    copy = copies[service]
    column = data.draw(st.sampled_from(COLUMNS))
    filled = await copy.look(f"SELECT array_agg(number) FROM audit WHERE {column} IS NOT NULL")  # noqa: S608
    assume(filled)
    number = data.draw(st.sampled_from(sorted(filled)))
    was = await copy.look(f"SELECT {column}::text FROM audit WHERE number = :number", number=number)  # noqa: S608
    at = data.draw(st.integers(0, len(was) - 1))
    becomes = was[:at] + data.draw(st.characters(min_codepoint=32, max_codepoint=126)) + was[at + 1 :]
    kind = copy.types[column]
    assume(await _is_another(copy, kind, was, becomes))

    seq = await copy.look("SELECT seq FROM audit WHERE number = :number", number=number)
    statement = f"UPDATE audit SET {column} = CAST(CAST(:becomes AS text) AS {kind}) WHERE number = :number"  # noqa: S608
    found = await copy.after(statement, becomes=becomes, number=number)
    assert found.bad is not None, (column, was, becomes)
    assert found.bad.seq == (int(becomes) if column == "seq" else seq)
    assert found.bad.number == number or column == "number"
    assert found.head.number == found.bad.number - 1


async def _is_another(copy: Copy, kind: str, was: str, becomes: str) -> bool:
    """Whether the column can hold it, and it is not merely written otherwise."""
    if not await copy.look(f"SELECT pg_input_is_valid(CAST(:becomes AS text), '{kind}')", becomes=becomes):
        return False
    written = await copy.look(f"SELECT CAST(CAST(:becomes AS text) AS {kind})::text", becomes=becomes)
    return bool(written != was)


def test_every_column_says_something_in_some_line(copies: dict[str, Copy]) -> None:
    """Else nobody would know that a change of it is found."""
    assert all(set(copy.types) == set(COLUMNS) for copy in copies.values())
    assert set(copies["session"].types.values()) == {"int8", "timestamptz", "uuid", "text", "_uuid", "json", "bytea"}


@pytest.mark.parametrize("service", SERVICES)
async def test_the_audit_of_a_real_visit_is_whole(copies: dict[str, Copy], service: str) -> None:
    copy = copies[service]
    found = await copy.now()
    assert (found.bad, found.head.number, found.tail) == (None, copy.numbers, 0)
    empty = [
        column
        for column in COLUMNS
        if not await copy.look(f"SELECT count({column}) FROM audit")  # noqa: S608 (our own names)
    ]
    assert empty == []


MOVED: Final = {
    "taken out": "DELETE FROM audit WHERE number = :n",
    "taken out, and the others moved up": """
        WITH gone AS (DELETE FROM audit WHERE number = :n) UPDATE audit SET number = number - 1 WHERE number > :n
    """,
    "put in twice": """
        WITH moved AS (UPDATE audit SET number = number + 1 WHERE number > :n)
        INSERT INTO audit SELECT seq + 1000000, at, clinic_id, queue_id, caller, caller_id, role, device_id, action,
            visit_id, person_id, shown, details, number + 1, seal FROM audit WHERE number = :n
    """,
    "exchanged with the next": """
        UPDATE audit SET number = CASE number WHEN :n THEN CAST(:m AS bigint) ELSE :n END WHERE number IN (:n, :m)
    """,
    "exchanged with the next, seals left where they were": """
        UPDATE audit AS one SET number = other.number, seal = other.seal FROM audit AS other
        WHERE one.number = :n AND other.number = :m OR one.number = :m AND other.number = :n
    """,
}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("how", MOVED)
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_a_line_out_of_its_place_is_found_there(
    copies: dict[str, Copy], service: str, how: str, data: st.DataObject
) -> None:
    copy = copies[service]
    number = data.draw(st.integers(1, copy.numbers - 1))
    values = {"n": number} | ({"m": number + 1} if ":m" in MOVED[how] else {})
    found = (await copy.after(MOVED[how], None, **values)).bad
    assert found is not None
    assert found.number == number + (how == "put in twice")


@pytest.mark.parametrize("service", SERVICES)
async def test_an_end_that_was_cut_off_is_found_by_the_head_that_somebody_noted(
    copies: dict[str, Copy], service: str
) -> None:
    copy = copies[service]
    noted = (await copy.now()).head
    cut = f"DELETE FROM audit WHERE number > {copy.numbers - 3}"  # noqa: S608 (a number)
    assert (await copy.after(cut)).bad is None
    found = (await copy.after(cut, noted)).bad
    assert found is not None
    assert found.number == copy.numbers - 2


async def test_lines_that_wait_for_their_seal_are_counted_from_the_first(copies: dict[str, Copy]) -> None:
    copy = copies["notes"]
    last = copy.numbers
    found = await copy.after("UPDATE audit SET number = NULL, seal = NULL WHERE number > :n", n=last - 2)
    first = await copy.look("SELECT seq FROM audit WHERE number = :n", n=last - 1)
    assert (found.bad, found.tail) == (None, 2)
    assert found.tail_from is not None
    assert found.tail_from <= first


@pytest.mark.parametrize("service", SERVICES)
async def test_the_command_line_names_the_line_and_the_cut(copies: dict[str, Copy], stack: Stack, service: str) -> None:
    """What the operator types, against the running service, and against what the intruder left."""
    copy = copies[service]
    noted = (await copy.now()).head
    head = f"{noted.number}:{noted.seal.hex()}"
    whole = _verified(stack, service, "--head", head)
    assert whole.returncode == 0, whole.stdout
    seq = await copy.look("SELECT seq FROM audit WHERE number = 2")
    async with copy.database.transaction() as tx:
        await _shift(tx, "+")
    named = _verified(stack, service, url=copy.url)
    async with copy.database.transaction() as tx:
        await _shift(tx, "-")
        await tx.execute(text("ALTER TABLE audit RENAME TO whole"))
        await tx.execute(text(f"CREATE TABLE audit AS SELECT * FROM whole WHERE number < {copy.numbers}"))  # noqa: S608
    cut = _verified(stack, service, "--head", head, url=copy.url)
    async with copy.database.transaction() as tx:
        await tx.execute(text("DROP TABLE audit"))
        await tx.execute(text("ALTER TABLE whole RENAME TO audit"))

    assert (named.returncode, cut.returncode) == (1, 1)
    assert f"BAD at number 2, line {seq}: it is not what was sealed" in named.stdout
    assert "its end was cut off" in cut.stdout


async def _shift(tx: Tx, sign: str) -> None:
    await tx.execute(text(f"UPDATE audit SET at = at {sign} interval '1 microsecond' WHERE number = 2"))  # noqa: S608


def _verified(stack: Stack, service: str, *words: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
    typed = [sys.executable, "-m", "services.cli", "audit", "verify", service, *words]
    own = {f"BESIDE_{service.upper()}_DATABASE_URL": url} if url else {}
    return subprocess.run(  # noqa: S603 (our own command)
        typed, capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **stack.operator, **own}
    )
