"""Answers signaling's question whether a grant may be used: one insert decides, at whichever instance is asked."""

from services.contracts import subjects
from services.contracts.questions import ClaimGrant, GrantClaimed
from services.runtime.bus import Bus
from services.runtime.clock import Clock, utc_now
from services.session.errors import VisitUnknown
from services.session.grant import rules, store
from services.session.visit import store as visits
from services.session.work import Edge


class Claims:
    """Serves `grant.claim`."""

    def __init__(self, edge: Edge, clock: Clock = utc_now) -> None:
        self._edge = edge
        self._clock = clock

    async def listen(self, bus: Bus) -> None:
        """Begin to answer."""
        await bus.serve(subjects.ASK_CLAIM_GRANT, ClaimGrant, self.claim)

    async def claim(self, wish: ClaimGrant) -> GrantClaimed:
        """Use a grant up, or say that it was used or superseded."""
        async with self._edge.reading() as tx:
            highest = await store.highest_claimed(tx, wish.visit_id, wish.device_id) if wish.visit_id else 0
            is_first = await store.claim(tx, wish, self._clock())
            if wish.visit_id is None:
                is_superseded = False
            else:
                try:
                    is_superseded = rules.is_superseded(await visits.read(tx, wish.visit_id), wish, highest)
                except VisitUnknown:
                    is_superseded = True
        code = rules.code_for(is_first=is_first, is_superseded=is_superseded)
        return GrantClaimed(code=code)
