"""What a change tells others arrives, whatever is down meanwhile."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, text

from services.contracts import subjects
from services.contracts.hints import AddressedHint, Changed
from services.runtime import outbox, publisher
from services.runtime.bus import Bus
from services.runtime.database import Database
from services.runtime.outbox import CHANNEL, of_event, of_hint, of_standing, tell
from services.runtime.publisher import Publisher, put_if_newer
from services.runtime.tables import outbox as rows
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import Owner, eventually
from tests.runtime.told import CLINIC, QUEUE, some_event, some_standing, some_visit, standing_version_of, stream_of


def publish_from(owner: Owner, database: Database, bus: Bus) -> None:
    """Publish as a service does."""
    publishing = Publisher(database, bus)
    owner.run(publishing.run)
    owner.run(partial(database.listen, {CHANNEL: publishing.wake}))


async def open_rows(database: Database) -> int:
    async with database.transaction() as tx:
        return int((await tx.execute(select(func.count()).where(rows.c.published_at.is_(None)))).scalar_one())


async def test_what_was_told_is_published_after_the_commit(owner: Owner, database: Database, bus: Bus) -> None:
    visit = some_visit()
    publish_from(owner, database, bus)
    async with database.transaction() as tx:
        await tell(tx, of_event(some_event(visit)))
    assert await eventually(partial(stream_of, bus), bool) == [(visit, 1)]


async def test_what_was_told_in_a_change_that_failed_is_never_published(
    owner: Owner, database: Database, bus: Bus
) -> None:
    failed, saved = some_visit(), some_visit()
    publish_from(owner, database, bus)

    async def change_that_fails() -> None:
        async with database.transaction() as tx:
            await tell(tx, of_event(some_event(failed)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await change_that_fails()
    async with database.transaction() as tx:
        await tell(tx, of_event(some_event(saved)))
    assert await eventually(partial(stream_of, bus), bool) == [(saved, 1)]


async def test_a_crash_between_publishing_and_marking_leaves_one_event_in_the_stream(
    owner: Owner, database: Database, bus: Bus
) -> None:
    visit = some_visit()
    async with database.transaction() as tx:
        await tell(tx, of_event(some_event(visit)))
        await tx.execute(text("ALTER TABLE outbox ADD CONSTRAINT crash CHECK (published_at IS NULL)"))
    with pytest.raises(Exception, match="crash"):
        await Publisher(database, bus).publish_batch()
    assert await stream_of(bus) == [(visit, 1)]
    assert await open_rows(database) == 1
    async with database.transaction() as tx:
        await tx.execute(text("ALTER TABLE outbox DROP CONSTRAINT crash"))
    publish_from(owner, database, bus)
    await eventually(partial(open_rows, database), lambda count: count == 0)
    assert await stream_of(bus) == [(visit, 1)]


async def test_while_nats_is_down_no_change_waits_and_nothing_is_lost(
    owner: Owner, database: Database, bus: Bus, nats_server: NatsServer
) -> None:
    visit = some_visit()
    publish_from(owner, database, bus)
    nats_server.kill()
    slowest = 0.0
    for number in range(30):
        began = time.monotonic()
        async with database.transaction() as tx:
            await tell(tx, of_event(some_event(visit, number)))
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < 1.0
    await nats_server.start()
    await eventually(partial(open_rows, database), lambda count: count == 0)
    assert await stream_of(bus) == [(visit, number) for number in range(30)]


async def test_two_publishers_keep_the_order_within_each_visit(owner: Owner, database: Database, bus: Bus) -> None:
    visits = [some_visit() for _ in range(20)]
    for number in range(10):
        async with database.transaction() as tx:
            for visit in visits:
                await tell(tx, of_event(some_event(visit, number)))
    publish_from(owner, database, bus)
    publish_from(owner, database, bus)
    await eventually(partial(open_rows, database), lambda count: count == 0)
    arrived = await stream_of(bus)
    assert len(arrived) == 200
    for visit in visits:
        assert [number for about, number in arrived if about == visit] == list(range(10))


async def test_a_newer_standing_is_never_replaced_by_an_older_one(owner: Owner, database: Database, bus: Bus) -> None:
    visit = some_visit()
    publish_from(owner, database, bus)
    for version in (3, 7, 5):
        async with database.transaction() as tx:
            await tell(tx, of_standing(visit, some_standing(version)))
    await eventually(partial(open_rows, database), lambda count: count == 0)
    assert await standing_version_of(bus, visit) == 7


async def test_of_many_who_set_a_standing_at_once_the_highest_version_stays(bus: Bus) -> None:
    visit = some_visit()
    bucket = await bus.jetstream.key_value(subjects.STANDING_BUCKET)
    put = [
        put_if_newer(bucket, str(visit), version, some_standing(version).model_dump_json().encode())
        for version in (2, 5, 1, 4, 3)
    ]
    await asyncio.gather(*put, return_exceptions=True)
    assert await standing_version_of(bus, visit) == 5


async def test_a_standing_that_was_deleted_can_be_written_again(bus: Bus) -> None:
    visit = some_visit()
    bucket = await bus.jetstream.key_value(subjects.STANDING_BUCKET)
    await put_if_newer(bucket, str(visit), 4, some_standing(4).model_dump_json().encode())
    await bucket.delete(str(visit))
    assert await put_if_newer(bucket, str(visit), 4, some_standing(4).model_dump_json().encode())
    assert await standing_version_of(bus, visit) == 4


async def test_a_removal_goes_out_at_once_beside_the_bucket(owner: Owner, database: Database, bus: Bus) -> None:
    visit = some_visit()
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    await bus.subscribe(subjects.standing(visit), lambda message: heard.put(message.data))
    publish_from(owner, database, bus)
    async with database.transaction() as tx:
        await tell(tx, of_standing(visit, some_standing(9)))
    assert b'"standing_version":9' in await asyncio.wait_for(heard.get(), 5)


async def test_a_hint_reaches_whoever_listens(owner: Owner, database: Database, bus: Bus) -> None:
    visit = some_visit()
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    await bus.subscribe(subjects.ALL_HINTS, lambda message: heard.put(message.data))
    publish_from(owner, database, bus)
    hint = AddressedHint(clinic_id=CLINIC, queue_id=QUEUE, hint=Changed(what="visit", id=visit, version=2))
    async with database.transaction() as tx:
        await tell(tx, of_hint(hint))
    assert AddressedHint.model_validate_json(await asyncio.wait_for(heard.get(), 5)) == hint


async def test_a_stream_that_was_lost_is_filled_again_from_the_outbox(
    owner: Owner, database: Database, bus: Bus
) -> None:
    visit = some_visit()
    publish_from(owner, database, bus)
    async with database.transaction() as tx:
        for number in range(3):
            await tell(tx, of_event(some_event(visit, number)))
    await eventually(partial(open_rows, database), lambda count: count == 0)
    await bus.jetstream.delete_stream(subjects.EVENTS_STREAM)
    await bus.jetstream.add_stream(name=subjects.EVENTS_STREAM, subjects=["ev.>"])
    async with database.transaction() as tx:
        assert await outbox.republish(tx, datetime.now(UTC) - timedelta(days=1)) == 3
    await eventually(partial(open_rows, database), lambda count: count == 0)
    assert await stream_of(bus) == [(visit, 0), (visit, 1), (visit, 2)]


async def test_the_operator_sees_how_long_the_oldest_waits(database: Database) -> None:
    async with database.transaction() as tx:
        assert await publisher.oldest_unpublished_seconds(tx) == 0
        await tell(tx, of_event(some_event(some_visit())))
    async with database.transaction() as tx:
        assert await publisher.oldest_unpublished_seconds(tx) > 0
