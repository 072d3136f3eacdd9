"""The session service as a whole, in this process: real stores, real HTTP, real mail, and a clock that can be set."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from aiosmtpd.smtp import SMTP
from pydantic import SecretStr

from services.embedded.ports import free_ports
from services.embedded.stack import Stack
from services.runtime import logs
from services.session.app import compose
from services.session.demo.seed import seed_people
from services.session.limits import Limits
from services.session.parts import Parts
from services.session.settings import SessionSettings
from services.session.work import Edge
from tests.session.people.clinic import Clinic, Clock, Mailbox
from tests.stores import Stores

KNOCKS = 6
"""Tries to connect while the server is just opening its port."""


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    logs.set_up("test", "test", "ERROR")


@asynccontextmanager
async def _mail_server() -> AsyncIterator[tuple[Mailbox, int]]:
    box, loop = Mailbox(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="localhost", loop=loop), "127.0.0.1", 0)
    async with server:
        yield box, server.sockets[0].getsockname()[1]


async def _settings(stores: Stores, smtp_port: int, folder: Path) -> SessionSettings:
    port = free_ports(1)[0]
    given: dict[str, Any] = {
        **stores.nats("session"),
        "database_url": SecretStr(await stores.database("session")),
        "redis_url": SecretStr(stores.redis_url),
        "keys_dir": stores.stack.keys("session"),
        "http_port": port,
        "public_origin": f"http://localhost:{port}",
        "smtp_port": smtp_port,
        "demo": True,
        "state_dir": folder,
        "nats_refusal_is_fatal": True,
        "stop_grace_seconds": 1,
    }
    return SessionSettings(**given)


@pytest_asyncio.fixture(scope="package")
async def open_clinic(stores_stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clinic]:
    """One running service for these tests; each of them meets people of its own there."""
    stores, clock, stopping = await Stores(stores_stack).start_afresh(), Clock(), asyncio.Event()
    async with _mail_server() as (box, smtp_port):
        settings = await _settings(stores, smtp_port, tmp_path_factory.mktemp("session"))
        await seed_people(settings)
        async with compose(settings) as (process, app):
            app.state.parts = _with_clock(app.state.parts, clock)
            serving = asyncio.create_task(process.serve(app, stopping))
            address, patient = f"http://127.0.0.1:{settings.http_port}", httpx.AsyncHTTPTransport(retries=KNOCKS)
            async with httpx.AsyncClient(base_url=address, timeout=20, transport=patient) as http:
                yield Clinic(http, box, clock, app.state.parts, settings, stores_stack, app)
            stopping.set()
            await serving
    await stores.drop_databases()


def _with_clock(parts: Parts, clock: Clock) -> Parts:
    edge = Edge(parts.database, parts.edge.reactions, clock)
    return replace(parts, edge=edge, clock=clock, limits=Limits(parts.limits.count, clock))


@pytest.fixture
async def clinic(open_clinic: Clinic) -> Clinic:
    """The clinic in the morning: the clock is right, the staff sign in, nobody is booked yet with these addresses."""
    await open_clinic.begin()
    return open_clinic
