"""Plays the steps in order, prints each with its time, and says which one failed, and how."""

import asyncio
import sys
import time
from collections.abc import Callable, Iterable
from typing import Final

from services.embedded.auto.cast import Cast, Place
from services.embedded.auto.seeing import NotAsItShouldBe, Step
from services.embedded.auto.steps import STEPS
from services.embedded.people.door import Problem
from services.embedded.people.loopback import offer_loopback

CLOSE_SECONDS: Final = 5.0

Say = Callable[[str], None]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def steps_at(place: Place) -> Iterable[Step]:
    """The steps that are played there."""
    return (
        step
        for step in STEPS
        if not (step.aside and place.quick and step.name != place.about)
        and not (step.asks_audit and place.audit is None)
    )


async def play(place: Place, say: Say = _say) -> str | None:
    """Play one visit. Gives the name of the step that failed, or None."""
    offer_loopback()
    cast = Cast(place)
    begun, count = time.monotonic(), 0
    try:
        for step in steps_at(place):
            before = time.monotonic()
            if (failure := await take(step, cast)) is not None:
                say(f"FAILED  {step.name}: {failure}  (It should be: {step.sentence})")
                return step.name
            say(f"{time.monotonic() - before:7.2f} s  {step.name}")
            count += 1
    finally:
        async with asyncio.timeout(CLOSE_SECONDS):
            await cast.leave_the_stage()
    say(f"{time.monotonic() - begun:7.2f} s  {count} of the visit's {len(STEPS)} steps")
    return None


async def take(step: Step, cast: Cast) -> str | None:
    """Play one step; in words what was not as it should be, or None."""
    try:
        async with asyncio.timeout(step.seconds):
            await step.play(cast)
    except NotAsItShouldBe as failure:
        return str(failure)
    except Problem as problem:
        return f"expected it to be done, saw {problem}"
    except TimeoutError:
        return f"it was not so after {step.seconds:.0f} s"
    except Exception as error:  # noqa: BLE001 (whatever a step ran into is that step's failure)
        return f"{type(error).__name__} {error}"
    return None
