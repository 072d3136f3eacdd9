"""Puts together what a reader reads."""

from dataclasses import dataclass
from uuid import UUID

from services.contracts.access import Party
from services.contracts.grants import AccessToken
from services.contracts.ids import PersonId
from services.contracts.states import Role
from services.contracts.summary import Gets, VersionState
from services.notes.audience import rules as audience_rules
from services.notes.audience import store as audience
from services.notes.audience.rules import Consent
from services.notes.errors import NoSummaryForYou, VisitNotKnown
from services.notes.reading import rules, store
from services.notes.reading.rules import OwnVersion
from services.notes.reading.wire import AlsoReads, Correction, EarlierVersion, OwnSummary, ReadClinic, State
from services.notes.summary.model import Seal, Summary
from services.notes.visit import store as visits
from services.runtime.database import Tx


@dataclass(frozen=True, slots=True)
class Shelf:
    """A reader's versions of one summary, and what they get now."""

    person_id: PersonId
    gets: Gets
    own: list[OwnVersion]

    def find(self, version_id: UUID) -> OwnVersion:
        """The version with this name. Error: `summary.not_for_you`."""
        found = next((one for one in self.own if one.first.id == version_id), None)
        if found is None:
            raise NoSummaryForYou
        return found

    @property
    def present(self) -> OwnVersion:
        """The one that counts. Error: `summary.not_for_you`."""
        if not self.own:
            raise NoSummaryForYou
        return self.own[-1]


async def shelf_of(tx: Tx, summary: Summary, reader: AccessToken) -> Shelf:
    """What this reader may read at this moment."""
    consent = (await audience.of_visit(tx, summary.visit_id)).get(reader.person_id, Consent())
    decides = Party.DECISION_MAKER in reader.parties
    gets = audience_rules.gets_by(consent, reader.role, decides=decides)
    return Shelf(reader.person_id, gets, rules.own_versions(summary.published, reader.person_id, gets))


def state_of(summary: Summary, shelf: Shelf) -> State:
    """What the page may say before the second fact."""
    if shelf.gets is Gets.NOTHING:
        return "not_for_you"
    if shelf.own:
        return "ready" if shelf.own[-1].mistake is None else "in_error"
    if summary.published:
        return "not_for_you"
    latest = summary.latest
    return "none" if latest is not None and latest.state is VersionState.WAIVED else "being_written"


async def own_summary(tx: Tx, summary: Summary, shelf: Shelf, own: OwnVersion) -> OwnSummary:
    """One of the reader's versions. Names are those of its signing."""
    seal, visit = own.first.seal, await visits.find(tx, summary.visit_id)
    if seal is None or visit is None:
        raise VisitNotKnown
    place = shelf.own.index(own)
    is_present = place == len(shelf.own) - 1
    names = {person.person_id: person for person in seal.audience.people}
    opened = await store.opened(tx, [own.first.id])
    patient = next(person for person in seal.audience.people if person.role is Role.PATIENT)
    return OwnSummary(
        id=own.first.id,
        # Also where whatever corrected it reaches this reader no more.
        valid=is_present and own.mistake is None and own.last.state is VersionState.SIGNED,
        signed_at=seal.signed_at,
        signed_by=names[seal.signed_by].short_name if seal.signed_by in names else seal.audience.clinic.name,
        clinic=ReadClinic(name=seal.audience.clinic.name, phone=seal.audience.clinic.phone),
        zone=seal.audience.clinic.zone,
        language=(own.last.seal or seal).language or visit.language,
        patient_first_name=patient.first_name,
        gets=shelf.gets,
        sections=[] if own.mistake else list(own.view.values()),
        mistake=own.mistake,
        correction=_correction(shelf, own, seal),
        went_on=is_present and own.last.went_on,
        opened=(own.first.id, shelf.person_id) in opened,
        earlier=[_earlier(one) for one in shelf.own[:place]],
        also_reads=await _also_reads(tx, summary, shelf, seal),
    )


def _correction(shelf: Shelf, own: OwnVersion, seal: Seal) -> Correction | None:
    if own.changed is None:
        return None
    words = own.first.reason if shelf.gets is Gets.WHOLE else None
    return Correction(at=seal.signed_at, changed=list(own.changed), words=words)


def _earlier(own: OwnVersion) -> EarlierVersion:
    assert own.first.seal is not None  # noqa: S101 (only signed versions have readers)
    return EarlierVersion(id=own.first.id, signed_at=own.first.seal.signed_at, mistake=own.mistake)


async def _also_reads(tx: Tx, summary: Summary, shelf: Shelf, seal: Seal) -> list[AlsoReads]:
    if shelf.gets is not Gets.WHOLE:
        return []
    gets = audience_rules.gets_now(seal.audience, await audience.of_visit(tx, summary.visit_id))
    return [
        AlsoReads(
            person_id=person.person_id,
            first_name=person.first_name,
            relationship=person.relationship,
            gets=gets[person.person_id],
        )
        for person in seal.audience.people
        if person.person_id in seal.readers
        and person.person_id != shelf.person_id
        and gets[person.person_id] is not Gets.NOTHING
    ]
