"""The line of a clinician, read from what visits and links say now."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import VisitState
from services.runtime.database import Tx
from services.session.link.tables import links
from services.session.visit.tables import visits
from services.session.waiting.rules import InLine
from services.session.waiting.tables import told_places, waiting_marks

REACH: Final = timedelta(hours=12)
"""Visits booked further away than this stand in nobody's line today."""


async def line_of(tx: Tx, clinician_id: PersonId, now: datetime) -> list[InLine]:
    """Everyone who waits for this clinician, and who is expected."""
    rows = await tx.execute(
        select(
            visits.c.id,
            visits.c.clinic_id,
            visits.c.queue_id,
            visits.c.patient_id,
            visits.c.scheduled_at,
            visits.c.state,
            links.c.first_tap_at,
            waiting_marks.c.moved_up_at,
        )
        .outerjoin(links, and_(links.c.visit_id == visits.c.id, links.c.person_id == visits.c.patient_id))
        .outerjoin(waiting_marks, waiting_marks.c.visit_id == visits.c.id)
        .where(visits.c.clinician_id == clinician_id)
        .where(visits.c.state.in_([VisitState.SCHEDULED.value, VisitState.WAITING.value]))
        .where(visits.c.scheduled_at.between(now - REACH, now + REACH))
    )
    return [
        InLine(
            visit_id=row.id,
            clinic_id=row.clinic_id,
            queue_id=row.queue_id,
            patient_id=row.patient_id,
            scheduled_at=row.scheduled_at,
            waits=row.state == VisitState.WAITING.value,
            first_tap_at=row.first_tap_at,
            moved_up_at=row.moved_up_at,
        )
        for row in rows
    ]


async def hold_line(tx: Tx, clinician_id: PersonId) -> None:
    """Let only one transaction at a time tell a line; the next one then tells what it finds."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"line {clinician_id}", 0))))


async def mark_seen(tx: Tx, visit_id: VisitId, now: datetime) -> bool:
    """The clinician has seen who waits. True the first time."""
    row = upsert(waiting_marks).values(visit_id=visit_id, seen_at=now)
    first = row.on_conflict_do_update(
        index_elements=["visit_id"], set_={"seen_at": now}, where=waiting_marks.c.seen_at.is_(None)
    )
    return (await tx.execute(first.returning(waiting_marks.c.visit_id))).first() is not None


async def forget_seen(tx: Tx, visit_id: VisitId) -> None:
    """The patient went away, or the visit moved: nobody knows yet that they are here."""
    await tx.execute(update(waiting_marks).where(waiting_marks.c.visit_id == visit_id).values(seen_at=None))


async def seen_at(tx: Tx, visit_id: VisitId) -> datetime | None:
    """Since when the clinician knows that the patient is here."""
    marks = select(waiting_marks.c.seen_at).where(waiting_marks.c.visit_id == visit_id)
    return (await tx.execute(marks)).scalar()


async def told(tx: Tx, ids: list[VisitId]) -> dict[VisitId, tuple[int, int]]:
    """The place that each of these last heard of, and how many they have heard."""
    rows = await tx.execute(select(told_places).where(told_places.c.visit_id.in_(ids)))
    return {row.visit_id: (row.place, row.version) for row in rows}


async def keep_told(tx: Tx, visit_id: VisitId, place: int, version: int) -> None:
    """Remember what somebody heard."""
    values = {"place": place, "version": version}
    row = upsert(told_places).values(visit_id=visit_id, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["visit_id"], set_=values))
