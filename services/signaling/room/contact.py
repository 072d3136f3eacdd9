"""When a connection counts as live, reconnecting or absent, from its last sign alone."""

from dataclasses import dataclass

from services.contracts.states import Link
from services.signaling.room.limits import (
    ABSENT_AFTER,
    ABSENT_AFTER_HIDDEN,
    FORGOTTEN_AFTER,
    FORGOTTEN_AFTER_HIDDEN,
    RECONNECTING_AFTER,
)


@dataclass(slots=True)
class Contact:
    """What is known of a page's line. `quiet_since`: its last sign, while quiet. `lost_at`: its socket's end."""

    hidden: bool = False
    quiet_since: float | None = None
    lost_at: float | None = None

    def went_silent(self, since: float) -> None:
        """No sign since then; the socket is still open."""
        if self.quiet_since is None:
            self.quiet_since = since

    def lost(self, now: float) -> None:
        """The socket ended now; silence before that counts."""
        self.went_silent(now)
        self.lost_at = now

    def heard(self) -> None:
        """A sign came, on the old socket or on a new one."""
        self.quiet_since = None
        self.lost_at = None

    def link(self, now: float) -> Link:
        """What the others see."""
        if self.quiet_since is None:
            return Link.LIVE
        if now >= self.quiet_since + self._absent_after:
            return Link.ABSENT
        if now < self._shows_at(self.quiet_since):
            return Link.LIVE
        return Link.RECONNECTING

    def is_forgotten(self, now: float) -> bool:
        """Whether the connection can no longer be resumed."""
        return self.lost_at is not None and now >= self.lost_at + self._forgotten_after

    def due(self, now: float) -> float | None:
        """When something about this changes next if nothing more is heard; None for never."""
        if self.quiet_since is None:
            return None
        moments = [self._shows_at(self.quiet_since), self.quiet_since + self._absent_after]
        if self.lost_at is not None:
            moments.append(self.lost_at + self._forgotten_after)
        return min((moment for moment in moments if moment > now), default=None)

    def _shows_at(self, quiet_since: float) -> float:
        was_silent_before = self.lost_at is None or quiet_since < self.lost_at
        return quiet_since if was_silent_before else quiet_since + RECONNECTING_AFTER

    @property
    def _absent_after(self) -> float:
        return ABSENT_AFTER_HIDDEN if self.hidden else ABSENT_AFTER

    @property
    def _forgotten_after(self) -> float:
        return FORGOTTEN_AFTER_HIDDEN if self.hidden else FORGOTTEN_AFTER
