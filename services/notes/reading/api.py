"""The summary over HTTP, below a person's link: their own view of it, behind a second fact."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from fastapi import APIRouter, status

from services.contracts.events import SummaryOpened
from services.contracts.grants import AccessToken
from services.contracts.states import Role
from services.notes.audience import store as audience
from services.notes.change import Change, Note
from services.notes.errors import NotAnAuthor
from services.notes.parts import InParts
from services.notes.reader import OwnReader, ProvenReader, is_proven
from services.notes.reading import store
from services.notes.reading.page import own_summary, shelf_of, state_of
from services.notes.reading.rules import OwnVersion
from services.notes.reading.wire import OwnSummary, Status, SummaryLook, SummaryLooks
from services.notes.summary import store as summaries
from services.notes.summary.model import Summary
from services.notes.work import Work
from services.runtime.routes import InTx, TransactionRoute

READ_AGAIN: Final = timedelta(hours=1)
"""A page fetches often; what a guest reads within so long is one look."""

router = APIRouter(prefix="/api/notes/v1/summary", tags=["reading"], route_class=TransactionRoute)


@router.get("/status")
async def read_status(reader: OwnReader, tx: InTx) -> Status:
    """Whether there is a summary to open, and whether a second fact is needed first. Says nothing of what is in it."""
    summary = await summaries.find(tx, reader.visit_id)
    proven = is_proven(reader)
    if summary is None:
        return Status(state="being_written", proven=proven)
    return Status(state=state_of(summary, await shelf_of(tx, summary, reader)), proven=proven)


@router.get("")
async def read_summary(reader: ProvenReader, tx: InTx, parts: InParts) -> OwnSummary:
    """The reader's own view of the version that counts; a mistake says so and shows none of its words.

    Errors: `second_fact.needed`, `summary.not_for_you`, `notes.visit_not_known`.
    """
    async with parts.edge.inside(tx, reader) as work:
        summary = await summaries.read(work, reader.visit_id)
        shelf = await shelf_of(tx, summary, reader)
        await _note_reading(work, summary, shelf.present, reader)
        return await own_summary(tx, summary, shelf, shelf.present)


@router.get("/versions/{version_id}")
async def read_earlier(version_id: UUID, reader: ProvenReader, tx: InTx, parts: InParts) -> OwnSummary:
    """An earlier version of the reader's, marked as not valid. Errors as of the present one."""
    async with parts.edge.inside(tx, reader) as work:
        summary = await summaries.read(work, reader.visit_id)
        shelf = await shelf_of(tx, summary, reader)
        own = shelf.find(version_id)
        await _note_reading(work, summary, own, reader)
        return await own_summary(tx, summary, shelf, own)


@router.post("/versions/{version_id}/opened", status_code=status.HTTP_204_NO_CONTENT)
async def opened(version_id: UUID, reader: ProvenReader, tx: InTx, parts: InParts) -> None:
    """The reader's tap that they opened this version; counted once. Errors as of the present one."""
    async with parts.edge.inside(tx, reader) as work:
        summary = await summaries.load(work, reader.visit_id)
        own = (await shelf_of(tx, summary, reader)).find(version_id)
        if await store.open_once(tx, own.first.id, reader.person_id, work.now):
            fact = SummaryOpened(
                visit_id=summary.visit_id,
                number=own.last.number,
                person_id=reader.person_id,
                opened_at=work.now,
            )
            note = Note("summary.opened", summary.visit_id, summary.patient_id, {"version": str(own.first.id)})
            work.tell(Change(summary, facts=(fact,), hints=(summary.changed(),), notes=(note,)))


@router.get("/looks")
async def read_looks(reader: ProvenReader, tx: InTx, parts: InParts) -> SummaryLooks:
    """Who else has looked at the patient's summary; for the patient alone.

    Errors: `second_fact.needed`, `access.not_allowed`, `notes.visit_not_known`.
    """
    if reader.role is not Role.PATIENT:
        raise NotAnAuthor
    async with parts.edge.inside(tx, reader) as work:
        summary = await summaries.read(work, reader.visit_id)
        shown = frozenset({summary.patient_id})
        await work.look(Note("summary.looks_read", summary.visit_id, summary.patient_id, shown=shown), None)
    facts = await audience.facts_of(tx, reader.visit_id)
    known = {person.person_id: person.short_name for person in facts.people} if facts else {}
    rows = await store.looks_at(tx, reader.visit_id, reader.person_id)
    looks = [SummaryLook(at=row.at, who=known.get(row.caller_id), role=row.role) for row in rows]
    return SummaryLooks(looks=looks)


async def _note_reading(work: Work, summary: Summary, own: OwnVersion, reader: AccessToken) -> None:
    """Everybody's reading is noted: the patient's own the first time on a device, others' again after a while."""
    details: dict[str, object] = {"version": str(own.first.id)}
    shown = frozenset({summary.patient_id})
    note = Note("summary.read", summary.visit_id, summary.patient_id, details, shown)
    await work.look(note, None if reader.role is Role.PATIENT else READ_AGAIN)
