"""Redis (or Valkey): what is live now. It may be lost at any moment, so every access has a short limit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

from services.runtime.settings import ServiceSettings, SettingsError

ANSWER_SECONDS = 1.0
"""Beyond this the caller goes on without; nothing there is worth waiting for."""

HEALTH_CHECK_SECONDS = 5


@asynccontextmanager
async def open_redis(settings: ServiceSettings) -> AsyncIterator[Redis]:
    """The Redis named by the settings, for as long as the block runs. It need not be up."""
    url = settings.redis_url.get_secret_value()
    if not url:
        raise SettingsError("BESIDE_REDIS_URL is not set; it says where Redis is.")
    client: Redis = Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=ANSWER_SECONDS,
        socket_connect_timeout=ANSWER_SECONDS,
        socket_keepalive=True,
        health_check_interval=HEALTH_CHECK_SECONDS,
        retry=Retry(ConstantBackoff(0.05), 1),
        retry_on_error=[RedisConnectionError],
    )
    try:
        yield client
    finally:
        await client.aclose()


async def check(client: Redis) -> None:
    """Raise when Redis does not answer."""
    await client.ping()
