"""What a step is, and how it says that something is not as its sentence has it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from services.embedded.people.door import Problem
from services.embedded.people.listening import SAMPLE_SECONDS

if TYPE_CHECKING:
    from services.embedded.auto.cast import Cast

SECONDS: Final = 10.0
"""How long any one step may take before it has failed; each takes well under two when all is well."""

MEDIA_SECONDS: Final = 20.0
"""The same for sound and picture: three people who encode and decode share this machine with everything else."""

TOLD_SECONDS: Final = 5.0
"""Within so long others hear of what was done; all is well in a few hundredths of it."""

T = TypeVar("T")


class NotAsItShouldBe(Exception):
    """What a step saw is not what its sentence says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called (BREAK names it), and what is done and seen in it; its sentence is the docstring.

    `aside`: it proves something of its own, and no later step lives from it. `media`: it needs sound and picture.
    `asks_audit`: it needs a command that checks the audit.
    """

    name: str
    play: Callable[["Cast"], Awaitable[None]]
    seconds: float = SECONDS
    aside: bool = False
    media: bool = False
    asks_audit: bool = False

    @property
    def sentence(self) -> str:
        """What is true when it went well."""
        return " ".join((self.play.__doc__ or self.name).split())


def see(holds: object, what: str) -> None:
    """Fail with `what` unless it holds."""
    if not holds:
        raise NotAsItShouldBe(what)


def same(what: str, expected: object, seen: object) -> None:
    """Fail with both unless what was seen is what was expected."""
    see(seen == expected, f"{what}: expected {_in_order(expected)!r}, saw {_in_order(seen)!r}")


def _in_order(what: object) -> object:
    return sorted(what, key=repr) if isinstance(what, set) else what


@contextmanager
def or_else(what: str) -> Iterator[None]:
    """What a step ran out of time for, said in words."""
    try:
        yield
    except TimeoutError as error:
        raise NotAsItShouldBe(what) from error


async def until(what: str, look: Callable[[], Awaitable[T]], good: Callable[[T], object]) -> T:
    """Look until what is seen is good, and give it; out of time say what was expected, and what was seen last."""
    seen: T | None = None
    try:
        async with asyncio.timeout(TOLD_SECONDS):
            while True:
                seen = await look()
                if good(seen):
                    return seen
                await asyncio.sleep(SAMPLE_SECONDS)
    except TimeoutError as error:
        raise NotAsItShouldBe(f"{what}: not within {TOLD_SECONDS:.0f} s, saw {seen!r}") from error


async def refused(what: str, code: str, asked: Awaitable[object]) -> Problem:
    """Ask for what has to be refused with this code; gives the problem."""
    try:
        answer = await asked
    except Problem as problem:
        same(f"{what} is refused", code, problem.code)
        return problem
    raise NotAsItShouldBe(f"{what}: expected to be refused with {code!r}, saw {answer!r}")
