"""Writing the summary over HTTP, below the staff's door. Every command may be sent twice with one Idempotency-Key."""

from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Path, Response

from services.contracts.grants import AccessToken
from services.contracts.ids import PersonId, VisitId
from services.contracts.summary import SectionName
from services.notes.audience import rules as audience_rules
from services.notes.audience import store as audience
from services.notes.change import Note
from services.notes.delivery import sending
from services.notes.errors import (
    NoSummaryForYou,
    PeopleUnknown,
    SectionChanged,
    SectionMisnamed,
    VisitNotKnown,
)
from services.notes.parts import InParts
from services.notes.reader import Author
from services.notes.reading import rules as reading
from services.notes.summary import rules, store
from services.notes.summary.model import Summary, Version
from services.notes.summary.page import audience_of, editor_of, section_view, version_view
from services.notes.summary.rules import Typed, Visit
from services.notes.summary.wire import (
    Amend,
    Editor,
    EnterInError,
    Preview,
    SaveSection,
    SectionView,
    Sign,
    VersionView,
    Waive,
)
from services.notes.visit import store as visits
from services.notes.visit.store import EndedVisit
from services.notes.work import Work
from services.runtime.ids import new_id
from services.runtime.problems import response_of
from services.runtime.routes import InTx, TransactionRoute

router = APIRouter(prefix="/api/notes/v1/visits/{visit_id}/summary", tags=["writing"], route_class=TransactionRoute)
opening = APIRouter(prefix="/api/notes/v1/visits/{visit_id}/summary", tags=["writing"])
"""Asks session, so that no transaction may be open meanwhile."""

READ_AGAIN: Final = timedelta(minutes=15)
"""An editor fetches with every hint; what a device shows within so long is one look."""

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@opening.get("")
async def open_editor(visit_id: VisitId, caller: Author, parts: InParts) -> Editor:
    """The editor. Asks session who is in the visit and what consent opens; while session is away, what it last said.

    Errors: `notes.visit_not_known` until the visit has ended, `access.not_allowed`.
    """
    answered = await parts.session.audience(visit_id)
    async with parts.edge.work(caller) as work:
        summary = await store.read(work, visit_id)
        if answered is not None:
            await audience.keep_answers(work.tx, visit_id, *answered)
        return await _shown(work, summary, caller)


async def _shown(work: Work, summary: Summary, caller: AccessToken) -> Editor:
    """The editor, which every command answers; and that it was looked at, whatever the command changed."""
    await _note_reading(work, summary, summary.latest)
    return await editor_of(work, summary, caller)


async def _note_reading(work: Work, summary: Summary, version: Version | None) -> None:
    details: dict[str, object] = {"version": str(version.id)} if version else {}
    shown = frozenset({summary.patient_id})
    note = Note("summary.read_by_staff", summary.visit_id, summary.patient_id, details, shown)
    await work.look(note, READ_AGAIN)


@router.put("/versions/{number}/sections/{section}", response_model=SectionView)
async def save_section(
    visit_id: VisitId,
    number: Number,
    section: SectionName,
    typed: SaveSection,
    caller: Author,
    tx: InTx,
    parts: InParts,
) -> SectionView | Response:
    """Keep one section of the draft. Once this is answered no word of it is lost.

    409 `summary.section_changed`: somebody else saved it meanwhile; `saved` and `yours` hold both texts.
    Errors: `summary.is_<state>`, `summary.version_unknown`.
    """
    if typed.content.section is not section:
        raise SectionMisnamed
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.load(work, visit_id)
        wish = Typed(typed.content, typed.patient_only, typed.seen)
        try:
            change = rules.save(summary, number, wish, caller.person_id, work.now)
        except SectionChanged as changed:
            # It shows what somebody else wrote: that is a look, and stays when nothing else does.
            await _note_reading(work, summary, rules.version_of(summary, number))
            return response_of(changed)
        after = await work.save(change, store.put)
        return section_view(rules.version_of(after, number), section)


@router.post("/versions/{number}/sign")
async def sign(visit_id: VisitId, number: Number, wish: Sign, caller: Author, tx: InTx, parts: InParts) -> Editor:
    """Seal the draft and send it to everyone who gets anything of it.

    Errors: `summary.not_responsible`, `summary.visit_not_ended`, `summary.changed`, `summary.is_<state>`,
    `summary.nothing_written`, `summary.too_many_actions`, `summary.people_unknown` (open the editor again).
    """
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.load(work, visit_id)
        known = await audience_of(tx, summary)
        if known is None:
            raise PeopleUnknown
        facts, gets = known
        if await audience.is_somebody_unnamed(tx, visit_id, facts):
            raise PeopleUnknown
        seen = {name: wish.seen.get(name, 0) for name in SectionName}
        ended, readers = await _ended(work, visit_id), audience_rules.readers(gets)
        change = rules.sign(
            summary,
            number,
            seen,
            caller.person_id,
            _as_asked(ended),
            facts,
            readers,
            work.now,
            language=wish.language or ended.language,
        )
        after = await work.save(change, store.put)
        if change.facts:
            await sending.tell_signed(work, after, rules.version_of(after, number))
        return await _shown(work, after, caller)


@router.post("/amend")
async def amend(visit_id: VisitId, wish: Amend, caller: Author, tx: InTx, parts: InParts) -> Editor:
    """Begin a correction of what is signed; also to write after all what was waived, or anew after a mistake.

    Errors: `summary.not_responsible`, `summary.being_corrected`, `summary.is_<state>`.
    """
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.load(work, visit_id)
        visit = await _visit(work, visit_id)
        change = rules.amend(summary, wish.number, wish.reason, caller.person_id, visit, new_id(), work.now)
        return await _shown(work, await work.save(change, store.put), caller)


@router.post("/versions/{number}/in-error")
async def enter_in_error(
    visit_id: VisitId, number: Number, wish: EnterInError, caller: Author, tx: InTx, parts: InParts
) -> Editor:
    """Mark a signed version as a mistake: its readers are told not to follow it, and read its words no more.

    Errors: `summary.not_responsible`, `summary.is_<state>`.
    """
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.load(work, visit_id)
        visit = await _visit(work, visit_id)
        change = rules.enter_in_error(summary, number, wish.mistake, wish.reason, caller.person_id, visit, work.now)
        after = await work.save(change, store.put)
        if change.facts:
            await sending.tell_mistake(work, after, rules.version_of(after, number))
        return await _shown(work, after, caller)


@router.post("/versions/{number}/waive")
async def waive(visit_id: VisitId, number: Number, wish: Waive, caller: Author, tx: InTx, parts: InParts) -> Editor:
    """No summary for this visit, or no correction after all. Errors: `summary.not_responsible`,
    `summary.visit_not_ended`, `summary.is_<state>`.
    """
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.load(work, visit_id)
        visit = await _visit(work, visit_id)
        change = rules.waive(summary, number, wish.reason, caller.person_id, visit, work.now)
        return await _shown(work, await work.save(change, store.put), caller)


@router.get("/versions/{number}")
async def read_version(visit_id: VisitId, number: Number, caller: Author, tx: InTx, parts: InParts) -> VersionView:
    """One version with its words, an earlier one too. Error: `summary.version_unknown`."""
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.read(work, visit_id)
        version = rules.version_of(summary, number)
        await _note_reading(work, summary, version)
        return version_view(summary, version)


@router.get("/versions/{number}/as/{person_id}")
async def preview(
    visit_id: VisitId, number: Number, person_id: UUID, caller: Author, tx: InTx, parts: InParts
) -> Preview:
    """ "As Rosa sees it". Errors: `summary.people_unknown`, `summary.not_for_you` for who is not in the visit."""
    async with parts.edge.inside(tx, caller) as work:
        summary = await store.read(work, visit_id)
        known = await audience_of(tx, summary)
        if known is None:
            raise PeopleUnknown
        facts, gets = known
        person = next((one for one in facts.people if one.person_id == person_id), None)
        if person is None:
            raise NoSummaryForYou
        version, opens = rules.version_of(summary, number), gets[PersonId(person_id)]
        await _note_reading(work, summary, version)
        sections = list(reading.view_of(version, opens).values())
        return Preview(person_id=PersonId(person_id), first_name=person.first_name, gets=opens, sections=sections)


async def _visit(work: Work, visit_id: VisitId) -> Visit:
    return _as_asked(await _ended(work, visit_id))


async def _ended(work: Work, visit_id: VisitId) -> EndedVisit:
    visit = await visits.find(work.tx, visit_id)
    if visit is None:
        raise VisitNotKnown
    return visit


def _as_asked(visit: EndedVisit) -> Visit:
    return Visit(visit.clinician_id, visit.version, has_ended=not visit.reopened)
