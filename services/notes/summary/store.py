"""Summaries in the database: locked by their one row, changed by a rule, written as far as they changed."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.questions import PeopleFacts
from services.contracts.summary import Gets, Mistake, Section, SectionName, VersionState
from services.notes.errors import VisitNotKnown
from services.notes.summary.model import Ending, Saved, Seal, Summary, Version
from services.notes.summary.tables import readers, sections, summaries, versions
from services.notes.words_at_rest import WordsAtRest, words_of
from services.notes.work import Numbers, Work
from services.runtime.database import Tx

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


async def load(work: Work, visit_id: VisitId) -> Summary:
    """The summary of a visit, locked until the transaction ends. Error: `notes.visit_not_known`."""
    summary = await find(work.tx, visit_id, lock=True)
    if summary is None:
        raise VisitNotKnown
    _number(work, summary)
    return summary


async def read(work: Work, visit_id: VisitId) -> Summary:
    """The summary of a visit as it stands. Error: `notes.visit_not_known`."""
    summary = await find(work.tx, visit_id)
    if summary is None:
        raise VisitNotKnown
    _number(work, summary)
    return summary


def _number(work: Work, summary: Summary) -> None:
    work.numbers[summary.visit_id] = Numbers(summary.clinic_id, summary.queue_id, summary.row_version)


async def find(tx: Tx, visit_id: VisitId, *, lock: bool = False) -> Summary | None:
    """The summary of a visit, or None where there is none yet."""
    query = select(summaries).where(summaries.c.visit_id == visit_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).first()
    if row is None:
        return None
    return Summary(
        visit_id=visit_id,
        clinic_id=ClinicId(row.clinic_id),
        queue_id=QueueId(row.queue_id),
        patient_id=PersonId(row.patient_id),
        row_version=row.row_version,
        versions=await _versions_of(tx, visit_id, await words_of(tx, PersonId(row.patient_id))),
    )


async def _versions_of(tx: Tx, visit_id: VisitId, words: WordsAtRest) -> tuple[Version, ...]:
    mine = select(versions).where(versions.c.visit_id == visit_id).order_by(versions.c.number)
    rows = (await tx.execute(mine)).all()
    ids = [row.id for row in rows]
    saved: defaultdict[UUID, dict[SectionName, Saved]] = defaultdict(dict)
    for row in (await tx.execute(select(sections).where(sections.c.version_id.in_(ids)))).all():
        saved[row.version_id][SectionName(row.section)] = _saved_of(row, words)
    gets: defaultdict[UUID, dict[PersonId, Gets]] = defaultdict(dict)
    for row in (await tx.execute(select(readers).where(readers.c.version_id.in_(ids)))).all():
        gets[row.version_id][PersonId(row.person_id)] = Gets(row.gets)
    return tuple(_version_of(row, saved[row.id], gets[row.id], words) for row in rows)


def _saved_of(row: Row[Any], words: WordsAtRest) -> Saved:
    return Saved(
        content=_SECTION.validate_json(words.open(row.content)),
        patient_only=row.patient_only,
        row_version=row.row_version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )


def _version_of(
    row: Row[Any], saved: dict[SectionName, Saved], gets: dict[PersonId, Gets], words: WordsAtRest
) -> Version:
    return Version(
        id=row.id,
        number=row.number,
        state=VersionState(row.state),
        visit_version=row.visit_version,
        created_at=row.created_at,
        author_id=row.author_id,
        reason=words.open(row.reason) if row.reason is not None else None,
        sections=saved,
        seal=_seal_of(row, gets, words),
        went_on=row.went_on,
        mistake=Mistake(row.mistake) if row.mistake else None,
        ending=Ending(row.ended_at, row.ended_by, words.open(row.ended_reason)) if row.ended_at else None,
    )


def _seal_of(row: Row[Any], gets: dict[PersonId, Gets], words: WordsAtRest) -> Seal | None:
    if row.signed_at is None:
        return None
    audience = PeopleFacts.model_validate_json(words.open(row.audience))
    return Seal(row.signed_at, row.signed_by, audience, gets, row.content_hash)


async def put(work: Work, summary: Summary) -> None:
    """Write what changed since it was loaded; the lower number first, so that never two versions are signed."""
    before = await find(work.tx, summary.visit_id)
    if before is None or before == summary:
        return
    words = await words_of(work.tx, summary.patient_id)
    for version in summary.versions:
        was = before.version(version.number)
        if was != version:
            await _put_version(work.tx, summary.visit_id, was, version, words)
    stepped = update(summaries).where(summaries.c.visit_id == summary.visit_id)
    await work.tx.execute(stepped.values(row_version=summary.row_version))
    _number(work, summary)


async def _put_version(tx: Tx, visit_id: VisitId, was: Version | None, version: Version, words: WordsAtRest) -> None:
    values = _row_of(version, words)
    row = insert(versions).values(id=version.id, visit_id=visit_id, number=version.number, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))
    for name, saved in version.sections.items():
        if was is None or was.sections.get(name) != saved:
            await _put_section(tx, version.id, name, saved, words)
    if version.seal is not None and (was is None or was.seal is None) and version.seal.readers:
        gets = [
            {"version_id": version.id, "person_id": person, "gets": one.value}
            for person, one in version.seal.readers.items()
        ]
        await tx.execute(insert(readers).values(gets))


def _row_of(version: Version, words: WordsAtRest) -> dict[str, object]:
    seal, ending = version.seal, version.ending
    return {
        "state": version.state.value,
        "visit_version": version.visit_version,
        "created_at": version.created_at,
        "author_id": version.author_id,
        "reason": words.close(version.reason) if version.reason is not None else None,
        "signed_at": seal.signed_at if seal else None,
        "signed_by": seal.signed_by if seal else None,
        "content_hash": seal.content_hash if seal else None,
        "audience": words.close(seal.audience.model_dump_json()) if seal else None,
        "went_on": version.went_on,
        "mistake": version.mistake.value if version.mistake else None,
        "ended_at": ending.at if ending else None,
        "ended_by": ending.by if ending else None,
        "ended_reason": words.close(ending.reason) if ending else None,
    }


async def _put_section(tx: Tx, version_id: UUID, name: SectionName, saved: Saved, words: WordsAtRest) -> None:
    values = {
        "content": words.close(saved.content.model_dump_json()),
        "patient_only": saved.patient_only,
        "row_version": saved.row_version,
        "saved_at": saved.saved_at,
        "saved_by": saved.saved_by,
    }
    row = insert(sections).values(version_id=version_id, section=name.value, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["version_id", "section"], set_=values))
