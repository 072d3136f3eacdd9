"""Runs a service's tasks for the length of a test, and waits for things to become true."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self, TypeVar

from services.runtime.tasks import end_all

T = TypeVar("T")

LONGEST_SECONDS = 10.0
LOOK_AGAIN_SECONDS = 0.01


class Owner:
    """Owns tasks; one that fails fails the test."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        return self

    def run(self, task: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Run a task until the test ends, or it is cancelled."""

        async def live() -> None:
            await task()

        self._tasks.append(asyncio.create_task(live()))
        return self._tasks[-1]

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        failed = [task for task in self._tasks if task.done() and not task.cancelled() and task.exception()]
        await end_all(self._tasks)
        if failed and error is None:
            failed[0].result()


async def eventually(look: Callable[[], Awaitable[T]], good: Callable[[T], bool], within: float = LONGEST_SECONDS) -> T:
    """Look until what is seen is good; gives it. Fails with what was seen last."""
    seen: T | None = None
    try:
        async with asyncio.timeout(within):
            while True:
                seen = await look()
                if good(seen):
                    return seen
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
    except TimeoutError:
        raise AssertionError(f"still {seen!r} after {within} s") from None
