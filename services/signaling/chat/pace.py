"""How fast one person may write. Pure: the time is given."""

from typing import Final

from services.contracts.ids import PersonId

AT_ONCE: Final = 10
EACH_SECOND: Final = 1.0
"""Messages, edits and withdrawals of one person, on whichever device; nobody writes faster for long."""

TYPING_EVERY: Final = 1.0
"""Seconds. Pages say every two seconds that somebody writes; what comes faster is left out."""


class Pace:
    """Counts what each person of a visit writes."""

    def __init__(self) -> None:
        self._written: dict[PersonId, tuple[float, float]] = {}
        self._typed_at: dict[PersonId, float] = {}

    def may_write(self, person: PersonId, now: float) -> bool:
        """Whether one more word is within what a person writes; counts it."""
        left, at = self._written.get(person, (float(AT_ONCE), now))
        left = min(float(AT_ONCE), left + (now - at) * EACH_SECOND)
        may = left >= 1
        self._written[person] = left - may, now
        return may

    def may_tell_typing(self, person: PersonId, now: float) -> bool:
        """Whether the others should hear again that somebody writes; counts it."""
        if now < self._typed_at.get(person, float("-inf")) + TYPING_EVERY:
            return False
        self._typed_at[person] = now
        return True
