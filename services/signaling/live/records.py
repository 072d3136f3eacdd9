"""Who may resume which connection: here by memory, and in Redis, so that any instance can take over from one that died.

Nothing here is the truth: an instance writes again what it holds, at once when Redis has lost everything.
"""

import asyncio
from collections.abc import Collection, Mapping

from pydantic import ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.contracts.wire import RESUME_LIFE_HIDDEN_S, RESUME_LIFE_S
from services.runtime.logs import get_logger
from services.signaling.live.facts import Facts
from services.signaling.live.page import Page

REWRITE_EVERY_SECONDS = 30.0
LIFE_BEYOND_SECONDS = 45
"""A record of a page that is here is written anew every 30 s; a life that long beyond the promise keeps the promise."""

LOOK_EVERY_SECONDS = 1.0
"""How soon a Redis that lost everything, or came back, is noticed."""

MOST_AT_ONCE = 500

log = get_logger(__name__)


class Records:
    """Writes behind: nobody waits for Redis, and while it is down nothing but new takeovers is missing."""

    def __init__(self, redis: Redis, instance: str) -> None:
        self._redis = redis
        self._mark = f"signaling:{instance}"
        self._by_key: dict[str, Page] = {}
        self._keys: dict[Page, tuple[str, ...]] = {}
        self._dirty: dict[str, Page | None] = {}
        self._wake = asyncio.Event()
        self._is_down = False

    @property
    def pages(self) -> Collection[Page]:
        """Every page that is here or may come back."""
        return self._keys.keys()

    def find(self, key: str) -> Page | None:
        """The page of this instance that a secret's hash belongs to."""
        return self._by_key.get(key)

    def save(self, page: Page) -> None:
        """Find a page by its present secrets, and have its record written soon."""
        for key in self._keys.get(page, ()):
            self._by_key.pop(key, None)
        self._keys[page] = page.keys
        self._by_key.update(dict.fromkeys(page.keys, page))
        self._dirty[page.keys[0]] = page
        self._wake.set()

    def forget(self, page: Page) -> None:
        """Have all records of a page taken away soon; while Redis is down they end by themselves."""
        for key in self._keys.pop(page, ()):
            self._by_key.pop(key, None)
            if self._is_down:
                self._dirty.pop(key, None)
            else:
                self._dirty[key] = None
        self._wake.set()

    async def read(self, key: str) -> Facts | None:
        """The facts under a secret's hash; None where there are none, or Redis does not answer."""
        try:
            found = await self._redis.get(_name(key))
            return None if found is None else Facts.from_json(found)
        except (RedisError, OSError, TimeoutError, ValidationError) as error:
            log.warning("resume_record_unreadable", error=type(error).__name__)
            return None

    async def run(self) -> None:
        """Write until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_writing())
            group.create_task(self._keep_looking())

    async def _keep_writing(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._dirty and await self._write_some():
                pass

    async def _write_some(self) -> bool:
        """Write a part of what is due. False, with nothing lost, when Redis does not take it now."""
        keys = list(self._dirty)[:MOST_AT_ONCE]
        some = {key: self._dirty.pop(key) for key in keys}
        try:
            await self._write(some)
        except (RedisError, OSError, TimeoutError) as error:
            self._dirty = {**some, **self._dirty}
            self._note(is_down=True, error=error)
            return False
        self._note(is_down=False)
        return True

    async def _write(self, some: Mapping[str, Page | None]) -> None:
        async with self._redis.pipeline(transaction=False) as pipeline:
            for key, page in some.items():
                if page is None:
                    pipeline.delete(_name(key))
                else:
                    pipeline.set(_name(key), page.facts.to_json(), ex=_life(page))
            await pipeline.execute()

    async def _keep_looking(self) -> None:
        """Write all anew every half minute, and at once when the mark that we left is gone."""
        loop = asyncio.get_running_loop()
        rewritten_at = loop.time()
        while True:
            if await self._is_lost() or loop.time() >= rewritten_at + REWRITE_EVERY_SECONDS:
                rewritten_at = loop.time()
                self._dirty.update((keys[0], page) for page, keys in self._keys.items())
            if self._dirty:
                self._wake.set()
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def _is_lost(self) -> bool:
        try:
            return bool(await self._redis.set(self._mark, "here", nx=True))
        except (RedisError, OSError, TimeoutError) as error:
            self._note(is_down=True, error=error)
            return False

    def _note(self, *, is_down: bool, error: Exception | None = None) -> None:
        if is_down is not self._is_down:
            self._is_down = is_down
            log.warning("redis_down" if is_down else "redis_back", error=type(error).__name__ if error else None)


def _name(key: str) -> str:
    return f"resume:{key}"


def _life(page: Page) -> int:
    return (RESUME_LIFE_HIDDEN_S if page.hidden else RESUME_LIFE_S) + LIFE_BEYOND_SECONDS
