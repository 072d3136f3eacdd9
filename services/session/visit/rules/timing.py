"""When the timers of a visit ring, and when those that judge presence look again. Pure."""

from datetime import datetime, timedelta
from typing import Final

from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Awaited, TimerKind, Times

LOOK_AGAIN: Final = timedelta(seconds=30)
"""While no watcher is well enough to judge."""


def due_at(awaited: Awaited, visit: Visit, times: Times, now: datetime) -> datetime:
    """When something rings that has been awaited since now. What has no use any more finds so when it rings."""
    match awaited.kind:
        case TimerKind.WINDOW_END | TimerKind.DAY_END:
            return visit.window_ends_at(times)
        case TimerKind.ROOM_EMPTY:
            return now + times.room_empty
        case TimerKind.GUEST_AWAY:
            return now + times.guest_away
        case TimerKind.REMOVAL_FINAL:
            return now + times.undo_remove_within
