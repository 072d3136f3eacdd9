"""PostgreSQL: one engine a process, transactions that the edge commits, and a connection that listens."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy import Table, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from services.runtime.logs import get_logger
from services.runtime.personal import Personal, open_personal
from services.runtime.reach import is_out_of_reach
from services.runtime.settings import ServiceSettings, SettingsError

Tx = AsyncConnection
"""A connection inside a transaction. Application code writes through it and never commits."""

COMMAND_TIMEOUT_SECONDS = 5.0
"""Longer than any statement of ours takes; shorter than a person waits before tapping again."""

CONNECT_TIMEOUT_SECONDS = 3.0
POOL_WAIT_SECONDS = 3.0

UNACKNOWLEDGED_MS = 5_000
"""TCP_USER_TIMEOUT.

Without it a cut network holds a query for as long as TCP retries, half a minute and more.
"""

KEEPALIVE_IDLE, KEEPALIVE_INTERVAL, KEEPALIVE_PROBES = 2, 1, 3
"""Seconds, seconds, count: an idle connection (the listening one) hears of a cut within about five seconds.
"""

LISTEN_AGAIN_SECONDS = 0.5

_SERIALIZATION_FAILURE = "40001"

UNDER_WAY_SECONDS = 30.0
"""Longer than a mail server may take, while a message's row is held; a back-up may take longer."""

LOOK_AGAIN_SECONDS = 0.1

_UNDER_WAY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND (xact_start < $1 OR usename <> current_user)
"""
"""Of other users' sessions, the administrator's, nobody is told whether anything is under way in them."""

PERSONAL = "beside_personal"
"""The execution option by which transactions carry what opens the keys of persons (`person_keys.py`)."""

log = get_logger(__name__)


def _notice_a_dead_network(connection: asyncpg.Connection) -> None:
    """Set the socket options; asyncpg offers none of its own."""
    sock = connection._transport.get_extra_info("socket")  # noqa: SLF001 (asyncpg has no public way)
    if sock is None or sock.family == socket.AF_UNIX:
        return
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    wanted = {
        "TCP_USER_TIMEOUT": UNACKNOWLEDGED_MS,
        "TCP_KEEPIDLE": KEEPALIVE_IDLE,
        "TCP_KEEPINTVL": KEEPALIVE_INTERVAL,
        "TCP_KEEPCNT": KEEPALIVE_PROBES,
    }
    for name, value in wanted.items():
        if hasattr(socket, name):  # macOS has only some of them
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    driver: Any = connection.driver_connection
    _notice_a_dead_network(driver)


def _on_checkout(connection: DBAPIConnection, _: ConnectionPoolEntry, __: object) -> None:
    """Never hand out a connection that is known to be closed: after a restart of the server nobody meets an error."""
    driver: Any = connection.driver_connection
    if driver.is_closed():
        raise InvalidatePoolError


class Database:
    """A service's own database."""

    def __init__(
        self,
        url: str,
        *,
        pool: int = 10,
        name: str = "beside",
        command_timeout: float = COMMAND_TIMEOUT_SECONDS,
        personal: Personal | None = None,
    ) -> None:
        """`url` as in the settings: `postgresql://...`; `name` is what the server's activity list shows.

        `personal` is what opens the keys of persons, where this database holds some.
        """
        self._url = make_url(url).set(drivername="postgresql")
        self._name = name
        self._engine = create_async_engine(
            self._url.set(drivername="postgresql+asyncpg"),
            pool_size=pool,
            max_overflow=pool,
            pool_timeout=POOL_WAIT_SECONDS,
            execution_options={PERSONAL: personal},
            connect_args={
                "timeout": CONNECT_TIMEOUT_SECONDS,
                "command_timeout": command_timeout,
                "server_settings": {"application_name": name, "timezone": "UTC"},
            },
        )
        event.listen(self._engine.sync_engine, "connect", _on_connect)
        event.listen(self._engine.sync_engine, "checkout", _on_checkout)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """One transaction: commits when the block ends, rolls back when it raises."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Tx]:
        """One transaction that sees a single moment, however many statements it reads with, where `transaction` sees
        with each what was committed meanwhile.

        Writing a row that somebody else changed since raises what `is_overtaken` knows; the whole may be tried again.
        Source: PostgreSQL, 13.2.2, Repeatable Read.
        """
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    async def check(self) -> None:
        """Raise when the database does not answer."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def vacuum(self, table: Table, *, within: float = UNDER_WAY_SECONDS) -> bool:
        """Have a table's deleted rows, and what rows were before they changed, leave its file.

        PostgreSQL keeps them there for whatever is under way and may still read them: that is waited for. False when it
        goes on for longer.
        """
        connection = await self.connect_alone()
        try:
            is_alone = await _all_ended(connection, within)
            await connection.execute(f'VACUUM "{table.name}"')
        finally:
            await connection.close()
        return is_alone

    async def connect_alone(self) -> asyncpg.Connection:
        """A connection of its own, outside the pool, with the same socket options. The caller closes it."""
        connection = await asyncpg.connect(
            self._url.render_as_string(hide_password=False),
            timeout=CONNECT_TIMEOUT_SECONDS,
            command_timeout=COMMAND_TIMEOUT_SECONDS,
            server_settings={"application_name": f"{self._name} listener"},
        )
        _notice_a_dead_network(connection)
        return connection

    async def listen(self, channels: dict[str, Callable[[], None]]) -> None:
        """Call each channel's function on NOTIFY, and once after every (re)connect. Runs until cancelled.

        A notification may be lost with the connection: whoever listens also polls.
        """
        while True:
            try:
                await self._listen_once(channels)
            except Exception as error:
                if not is_out_of_reach(error):
                    raise
                log.warning("listening_interrupted", error=type(error).__name__)
            await asyncio.sleep(LISTEN_AGAIN_SECONDS)

    async def _listen_once(self, channels: dict[str, Callable[[], None]]) -> None:
        ended = asyncio.Event()
        connection = await self.connect_alone()
        try:
            connection.add_termination_listener(lambda _: ended.set())
            for channel, wake in channels.items():
                await connection.add_listener(channel, _waker(wake))
                wake()
            await ended.wait()
        finally:
            with suppress(Exception):
                connection.terminate()

    async def close(self) -> None:
        """Close every connection of the pool."""
        await self._engine.dispose()


async def _all_ended(connection: asyncpg.Connection, within: float) -> bool:
    """Wait until every transaction that is under way in this database now has ended."""
    now = await connection.fetchval("SELECT clock_timestamp()")
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            while await connection.fetchval(_UNDER_WAY, now):  # noqa: ASYNC110 (nothing tells when it has ended)
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
            return True
    return False


def _waker(wake: Callable[[], None]) -> Callable[[object, int, str, str], None]:
    return lambda *_: wake()


def is_overtaken(error: DBAPIError) -> bool:
    """Whether a snapshot would have written what somebody else changed after its moment."""
    return getattr(error.orig, "sqlstate", None) == _SERIALIZATION_FAILURE


@asynccontextmanager
async def open_database(settings: ServiceSettings, service: str) -> AsyncIterator[Database]:
    """The database named by the settings, for as long as the block runs."""
    url = settings.database_url.get_secret_value()
    if not url:
        raise SettingsError("BESIDE_DATABASE_URL is not set; it says where the service's database is.")
    database = Database(
        url,
        pool=settings.database_pool,
        name=f"{service} {settings.instance}",
        personal=open_personal(settings.keys_dir) if settings.keys_dir else None,
    )
    try:
        yield database
    finally:
        await database.close()
