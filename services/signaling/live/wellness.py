"""Since when this instance has watched without a gap. Whoever it did not see meanwhile was not absent for that."""

import asyncio
from collections.abc import Callable

from services.runtime.logs import get_logger

LOOK_EVERY_SECONDS = 0.5
STOOD_STILL_AFTER_SECONDS = 2.0
"""A process that was not run for so long has missed signs that pages gave."""

log = get_logger(__name__)


class Wellness:
    """Judges itself: its loop runs, and it hears session."""

    def __init__(self, now: Callable[[], float], hears: Callable[[], bool]) -> None:
        self._now, self._hears = now, hears
        self.since = now()
        """Unix seconds."""
        self.was_well = True

    async def run(self) -> None:
        """Look until cancelled."""
        looked_at = self._now()
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            now = self._now()
            self._judge(now, stood_still=now - looked_at > STOOD_STILL_AFTER_SECONDS)
            looked_at = now

    def _judge(self, now: float, *, stood_still: bool) -> None:
        is_well = not stood_still and self._hears()
        if not is_well:
            self.since = now
        if is_well is not self.was_well:
            self.was_well = is_well
            log.warning("watching_again" if is_well else "watching_has_a_gap", stood_still=stood_still)
