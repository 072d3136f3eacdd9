"""Real stores for tests: one NATS, Valkey and PostgreSQL for the whole session, fresh data for each test."""

from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import nats
from nats.js.errors import NotFoundError
from pydantic import SecretStr
from redis.asyncio import Redis

from services.contracts import subjects
from services.embedded.stack import Stack
from services.runtime.migrations import migrate, migrations_of
from services.runtime.settings import ServiceSettings

STREAMS = (
    subjects.EVENTS_STREAM,
    subjects.CHAT_STREAM,
    f"KV_{subjects.STANDING_BUCKET}",
    f"KV_{subjects.KEYS_BUCKET}",
)


@dataclass
class Stores:
    """What a test gets. Databases are copies of a migrated template, so that each costs some 30 ms."""

    stack: Stack
    _templates: set[str] = field(default_factory=set)
    _made: list[str] = field(default_factory=list)

    def for_a_while(self) -> Self:
        """The same stores for somebody who drops their own databases earlier."""
        return replace(self, _made=[])

    async def database(self, service: str) -> str:
        """The address of a new database with the service's schema, owned by its user."""
        name = f"{service}_{uuid4().hex[:12]}"
        if service not in self._templates:
            await self._make_template(service)
            self._templates.add(service)
        await self._administer(f'create database "{name}" owner "{service}" template "{service}_template"')
        self._made.append(name)
        return self._in_database(self.stack.database_url(service), name)

    def nats(self, user: str) -> dict[str, str]:
        """Settings that make a service talk to NATS as that user."""
        url = urlsplit(self.stack.nats_url(user))
        return {
            "nats_url": f"nats://{url.hostname}:{url.port}",
            "nats_user": user,
            "nats_password": url.password or "",
        }

    @property
    def redis_url(self) -> str:
        """Empty at the start of each test."""
        return self.stack.redis_url

    async def start_afresh(self) -> Self:
        """Forget what an earlier test left on NATS and in Valkey."""
        connection = await nats.connect(self.stack.nats_url("admin"))
        for stream in STREAMS:
            try:
                await connection.jetstream().purge_stream(stream)
            except NotFoundError:
                continue
        await connection.close()
        async with Redis.from_url(self.stack.redis_url) as redis:
            await redis.flushall()
        return self

    async def drop_databases(self) -> None:
        """Remove this test's databases, whoever still talks to them."""
        while self._made:
            await self._administer(f'drop database if exists "{self._made.pop()}" with (force)')

    async def _make_template(self, service: str) -> None:
        name = f"{service}_template"
        try:
            await self._administer(f'create database "{name}" owner "{service}"')
        except asyncpg.DuplicateDatabaseError:
            return  # other stores of this session made it
        url = self._in_database(self.stack.database_url(service), name)
        await migrate(ServiceSettings(database_url=SecretStr(url)), migrations_of(service))

    async def _administer(self, statement: str) -> None:
        connection = await asyncpg.connect(self.stack.database_url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    @staticmethod
    def _in_database(url: str, name: str) -> str:
        return urlsplit(url)._replace(path=f"/{name}").geturl()
