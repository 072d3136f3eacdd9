"""Answers signaling's question whether a grant may be used: one insert decides, at whichever instance is asked."""

import asyncio
from datetime import timedelta
from typing import Final

from services.contracts import subjects
from services.contracts.questions import ClaimGrant, GrantClaimed
from services.runtime.bus import Bus
from services.runtime.clock import Clock, utc_now
from services.runtime.database import Tx
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.session.errors import VisitUnknown
from services.session.grant import rules, store
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.work import Edge

SWEPT_EVERY_SECONDS: Final = 3600.0
KEPT: Final = timedelta(days=1)
"""Much longer than any grant lives; the latest claim of a device must outlast its earlier, unused grants."""

log = get_logger(__name__)


class Claims:
    """Serves `grant.claim`."""

    def __init__(self, edge: Edge, clock: Clock = utc_now) -> None:
        self._edge = edge
        self._clock = clock

    async def listen(self, bus: Bus) -> None:
        """Begin to answer."""
        await bus.serve(subjects.ASK_CLAIM_GRANT, ClaimGrant, self.claim)

    async def sweep(self) -> None:
        """Forget claims of grants that expired long ago, until cancelled."""
        while True:
            await asyncio.sleep(SWEPT_EVERY_SECONDS)
            try:
                async with self._edge.bookkeeping() as tx:
                    await store.forget_before(tx, self._clock() - KEPT)
            except Exception as error:
                if not is_out_of_reach(error):
                    raise
                log.warning("claims_not_swept", error=type(error).__name__)

    async def claim(self, wish: ClaimGrant) -> GrantClaimed:
        """Use a grant up, or say that it was used or superseded."""
        async with self._edge.bookkeeping() as tx:
            highest = await store.highest_claimed(tx, wish.visit_id, wish.device_id) if wish.visit_id else 0
            is_first = await store.claim(tx, wish, self._clock())
            visit = await _visit(tx, wish)
        if wish.visit_id is None:
            return GrantClaimed(code=rules.code_for(is_first=is_first, is_superseded=False))
        is_superseded = visit is None or rules.is_superseded(visit, wish, highest)
        code = rules.code_for(is_first=is_first, is_superseded=is_superseded)
        return GrantClaimed(code=code, standing_version=visit.standing_version if visit else 0)


async def _visit(tx: Tx, wish: ClaimGrant) -> Visit | None:
    if wish.visit_id is None:
        return None
    try:
        return await visits.read(tx, wish.visit_id)
    except VisitUnknown:
        return None
