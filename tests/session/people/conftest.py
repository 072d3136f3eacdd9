"""The session service as a whole, in this process: real stores, real HTTP, real mail, and a clock that can be set."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.smtp import SMTP
from pydantic import SecretStr

from services.embedded.ports import free_ports
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


@pytest.fixture
async def mailbox() -> AsyncIterator[tuple[Mailbox, int]]:
    """A mail server, and its port."""
    box = Mailbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="localhost", loop=loop), "127.0.0.1", 0)
    async with server:
        yield box, server.sockets[0].getsockname()[1]


@pytest.fixture
async def settings(stores: Stores, mailbox: tuple[Mailbox, int], tmp_path: Path) -> SessionSettings:
    """Settings of a service on fresh stores."""
    port = free_ports(1)[0]
    given: dict[str, Any] = {
        **stores.nats("session"),
        "database_url": SecretStr(await stores.database("session")),
        "redis_url": SecretStr(stores.redis_url),
        "keys_dir": stores.stack.keys,
        "http_port": port,
        "public_origin": f"http://localhost:{port}",
        "smtp_port": mailbox[1],
        "demo": True,
        "state_dir": tmp_path,
        "nats_refusal_is_fatal": True,
        "stop_grace_seconds": 1,
    }
    return SessionSettings(**given)


@pytest.fixture
async def clinic(settings: SessionSettings, mailbox: tuple[Mailbox, int]) -> AsyncIterator[Clinic]:
    """The clinic, open: the service runs and its staff are signed in."""
    clock, stopping = Clock(), asyncio.Event()
    await seed_people(settings)
    async with compose(settings) as (process, app):
        parts: Parts = app.state.parts
        edge = Edge(parts.database, parts.edge.reactions, clock)
        app.state.parts = replace(parts, edge=edge, clock=clock, limits=Limits(parts.limits.count, clock))
        serving = asyncio.create_task(process.serve(app, stopping))
        address, patient = f"http://127.0.0.1:{settings.http_port}", httpx.AsyncHTTPTransport(retries=KNOCKS)
        async with httpx.AsyncClient(base_url=address, timeout=10, transport=patient) as http:
            clinic = Clinic(http, mailbox[0], clock, app.state.parts)
            await clinic.open()
            yield clinic
        stopping.set()
        await serving
