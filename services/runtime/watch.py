"""A view of a JetStream bucket that survives restarts of the server, and that knows how old its knowledge
is.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

import nats.errors
from nats.js.kv import KV_DEL, KV_PURGE, KeyValue

from services.runtime.bus import Bus
from services.runtime.logs import get_logger
from services.runtime.tasks import end_all

COMPARE_SECONDS = 1.0
"""How often the view is compared with the bucket's last sequence.

A restarted server forgets a watcher without a sign.
"""

COMPARE_TIMEOUT_SECONDS = 0.8
AGAIN_SECONDS = 0.1
STOP_SECONDS = 0.5

FRESH_SECONDS = 2.0
"""Knowledge older than this admits and resumes nobody, and shows nothing as private."""

log = get_logger(__name__)

OnChange = Callable[[str, bytes | None, int], None]
"""Called with key, value (None: deleted) and revision, once for each change."""


@dataclass(frozen=True)
class Known:
    """An entry as last seen."""

    value: bytes
    revision: int


class _State(NamedTuple):
    """The stream behind a bucket when it was asked: when it was made, and the last sequence it gave."""

    asked_at: float
    made: datetime | None
    last: int


class BucketView:
    """All present entries of a bucket, kept up to date by one watcher."""

    def __init__(self, bus: Bus, bucket: str, on_change: OnChange | None = None) -> None:
        self._bus = bus
        self._bucket = bucket
        self._on_change = on_change
        self._entries: dict[str, Known] = {}
        self._seen = 0
        self._watched: datetime | None = None
        """When the stream behind the bucket was made; None while a watch has not given its full picture."""
        self._complete = asyncio.Event()
        self._again = asyncio.Event()
        self._fresh_as_of = float("-inf")

    @property
    def entries(self) -> MappingProxyType[str, Known]:
        """What is known, by key."""
        return MappingProxyType(self._entries)

    @property
    def age(self) -> float:
        """Seconds since the view was last known to be equal to the bucket; infinite before the first time."""
        return time.monotonic() - self._fresh_as_of

    @property
    def is_fresh(self) -> bool:
        """True while decisions may rest on this view."""
        return self.age <= FRESH_SECONDS

    @property
    def is_complete(self) -> bool:
        """True once the view has held everything that was in the bucket when watching began."""
        return self._complete.is_set()

    async def wait_complete(self) -> None:
        """Wait until the view holds everything that was in the bucket when watching began."""
        await self._complete.wait()

    async def run(self) -> None:
        """Keep the view until cancelled."""
        stop_hearing = self._bus.on_reconnect(self._again.set)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep_watching())
                group.create_task(self._keep_comparing())
        finally:
            stop_hearing()

    async def _keep_watching(self) -> None:
        while True:
            self._again.clear()
            try:
                await self._watch_until_told()
            except (nats.errors.Error, ConnectionError, TimeoutError) as error:
                log.warning("watch_interrupted", bucket=self._bucket, error=type(error).__name__)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _watch_until_told(self) -> None:
        bucket = await self._bus.jetstream.key_value(self._bucket)
        before = await self._state()
        watcher = await bucket.watchall()
        reading = asyncio.create_task(self._read(watcher, before))
        told = asyncio.create_task(self._told_again())
        try:
            await asyncio.wait({reading, told}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done():
                reading.result()
        finally:
            self._watched = None
            await end_all((reading, told))
            with suppress(nats.errors.Error, ConnectionError, TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await watcher.stop()  # type: ignore[no-untyped-call]

    async def _told_again(self) -> None:
        await self._again.wait()

    async def _read(self, watcher: KeyValue.KeyWatcher, before: _State) -> None:
        """The first part is a full picture, and ends with an empty update; keys absent from it are gone."""
        picture: set[str] = set()
        self._seen = 0
        while True:
            entry = await watcher._updates.get()  # noqa: SLF001 (its public reader swallows the end of the picture in a time-out)
            if entry is None:
                self._forget_all_but(picture)
                self._seen = max(self._seen, before.last)
                self._watched = before.made
                self._fresh_as_of = before.asked_at
                self._complete.set()
            elif isinstance(entry, KeyValue.Entry):
                if self._watched is None:
                    picture.add(entry.key)
                self._take(entry)
            else:
                return

    def _take(self, entry: KeyValue.Entry) -> None:
        revision = entry.revision or 0
        self._seen = revision if revision > self._seen else self._seen
        known = self._entries.get(entry.key)
        if entry.operation in (KV_DEL, KV_PURGE):
            self._drop(entry.key, revision)
        elif known is None or known.revision != revision:
            value = entry.value or b""
            self._entries[entry.key] = Known(value, revision)
            self._tell(entry.key, value, revision)

    def _forget_all_but(self, picture: set[str]) -> None:
        for key in self._entries.keys() - picture:
            self._drop(key, self._entries[key].revision)

    def _drop(self, key: str, revision: int) -> None:
        if self._entries.pop(key, None) is not None:
            self._tell(key, None, revision)

    def _tell(self, key: str, value: bytes | None, revision: int) -> None:
        if self._on_change is not None:
            self._on_change(key, value, revision)

    async def _keep_comparing(self) -> None:
        while True:
            with suppress(nats.errors.Error, ConnectionError, TimeoutError):
                async with asyncio.timeout(COMPARE_TIMEOUT_SECONDS):
                    now = await self._state()
                await self._compare(now)
            await asyncio.sleep(COMPARE_SECONDS)

    async def _compare(self, now: _State) -> None:
        """Behind once: the entry may be on its way.

        Behind still, or the bucket was made anew: watch again.
        """
        if self._watched is None:
            return
        if self._seen < now.last:
            await asyncio.sleep(AGAIN_SECONDS)
        if self._watched == now.made and self._seen >= now.last:
            self._fresh_as_of = now.asked_at
        else:
            log.warning("watch_is_behind", bucket=self._bucket, seen=self._seen, last=now.last)
            self._again.set()

    async def _state(self) -> _State:
        asked_at = time.monotonic()
        info = await self._bus.jetstream.stream_info(f"KV_{self._bucket}")
        return _State(asked_at, info.created, int(info.state.last_seq))
