"""Tells the rooms when what this instance knows of standings is no longer fresh, and when it is again."""

import asyncio
from collections.abc import Callable
from typing import Final

LOOK_EVERY_SECONDS: Final = 0.1


class Freshness:
    """Old knowledge ends no call; it only calls nothing private, and lets nobody in."""

    def __init__(self, is_fresh: Callable[[], bool], tell: Callable[[bool], None]) -> None:
        self._is_fresh, self._tell = is_fresh, tell

    async def run(self) -> None:
        """Look until cancelled."""
        told = True
        while True:
            is_fresh = self._is_fresh()
            if is_fresh is not told:
                told = is_fresh
                self._tell(is_fresh)
            await asyncio.sleep(LOOK_EVERY_SECONDS)
