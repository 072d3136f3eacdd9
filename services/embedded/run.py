"""One run of everything: start what the table says, in its order; stop it in the other."""

import asyncio
import contextlib
import time
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from services.embedded.binding import KERNEL_BINDS, Guardian
from services.embedded.logfile import tail
from services.embedded.nursery import Nursery, Ours
from services.embedded.parts import Part, Step, Turn, environment
from services.embedded.plan import CHECKOUT, Plan
from services.embedded.processes import run_once
from services.embedded.report import Report
from services.embedded.tending import ASK_EVERY_SECONDS, PartFailedError, Tender

# Together under the five seconds within which a stop is promised.
STOP_SECONDS: Final = {Turn.DOOR: 0.8, Turn.SERVICE: 1.8, Turn.STORE: 1.8}
STEP_SECONDS: Final = 120.0
"""For migrations of a large database; a fresh one takes a second."""


class Run:
    """Starts and stops the parts of a plan."""

    def __init__(self, plan: Plan, table: Iterable[Part | Step], report: Report) -> None:
        self._plan = plan
        self._report = report
        self._table = tuple(table)
        self._guardian = None if KERNEL_BINDS else Guardian()
        parts = [entry for entry in self._table if isinstance(entry, Part)]
        # What it imports pays where several are born.
        born = [part for part in parts if isinstance(part.program, Ours)]
        self._nursery = Nursery() if KERNEL_BINDS and len(born) > 1 else None
        self._tenders = {part.name: self._tender(part) for part in parts}
        self._steps_done = {step.name: asyncio.Event() for step in self._table if isinstance(step, Step)}

    async def until(self, told_to_stop: asyncio.Event) -> None:
        """Start everything, keep it running until told to stop, and leave nothing behind.

        Raises `PartFailedError` when something cannot be started.
        """
        began = time.monotonic()
        work = asyncio.create_task(self._work(began))
        waiting = asyncio.create_task(told_to_stop.wait())
        try:
            await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._report.stopping()
            await self._stop()
            waiting.cancel()
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await _first_failure(work)

    async def _work(self, began: float) -> None:
        async with asyncio.TaskGroup() as group:
            for entry in self._table:
                group.create_task(self._take(entry) if isinstance(entry, Step) else self._tend(entry))
            await self._all_ready()
            self._report.ready(time.monotonic() - began)

    async def _tend(self, part: Part) -> None:
        await self._after(part.after)
        await self._tenders[part.name].run()

    async def _take(self, step: Step) -> None:
        await self._after(step.after)
        began = time.monotonic()
        if step.done_from and step.done_from.still_holds():
            self._steps_done[step.name].set()
            return
        async with asyncio.TaskGroup() as group:
            doing = group.create_task(self._do(step))
            await _until_enough(doing, step)
            self._report.step(step.name, time.monotonic() - began)
            self._steps_done[step.name].set()

    async def _do(self, step: Step) -> None:
        if step.run:
            await step.run()
        if step.program:
            await self._take_command(step.name, step.program, step.env)
        if step.done_from:
            step.done_from.remember()

    async def _take_command(self, name: str, program: Ours, env: Mapping[str, str]) -> None:
        log = self._plan.logs / f"{name}.log"
        if await run_once(
            program, log=log, env=environment(env), cwd=CHECKOUT, limit=STEP_SECONDS, nursery=self._nursery
        ):
            raise PartFailedError(f"{name} failed:\n{tail(log)}")

    async def _after(self, names: Iterable[str]) -> None:
        # What this run leaves out is not waited for.
        for name in names:
            if name in self._tenders:
                await self._tenders[name].was_ready.wait()
            elif name in self._steps_done:
                await self._steps_done[name].wait()

    async def _all_ready(self) -> None:
        await self._after([entry.name for entry in self._table])

    async def _stop(self) -> None:
        in_turn = sorted(self._tenders.values(), key=lambda tender: tender.part.turn)
        for turn, tenders in groupby(in_turn, key=lambda tender: tender.part.turn):
            await asyncio.gather(*(tender.stop(STOP_SECONDS[turn]) for tender in tenders))
        if self._guardian:
            self._guardian.dismiss()

    def _tender(self, part: Part) -> Tender:
        return Tender(part, self._plan.logs / f"{part.name}.log", self._report.part, self._guardian, self._nursery)


async def _until_enough(doing: asyncio.Task[None], step: Step) -> None:
    """Until the step is done, or what it wrote is there and the rest of it can go on beside us. Raises its failure."""
    began = time.time()
    while not doing.done() and not (step.writes and _is_newer(step.writes, began)):
        await asyncio.wait({doing}, timeout=ASK_EVERY_SECONDS)
    if doing.done():
        doing.result()


def _is_newer(path: Path, moment: float) -> bool:
    return path.exists() and path.stat().st_mtime >= moment


async def _first_failure(work: asyncio.Task[None]) -> None:
    """Await the work; of several failures raise the first, bare."""
    try:
        await work
    except BaseExceptionGroup as group:
        failure: BaseException = group
        while isinstance(failure, BaseExceptionGroup):
            failure = failure.exceptions[0]
        raise failure from None
