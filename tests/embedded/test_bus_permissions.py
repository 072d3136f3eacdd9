"""What each service may say and hear on NATS: its own work, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import nats
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import StreamConfig

from tests.stores import Stores

FORBIDDEN = "nobody.says.this"
MAY_SAY = {
    "session": [
        "ev.c.q.visit.event",
        "hint.c.q",
        "standing.v",
        "knock.v",
        "$KV.standing.v",
        "$KV.keys.k",
        "ask.signaling.question",
    ],
    "signaling": [
        "relay.v",
        "presence.c.v",
        "ask.session.question",
        "chat_moved.v",
        "chat.v.p.m",
        "$JS.API.DIRECT.GET.CHAT",
        "$JS.API.STREAM.MSG.DELETE.CHAT",
    ],
    "notes": ["ev.c.q.summary.event", "hint.c.q", "ask.session.question"],
}
MAY_HEAR = {
    "session": ["ask.session.>", "presence.>", "standing.>", "knock.>"],
    "signaling": ["relay.>", "hint.>", "standing.>", "presence.>", "chat_moved.>", "ask.signaling.>"],
    "notes": [],
}
EVERY_SUBJECT = sorted({subject for subjects in MAY_SAY.values() for subject in subjects})
EVERY_TOPIC = sorted(
    {topic for topics in MAY_HEAR.values() for topic in topics} | {"ev.>", "chat.>", "$KV.>", "$JS.>", ">"}
)
MAKING = [
    "$JS.API.STREAM.CREATE.X",
    "$JS.API.STREAM.DELETE.EVENTS",
    "$JS.API.STREAM.PURGE.EVENTS",
    "$JS.API.STREAM.PURGE.CHAT",
    "$JS.API.STREAM.MSG.GET.CHAT",
    "$JS.API.CONSUMER.CREATE.CHAT.x",
]
OTHERS_INBOX = {"session": "_INBOX.notes.>", "signaling": "_INBOX.session.>", "notes": "_INBOX.signaling.>"}


async def answer(question: Msg) -> None:
    await question.respond(b"facts")


@asynccontextmanager
async def connected(stores: Stores, user: str) -> AsyncIterator[tuple[Client, asyncio.Queue[str]]]:
    refusals: asyncio.Queue[str] = asyncio.Queue()

    async def refused(error: Exception) -> None:
        refusals.put_nowait(str(error).lower())

    client = await nats.connect(
        stores.stack.nats_url(user), inbox_prefix=f"_INBOX.{user}".encode(), error_cb=refused, allow_reconnect=False
    )
    try:
        yield client, refusals
    finally:
        await client.close()


async def refused_first(client: Client, refusals: asyncio.Queue[str]) -> str:
    """The first refusal so far; one that nobody may say is added, so that there always is one."""
    await client.publish(FORBIDDEN)
    async with asyncio.timeout(2):
        first = await refusals.get()
        said = first
        while FORBIDDEN not in said:
            said = await refusals.get()
    return first


async def assert_nothing_refused(client: Client, refusals: asyncio.Queue[str]) -> None:
    assert FORBIDDEN in await refused_first(client, refusals)


@pytest.mark.parametrize("user", MAY_SAY)
async def test_a_service_says_its_own_words_and_no_other(stores: Stores, user: str) -> None:
    async with connected(stores, user) as (client, refusals):
        for subject in MAY_SAY[user]:
            await client.publish(subject, b"{}")
        await assert_nothing_refused(client, refusals)
        for subject in [*(set(EVERY_SUBJECT) - set(MAY_SAY[user])), *MAKING]:
            await client.publish(subject, b"{}")
            assert subject.lower() in await refused_first(client, refusals)


@pytest.mark.parametrize("user", MAY_HEAR)
async def test_a_service_hears_what_concerns_it_and_nothing_else(stores: Stores, user: str) -> None:
    async with connected(stores, user) as (client, refusals):
        for topic in MAY_HEAR[user]:
            await client.subscribe(topic)
        await assert_nothing_refused(client, refusals)
        for topic in [*(set(EVERY_TOPIC) - set(MAY_HEAR[user])), OTHERS_INBOX[user]]:
            await client.subscribe(topic)
            assert topic.lower() in await refused_first(client, refusals)


@pytest.mark.parametrize("user", ["signaling", "notes"])
async def test_session_answers_whoever_asks_it(stores: Stores, user: str) -> None:
    async with AsyncExitStack() as both:
        session, refusals = await both.enter_async_context(connected(stores, "session"))
        asker, _ = await both.enter_async_context(connected(stores, user))
        await session.subscribe("ask.session.people.facts", cb=answer)
        await assert_nothing_refused(session, refusals)  # a flush would not wait for the subscription
        assert (await asker.request("ask.session.people.facts", timeout=2)).data == b"facts"


async def test_session_keeps_standing_and_keys(stores: Stores) -> None:
    async with connected(stores, "session") as (client, refusals):
        for bucket in ("standing", "keys"):
            entries = await client.jetstream().key_value(bucket)
            revision = await entries.create("one", b"1")
            await entries.update("one", b"2", last=revision)
            assert (await entries.get("one")).value == b"2"
        await assert_nothing_refused(client, refusals)


async def test_signaling_watches_standing_and_keys_but_changes_neither(stores: Stores) -> None:
    async with AsyncExitStack() as both:
        session, _ = await both.enter_async_context(connected(stores, "session"))
        signaling, refusals = await both.enter_async_context(connected(stores, "signaling"))
        for bucket in ("standing", "keys"):
            await (await session.jetstream().key_value(bucket)).put("one", b"1")
            watcher = await (await signaling.jetstream().key_value(bucket)).watchall()
            update = await anext(aiter(watcher))
            assert update.value == b"1"
        await assert_nothing_refused(signaling, refusals)


@pytest.mark.parametrize("user", ["session", "notes"])
async def test_a_service_with_an_inbox_pulls_its_own_events(stores: Stores, user: str) -> None:
    async with connected(stores, "session") as (session, _), connected(stores, user) as (client, refusals):
        pulled = await client.jetstream().pull_subscribe_bind(consumer=user, stream="EVENTS")
        await session.jetstream().publish("ev.c.q.visit.ended", b"{}", timeout=2)
        (event,) = await pulled.fetch(1, timeout=2)
        await event.ack_sync(timeout=2)
        await assert_nothing_refused(client, refusals)


async def test_nobody_without_a_password_comes_in(stores: Stores) -> None:
    address = stores.nats("session")["nats_url"]
    with pytest.raises(nats.errors.Error, match="Authorization Violation"):
        await nats.connect(address, allow_reconnect=False, connect_timeout=2)


async def test_only_the_administrator_makes_streams(stores: Stores) -> None:
    async with connected(stores, "admin") as (client, _):
        await client.jetstream().add_stream(StreamConfig(name="X", subjects=["x"]))
        await client.jetstream().delete_stream("X")
