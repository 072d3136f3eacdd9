"""How the messages about a visit's summary were delivered, read from runtime's delivery rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from services.contracts.ids import PersonId, VisitId
from services.notes.delivery.sending import NEWS
from services.notes.reading.rules import News
from services.runtime.database import Tx
from services.runtime.tables import deliveries


@dataclass(frozen=True, slots=True)
class Sent:
    """One message to one reader. `state`: queued, sent, failed; `at`: when settled, or queued while it is not."""

    person_id: PersonId
    number: int
    news: News
    state: str
    failure: str | None
    at: datetime


async def of_visit(tx: Tx, visit_id: VisitId) -> list[Sent]:
    """All messages about a visit's summary, the first one first."""
    rows = await tx.execute(
        select(deliveries)
        .where(deliveries.c.visit_id == visit_id, deliveries.c.kind.in_(NEWS))
        .order_by(deliveries.c.created_at, deliveries.c.person_id)
    )
    return [
        Sent(
            person_id=PersonId(row.person_id),
            number=int(row.details["number"]),
            news=NEWS[row.kind],
            state=row.state,
            failure=row.failure,
            at=row.settled_at or row.created_at,
        )
        for row in rows
    ]
