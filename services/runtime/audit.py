"""The audit: who did or read what about whom, one line each, written in the transaction of the deed itself.

Lines are only ever added. Soon afterwards each is sealed into a chain (`audit_chain.py`, `audit_sealer.py`), so that
a change is noticed by whoever checks it (`audit_check.py`); nobody who writes one waits for that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from services.runtime.database import Tx
from services.runtime.record_tables import SHOWS_SOMEBODY, audit


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `caller`: staff, link, or the part of the service that acted; `role`: as what.

    `shown`: whose data a screen showed, where something was read. `details` are ids, codes and times, never words.
    """

    at: datetime
    caller: str
    action: str
    caller_id: UUID | None = None
    role: str | None = None
    device_id: UUID | None = None
    clinic_id: UUID | None = None
    queue_id: UUID | None = None
    visit_id: UUID | None = None
    person_id: UUID | None = None
    shown: tuple[UUID, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


async def append(tx: Tx, lines: Sequence[Line]) -> None:
    """Add lines; they stand when `tx` commits."""
    if lines:
        await tx.execute(insert(audit), [asdict(line) for line in lines])


async def was_shown(tx: Tx, line: Line, since: datetime | None) -> bool:
    """Whether the same device was last shown all of these people on the same screen, in the same version: then nothing
    new was read.

    `since`: what is older does not count.
    """
    last = (
        select(audit.c.shown, audit.c.details)
        .where(audit.c.device_id == line.device_id, audit.c.action == line.action, SHOWS_SOMEBODY)
        .where(audit.c.visit_id.is_not_distinct_from(line.visit_id))
        .order_by(audit.c.seq.desc())
        .limit(1)
    )
    if since is not None:
        last = last.where(audit.c.at > since)
    row = (await tx.execute(last)).first()
    return row is not None and set(line.shown) <= set(row.shown) and row.details == dict(line.details)
