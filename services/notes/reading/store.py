"""Who opened what, in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import PersonId, VisitId
from services.notes.reading.tables import openings
from services.runtime.database import Tx
from services.runtime.record_tables import audit

LOOKS: Final = ("summary.read", "summary.read_by_staff")
"""Actions of the audit by which somebody was shown a summary."""

MOST_LOOKS: Final = 200


async def open_once(tx: Tx, version_id: UUID, person_id: PersonId, now: datetime) -> bool:
    """Keep that a person opened a version. False when they had."""
    row = insert(openings).values(version_id=version_id, person_id=person_id, opened_at=now).on_conflict_do_nothing()
    return (await tx.execute(row.returning(openings.c.version_id))).first() is not None


async def opened(tx: Tx, versions: Iterable[UUID]) -> dict[tuple[UUID, PersonId], datetime]:
    """When these versions were opened, by version and person."""
    rows = await tx.execute(select(openings).where(openings.c.version_id.in_(list(versions))))
    return {(row.version_id, PersonId(row.person_id)): row.opened_at for row in rows}


async def looks_at(tx: Tx, visit_id: VisitId, patient_id: PersonId) -> Sequence[Row[Any, Any, Any]]:
    """The latest looks of others at the patient's summary, from the audit; the newest first."""
    rows = await tx.execute(
        select(audit.c.at, audit.c.caller_id, audit.c.role)
        .where(audit.c.shown != [], audit.c.shown.contains([patient_id]), audit.c.visit_id == visit_id)
        .where(audit.c.action.in_(LOOKS), audit.c.caller_id.is_not(None), audit.c.caller_id != patient_id)
        .order_by(audit.c.seq.desc())
        .limit(MOST_LOOKS)
    )
    return rows.all()
