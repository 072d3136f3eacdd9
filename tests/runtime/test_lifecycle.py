"""A service process starts in any order, says what it lacks, and stops without cutting anybody off."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import text

from services.contracts.subjects import EVENTS_STREAM
from services.embedded.nursery import Child, Nursery, Ours
from services.embedded.plan import CHECKOUT
from services.embedded.ports import free_ports
from services.runtime.bus import Bus
from services.runtime.database import Database
from services.runtime.outbox import of_event, tell
from services.runtime.publisher import Publisher, oldest_unpublished_seconds
from services.runtime.settings import ServiceSettings
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import eventually
from tests.runtime.told import some_event, some_visit, stream_of


@dataclass
class Service:
    """A running process."""

    process: Child
    address: str
    log: Path

    async def status(self, path: str) -> int:
        """The HTTP status of a page; 0 when nobody answers."""
        async with httpx.AsyncClient(base_url=self.address) as client:
            try:
                return (await client.get(path, timeout=5)).status_code
            except httpx.TransportError:
                return 0

    async def is_ready(self) -> None:
        async def ready() -> int:
            assert self.process.returncode is None, self.log.read_text()
            return await self.status("/readyz")

        await eventually(ready, lambda status: status == 200, within=60)

    async def missing(self) -> list[str]:
        async with httpx.AsyncClient(base_url=self.address) as client:
            return list((await client.get("/readyz", timeout=5)).json()["missing"])

    async def ends(self, within: float = 10) -> int:
        async with asyncio.timeout(within):
            return await self.process.wait()


Start = Callable[..., "asyncio.Future[Service]"]


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    """Its children need not import everything themselves."""
    yield Nursery()


@pytest.fixture
async def start(settings: ServiceSettings, nursery: Nursery, tmp_path: Path) -> AsyncIterator[Start]:
    started: list[Service] = []

    async def begin(**changes: str) -> Service:
        [port] = free_ports(1)
        log = tmp_path / f"service-{port}.log"
        environment = {
            "PATH": os.environ["PATH"],
            "BESIDE_DATABASE_URL": settings.database_url.get_secret_value(),
            "BESIDE_NATS_URL": settings.nats_url,
            "BESIDE_NATS_USER": "all",
            "BESIDE_NATS_PASSWORD": "all",
            "BESIDE_HTTP_PORT": str(port),
            **changes,
        }
        process = await nursery.bear(
            Ours("tests.runtime.small_service"),
            log=log,
            env={name: value for name, value in environment.items() if value},
            cwd=CHECKOUT,
            death_signal=signal.SIGKILL,
        )
        started.append(Service(process, f"http://127.0.0.1:{port}", log))
        return started[-1]

    yield lambda **changes: asyncio.ensure_future(begin(**changes))
    for service in started:
        if service.process.returncode is None:
            service.process.send_signal(signal.SIGKILL)
            await service.process.wait()


async def test_told_to_stop_it_finishes_what_it_is_doing_and_ends(start: Start, database: Database) -> None:
    service = await start(BESIDE_STOP_GRACE_SECONDS="5")
    await service.is_ready()
    async with database.transaction() as tx:
        await tx.execute(text("SELECT pg_advisory_xact_lock(7)"))
        slow = asyncio.create_task(service.status("/slow"))
        waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'")

        async def is_waiting() -> int:
            async with database.transaction() as looking:
                return int((await looking.execute(waiting)).scalar_one())

        await eventually(is_waiting, bool)
        service.process.send_signal(signal.SIGTERM)

        async def healthz() -> int:
            return await service.status("/healthz")

        await eventually(healthz, lambda status: status == 0)
    assert await slow == 200
    assert await service.ends() == 0


async def test_told_to_stop_while_idle_it_ends(start: Start) -> None:
    service = await start()
    await service.is_ready()
    service.process.send_signal(signal.SIGTERM)
    assert await service.ends() == 0


async def test_it_says_which_part_is_missing_and_lives_on(start: Start, nats_server: NatsServer) -> None:
    service = await start()
    await service.is_ready()
    assert await service.missing() == []
    nats_server.kill()
    await eventually(service.missing, lambda missing: missing == ["nats"])
    assert await service.status("/healthz") == 200
    await nats_server.start()
    await service.is_ready()


async def test_it_waits_for_parts_that_start_later(start: Start, nats_server: NatsServer) -> None:
    nats_server.kill()
    service = await start()
    await nats_server.start()
    await service.is_ready()


async def test_told_to_stop_while_it_waits_for_a_part_it_ends(start: Start) -> None:
    service = await start(BESIDE_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")

    async def log() -> str:
        return service.log.read_text() if service.log.exists() else ""

    await eventually(log, lambda written: "waiting_for_part" in written, within=60)
    service.process.send_signal(signal.SIGTERM)
    assert await service.ends() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"BESIDE_HTTP_PORT": "eighty"}, "BESIDE_HTTP_PORT is not usable"),
        ({"BESIDE_DATABASE_URL": ""}, "BESIDE_DATABASE_URL is not set; it says where the service's database is."),
    ],
)
async def test_settings_that_allow_no_start_are_told_in_one_sentence(
    start: Start, changes: dict[str, str], sentence: str
) -> None:
    service = await start(**changes)
    assert await service.ends(60) == 1
    (line,) = service.log.read_text().splitlines()
    assert line.startswith(sentence)


async def test_a_schema_that_is_too_old_is_told_in_one_sentence(start: Start, tmp_path: Path) -> None:
    versions = tmp_path / "later" / "versions"
    versions.mkdir(parents=True)
    (versions / "0001.py").write_text('revision = "0001"\ndown_revision = None\n')
    (versions / "0002.py").write_text('revision = "0002"\ndown_revision = "0001"\n')
    service = await start(BESIDE_MIGRATIONS=str(versions.parent))
    assert await service.ends(60) == 1
    assert "run `beside migrate` first" in service.log.read_text().splitlines()[-1]


async def test_a_task_that_breaks_ends_the_process_so_that_it_is_started_anew(start: Start) -> None:
    service = await start(BESIDE_FAIL="true")
    assert await service.ends(60) == 1
    assert '"event": "owned_task_failed"' in service.log.read_text()


async def test_it_ends_also_when_another_task_hears_no_cancellation(start: Start) -> None:
    service = await start(BESIDE_FAIL="true", BESIDE_DEAF="true")
    assert await service.ends(60) == 1


async def test_its_figures_can_be_read(start: Start) -> None:
    service = await start()
    await service.is_ready()
    async with httpx.AsyncClient(base_url=service.address) as client:
        figures = (await client.get("/metrics")).text
    assert "beside_outbox_published_total" in figures


async def test_killed_while_it_publishes_it_loses_no_event_and_doubles_none(
    start: Start, database: Database, bus: Bus
) -> None:
    visits = [some_visit() for _ in range(40)]
    for number in range(10):
        async with database.transaction() as tx:
            for visit in visits:
                await tell(tx, of_event(some_event(visit, number)))
    service = await start()
    await eventually(partial(published, bus), bool, within=60)
    service.process.send_signal(signal.SIGKILL)
    await service.ends()
    publisher = Publisher(database, bus)

    async def publishes_what_is_left() -> bool:
        """What was locked by whoever was killed is free once PostgreSQL noticed that they are gone."""
        await publisher.publish_batch()
        async with database.transaction() as tx:
            return await oldest_unpublished_seconds(tx) > 0

    await eventually(publishes_what_is_left, lambda is_left: not is_left)
    arrived = await stream_of(bus)
    assert len(arrived) == len(set(arrived)) == 400
    for visit in visits:
        assert [number for about, number in arrived if about == visit] == list(range(10))


async def published(bus: Bus) -> int:
    return int((await bus.jetstream.stream_info(EVENTS_STREAM)).state.messages)
