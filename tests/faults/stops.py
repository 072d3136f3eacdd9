"""Places inside the services' own transactions at which a test has them wait, so that a kill falls exactly there.

A trigger of the test's, in the running databases, waits for a lock that the test holds: before the rest of a
transaction, or within its commit. The services know nothing of it.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

import asyncpg

from services.embedded.stack import Stack
from tests.runtime.owner import eventually

SERVICES: Final = ("session", "notes")
TOGETHER_WITHIN: Final = 10.0
REACHED_WITHIN: Final = 20.0

_EVENT: Final = (
    "new.payload::json->>'type'",
    "new.payload::json->'data'->>'visit_id'",
    "new.payload::json->'data'->>'number'",
)
_SAVED: Final = "new.action", "new.visit_id::text", "new.details->>'row_version'"

_MAKE: Final = """
CREATE FUNCTION stop_at_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(concat_ws(' ', TG_ARGV[0], {what}), 0));
    RETURN NULL;
END $$;
CREATE TRIGGER stop_inside AFTER INSERT ON {table} FOR EACH ROW WHEN ({only})
    EXECUTE FUNCTION stop_at_{table}('inside');
CREATE CONSTRAINT TRIGGER stop_at_commit AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ({only}) EXECUTE FUNCTION stop_at_{table}('commit');
"""
_REMOVE: Final = "DROP FUNCTION stop_at_{table} CASCADE"
_TABLES: Final = {
    "outbox": {"what": ", ".join(_EVENT), "only": "new.kind = 'event'"},
    "audit": {"what": ", ".join(_SAVED), "only": "new.action = 'summary.saved'"},
}


@dataclass(frozen=True)
class Stop:
    """One place. `at`: inside the transaction, or in its commit; `what`: what is written there, of which visit."""

    service: str
    at: str
    what: str
    visit_id: str
    number: int | None

    @property
    def name(self) -> str:
        """As the trigger makes it."""
        return " ".join(str(part) for part in (self.at, self.what, self.visit_id, self.number) if part is not None)


class Stops:
    """The stops of a run."""

    def __init__(self, holders: dict[str, asyncpg.Connection]) -> None:
        self._holders = holders

    async def hold(self, stops: Iterable[Stop]) -> None:
        """Whoever comes to one of these waits there from now on."""
        for stop in stops:
            await self._holders[stop.service].execute("SELECT pg_advisory_lock(hashtextextended($1, 0))", stop.name)

    async def reached(self, stops: Iterable[Stop]) -> frozenset[Stop]:
        """Wait until a service stands at each of them; gives all. Two may never stand there together, for one waits for
        the other and is given up: then at one of them at least, and it gives those.
        """
        wanted = frozenset(stops)

        async def standing() -> frozenset[Stop]:
            return frozenset({stop for stop in wanted if await self._is_reached(stop)})

        with suppress(AssertionError):
            return await eventually(standing, lambda found: found == wanted, TOGETHER_WITHIN)
        return await eventually(standing, bool, REACHED_WITHIN)

    async def _is_reached(self, stop: Stop) -> bool:
        waiting = """
            SELECT EXISTS (SELECT FROM pg_locks, hashtextextended($1, 0) AS key
            WHERE locktype = 'advisory' AND NOT granted AND database = (
                SELECT oid FROM pg_database WHERE datname = current_database())
            AND classid::bigint = (key >> 32) & 4294967295 AND objid::bigint = key & 4294967295)
        """
        return bool(await self._holders[stop.service].fetchval(waiting, stop.name))

    async def release(self) -> None:
        """Everybody goes on."""
        for holder in self._holders.values():
            await holder.execute("SELECT pg_advisory_unlock_all()")


@asynccontextmanager
async def stops_in(stack: Stack) -> AsyncIterator[Stops]:
    """Stops in the databases of a run, as long as the block goes on."""
    holders = {service: await asyncpg.connect(stack.database_url(service)) for service in SERVICES}
    for holder in holders.values():
        for table, words in _TABLES.items():
            await holder.execute(_MAKE.format(table=table, **words))
    try:
        yield Stops(holders)
    finally:
        for holder in holders.values():
            await holder.execute("SELECT pg_advisory_unlock_all()")
            for table in _TABLES:
                await holder.execute(_REMOVE.format(table=table))
            await holder.close()
