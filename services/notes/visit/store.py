"""Reads and writes the visits that notes has heard of.

Events may overtake each other, so each fact stays as the highest row version said it; what holds is read from all.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel
from sqlalchemy import Column, Select, case, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.events import Event, VisitEnded, VisitHandedOver, VisitReopened
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Modality, Outcome
from services.notes.visit.tables import news, visits
from services.runtime.database import Tx


class KnownVisit(BaseModel):
    """A visit whose end has been learnt: as much as everyone of it may know."""

    visit_id: VisitId
    ended_at: datetime
    learnt_at: datetime
    outcome: Outcome
    reopened: bool


class EndedVisit(KnownVisit):
    """The same with what a summary needs. `version`: session's row version of the last event that counted."""

    version: int
    modality: Modality
    kind: str
    language: str
    clinician_id: PersonId


async def keep_ended(tx: Tx, event: Event, ended: VisitEnded) -> bool:
    """Keep an end. False when something later is known already."""
    facts = {
        "clinic_id": event.clinicid,
        "queue_id": event.queueid,
        "version": ended.version,
        "reopened": False,
        "ended_at": ended.ended_at,
        "learnt_at": func.now(),
        "kind": ended.kind,
        "language": ended.language,
        "modality": ended.modality,
        "outcome": ended.outcome,
        "clinician_id": ended.clinician_id,
        "patient_id": ended.patient_id,
    }
    row = insert(visits).values(visit_id=ended.visit_id, **facts)
    kept = row.on_conflict_do_update(
        index_elements=[visits.c.visit_id], set_=facts, where=visits.c.version < ended.version
    )
    return (await tx.execute(kept.returning(visits.c.visit_id))).first() is not None


async def keep_reopened(tx: Tx, reopened: VisitReopened) -> bool:
    """The talk goes on; a later end will be a new one. False when that was known already."""
    said = {"reopened_version": reopened.version}
    return await _keep(tx, reopened.visit_id, news.c.reopened_version, said)


async def keep_handed_over(tx: Tx, handed: VisitHandedOver) -> bool:
    """Another clinician is responsible; a later end says anew who was. False when that was known already."""
    said = {"handed_over_version": handed.version, "clinician_id": handed.to_id}
    return await _keep(tx, handed.visit_id, news.c.handed_over_version, said)


async def _keep(tx: Tx, visit_id: VisitId, version: Column[int], said: Mapping[str, object]) -> bool:
    row = insert(news).values(visit_id=visit_id, **said)
    kept = row.on_conflict_do_update(index_elements=[news.c.visit_id], set_=said, where=version < said[version.name])
    return (await tx.execute(kept.returning(news.c.visit_id))).first() is not None


async def find(tx: Tx, visit_id: VisitId) -> EndedVisit | None:
    """A visit whose end has been learnt, or None."""
    row = (await tx.execute(_AS_IT_IS.where(visits.c.visit_id == visit_id))).mappings().one_or_none()
    return EndedVisit.model_validate(dict(row)) if row is not None else None


def _as_it_is() -> Select[Any]:
    went_on = func.coalesce(news.c.reopened_version, 0) > visits.c.version
    was_taken_over = func.coalesce(news.c.handed_over_version, 0) > visits.c.version
    told_otherwise = {"version", "reopened", "clinician_id"}
    return select(
        *(column for column in visits.c if column.name not in told_otherwise),
        # PostgreSQL's passes over what is null.
        func.greatest(visits.c.version, news.c.reopened_version, news.c.handed_over_version).label("version"),
        or_(visits.c.reopened, went_on).label("reopened"),
        case((was_taken_over, news.c.clinician_id), else_=visits.c.clinician_id).label("clinician_id"),
    ).select_from(visits.outerjoin(news, news.c.visit_id == visits.c.visit_id))


_AS_IT_IS: Final = _as_it_is()
