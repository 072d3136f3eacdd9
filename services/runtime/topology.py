"""Streams, buckets and durable consumers on NATS, made by the administrator before the services start."""

import nats
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, KeyValueConfig, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from services.contracts import subjects

DAY = 24 * 3600.0
EVENTS_KEPT_SECONDS = 30 * DAY
"""Longer than the outboxes keep their rows: a service that was away for weeks still finds what it missed."""

CHAT_KEPT_SECONDS = 90 * DAY
"""Of a visit that never closes, as long as its links live; else its chat is erased when it closes."""

CHAT_BYTES = 1024**3
"""What is full takes no more, rather than lose what was said; half a million messages of visits that are not closed."""

DUPLICATE_WINDOW_SECONDS = 120.0
ACK_WAIT_SECONDS = 5.0
"""How long events that a killed instance had taken wait before another gets them; an effect takes milliseconds."""

CONSUMERS = ("session", "notes")
"""Services with an inbox; each has one durable consumer, shared by its instances."""


async def prepare(url: str, user: str, password: str, *, replicas: int = 1) -> None:
    """Make, or bring up to date, all that the services find on NATS. Safe to run again.

    `replicas` is 1 on a single server and 3 in a cluster.
    """
    connection = await nats.connect(url, user=user or None, password=password or None, name="beside topology")
    try:
        await _prepare(connection.jetstream(), replicas)
    finally:
        await connection.close()


async def _prepare(jetstream: JetStreamContext, replicas: int) -> None:
    events = StreamConfig(
        name=subjects.EVENTS_STREAM,
        subjects=["ev.>"],
        storage=StorageType.FILE,
        max_age=EVENTS_KEPT_SECONDS,
        discard=DiscardPolicy.OLD,
        duplicate_window=DUPLICATE_WINDOW_SECONDS,
        num_replicas=replicas,
    )
    await _stream(jetstream, events)
    chat = StreamConfig(
        name=subjects.CHAT_STREAM,
        subjects=[subjects.ALL_CHAT],
        storage=StorageType.FILE,
        max_age=CHAT_KEPT_SECONDS,
        discard=DiscardPolicy.NEW,
        max_bytes=CHAT_BYTES,
        duplicate_window=DUPLICATE_WINDOW_SECONDS,
        num_replicas=replicas,
        allow_direct=True,
    )
    await _stream(jetstream, chat)
    for bucket in (subjects.STANDING_BUCKET, subjects.KEYS_BUCKET):
        await _bucket(jetstream, bucket, replicas)
    for consumer in CONSUMERS:
        await jetstream.add_consumer(
            subjects.EVENTS_STREAM,
            ConsumerConfig(durable_name=consumer, ack_policy=AckPolicy.EXPLICIT, ack_wait=ACK_WAIT_SECONDS),
        )


async def _stream(jetstream: JetStreamContext, wanted: StreamConfig) -> None:
    try:
        await jetstream.stream_info(wanted.name or "")
    except NotFoundError:
        await jetstream.add_stream(wanted)
    else:
        await jetstream.update_stream(wanted)


async def _bucket(jetstream: JetStreamContext, name: str, replicas: int) -> None:
    try:
        await jetstream.key_value(name)
    except NotFoundError:
        wanted = KeyValueConfig(bucket=name, history=1, storage=StorageType.FILE, replicas=replicas, direct=True)
        await jetstream.create_key_value(wanted)
