"""Used grants: one row each, and whoever inserts it was first."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import DeviceId, VisitId
from services.contracts.questions import ClaimGrant
from services.runtime.database import Tx
from services.session.grant.tables import grant_claims


async def claim(tx: Tx, wish: ClaimGrant, now: datetime) -> bool:
    """Use a grant up. False when it was used before."""
    row = insert(grant_claims).values(**wish.model_dump(), claimed_at=now).on_conflict_do_nothing()
    return (await tx.execute(row.returning(grant_claims.c.jti))).first() is not None


async def highest_claimed(tx: Tx, visit_id: VisitId, device_id: DeviceId) -> int:
    """The latest of a device's grants that opened a socket in this visit; 0 for none."""
    highest = select(func.max(grant_claims.c.n)).where(
        grant_claims.c.visit_id == visit_id, grant_claims.c.device_id == device_id
    )
    return int((await tx.execute(highest)).scalar() or 0)


async def forget_before(tx: Tx, moment: datetime) -> None:
    """Delete claims of grants that have long expired."""
    await tx.execute(delete(grant_claims).where(grant_claims.c.claimed_at < moment))
