"""Reads and writes the visits that notes has heard of."""

from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts.events import Event, VisitEnded, VisitHandedOver, VisitReopened
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Modality, Outcome
from services.notes.visit.tables import visits
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
    """The talk goes on; a later end will be a new one. False when something later is known already."""
    later = (visits.c.visit_id == reopened.visit_id) & (visits.c.version < reopened.version)
    kept = update(visits).where(later).values(reopened=True, version=reopened.version)
    return (await tx.execute(kept.returning(visits.c.visit_id))).first() is not None


async def keep_handed_over(tx: Tx, handed: VisitHandedOver) -> None:
    """Another clinician is responsible. Before the end nothing is kept: the end will say who was."""
    later = (visits.c.visit_id == handed.visit_id) & (visits.c.version < handed.version)
    await tx.execute(update(visits).where(later).values(clinician_id=handed.to_id, version=handed.version))


async def find(tx: Tx, visit_id: VisitId) -> EndedVisit | None:
    """A visit whose end has been learnt, or None."""
    row = (await tx.execute(select(visits).where(visits.c.visit_id == visit_id))).mappings().one_or_none()
    return EndedVisit.model_validate(dict(row)) if row is not None else None
