"""What is known of a bucket is true soon after any trouble, and says when it may not be."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from nats.js.kv import KeyValue

from services.contracts.subjects import STANDING_BUCKET
from services.runtime.bus import Bus, open_bus
from services.runtime.settings import ServiceSettings
from services.runtime.watch import BucketView
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import Owner, eventually


@dataclass
class Watched:
    """A view, and a bucket written through a connection of its own."""

    view: BucketView
    bucket: KeyValue
    writer: Bus

    async def value(self, key: str) -> bytes | None:
        known = self.view.entries.get(key)
        return known.value if known else None

    async def put(self, key: str, value: bytes) -> None:
        async def try_to_put() -> bool:
            try:
                await self.bucket.put(key, value)
            except Exception:  # noqa: BLE001 (until the server is back)
                return False
            return True

        await eventually(try_to_put, bool)

    async def shows(self, key: str, value: bytes | None, within: float = 5.0) -> None:
        async def look() -> bytes | None:
            return await self.value(key)

        await eventually(look, lambda seen: seen == value, within)


@pytest.fixture
async def watched(owner: Owner, bus: Bus, settings: ServiceSettings) -> AsyncIterator[Watched]:
    async with open_bus(settings, "writer") as writer:
        view = BucketView(bus, STANDING_BUCKET)
        bucket = await writer.jetstream.key_value(STANDING_BUCKET)
        await bucket.put("before", b"1")
        owner.run(view.run)
        await asyncio.wait_for(view.wait_complete(), 5)
        yield Watched(view, bucket, writer)


async def test_what_was_there_before_is_known_at_once_and_fresh(watched: Watched) -> None:
    assert await watched.value("before") == b"1"
    assert watched.view.is_fresh


async def test_each_change_is_told_once(owner: Owner, bus: Bus, watched: Watched) -> None:
    told: list[tuple[str, bytes | None]] = []
    view = BucketView(bus, STANDING_BUCKET, lambda key, value, _: told.append((key, value)))
    owner.run(view.run)
    await asyncio.wait_for(view.wait_complete(), 5)

    async def hears(change: tuple[str, bytes | None]) -> None:
        async def last() -> tuple[str, bytes | None]:
            return told[-1]

        await eventually(last, lambda seen: seen == change)

    # One at a time: a bucket keeps the last value of each key, and may drop the one before it unheard.
    await watched.put("visit", b"1")
    await hears(("visit", b"1"))
    await watched.put("visit", b"2")
    await hears(("visit", b"2"))
    await watched.bucket.delete("visit")
    await watched.put("end", b".")
    await hears(("end", b"."))
    assert told == [("before", b"1"), ("visit", b"1"), ("visit", b"2"), ("visit", None), ("end", b".")]


async def test_after_a_restart_of_the_server_a_change_is_known_within_a_second(
    watched: Watched, nats_server: NatsServer
) -> None:
    nats_server.kill()
    await nats_server.start()
    await watched.put("visit", b"after")
    began = time.monotonic()
    await watched.shows("visit", b"after")
    assert time.monotonic() - began < 1.0


async def test_while_the_server_is_down_the_view_says_that_it_may_be_old(
    watched: Watched, nats_server: NatsServer
) -> None:
    nats_server.kill()

    async def fresh() -> bool:
        return watched.view.is_fresh

    await eventually(fresh, lambda seen: not seen, within=4)
    await nats_server.start()
    await eventually(fresh, bool, within=5)


async def test_what_was_deleted_while_nobody_watched_is_gone_from_the_view(
    watched: Watched, nats_server: NatsServer
) -> None:
    await watched.put("visit", b"1")
    await watched.shows("visit", b"1")
    await watched.writer.jetstream.purge_stream(f"KV_{STANDING_BUCKET}")
    nats_server.kill()
    await nats_server.start()
    await watched.shows("visit", None)


async def test_a_bucket_that_was_made_anew_is_watched_anew(watched: Watched) -> None:
    await watched.put("visit", b"1")
    await watched.shows("visit", b"1")
    await watched.writer.jetstream.delete_key_value(STANDING_BUCKET)
    watched.bucket = await watched.writer.jetstream.create_key_value(bucket=STANDING_BUCKET)
    await watched.put("other", b"2")
    await watched.shows("other", b"2")
    await watched.shows("visit", None)
