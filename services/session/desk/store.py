"""What the desk reads beside visits: which are today's, how links were delivered, what happened, what is to be done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.runtime.database import Tx
from services.runtime.record_tables import audit
from services.runtime.tables import deliveries
from services.session.desk.history import SENTENCES
from services.session.desk.tables import desk_tasks
from services.session.happenings import DeskTaskKind
from services.session.letters.wording import LetterKind
from services.session.visit.tables import visits
from services.session.visit_page.tables import visit_pages

LINK_LETTERS = (LetterKind.LINK.value, LetterKind.NEW_LINK.value, LetterKind.MOVED.value)
MOST_LINES = 500

AFTERWARDS = (DeskTaskKind.SUMMARY_NOT_SENT.value, DeskTaskKind.ABANDONED.value)
"""Tasks that come up when the visit's day may be over."""

MOST_LEFT = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """The last letter that carried somebody's link."""

    generation: int
    queued_at: datetime
    state: str
    failure: str | None
    settled_at: datetime | None


async def day(
    tx: Tx,
    clinic_id: ClinicId,
    queue_ids: frozenset[QueueId],
    start: datetime,
    end: datetime,
    clinician_id: PersonId | None,
) -> list[VisitId]:
    """Visits booked within a day, of these queues, and of this clinician where one is named."""
    query = (
        select(visits.c.id)
        .where(visits.c.clinic_id == clinic_id, visits.c.queue_id.in_(list(queue_ids)))
        .where(visits.c.scheduled_at >= start, visits.c.scheduled_at < end)
    )
    if clinician_id is not None:
        query = query.where(visits.c.clinician_id == clinician_id)
    return list((await tx.execute(query)).scalars())


async def left(tx: Tx, clinic_id: ClinicId, queue_ids: frozenset[QueueId], before: datetime) -> list[VisitId]:
    """Visits of earlier days about which something is still to be done that comes up only afterwards; the newest."""
    open_ones = (
        select(desk_tasks.c.visit_id)
        .join(visits, visits.c.id == desk_tasks.c.visit_id)
        .where(desk_tasks.c.clinic_id == clinic_id, desk_tasks.c.queue_id.in_(list(queue_ids)))
        .where(desk_tasks.c.done_at.is_(None), desk_tasks.c.kind.in_(AFTERWARDS), visits.c.scheduled_at < before)
    )
    newest = open_ones.group_by(desk_tasks.c.visit_id).order_by(func.max(desk_tasks.c.made_at).desc())
    return list((await tx.execute(newest.limit(MOST_LEFT))).scalars())


async def sent(tx: Tx, ids: list[VisitId]) -> dict[tuple[VisitId, PersonId], Sent]:
    """How each person's link was last sent, by visit and person."""
    rows = await tx.execute(
        select(deliveries)
        .where(deliveries.c.visit_id.in_(ids), deliveries.c.kind.in_(LINK_LETTERS))
        .order_by(deliveries.c.created_at)
    )
    return {
        (row.visit_id, row.person_id): Sent(
            generation=int(row.details.get("generation", 0)),
            queued_at=row.created_at,
            state=row.state,
            failure=row.failure,
            settled_at=row.settled_at,
        )
        for row in rows
    }


async def history(tx: Tx, visit_id: VisitId) -> list[Any]:
    """The audit's lines about a visit that a history tells, and the letters that carried links, by time."""
    told = [*SENTENCES, "visit.modality_changed"]
    lines = await tx.execute(
        select(audit.c.at, audit.c.action, audit.c.caller, audit.c.caller_id, audit.c.person_id, audit.c.details)
        .where(audit.c.visit_id == visit_id, audit.c.action.in_(told))
        .order_by(audit.c.seq.desc())
        .limit(MOST_LINES)
    )
    return [*lines.all()][::-1]


async def letters(tx: Tx, visit_id: VisitId) -> list[Any]:
    """Every letter with a link that was sent or failed."""
    rows = await tx.execute(
        select(deliveries.c.settled_at, deliveries.c.state, deliveries.c.person_id)
        .where(deliveries.c.visit_id == visit_id, deliveries.c.kind.in_(LINK_LETTERS))
        .where(deliveries.c.settled_at.is_not(None))
        .order_by(deliveries.c.settled_at)
    )
    return [*rows.all()]


async def tasks(tx: Tx, ids: list[VisitId]) -> dict[UUID, list[str]]:
    """What is still to be done about each visit."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    open_ones = select(desk_tasks).where(desk_tasks.c.visit_id.in_(ids), desk_tasks.c.done_at.is_(None))
    for row in await tx.execute(open_ones.order_by(desk_tasks.c.made_at)):
        found[row.visit_id].append(row.kind)
    return found


async def add_task(tx: Tx, visit_id: VisitId, kind: str, clinic_id: ClinicId, queue_id: QueueId, now: datetime) -> None:
    """Something is to be done; asked again it is open again."""
    row = upsert(desk_tasks).values(visit_id=visit_id, kind=kind, clinic_id=clinic_id, queue_id=queue_id, made_at=now)
    again = {"made_at": now, "done_at": None}
    await tx.execute(row.on_conflict_do_update(index_elements=["visit_id", "kind"], set_=again))


async def finish_tasks(tx: Tx, visit_id: VisitId, now: datetime) -> None:
    """The visit went on by itself: nothing is left to do."""
    done = update(desk_tasks).where(desk_tasks.c.visit_id == visit_id, desk_tasks.c.done_at.is_(None))
    await tx.execute(done.values(done_at=now))


async def answer_help(tx: Tx, visit_id: VisitId) -> None:
    """Somebody called; the calls for help of this visit are answered."""
    calls = update(visit_pages).where(visit_pages.c.visit_id == visit_id)
    await tx.execute(calls.values(help_wanted_at=None, wrong_person_at=None))
