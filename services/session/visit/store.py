"""Visits in the database. Within one transaction a visit is loaded and locked once, changed often, and written once.

Writing steps the row version, and the standing version when anything that signaling obeys changed; what others and our
own capabilities hear follows from what was and what is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts import standing
from services.contracts.hints import AddressedHint, Go
from services.contracts.ids import DeviceId, PersonId, VisitId
from services.contracts.states import (
    Absent,
    ConsentState,
    DevicePlace,
    Modality,
    Outcome,
    Role,
    Scope,
    Standing,
    VisitState,
)
from services.runtime import outbox, person_keys
from services.runtime.database import Tx
from services.session.errors import VisitUnknown
from services.session.happenings import LineMoved, TimeAwaited
from services.session.people.rules import ERASED
from services.session.visit.rules.model import Participant, Visit
from services.session.visit.tables import holds, participants, visits
from services.session.work import Numbers, Work

_ALL_ABOUT = "visit"


@dataclass(slots=True)
class _Loaded:
    """What the row was when this transaction locked it (None: it is new), and what it is to become."""

    before: Visit | None
    now: Visit


async def load(work: Work, visit_id: VisitId) -> Visit:
    """The visit, locked until the transaction ends, as it stands after what this transaction did to it so far."""
    kept = _kept(work, visit_id)
    if kept is None:
        visit = await read(work.tx, visit_id, lock=True)
        kept = _keep(work, _Loaded(visit, visit))
    return kept.now


async def put(work: Work, visit: Visit) -> None:
    """Have the visit written before the commit."""
    kept = _kept(work, visit.id)
    if kept is None:
        kept = _keep(work, _Loaded(None, visit))
    kept.now = visit
    work.at_end((_ALL_ABOUT, visit.id), lambda later: _write(later, kept))


def _kept(work: Work, visit_id: VisitId) -> _Loaded | None:
    return cast("_Loaded | None", work.kept.get((_ALL_ABOUT, visit_id)))


def _keep(work: Work, loaded: _Loaded) -> _Loaded:
    work.kept[(_ALL_ABOUT, loaded.now.id)] = loaded
    number(work, loaded.now)
    return loaded


def number(work: Work, visit: Visit) -> None:
    """Let what is told of a visit in this transaction carry its numbers. One that is only read needs no lock."""
    work.numbers[visit.id] = Numbers(visit.clinic_id, visit.queue_id, visit.version, visit.standing_version)


async def _write(work: Work, kept: _Loaded) -> None:
    """Step the versions as far as something changed, write the rows, and tell what follows from it."""
    before, after = kept.before, _stepped(kept.before, kept.now.timed(work.now))
    if before == after:
        return
    await _write_visit(work.tx, before, after)
    await _write_people(work.tx, before, after)
    kept.before = kept.now = after
    number(work, after)
    _tell_others(work, before, after)
    await _tell_our_own(work, before, after)


def _tell_others(work: Work, before: Visit | None, after: Visit) -> None:
    """The standing entry to signaling, and hints to those who may see what changed."""
    if before is None or before.standing_version != after.standing_version:
        work.told.append(outbox.of_standing(after.id, after.standing_entry()))
    if before is None or before.version != after.version:
        work.told.extend(map(outbox.of_hint, _hints(before, after, work.room_holds)))


def _hints(before: Visit | None, after: Visit, room_holds: int) -> Iterator[AddressedHint]:
    was, entry = before.standing_entry() if before else None, after.standing_entry()
    concerned = standing.concerned(was, entry) if was else frozenset[PersonId]()
    if before is not None:
        concerned |= before.waiting_for_a_place(room_holds) ^ after.waiting_for_a_place(room_holds)
    if concerned:
        yield after.changed("people", *concerned)
    if before is None or before.face != after.face:
        yield after.changed("visit", *_who_sees_its_face(before, after, entry))
    yield after.changed("visit", staff=True)
    for person in standing.let_in(was, entry) if was else ():
        yield after.hint(Go(visit_id=after.id), person)


def _who_sees_its_face(before: Visit | None, after: Visit, entry: standing.StandingEntry) -> Iterator[PersonId]:
    """Whoever was asked to come, and is at the door or kept out, learns of nothing but whether and when it is."""
    is_told_to_all = before is None or before.outline != after.outline
    return (id_ for id_ in entry.people if is_told_to_all or not standing.is_outside(entry, id_))


async def _tell_our_own(work: Work, before: Visit | None, after: Visit) -> None:
    """What is awaited anew to those who keep time, and a move of the line to those who keep the line."""
    awaited = after.awaited - before.awaited if before else after.awaited
    if awaited:
        await work.happen(TimeAwaited(after, awaited))
    if before is None or before.in_line != after.in_line:
        clinicians = {visit.clinician_id for visit in (before, after) if visit}
        await work.happen(LineMoved(after.id, after.state, frozenset(clinicians)))


def _stepped(before: Visit | None, now: Visit) -> Visit:
    """One step of each number a transaction, and none for what nobody is told (who was seen live, first media)."""
    if before is None:
        return replace(now, version=1, standing_version=1)
    is_told = _told(before) != _told(now)
    is_obeyed = before.standing_entry() != replace(now, standing_version=before.standing_version).standing_entry()
    return replace(
        now,
        version=before.version + is_told,
        standing_version=before.standing_version + is_obeyed,
    )


def _told(visit: Visit) -> Visit:
    people = {id_: replace(person, first_live_at=None) for id_, person in visit.people.items()}
    return replace(visit, people=people, first_media_at=None, version=0, standing_version=0)


async def _write_visit(tx: Tx, before: Visit | None, after: Visit) -> None:
    row = _row_of(after)
    if after.cancel_reason is not None and (before is None or before.cancel_reason is None):
        key = (await person_keys.of(tx, [after.patient_id]))[after.patient_id]
        if not key.is_erased:
            row["cancel_reason"] = key.seal(visits.c.cancel_reason, after.cancel_reason)  # the first one stays
    if before is None:
        await tx.execute(insert(visits).values(row))
        return
    del row["connections"]  # raised on its own by `next_connection`
    where = (visits.c.id == after.id, visits.c.version == before.version)
    written = await tx.execute(update(visits).where(*where).values(row))
    assert written.rowcount == 1, "the row was locked"  # noqa: S101 (a locked row cannot have moved)


async def _write_people(tx: Tx, before: Visit | None, after: Visit) -> None:
    known: Mapping[PersonId, Participant] = before.people if before else {}
    changed = [person for id_, person in after.people.items() if known.get(id_) != person]
    if not changed:
        return
    rows = [_participant_row(after, person) for person in changed]
    row = insert(participants).values(rows)
    moved = {column: row.excluded[column] for column in rows[0] if column not in {"visit_id", "person_id"}}
    await tx.execute(row.on_conflict_do_update(index_elements=["visit_id", "person_id"], set_=moved))
    await _write_holds(tx, after.id, [one for one in changed if _held_by(known.get(one.person_id)) != one.held_by])


def _held_by(person: Participant | None) -> frozenset[PersonId]:
    return person.held_by if person else frozenset()


async def _write_holds(tx: Tx, visit_id: VisitId, changed: Sequence[Participant]) -> None:
    if not changed:
        return
    ids = [person.person_id for person in changed]
    await tx.execute(delete(holds).where(holds.c.visit_id == visit_id, holds.c.person_id.in_(ids)))
    rows = [
        {"visit_id": visit_id, "person_id": person.person_id, "by_id": by}
        for person in changed
        for by in person.held_by
    ]
    if rows:
        await tx.execute(insert(holds).values(rows))


async def next_connection(work: Work, visit_id: VisitId) -> int:
    """The number of the visit's next socket. Steps no version: nobody else is concerned.

    It follows the time of day in milliseconds, so that nobody learns from two numbers how many came between them.
    """
    now = int(work.now.timestamp() * 1000)
    raised = update(visits).where(visits.c.id == visit_id)
    raised = raised.values(connections=func.greatest(visits.c.connections + 1, now))
    return int((await work.tx.execute(raised.returning(visits.c.connections))).scalar_one())


async def read(tx: Tx, visit_id: VisitId, *, lock: bool = False) -> Visit:
    """The visit as it stands, or `visit.unknown`."""
    query = select(visits).where(visits.c.id == visit_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).first()
    if row is None:
        raise VisitUnknown
    return (await _with_people(tx, [row]))[0]


async def read_many(tx: Tx, visit_ids: Sequence[VisitId]) -> list[Visit]:
    """These visits by booked time; ids that are unknown are passed over."""
    query = select(visits).where(visits.c.id.in_(visit_ids)).order_by(visits.c.scheduled_at, visits.c.id)
    return await _with_people(tx, (await tx.execute(query)).all())


async def _with_people(tx: Tx, rows: Sequence[Row[Any]]) -> list[Visit]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    people: defaultdict[UUID, dict[PersonId, Participant]] = defaultdict(dict)
    for row in (await tx.execute(_WITH_HOLDS.where(participants.c.visit_id.in_(ids)))).all():
        people[row.visit_id][PersonId(row.person_id)] = _participant_of(row)
    reasons = await _reasons(tx, rows)
    return [_visit_of(row, people[row.id], reasons.get(row.id)) for row in rows]


def _with_holds() -> Select[Any]:
    kept_out_by = select(holds.c.by_id).where(
        holds.c.visit_id == participants.c.visit_id, holds.c.person_id == participants.c.person_id
    )
    return select(participants, func.array(kept_out_by.scalar_subquery()).label("held_by")).order_by(
        participants.c.person_id
    )


_WITH_HOLDS: Final = _with_holds()


async def _reasons(tx: Tx, rows: Sequence[Row[Any]]) -> dict[UUID, str]:
    """Why visits were called off, in somebody's own words."""
    given = [row for row in rows if row.cancel_reason is not None]
    if not given:
        return {}
    keys = await person_keys.of(tx, {row.patient_id for row in given})
    return {row.id: keys[row.patient_id].open(visits.c.cancel_reason, row.cancel_reason) or ERASED for row in given}


def _visit_of(row: Row[Any], people: dict[PersonId, Participant], cancel_reason: str | None) -> Visit:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Visit(
        **plain,
        state=VisitState(row.state),
        modality=Modality(row.modality),
        outcome=Outcome(row.outcome) if row.outcome else None,
        absent=Absent(row.absent) if row.absent else None,
        delay=timedelta(seconds=row.delay_seconds),
        private_by=frozenset(row.private_by),
        exempt=frozenset(row.exempt),
        cancel_reason=cancel_reason,
        people=people,
    )


_PLAIN = (
    "id",
    "clinic_id",
    "queue_id",
    "patient_id",
    "clinician_id",
    "decision_maker_id",
    "scheduled_at",
    "minutes",
    "kind",
    "language",
    "version",
    "standing_version",
    "automatic",
    "waiting_since",
    "started_at",
    "ended_at",
    "first_media_at",
    "moved_from",
    "desk_rung",
    "hand_over_to",
    "signed_at",
    "waived_at",
    "connections",
    "grants_died_at",
)
"""Fields that the row and the domain hold alike."""


def _row_of(visit: Visit) -> dict[str, object]:
    return {
        **{name: getattr(visit, name) for name in _PLAIN},
        "state": visit.state.value,
        "modality": visit.modality.value,
        "outcome": visit.outcome.value if visit.outcome else None,
        "absent": visit.absent.value if visit.absent else None,
        "delay_seconds": round(visit.delay.total_seconds()),
        "private_by": list(visit.private_by),
        "exempt": list(visit.exempt),
    }


def _participant_of(row: Row[Any]) -> Participant:
    return Participant(
        person_id=PersonId(row.person_id),
        role=Role(row.role),
        standing=Standing(row.standing),
        consent=ConsentState(row.consent) if row.consent else None,
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        held_by=frozenset(row.held_by),
        devices={DeviceId(UUID(device)): DevicePlace(where) for device, where in row.devices},
        before_removal=Standing(row.before_removal) if row.before_removal else None,
        removed_at=row.removed_at,
        first_live_at=row.first_live_at,
        apart=frozenset(row.apart),
        let_in_at=row.let_in_at,
        held_since=row.held_since,
    )


def _participant_row(visit: Visit, person: Participant) -> dict[str, object]:
    return {
        "visit_id": visit.id,
        "person_id": person.person_id,
        "clinic_id": visit.clinic_id,
        "queue_id": visit.queue_id,
        "role": person.role.value,
        "standing": person.standing.value,
        "consent": person.consent.value if person.consent else None,
        "scopes": sorted(scope.value for scope in person.scopes),
        "before_removal": person.before_removal.value if person.before_removal else None,
        "removed_at": person.removed_at,
        "first_live_at": person.first_live_at,
        "apart": sorted(person.apart),
        "let_in_at": person.let_in_at,
        "held_since": person.held_since,
        "devices": [[str(device), where.value] for device, where in person.devices.items()],
    }
