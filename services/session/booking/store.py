"""A clinician's agenda in the database."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from services.contracts.ids import PersonId
from services.contracts.states import VisitState
from services.runtime.database import Tx
from services.session.booking.rules import Slot
from services.session.visit.tables import visits

LONGEST: Final = timedelta(hours=8)
_FREE: Final = (VisitState.CANCELLED.value, VisitState.NO_SHOW.value, VisitState.ENDED.value)


async def hold_agenda(tx: Tx, clinician_id: PersonId) -> None:
    """Let only one booking at a time look at this clinician's agenda and write into it."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"agenda {clinician_id}", 0))))


async def around(tx: Tx, clinician_id: PersonId, starts_at: datetime) -> list[Slot]:
    """What is booked near a time; visits that are over or will not take place leave their time free."""
    rows = await tx.execute(
        select(visits.c.id, visits.c.scheduled_at, visits.c.minutes)
        .where(visits.c.clinician_id == clinician_id, visits.c.state.not_in(_FREE))
        .where(visits.c.scheduled_at.between(starts_at - LONGEST, starts_at + LONGEST))
        .order_by(visits.c.scheduled_at)
    )
    return [Slot(row.scheduled_at, row.minutes, row.id) for row in rows]
