"""How often one source may try something.

Counted in Redis, so that all instances count together. Redis may be lost at any moment: then each process counts for
itself and goes on, because nobody may be kept from a visit by a lost counter.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from services.runtime.clock import Clock, utc_now

MOST_SOURCES: Final = 10_000
"""Sources a process remembers; the one that tried longest ago is forgotten first."""

Count = Callable[[str, int], Awaitable[int | None]]
"""Adds one to the counter of this name, living for so many seconds, and gives its value; None while out of reach."""


class Limits:
    """Counts attempts in windows of fixed length."""

    def __init__(self, count: Count | None = None, clock: Clock = utc_now) -> None:
        self.count = count
        self._clock = clock
        self._own: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    async def allows(self, what: str, source: str, most: int, within: timedelta) -> bool:
        """Count one attempt, and say whether it is one of the first `most` within the window."""
        name = f"limit:{what}:{source}"
        counted = await self.count(name, int(within.total_seconds())) if self.count else None
        own = self._count_here(name, within)
        return (own if counted is None else counted) <= most

    def _count_here(self, name: str, within: timedelta) -> int:
        now = self._clock()
        ends, count = self._own.pop(name, (now + within, 0))
        if now >= ends:
            ends, count = now + within, 0
        self._own[name] = (ends, count + 1)
        if len(self._own) > MOST_SOURCES:
            self._own.popitem(last=False)
        return count + 1
