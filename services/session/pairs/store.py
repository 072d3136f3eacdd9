"""Protected pairs in the database."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, insert, select, update

from services.contracts.ids import ClinicId, PairId, PersonId, VisitId
from services.contracts.states import VisitState
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.personal import PersonKey
from services.session.errors import PairUnknown
from services.session.pairs.rules import Pair
from services.session.pairs.tables import protected_pairs as pairs
from services.session.visit.tables import participants, visits

_GOES_ON = (VisitState.SCHEDULED, VisitState.WAITING, VisitState.IN_PROGRESS, VisitState.NO_SHOW, VisitState.ENDED)
"""States in which somebody may still come to the door, an ended visit among them: it may be reopened."""


async def of_patient(tx: Tx, patient_id: PersonId) -> list[Pair]:
    """All pairs that were ever set around a patient, the first one first."""
    rows = await tx.execute(select(pairs).where(pairs.c.patient_id == patient_id).order_by(pairs.c.set_at, pairs.c.id))
    key = (await person_keys.of(tx, [patient_id]))[patient_id]
    return [_pair_of(row, key) for row in rows]


async def load(tx: Tx, patient_id: PersonId, pair_id: PairId) -> Pair:
    """One pair around this patient, held until the transaction ends. Error: `pair.unknown`."""
    this = select(pairs).where(pairs.c.id == pair_id, pairs.c.patient_id == patient_id)
    row = (await tx.execute(this.with_for_update())).first()
    if row is None:
        raise PairUnknown
    return _pair_of(row, (await person_keys.of(tx, [patient_id]))[patient_id])


def _pair_of(row: Row[Any], key: PersonKey) -> Pair:
    return Pair(
        id=PairId(row.id),
        clinic_id=ClinicId(row.clinic_id),
        patient_id=PersonId(row.patient_id),
        visit_id=VisitId(row.visit_id),
        one_id=PersonId(row.one_id),
        other_id=PersonId(row.other_id),
        reason=key.open(pairs.c.reason, row.reason),
        set_by=row.set_by,
        set_at=row.set_at,
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
        lift_reason=key.open(pairs.c.lift_reason, row.lift_reason),
    )


async def add(tx: Tx, pair: Pair) -> None:
    """A new pair."""
    key = (await person_keys.of(tx, [pair.patient_id]))[pair.patient_id]
    row = {
        "id": pair.id,
        "clinic_id": pair.clinic_id,
        "patient_id": pair.patient_id,
        "visit_id": pair.visit_id,
        "one_id": pair.one_id,
        "other_id": pair.other_id,
        "reason": key.seal(pairs.c.reason, pair.reason or ""),
        "set_by": pair.set_by,
        "set_at": pair.set_at,
    }
    await tx.execute(insert(pairs).values(row))


async def lift(tx: Tx, pair: Pair) -> None:
    """The two are no longer kept apart."""
    key = (await person_keys.of(tx, [pair.patient_id]))[pair.patient_id]
    lifted = {
        "lifted_by": pair.lifted_by,
        "lifted_at": pair.lifted_at,
        "lift_reason": key.seal_some(pairs.c.lift_reason, pair.lift_reason),
    }
    await tx.execute(update(pairs).where(pairs.c.id == pair.id).values(lifted))


async def visits_of_both(tx: Tx, people: Iterable[PersonId]) -> list[VisitId]:
    """The visits that go on, or may, in which all of these people take part, by id."""
    query = select(visits.c.id).where(visits.c.state.in_([state.value for state in _GOES_ON]))
    for person in people:
        there = select(participants.c.visit_id).where(participants.c.person_id == person)
        query = query.where(visits.c.id.in_(there))
    return [VisitId(id_) for id_ in (await tx.execute(query.order_by(visits.c.id))).scalars()]
