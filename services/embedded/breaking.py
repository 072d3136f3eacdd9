"""BREAK: a step of the visit is broken on purpose, or each in its turn, and the play must fail there and name it."""

import asyncio
from collections import deque
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Final

from services.embedded.plan import Plan
from services.embedded.playing import played, played_broken, rehearsing, steps_of_auto
from services.embedded.stack import StackError
from services.embedded.stages import Stage, neighbour, stage_of

ALL: Final = "all"
UNKNOWN_STEP: Final = 2
NEIGHBOURS: Final = 2
"""How many stages stand beside the run: a broken play is mostly waiting, for what never comes."""


async def play(plan: Plan, breaks: str | None) -> int:
    """Play a visit and say how it went, as an exit code: 0 when every step went well.

    With one step in `breaks` that step is broken meanwhile, so that a good play exits 1 and names it. With `all`, every
    step in its turn, quickly where that is enough; then 0 means that each play failed at the step that was broken.
    2 when there is no such step.
    """
    if breaks is None:
        return 0 if await played(stage_of(plan)) is None else 1
    steps = await steps_of_auto()
    if breaks == ALL:
        return 0 if await _each(plan, steps) else 1
    if breaks not in steps:
        print(f"BREAK={breaks}: there is no such step. There are: {', '.join(steps)}, and {ALL}.", flush=True)
        return UNKNOWN_STEP
    return 0 if await played_broken(stage_of(plan), breaks) is None else 1


async def _each(plan: Plan, steps: Iterable[str]) -> bool:
    """Whether each step was noticed when it was broken. Several stages play at once."""
    here = stage_of(plan)
    pending, missed = deque(steps), list[str]()
    places: list[AbstractAsyncContextManager[Stage]] = [nullcontext(here)]
    places += [neighbour(plan, number, NEIGHBOURS) for number in range(1, NEIGHBOURS + 1)]
    async with asyncio.TaskGroup() as group:
        for place in places:
            group.create_task(_some(place, pending, missed))
    # Where others play, a step may have been late for no fault of its own: what counts is a play that is alone.
    if not missed:
        return True
    print(f"Once more, with nobody beside them: {', '.join(missed)}", flush=True)
    async with rehearsing(here) as rehearsal:
        return all([await rehearsal.play(step) == step for step in missed])


async def _some(place: AbstractAsyncContextManager[Stage], pending: deque[str], missed: list[str]) -> None:
    """Take from what is pending until nothing is."""
    try:
        async with place as stage, rehearsing(stage) as rehearsal:
            while pending:
                step = pending.popleft()
                if await rehearsal.play(step) != step:
                    missed.append(step)
    except StackError as error:
        print(f"One stage less: {error}", flush=True)
