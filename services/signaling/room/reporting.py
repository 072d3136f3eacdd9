"""When this instance reports whom it holds to session and the other instances: at any news, and every few seconds."""

from collections.abc import Iterator

from services.signaling.room.effects import PublishPresence
from services.signaling.room.limits import COMING_BACK_FOR, PRESENCE_EVERY, PRESENCE_OFTEN


class Reporting:
    """What the last report said, and how long it stays the last if nothing changes."""

    __slots__ = ("_often_until", "_told", "_told_at")

    def __init__(self) -> None:
        self._told = hash(((), None))
        self._told_at = float("-inf")
        self._often_until = float("-inf")

    def report(
        self, report: PublishPresence, now: float, *, is_private: bool, always: bool
    ) -> Iterator[PublishPresence]:
        """Give it out if it says anything new, or always. A newer standing is news in a private moment alone."""
        told = hash((report.people, report.standing_version if is_private else None))
        if always or told != self._told:
            self._told, self._told_at = told, now
            yield report

    def again(self) -> None:
        """The last report reached nobody, or not everybody."""
        self._told_at = float("-inf")

    def bus_back(self, now: float) -> None:
        """Nobody may have got it; and others may still be coming back, who get none until they are."""
        self.again()
        self._often_until = now + COMING_BACK_FOR

    def due(self, now: float) -> float:
        """When there is a report whether it says anything new or not."""
        is_often = now < self._often_until
        return self._told_at + (PRESENCE_OFTEN if is_often else PRESENCE_EVERY)
