"""What this instance knows of the visits' people: the bucket, and the copies that come ahead of it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from pydantic import ValidationError

from services.contracts.ids import PersonId, VisitId
from services.contracts.standing import PersonStanding, StandingEntry
from services.contracts.states import Role, Scope, Standing
from services.contracts.subjects import STANDING_BUCKET
from services.runtime.bus import Bus
from services.runtime.logs import get_logger
from services.runtime.watch import BucketView

log = get_logger(__name__)

OnChange = Callable[[VisitId, StandingEntry | None], None]


class Standings:
    """Tells `on_change` of each new entry of a visit that `cares` is true for; None: session took the entry away."""

    def __init__(self, bus: Bus, cares: Callable[[VisitId], bool], on_change: OnChange) -> None:
        self._view = BucketView(bus, STANDING_BUCKET, self._bucket_changed)
        self._cares, self._on_change = cares, on_change
        self._waiting: dict[VisitId, set[asyncio.Future[None]]] = defaultdict(set)

    @property
    def are_fresh(self) -> bool:
        """True while people may be let in by what is known here."""
        return self._view.is_fresh

    async def run(self) -> None:
        """Keep up to date until cancelled."""
        await self._view.run()

    async def wait_complete(self) -> None:
        """Wait until the whole bucket is known."""
        await self._view.wait_complete()

    def get(self, visit: VisitId) -> StandingEntry | None:
        """A visit's standing as the bucket has it."""
        known = self._view.entries.get(str(visit))
        return None if known is None else _read(visit, known.value)

    async def wait_for(self, visit: VisitId, version: int, seconds: float) -> StandingEntry | None:
        """A visit's standing, at least that version; None when it, or fresh knowledge, does not come in time."""
        try:
            async with asyncio.timeout(seconds):
                return await self._wait_for(visit, version)
        except TimeoutError:
            return None

    async def _wait_for(self, visit: VisitId, version: int) -> StandingEntry:
        while True:
            entry = self.get(visit) if self.are_fresh else None
            if entry is not None and entry.standing_version >= version:
                return entry
            await self._next(visit)

    async def _next(self, visit: VisitId) -> None:
        """Until something is heard of a visit, or a short while: freshness comes without a sign."""
        heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[visit].add(heard)
        try:
            await asyncio.wait({heard}, timeout=_LOOK_AGAIN_SECONDS)
        finally:
            self._waiting[visit].discard(heard)
            if not self._waiting[visit]:
                del self._waiting[visit]

    def hear(self, visit: VisitId, data: bytes) -> None:
        """A copy came on the core subject: for those who are here it need not wait for the bucket."""
        if self._cares(visit):
            self._tell(visit, data)

    def _bucket_changed(self, key: str, value: bytes | None, _: int) -> None:
        try:
            visit = VisitId(UUID(key))
        except ValueError:
            log.error("standing_key_unreadable")
            return
        for heard in self._waiting.get(visit, ()):
            if not heard.done():
                heard.set_result(None)
        if not self._cares(visit):
            return
        if value is None:
            self._on_change(visit, None)
        else:
            self._tell(visit, value)

    def _tell(self, visit: VisitId, data: bytes) -> None:
        entry = _read(visit, data)
        if entry is not None:
            self._on_change(visit, entry)


_LOOK_AGAIN_SECONDS = 0.1


def _read(visit: VisitId, data: bytes) -> StandingEntry | None:
    try:
        return _lean(StandingEntry.model_validate_json(data))
    except ValidationError:
        log.error("standing_unreadable", visit_id=str(visit))
        return None


def _lean(entry: StandingEntry) -> StandingEntry:
    """The same in a fraction of the memory, for a waiting room is full of visits in which nothing happens.

    Whoever has no device yet stands where many others stand, and is kept once. Pydantic keeps for each model a set of
    the fields that were given, 700 bytes that nobody reads: all share one.
    """
    people = entry.people
    for person, standing in people.items():
        if not standing.devices:
            people[person] = _without_device(
                standing.role, standing.standing, standing.held_by, standing.scopes, standing.apart
            )
    for model in (entry, *people.values()):
        object.__setattr__(model, "__pydantic_fields_set__", _GIVEN)
    return entry


@lru_cache(maxsize=1024)
def _without_device(
    role: Role,
    standing: Standing,
    held_by: frozenset[PersonId],
    scopes: frozenset[Scope],
    apart: frozenset[PersonId],
) -> PersonStanding:
    return PersonStanding(role=role, standing=standing, held_by=held_by, scopes=scopes, apart=apart)


_GIVEN: set[str] = set()
