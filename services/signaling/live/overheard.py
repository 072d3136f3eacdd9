"""What other instances told of visits in which nobody is connected here, kept for a page that may come from there.

A line that broke may come back to another instance than before. Its first room must show whoever the other instances
hold, or the page would close connections that work.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError

from services.contracts.ids import VisitId
from services.contracts.presence import VisitPresence
from services.signaling.live.visits import Now
from services.signaling.room.limits import PEER_FORGOTTEN_AFTER

MOST_VISITS: Final = 5_000
MOST_REPORTS: Final = 6
"""Of one visit, whoever told them: its two or three instances report every five seconds and on change."""


class Overheard:
    """The last reports of each visit, unread until somebody comes."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._reports: OrderedDict[VisitId, deque[tuple[float, bytes]]] = OrderedDict()

    def keep(self, visit: VisitId, report: bytes) -> None:
        """A report arrived that concerns nobody here now. Of too many visits the longest silent is let go."""
        reports = self._reports.setdefault(visit, deque(maxlen=MOST_REPORTS))
        reports.append((self._now(), report))
        self._reports.move_to_end(visit)
        if len(self._reports) > MOST_VISITS:
            self._reports.popitem(last=False)

    def take(self, visit: VisitId) -> Iterator[VisitPresence]:
        """What is still to be believed of a visit, oldest first; it is not kept any longer."""
        for heard_at, report in self._reports.pop(visit, ()):
            if self._now() < heard_at + PEER_FORGOTTEN_AFTER:
                try:
                    yield VisitPresence.model_validate_json(report)
                except ValidationError:
                    continue
