"""The last report of each instance about each visit, for a session that starts anew."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import PersonId, VisitId
from services.contracts.presence import Present
from services.runtime.database import Tx
from services.session.presence.rules import Report
from services.session.presence.tables import presence

_PEOPLE = TypeAdapter(tuple[Present, ...])


async def keep(tx: Tx, visit_id: VisitId, report: Report) -> None:
    """Write a report down, unless a newer one of that instance is there."""
    values = {
        "sequence": report.sequence,
        "at": report.at,
        "well_since": report.well_since,
        "people": _PEOPLE.dump_python(report.people, mode="json"),
        "last_live": {str(person): moment.isoformat() for person, moment in report.last_live.items()},
    }
    row = insert(presence).values(visit_id=visit_id, instance=report.instance, **values)
    newer = presence.c.at < row.excluded.at
    await tx.execute(row.on_conflict_do_update(index_elements=["visit_id", "instance"], set_=values, where=newer))


async def since(tx: Tx, moment: datetime) -> list[tuple[VisitId, Report]]:
    """Every report that was made after `moment`."""
    rows = (await tx.execute(select(presence).where(presence.c.at > moment))).all()
    return [(VisitId(row.visit_id), _report_of(row)) for row in rows]


async def forget_before(tx: Tx, moment: datetime) -> None:
    """Delete what is too old to judge from."""
    await tx.execute(delete(presence).where(presence.c.at < moment))


def _report_of(row: Row[Any]) -> Report:
    return Report(
        instance=row.instance,
        sequence=row.sequence,
        at=row.at,
        well_since=row.well_since,
        people=_PEOPLE.validate_python(row.people),
        last_live={PersonId(UUID(person)): datetime.fromisoformat(moment) for person, moment in row.last_live.items()},
    )
