"""Who opened what, in the database."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import PersonId
from services.notes.reading.tables import openings
from services.runtime.database import Tx


async def open_once(tx: Tx, version_id: UUID, person_id: PersonId, now: datetime) -> bool:
    """Keep that a person opened a version. False when they had."""
    row = insert(openings).values(version_id=version_id, person_id=person_id, opened_at=now).on_conflict_do_nothing()
    return (await tx.execute(row.returning(openings.c.version_id))).first() is not None


async def opened(tx: Tx, versions: Iterable[UUID]) -> dict[tuple[UUID, PersonId], datetime]:
    """When these versions were opened, by version and person."""
    rows = await tx.execute(select(openings).where(openings.c.version_id.in_(list(versions))))
    return {(row.version_id, PersonId(row.person_id)): row.opened_at for row in rows}
