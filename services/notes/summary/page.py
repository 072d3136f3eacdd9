"""Puts together what the editor shows."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from services.contracts.grants import AccessToken
from services.contracts.ids import PersonId
from services.contracts.questions import PeopleFacts
from services.contracts.summary import Gets, SectionName
from services.notes.audience import rules as audience_rules
from services.notes.audience import store as audience
from services.notes.delivery import store as deliveries
from services.notes.delivery.store import Sent
from services.notes.errors import VisitNotKnown
from services.notes.reading import rules as reading
from services.notes.reading import store as openings
from services.notes.reading.rules import OwnVersion
from services.notes.summary.model import Summary, Version
from services.notes.summary.sealing import is_intact
from services.notes.summary.wire import (
    AuthoredVisit,
    DeliveryCard,
    Editor,
    ReaderCard,
    SectionView,
    VersionCard,
    VersionView,
)
from services.notes.visit import store as visits
from services.notes.work import Work
from services.runtime.database import Tx


async def editor_of(work: Work, summary: Summary, caller: AccessToken) -> Editor:
    """The editor as it is now. Asks nobody: names are those that session last said."""
    visit = await visits.find(work.tx, summary.visit_id)
    if visit is None:
        raise VisitNotKnown
    published = summary.published
    return Editor(
        visit=AuthoredVisit.model_validate(visit.model_dump()),
        row_version=summary.row_version,
        may_sign=caller.person_id == visit.clinician_id,
        draft=version_view(summary, summary.draft) if summary.draft else None,
        present=version_view(summary, published[-1]) if published else None,
        versions=[card(summary, version) for version in summary.versions],
        readers=await _readers(work.tx, summary),
        deliveries=await _deliveries(work.tx, summary),
    )


def card(summary: Summary, version: Version) -> VersionCard:
    """A version without its words."""
    seal, ending = version.seal, version.ending
    return VersionCard(
        id=version.id,
        number=version.number,
        state=version.state,
        created_at=version.created_at,
        author_id=version.author_id,
        reason=version.reason,
        signed_at=seal.signed_at if seal else None,
        signed_by=seal.signed_by if seal else None,
        language=seal.language if seal else None,
        intact=is_intact(summary.visit_id, version) if seal else None,
        went_on=version.went_on,
        mistake=version.mistake,
        ended_at=ending.at if ending else None,
        ended_by=ending.by if ending else None,
        ended_reason=ending.reason if ending else None,
    )


def version_view(summary: Summary, version: Version) -> VersionView:
    """A version with every section of it."""
    views = [section_view(version, name) for name in SectionName]
    return VersionView(**card(summary, version).model_dump(), sections=views)


def section_view(version: Version, name: SectionName) -> SectionView:
    """One section, empty while it was never saved."""
    saved = version.sections.get(name)
    return SectionView(
        section=name,
        content=version.content(name),
        patient_only=saved.patient_only if saved else False,
        row_version=saved.row_version if saved else 0,
        saved_at=saved.saved_at if saved else None,
        saved_by=saved.saved_by if saved else None,
    )


async def audience_of(tx: Tx, summary: Summary) -> tuple[PeopleFacts, dict[PersonId, Gets]] | None:
    """Names, and what each gets now; None while session never said who is in the visit."""
    facts = await audience.facts_of(tx, summary.visit_id)
    if facts is None:
        return None
    return facts, audience_rules.gets_now(facts, await audience.of_visit(tx, summary.visit_id))


async def _readers(tx: Tx, summary: Summary) -> list[ReaderCard] | None:
    known = await audience_of(tx, summary)
    if known is None:
        return None
    facts, gets = known
    return [
        ReaderCard(**person.model_dump(include=set(ReaderCard.model_fields)), gets=gets[person.person_id])
        for person in facts.people
    ]


async def _deliveries(tx: Tx, summary: Summary) -> list[DeliveryCard]:
    opened = await openings.opened(tx, (version.id for version in summary.versions))
    return [_delivery_card(summary, sent, opened) for sent in await deliveries.of_visit(tx, summary.visit_id)]


def _delivery_card(summary: Summary, sent: Sent, opened: Mapping[tuple[UUID, PersonId], datetime]) -> DeliveryCard:
    own = _own_at(summary, sent)
    return DeliveryCard.model_validate(
        {
            "person_id": sent.person_id,
            "number": sent.number,
            "news": sent.news,
            "state": sent.state,
            "failure": sent.failure,
            "at": sent.at,
            "opened_at": opened.get((own.first.id, sent.person_id)) if own else None,
        }
    )


def _own_at(summary: Summary, sent: Sent) -> OwnVersion | None:
    """The reader's own version that the message told of: an opening is kept under the first that reads so."""
    versions = [one for one in summary.published if one.number <= sent.number]
    gets = reading.frozen_gets(versions[-1], sent.person_id) if versions else Gets.NOTHING
    own = reading.own_versions(versions, sent.person_id, gets)
    return own[-1] if own else None
