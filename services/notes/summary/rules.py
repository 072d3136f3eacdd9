"""The life of a summary's versions: draft, signed, superseded, entered in error, waived. Pure.

What a command makes of a version stands in `SUMMARY_TABLE`; an empty cell is `summary.is_<state>`. A signed version
never changes its words: amending begins another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.contracts.events import SummaryDrafted, SummaryEnteredInError, SummarySigned, SummaryWaived
from services.contracts.ids import PersonId
from services.contracts.questions import PeopleFacts
from services.contracts.summary import (
    MOST_ACTIONS,
    Actions,
    Gets,
    MainMessage,
    Mistake,
    Section,
    SectionName,
    VersionState,
)
from services.notes.change import Change, Note
from services.notes.errors import (
    NothingWritten,
    NotResponsible,
    SectionChanged,
    SummaryBeingCorrected,
    SummaryChanged,
    SummaryIsDraft,
    SummaryIsInError,
    SummaryIsSigned,
    SummaryIsSuperseded,
    SummaryIsWaived,
    SummaryProblem,
    SummaryVersionUnknown,
    TooManyActions,
    VisitNotEnded,
)
from services.notes.reading import rules as reading
from services.notes.summary.model import Ending, Saved, Seal, Summary, Version
from services.notes.summary.sealing import content_hash


class Command(StrEnum):
    """What can be asked of a version."""

    SAVE = "save"
    SIGN = "sign"
    AMEND = "amend"
    ENTER_IN_ERROR = "enter_in_error"
    WAIVE = "waive"


_D, _S, _P, _E, _W = VersionState
SUMMARY_TABLE: Final[Mapping[Command, Mapping[VersionState, VersionState]]] = {
    Command.SAVE: {_D: _D},
    Command.SIGN: {_D: _S},
    Command.AMEND: {_S: _S, _E: _E, _W: _W},
    Command.ENTER_IN_ERROR: {_S: _E, _P: _E, _E: _E},
    Command.WAIVE: {_D: _W, _W: _W},
}
"""command -> state -> what becomes of the version. The same state again is success that changes nothing of it."""

_IS: Final[Mapping[VersionState, type[SummaryProblem]]] = {
    _D: SummaryIsDraft,
    _S: SummaryIsSigned,
    _P: SummaryIsSuperseded,
    _E: SummaryIsInError,
    _W: SummaryIsWaived,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What a summary's rules ask of its visit. `version`: session's row version of its last end or reopening."""

    clinician_id: PersonId
    version: int
    has_ended: bool


def _cell(command: Command, version: Version) -> VersionState:
    becomes = SUMMARY_TABLE[command].get(version.state)
    if becomes is None:
        raise _IS[version.state](None, **present(version))
    return becomes


def present(version: Version) -> dict[str, object]:
    """What is told beside an error: what the version is instead."""
    told: dict[str, object] = {"number": version.number, "state": version.state.value}
    if version.seal is not None:
        told |= {"signed_at": version.seal.signed_at.isoformat(), "signed_by": str(version.seal.signed_by)}
    return told


def version_of(summary: Summary, number: int) -> Version:
    """The version with this number. Error: `summary.version_unknown`."""
    version = summary.version(number)
    if version is None:
        raise SummaryVersionUnknown
    return version


def _told(action: str, summary: Summary, version: Version, **details: object) -> Note:
    return Note(action, summary.visit_id, summary.patient_id, {"version": str(version.id), **details})


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a section whose row version they saw as `seen`."""

    content: Section
    patient_only: bool
    seen: int


def save(summary: Summary, number: int, typed: Typed, by: PersonId, now: datetime) -> Change[Summary]:
    """Keep a section of the draft. Errors: `summary.is_<state>`, `summary.section_changed` with both texts.

    Whoever saves what is there already has what they wished, whatever they saw.
    """
    version, name = version_of(summary, number), typed.content.section
    _cell(Command.SAVE, version)
    saved = version.sections.get(name)
    if version.content(name) == typed.content and (saved.patient_only if saved else False) == typed.patient_only:
        return Change(summary)
    if version.seen[name] != typed.seen:
        raise SectionChanged(None, **_both(version, typed))
    section = Saved(typed.content, typed.patient_only, typed.seen + 1, now, by)
    after = summary.with_version(replace(version, sections={**version.sections, name: section}))
    note = _told("summary.saved", summary, version, section=name.value, row_version=section.row_version)
    return Change(after, hints=(after.changed(),), notes=(note,))


def _both(version: Version, typed: Typed) -> dict[str, object]:
    name = typed.content.section
    saved = version.sections.get(name)
    return {
        "saved": {
            "content": version.content(name).model_dump(mode="json"),
            "patient_only": saved.patient_only if saved else False,
            "row_version": version.seen[name],
            "saved_at": saved.saved_at.isoformat() if saved else None,
            "saved_by": str(saved.saved_by) if saved and saved.saved_by else None,
        },
        "yours": {"content": typed.content.model_dump(mode="json"), "patient_only": typed.patient_only},
    }


def sign(
    summary: Summary,
    number: int,
    seen: Mapping[SectionName, int],
    by: PersonId,
    visit: Visit,
    audience: PeopleFacts,
    readers: Mapping[PersonId, Gets],
    now: datetime,
    *,
    language: str,
) -> Change[Summary]:
    """Seal a draft with author, time, names and readers; the version signed before it is superseded.

    `seen`: the row versions of the sections as the signing page showed them. `language`: that of the words. Signing
    once more what is signed so is success. Errors: `summary.not_responsible`, `summary.visit_not_ended`,
    `summary.changed`, `summary.is_<state>`, `summary.nothing_written`, `summary.too_many_actions`.
    """
    version = version_of(summary, number)
    if by != visit.clinician_id:
        raise NotResponsible
    if version.seal is not None and version.seal.signed_by == by and version.seen == seen:
        return Change(summary)
    becomes = _cell(Command.SIGN, version)
    if not visit.has_ended:
        raise VisitNotEnded
    if version.seen != seen:
        raise SummaryChanged(None, **present(version), seen={name.value: at for name, at in version.seen.items()})
    _require_words(version)
    hashed = content_hash(summary.visit_id, version, by, now, language, readers)
    seal = Seal(now, by, language, audience, dict(readers), hashed)
    sealed = replace(version, state=becomes, visit_version=visit.version, seal=seal)
    before = summary.signed
    superseded = () if before is None else (replace(before, state=VersionState.SUPERSEDED),)
    after = summary.with_version(*superseded, sealed)
    fact = SummarySigned(
        visit_id=summary.visit_id,
        number=number,
        signed_at=now,
        signed_by=by,
        amends=before.number if before else None,
        changed=_differing(before, sealed),
    )
    note = _told("summary.signed", summary, sealed, content_hash=hashed.hex())
    # Not even a hint tells somebody of a change of what they may not see.
    concerned = reading.news_of(after.published, sealed)
    return Change(after, facts=(fact,), hints=(after.changed(concerned),), notes=(note,))


def _require_words(version: Version) -> None:
    message, actions = version.content(SectionName.MAIN_MESSAGE), version.content(SectionName.ACTIONS)
    if isinstance(message, MainMessage) and not message.text.strip():
        raise NothingWritten
    if isinstance(actions, Actions) and len(actions.items) > MOST_ACTIONS:
        raise TooManyActions


def _differing(before: Version | None, after: Version) -> tuple[SectionName, ...]:
    if before is None:
        return ()
    return tuple(name for name in SectionName if before.content(name) != after.content(name))


def amend(
    summary: Summary, number: int, reason: str, by: PersonId, visit: Visit, new_id: UUID, now: datetime
) -> Change[Summary]:
    """Begin a correction: a draft with the words of the signed version, or an empty one after a mistake or a waiver.

    Begun already, for the same reason by the same author, it is success. Errors: `summary.not_responsible`,
    `summary.being_corrected`, `summary.is_<state>`.
    """
    if by != visit.clinician_id:
        raise NotResponsible
    version, draft = version_of(summary, number), summary.draft
    if draft is not None and (draft.author_id, draft.reason) == (by, reason) and draft.number > number:
        return Change(summary)
    _cell(Command.AMEND, version)
    if draft is not None:
        raise SummaryBeingCorrected(None, number=draft.number)
    if version is not summary.latest and version.state is VersionState.WAIVED:
        raise SummaryIsWaived(None, **present(version))
    return _begun(summary, version, Version(new_id, 0, VersionState.DRAFT, visit.version, now, by, reason))


def _begun(summary: Summary, from_: Version | None, empty: Version) -> Change[Summary]:
    """The next number, with what may be carried over. What was a mistake is not."""
    is_carried = from_ is not None and from_.state is VersionState.SIGNED
    carried = dict(from_.sections) if from_ is not None and is_carried else {}
    latest = summary.latest
    draft = replace(empty, number=latest.number + 1 if latest else 1, sections=carried)
    after = summary.with_version(draft)
    fact = SummaryDrafted(visit_id=summary.visit_id, number=draft.number)
    note = _told("summary.drafted", summary, draft)
    return Change(after, facts=(fact,), hints=(after.changed(),), notes=(note,))


def enter_in_error(
    summary: Summary, number: int, mistake: Mistake, reason: str, by: PersonId, visit: Visit, now: datetime
) -> Change[Summary]:
    """Mark a version that was signed as a mistake. Errors: `summary.not_responsible`, `summary.is_<state>`."""
    if by != visit.clinician_id:
        raise NotResponsible
    version = version_of(summary, number)
    becomes = _cell(Command.ENTER_IN_ERROR, version)
    if becomes is version.state:
        return Change(summary)
    after = summary.with_version(replace(version, state=becomes, mistake=mistake, ending=Ending(now, by, reason)))
    fact = SummaryEnteredInError(visit_id=summary.visit_id, number=number, mistake=mistake, by=by)
    note = _told("summary.entered_in_error", summary, version, mistake=mistake.value)
    concerned = [
        person
        for person in (version.seal.readers if version.seal else ())
        if reading.reads_otherwise(summary.published, after.published, person)
    ]
    return Change(after, facts=(fact,), hints=(after.changed(concerned),), notes=(note,))


def waive(summary: Summary, number: int, reason: str, by: PersonId, visit: Visit, now: datetime) -> Change[Summary]:
    """No summary for this visit, or a correction that is dropped. Errors: `summary.not_responsible`,
    `summary.visit_not_ended`, `summary.is_<state>`.
    """
    if by != visit.clinician_id:
        raise NotResponsible
    version = version_of(summary, number)
    becomes = _cell(Command.WAIVE, version)
    if becomes is version.state:
        return Change(summary)
    if not visit.has_ended:
        raise VisitNotEnded
    after = summary.with_version(replace(version, state=becomes, ending=Ending(now, by, reason)))
    fact = SummaryWaived(visit_id=summary.visit_id, number=number, by=by)
    people = (summary.patient_id,) if not summary.published else ()
    note = _told("summary.waived", summary, version)
    return Change(after, facts=(fact,), hints=(after.changed(people),), notes=(note,))


def visit_ended(summary: Summary, version: int, new_id: UUID, now: datetime) -> Change[Summary]:
    """A draft for the end at session's row version `version`; a correction where an earlier end's summary is signed.

    A draft that is open goes on.
    """
    if summary.draft is not None:
        return Change(summary)
    latest = summary.latest
    if latest is not None and latest.visit_version >= version:
        return Change(summary)
    went_on = _went_on(summary, version)
    signed = went_on.signed
    return _begun(went_on, signed, Version(new_id, 0, VersionState.DRAFT, version, now))


def visit_reopened(summary: Summary, version: int) -> Change[Summary]:
    """The talk goes on: what was signed before it stands, and says so."""
    after = _went_on(summary, version)
    return Change(after) if after is summary else Change(after, hints=(after.changed(),))


def _went_on(summary: Summary, version: int) -> Summary:
    signed = summary.signed
    if signed is None or signed.went_on or signed.visit_version >= version:
        return summary
    return summary.with_version(replace(signed, went_on=True))
