"""The stores that tests share."""

import asyncpg
from redis.asyncio import Redis

from tests.stores import Stores


async def test_every_test_gets_a_database_of_its_own(stores: Stores) -> None:
    first, second = [await asyncpg.connect(await stores.database("session")) for _ in range(2)]
    await first.execute("create table mine (id int)")
    assert await second.fetchval("select to_regclass('mine')") is None
    await first.close()
    await second.close()


async def test_valkey_is_empty_at_the_start(stores: Stores) -> None:
    async with Redis.from_url(stores.redis_url) as redis:
        assert await redis.dbsize() == 0
        await redis.set("left", "behind")
