"""A database comes to this release's schema once, whoever asks for it, and a service never runs on an older
one.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from pydantic import SecretStr

from services.runtime import tables
from services.runtime.database import Database
from services.runtime.ids import new_id
from services.runtime.migrations import SchemaTooOldError, migrate, require_current_schema
from services.runtime.settings import ServiceSettings
from tests.runtime.conftest import MIGRATIONS

MIGRATE = """
import asyncio, pathlib, sys
from services.runtime.migrations import migrate
from services.runtime.settings import ServiceSettings
print(asyncio.run(migrate(ServiceSettings(), pathlib.Path(sys.argv[1]))))
"""

LATER = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("CREATE TABLE later (id int)")
"""


@pytest.fixture
async def empty_url(postgres_url: str) -> AsyncIterator[str]:
    name = f"empty_{new_id().hex}"
    connection = await asyncpg.connect(f"{postgres_url}/postgres")
    await connection.execute(f"CREATE DATABASE {name}")
    yield f"{postgres_url}/{name}"
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url)
    yield database
    await database.close()


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later release."""
    versions = tmp_path / "versions"
    versions.mkdir()
    for script in (MIGRATIONS / "versions").glob("*.py"):
        (versions / script.name).write_text(script.read_text())
    (versions / "0002_later.py").write_text(LATER)
    return tmp_path


async def test_two_processes_that_migrate_at_once_both_succeed(empty_url: str, empty: Database) -> None:
    async def in_a_process() -> str:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", MIGRATE, str(MIGRATIONS)),
            env={"BESIDE_DATABASE_URL": empty_url, "PYTHONPATH": str(Path.cwd())},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complained = await process.communicate()
        assert process.returncode == 0, complained.decode()
        return said.decode().strip()

    assert set(await asyncio.gather(in_a_process(), in_a_process())) == {"0001"}
    await require_current_schema(empty, MIGRATIONS)


async def test_a_service_refuses_an_empty_database(empty: Database) -> None:
    with pytest.raises(SchemaTooOldError, match="beside migrate"):
        await require_current_schema(empty, MIGRATIONS)


async def test_a_service_refuses_an_older_schema_and_bears_a_newer_one(
    empty_url: str, empty: Database, later: Path
) -> None:
    settings = ServiceSettings(database_url=SecretStr(empty_url))
    assert await migrate(settings, MIGRATIONS) == "0001"
    with pytest.raises(SchemaTooOldError):
        await require_current_schema(empty, later)
    assert await migrate(settings, later) == "0002"
    await require_current_schema(empty, later)
    await require_current_schema(empty, MIGRATIONS)


async def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty_url: str, empty: Database, later: Path) -> None:
    (later / "versions" / "0002_later.py").write_text(LATER + '    op.execute("SELECT 1/0")\n')
    settings = ServiceSettings(database_url=SecretStr(empty_url))
    await migrate(settings, MIGRATIONS)
    with pytest.raises(Exception, match="division by zero"):
        await migrate(settings, later)
    async with empty.transaction() as tx:
        assert await tx.run_sync(lambda c: MigrationContext.configure(c).get_current_revision()) == "0001"
    await migrate(settings, MIGRATIONS)


async def test_the_tables_in_the_database_are_the_tables_in_the_code(database: Database) -> None:
    async with database.transaction() as tx:
        differences = await tx.run_sync(
            lambda connection: compare_metadata(
                MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True}),
                tables.metadata,
            )
        )
    assert differences == []
