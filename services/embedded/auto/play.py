"""Plays the steps in order, prints each with its time, and says which one failed."""

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Final

from services.embedded.auto.cast import Cast
from services.embedded.auto.steps import STEPS, Step
from services.embedded.people.loopback import offer_loopback

CLOSE_SECONDS: Final = 5.0

Say = Callable[[str], None]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _take(step: Step, cast: Cast) -> None:
    async with asyncio.timeout(step.seconds):
        await step.play(cast)


async def play(origin: str, say: Say = _say, *, mailpit: str | None = None) -> str | None:
    """Play one whole visit at `origin`. Gives the name of the step that failed, or None."""
    offer_loopback()
    cast = Cast(origin, mailpit)
    begun = time.monotonic()
    try:
        for step in STEPS:
            before = time.monotonic()
            try:
                await _take(step, cast)
            except Exception as error:  # noqa: BLE001 (whatever a step ran into is that step's failure)
                say(f"FAILED  {step.name}: {type(error).__name__} {error}")
                return step.name
            say(f"{time.monotonic() - before:7.2f} s  {step.name}")
    finally:
        async with asyncio.timeout(CLOSE_SECONDS):
            await cast.leave_the_stage()
    say(f"{time.monotonic() - begun:7.2f} s  the whole visit, {len(STEPS)} steps")
    return None
