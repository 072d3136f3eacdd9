"""Asks session which staff pages are signed out by now, and ends those.

Asked rather than told: a sign-in also ends by time, when nobody does anything, and a lost question is asked again.
A page in a visit is left alone: no sign-in times out there, and the page itself goes when session knows it no more.
"""

import asyncio
from typing import Final

from pydantic import ValidationError

from services.contracts import subjects
from services.contracts.questions import AskSignedOut, SignedOut
from services.runtime.bus import Bus, NoAnswerError, ProblemAnsweredError
from services.signaling.live.staff import StaffPages

ASKED_EVERY_SECONDS: Final = 2.0
"""How long a page may hear hints after its sign-in ended in another window of the same browser."""

MOST_AT_ONCE: Final = 10_000
"""Devices in one question: 400 kB of the 1 MB that NATS takes."""


class SignIns:
    """Looks after the staff pages of this instance."""

    def __init__(self, bus: Bus, staff: StaffPages) -> None:
        self._bus, self._staff = bus, staff

    async def run(self) -> None:
        """Ask until cancelled. While session is away nobody is turned out: hints come from session alone."""
        while True:
            await asyncio.sleep(ASKED_EVERY_SECONDS)
            devices = sorted({page.facts.device_id for page in self._staff.pages()})
            for start in range(0, len(devices), MOST_AT_ONCE):
                try:
                    asked = AskSignedOut(devices=frozenset(devices[start : start + MOST_AT_ONCE]))
                    answer = await self._bus.ask(subjects.ASK_SIGNED_OUT, asked, SignedOut)
                except (NoAnswerError, ProblemAnsweredError, ValidationError):
                    continue
                self._end(answer)

    def _end(self, signed_out: SignedOut) -> None:
        for page in tuple(self._staff.pages()):
            if page.facts.device_id in signed_out.devices:
                self._staff.turn_out(page)
