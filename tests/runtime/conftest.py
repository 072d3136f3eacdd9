"""What runtime's tests stand on: real NATS and PostgreSQL, a fresh database for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from pydantic import SecretStr

from services.embedded.stack import Stack
from services.runtime import logs, tables, topology
from services.runtime.bus import Bus, open_bus
from services.runtime.database import Database, open_database
from services.runtime.ids import new_id
from services.runtime.migrations import migrate
from services.runtime.settings import ServiceSettings
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import Owner

MIGRATIONS = Path(__file__).parent / "migrations"


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    logs.set_up("test", "test", "ERROR")


@pytest.fixture(scope="session")
def postgres_url(stores_stack: Stack) -> str:
    """The server, as its administrator, without a database's name."""
    return stores_stack.database_url("postgres").rpartition("/")[0]


@pytest_asyncio.fixture(scope="session")
async def migrated_url(postgres_url: str) -> AsyncIterator[str]:
    """One database with runtime's tables."""
    name = f"runtime_{new_id().hex}"
    await _command(f"{postgres_url}/postgres", f"CREATE DATABASE {name}")
    await migrate(ServiceSettings(database_url=SecretStr(f"{postgres_url}/{name}")), MIGRATIONS)
    yield f"{postgres_url}/{name}"
    await _command(f"{postgres_url}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database_url(migrated_url: str) -> str:
    """The database, with nothing in its tables."""
    await _command(migrated_url, f"TRUNCATE {', '.join(tables.metadata.tables)} RESTART IDENTITY")
    return migrated_url


async def _command(url: str, command: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(command)
    finally:
        await connection.close()


@pytest.fixture
async def nats_server(tmp_path: Path) -> AsyncIterator[NatsServer]:
    server = NatsServer(tmp_path)
    await server.start()
    await topology.prepare(server.url, "all", "all")
    yield server
    server.kill()


@pytest.fixture
def settings(database_url: str, nats_server: NatsServer) -> ServiceSettings:
    return settings_for(database_url, nats_server.url)


def settings_for(database_url: str, nats_url: str, **others: object) -> ServiceSettings:
    """Settings of a service under test."""
    return ServiceSettings.model_validate(
        {
            "database_url": database_url,
            "nats_url": nats_url,
            "nats_user": "all",
            "nats_password": "all",
            "nats_refusal_is_fatal": True,
            **others,
        }
    )


@pytest.fixture
async def database(settings: ServiceSettings) -> AsyncIterator[Database]:
    async with open_database(settings, "test") as opened:
        yield opened


@pytest.fixture
async def bus(settings: ServiceSettings) -> AsyncIterator[Bus]:
    async with open_bus(settings, "test") as opened:
        yield opened


@pytest.fixture
async def owner() -> AsyncIterator[Owner]:
    async with Owner() as owning:
        yield owning
