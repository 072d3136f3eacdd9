"""Waking, waiting and ending of tasks."""

import asyncio
from collections.abc import Collection

CANCEL_AGAIN_SECONDS = 0.25


async def wait_at_most(event: asyncio.Event, seconds: float) -> bool:
    """Wait for the event, but no longer than that. True when it was set, which is then undone.

    Not by `asyncio.wait_for`: until Python 3.12 that loses a cancellation which comes together with the event.
    """
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    event.clear()
    return True


async def end_all(tasks: Collection[asyncio.Task[None]]) -> None:
    """Cancel the tasks and wait until they have ended, however they end.

    Libraries below us do use `asyncio.wait_for`, and so may lose a cancellation: it is repeated until it is heard.
    """
    open_tasks = set(tasks)
    while open_tasks:
        for task in open_tasks:
            task.cancel()
        _, open_tasks = await asyncio.wait(open_tasks, timeout=CANCEL_AGAIN_SECONDS)
