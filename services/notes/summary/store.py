"""Summaries in the database: locked by their one row, changed by a rule, written as far as they changed.

Words are kept under the patient's key, names under each person's own. Of an erased patient there is no summary.
"""

from collections import defaultdict
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.questions import ClinicFacts, PeopleFacts
from services.contracts.summary import Gets, Mistake, Section, SectionName, VersionState
from services.notes.audience import names
from services.notes.errors import VisitNotKnown
from services.notes.summary.model import Ending, Saved, Seal, Summary, Version
from services.notes.summary.tables import people, sections, summaries, versions
from services.notes.work import Numbers, Work
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.personal import PersonKey

_SECTION: TypeAdapter[Section] = TypeAdapter(Section)


async def begin(work: Work, summary: Summary) -> None:
    """Make the row of a visit's summary, unless it is there."""
    row = insert(summaries).values(
        visit_id=summary.visit_id,
        clinic_id=summary.clinic_id,
        queue_id=summary.queue_id,
        patient_id=summary.patient_id,
        row_version=0,
    )
    await work.tx.execute(row.on_conflict_do_nothing())
    await person_keys.begin(work.tx, summary.patient_id)


async def load(work: Work, visit_id: VisitId) -> Summary:
    """The summary of a visit, locked until the transaction ends. Error: `notes.visit_not_known`."""
    summary = _known(work, await find(work.tx, visit_id, lock=True))
    work.kept[visit_id] = summary
    return summary


async def read(work: Work, visit_id: VisitId) -> Summary:
    """The summary of a visit as it stands. Error: `notes.visit_not_known`."""
    return _known(work, await find(work.tx, visit_id))


def _known(work: Work, summary: Summary | None) -> Summary:
    if summary is None:
        raise VisitNotKnown
    _number(work, summary)
    return summary


def _number(work: Work, summary: Summary) -> None:
    work.numbers[summary.visit_id] = Numbers(summary.clinic_id, summary.queue_id, summary.row_version)


async def find(tx: Tx, visit_id: VisitId, *, lock: bool = False) -> Summary | None:
    """The summary of a visit, or None where there is none yet, or none any more."""
    query = select(summaries).where(summaries.c.visit_id == visit_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).first()
    key = (await person_keys.of(tx, [row.patient_id]))[row.patient_id] if row is not None else None
    if row is None or key is None or key.is_erased:
        return None
    return Summary(
        visit_id=visit_id,
        clinic_id=ClinicId(row.clinic_id),
        queue_id=QueueId(row.queue_id),
        patient_id=PersonId(row.patient_id),
        row_version=row.row_version,
        versions=await _versions_of(tx, visit_id, key),
    )


async def _versions_of(tx: Tx, visit_id: VisitId, key: PersonKey) -> tuple[Version, ...]:
    mine = select(versions).where(versions.c.visit_id == visit_id).order_by(versions.c.number)
    rows = (await tx.execute(mine)).all()
    ids = [row.id for row in rows]
    saved: defaultdict[UUID, dict[SectionName, Saved]] = defaultdict(dict)
    for row in (await tx.execute(select(sections).where(sections.c.version_id.in_(ids)))).all():
        saved[row.version_id][SectionName(row.section)] = _saved_of(row, key)
    there: defaultdict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in (await tx.execute(select(people).where(people.c.version_id.in_(ids)))).all():
        there[row.version_id].append(row)
    return tuple([await _version_of(tx, row, saved[row.id], there[row.id], key) for row in rows])


def _saved_of(row: Row[Any], key: PersonKey) -> Saved:
    return Saved(
        content=_SECTION.validate_json(key.open(sections.c.content, row.content) or ""),
        patient_only=row.patient_only,
        row_version=row.row_version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )


async def _version_of(
    tx: Tx, row: Row[Any], saved: dict[SectionName, Saved], there: list[Row[Any]], key: PersonKey
) -> Version:
    why = key.open(versions.c.ended_reason, row.ended_reason)
    return Version(
        id=row.id,
        number=row.number,
        state=VersionState(row.state),
        visit_version=row.visit_version,
        created_at=row.created_at,
        author_id=row.author_id,
        reason=key.open(versions.c.reason, row.reason),
        sections=saved,
        seal=await _seal_of(tx, row, there),
        went_on=row.went_on,
        mistake=Mistake(row.mistake) if row.mistake else None,
        ending=Ending(row.ended_at, row.ended_by, why or "") if row.ended_at else None,
    )


async def _seal_of(tx: Tx, row: Row[Any], there: list[Row[Any]]) -> Seal | None:
    if row.signed_at is None:
        return None
    audience = PeopleFacts(
        version=row.visit_version,
        clinic=ClinicFacts.model_validate_json(row.clinic),
        people=tuple(await names.opened(tx, people.c.facts, there)),
    )
    gets = {PersonId(one.person_id): Gets(one.gets) for one in there if one.gets is not None}
    return Seal(row.signed_at, row.signed_by, row.language, audience, gets, row.content_hash)


async def put(work: Work, summary: Summary) -> None:
    """Write what changed since `load`; the lower number first, so that never two versions are signed."""
    before = cast("Summary", work.kept[summary.visit_id])
    if before == summary:
        return
    key = (await person_keys.of(work.tx, [summary.patient_id]))[summary.patient_id]
    if key.is_erased:
        return
    for version in summary.versions:
        was = before.version(version.number)
        if was != version:
            await _put_version(work.tx, summary.visit_id, was, version, key)
    stepped = update(summaries).where(summaries.c.visit_id == summary.visit_id)
    await work.tx.execute(stepped.values(row_version=summary.row_version))
    work.kept[summary.visit_id] = summary
    _number(work, summary)


async def _put_version(tx: Tx, visit_id: VisitId, was: Version | None, version: Version, key: PersonKey) -> None:
    values = _row_of(version, key)
    row = insert(versions).values(id=version.id, visit_id=visit_id, number=version.number, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))
    for name, saved in version.sections.items():
        if was is None or was.sections.get(name) != saved:
            await _put_section(tx, version.id, name, saved, key)
    if version.seal is not None and (was is None or was.seal is None):
        await _put_people(tx, version.id, version.seal)


async def _put_people(tx: Tx, version_id: UUID, seal: Seal) -> None:
    rows = [
        {"version_id": version_id, "gets": seal.readers.get(PersonId(cast("UUID", one["person_id"]))), **one}
        for one in await names.close(tx, people.c.facts, seal.audience.people)
    ]
    await tx.execute(insert(people).values(rows))


def _row_of(version: Version, key: PersonKey) -> dict[str, object]:
    seal, ending = version.seal, version.ending
    return {
        "state": version.state.value,
        "visit_version": version.visit_version,
        "created_at": version.created_at,
        "author_id": version.author_id,
        "reason": key.seal_some(versions.c.reason, version.reason),
        "signed_at": seal.signed_at if seal else None,
        "signed_by": seal.signed_by if seal else None,
        "language": seal.language if seal else None,
        "content_hash": seal.content_hash if seal else None,
        "clinic": seal.audience.clinic.model_dump_json() if seal else None,
        "went_on": version.went_on,
        "mistake": version.mistake.value if version.mistake else None,
        "ended_at": ending.at if ending else None,
        "ended_by": ending.by if ending else None,
        "ended_reason": key.seal_some(versions.c.ended_reason, ending.reason if ending else None),
    }


async def _put_section(tx: Tx, version_id: UUID, name: SectionName, saved: Saved, key: PersonKey) -> None:
    values = {
        "content": key.seal(sections.c.content, saved.content.model_dump_json()),
        "patient_only": saved.patient_only,
        "row_version": saved.row_version,
        "saved_at": saved.saved_at,
        "saved_by": saved.saved_by,
    }
    row = insert(sections).values(version_id=version_id, section=name.value, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["version_id", "section"], set_=values))
