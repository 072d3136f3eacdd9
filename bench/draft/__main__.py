"""From "Finish the visit" to the draft of its summary, on all of Beside behind its origin.

    python -m bench.draft [visits]

From the request that finishes the visit, sent, until another connection to the database of notes finds the draft: so
session's transaction, outbox, NATS, inbox and notes' transaction are all in it. `one by one`: each once the one before
has its draft. `together`: ten clinicians at once, ten times. Milliseconds; one JSON line a row.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from statistics import quantiles
from typing import Final
from uuid import UUID

import asyncpg

from bench.parts import started_parts
from services.embedded.people.door import Json
from services.embedded.stack import Stack
from tests.faults.desk_walk import Desk

VISITS = 100
TOGETHER = 10
ROUNDS = 10
BAR_MS = 1_000
LOOK_SECONDS = 0.005
PATIENCE_SECONDS = 30.0
DRAFTED: Final = "select visit_id from summary_versions where visit_id = any($1)"


def main() -> None:
    """Start everything, measure, judge."""
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else VISITS
    with started_parts() as stack:
        asyncio.run(_bench(stack, visits))


async def _bench(stack: Stack, visits: int) -> None:
    desk = await Desk.open(stack.origin)
    connection = await asyncpg.connect(stack.database_url("notes"))
    drafts = Drafts(desk, connection)
    alone = [took for _ in range(visits) for took in await drafts.after_finish(await drafts.talking(1))]
    rounds = [await drafts.talking(TOGETHER) for _ in range(ROUNDS)]
    together = [took for talking in rounds for took in await drafts.after_finish(talking)]
    await connection.close()
    await desk.close()
    _judge("one by one", alone)
    _judge("together", together)


class Drafts:
    """Visits whose talk began, and how long after their end a draft was there."""

    def __init__(self, desk: Desk, connection: asyncpg.Connection) -> None:
        self._desk = desk
        self._connection = connection

    async def talking(self, visits: int) -> list[Json]:
        """Visits by telephone, which end as those by video do, each with the version that Finish has to name."""
        booked = [(await self._desk.book())[0] for _ in range(visits)]
        for visit in booked:
            await self._desk.ask(visit, "/modality", modality="phone")
        return [await self._desk.see(visit) for visit in booked]

    async def after_finish(self, talking: Sequence[Json]) -> list[float]:
        """Milliseconds, of each of these visits; all are finished at once."""
        sent: dict[str, float] = {}
        seen = asyncio.create_task(self._look({str(visit["id"]) for visit in talking}))
        await asyncio.gather(*(self._finish(visit, sent) for visit in talking))
        return [(at - sent[visit]) * 1000 for visit, at in (await seen).items()]

    async def _finish(self, visit: Json, sent: dict[str, float]) -> None:
        sent[str(visit["id"])] = time.perf_counter()
        wish = {"version": visit["version"], "outcome": "completed", "modality": "phone"}
        await self._desk.lind.post(f"/visits/{visit['id']}/finish", wish)

    async def _look(self, awaited: set[str]) -> dict[str, float]:
        """When the draft of each visit was found."""
        seen: dict[str, float] = {}
        async with asyncio.timeout(PATIENCE_SECONDS):
            while awaited - seen.keys():
                rows = await self._connection.fetch(DRAFTED, [UUID(visit) for visit in awaited - seen.keys()])
                seen |= {str(row["visit_id"]): time.perf_counter() for row in rows}
                await asyncio.sleep(LOOK_SECONDS)
        return seen


def _judge(row: str, took_ms: Sequence[float]) -> None:
    percentiles = quantiles(took_ms, n=100, method="inclusive")
    p50, p99 = round(percentiles[49], 1), round(percentiles[98], 1)
    verdict = "met" if p99 <= BAR_MS else "missed"
    line = {"bench": "draft", "row": row, "visits": len(took_ms), "p50_ms": p50, "p99_ms": p99}
    print(json.dumps({**line, "max_ms": round(max(took_ms), 1), "bar_ms": BAR_MS, "verdict": verdict}), flush=True)


if __name__ == "__main__":
    main()
