"""Looks at a person, from the audit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, or_, select, true

from services.contracts.ids import PersonId, VisitId
from services.runtime.database import Tx
from services.runtime.record_tables import SHOWS_SOMEBODY, audit
from services.session.looks.rules import WHAT

MOST: Final = 200


async def at(
    tx: Tx, person_id: PersonId, visit_id: VisitId, *, hidden: frozenset[PersonId], before: datetime | None
) -> Sequence[Row[Any, Any, Any, Any]]:
    """The latest looks of others at a person: in this visit, and on lists, which belong to none. The newest first.

    `hidden`: of whom the one who asks must not learn. `before`: what came after is not theirs to know yet.
    """
    theirs = audit.c.at < before if before is not None else true()
    rows = await tx.execute(
        select(audit.c.at, audit.c.caller_id, audit.c.role, audit.c.action)
        .where(SHOWS_SOMEBODY, audit.c.shown.contains([person_id]))
        .where(audit.c.action.in_(WHAT), audit.c.caller_id.is_not(None), audit.c.caller_id != person_id)
        .where(audit.c.caller_id.not_in(hidden), theirs)
        .where(or_(audit.c.visit_id == visit_id, audit.c.visit_id.is_(None)))
        .order_by(audit.c.seq.desc())
        .limit(MOST)
    )
    return rows.all()
