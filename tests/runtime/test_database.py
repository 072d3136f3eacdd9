"""The database may restart and the network may break; what waits for it learns soon."""

import asyncio
import socket
from functools import partial

from sqlalchemy import text

from services.runtime.database import UNACKNOWLEDGED_MS, Database
from services.runtime.outbox import CHANNEL
from tests.runtime.owner import Owner, eventually


async def listeners(database: Database) -> list[int]:
    """Server processes of the connections that listen."""
    async with database.transaction() as tx:
        found = await tx.execute(text("SELECT pid FROM pg_stat_activity WHERE application_name LIKE '% listener'"))
    return [row.pid for row in found]


async def test_a_connection_of_the_pool_hears_of_a_dead_network(database: Database) -> None:
    async with database.transaction() as tx:
        driver = (await tx.get_raw_connection()).driver_connection
        assert driver is not None
        sock = driver._transport.get_extra_info("socket")
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNACKNOWLEDGED_MS
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


async def test_the_listening_connection_hears_of_a_dead_network(database: Database) -> None:
    connection = await database.connect_alone()
    sock = connection._transport.get_extra_info("socket")
    assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNACKNOWLEDGED_MS
    await connection.close()


async def test_listening_goes_on_after_its_connection_was_cut(owner: Owner, database: Database) -> None:
    heard = asyncio.Event()
    owner.run(partial(database.listen, {CHANNEL: heard.set}))
    (pid,) = await eventually(partial(listeners, database), bool)
    async with database.transaction() as tx:
        await tx.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    await eventually(partial(listeners, database), lambda pids: bool(pids) and pid not in pids)
    heard.clear()
    async with database.transaction() as tx:
        await tx.execute(text(f"NOTIFY {CHANNEL}"))
    await asyncio.wait_for(heard.wait(), 5)


async def test_connections_cut_while_idle_cost_the_next_command_nothing(database: Database) -> None:
    backend = text("SELECT pg_backend_pid()")
    async with database.transaction() as first, database.transaction() as second:
        pids = [(await tx.execute(backend)).scalar_one() for tx in (first, second)]
    outside = await database.connect_alone()
    for pid in pids:
        await outside.execute(f"SELECT pg_terminate_backend({pid}, 5000)")
    await outside.close()
    for _ in pids:
        async with database.transaction() as tx:
            assert (await tx.execute(backend)).scalar_one() not in pids
