"""A visit's summary as the rules see it. Frozen: a rule answers with another one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from services.contracts.hints import AddressedHint, Changed
from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.questions import PeopleFacts
from services.contracts.summary import EMPTY, Gets, Mistake, Section, SectionName, VersionState

PUBLISHED = frozenset({VersionState.SIGNED, VersionState.SUPERSEDED, VersionState.ENTERED_IN_ERROR})
"""States of versions that were signed once, so that somebody may have read them."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One section as it was last saved. `row_version` counts its saves; a section that was never saved has none."""

    content: Section
    patient_only: bool
    row_version: int
    saved_at: datetime
    saved_by: PersonId | None


@dataclass(frozen=True, slots=True)
class Seal:
    """What signing fixed: by whom, when, the names as they were then, who may read it, and a hash over all of it.

    `language`: in which the words are written, which need not be the patient's; None where the signature said nothing.
    """

    signed_at: datetime
    signed_by: PersonId
    language: str | None
    audience: PeopleFacts
    readers: Mapping[PersonId, Gets]
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """That a version was waived or entered in error: when, by whom, why."""

    at: datetime
    by: PersonId
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `visit_version`: session's row version of the end that it is about. `went_on`: the visit went on
    after it was signed. `reason`: why it corrects the one before.
    """

    id: UUID
    number: int
    state: VersionState
    visit_version: int
    created_at: datetime
    author_id: PersonId | None = None
    reason: str | None = None
    sections: Mapping[SectionName, Saved] = field(default_factory=dict)
    seal: Seal | None = None
    went_on: bool = False
    mistake: Mistake | None = None
    ending: Ending | None = None

    @property
    def seen(self) -> dict[SectionName, int]:
        """The row version of every section; 0 for one that was never saved."""
        return {name: self.sections[name].row_version if name in self.sections else 0 for name in SectionName}

    def content(self, name: SectionName) -> Section:
        """What a section says, empty while it was never saved."""
        saved = self.sections.get(name)
        return saved.content if saved else EMPTY[name]


@dataclass(frozen=True, slots=True)
class Summary:
    """All versions of one visit's summary, by number. `row_version` steps with every change."""

    visit_id: VisitId
    clinic_id: ClinicId
    queue_id: QueueId
    patient_id: PersonId
    row_version: int = 0
    versions: tuple[Version, ...] = ()

    @property
    def latest(self) -> Version | None:
        """The version that was begun last."""
        return self.versions[-1] if self.versions else None

    @property
    def draft(self) -> Version | None:
        """The one that is being written."""
        return next((one for one in self.versions if one.state is VersionState.DRAFT), None)

    @property
    def signed(self) -> Version | None:
        """The one that counts: signed, and neither superseded nor entered in error."""
        return next((one for one in self.versions if one.state is VersionState.SIGNED), None)

    @property
    def published(self) -> tuple[Version, ...]:
        """Those that were signed once, the first one first."""
        return tuple(one for one in self.versions if one.state in PUBLISHED)

    def version(self, number: int) -> Version | None:
        """The version with this number."""
        return next((one for one in self.versions if one.number == number), None)

    def with_version(self, *changed: Version) -> "Summary":
        """The same summary, one step on, with these versions as they are now."""
        by_number = {one.number: one for one in self.versions} | {one.number: one for one in changed}
        versions = tuple(by_number[number] for number in sorted(by_number))
        return replace(self, versions=versions, row_version=self.row_version + 1)

    def changed(self, people: Iterable[PersonId] = ()) -> AddressedHint:
        """Have staff pages, and these people's, look at this summary again."""
        return AddressedHint(
            clinic_id=self.clinic_id,
            queue_id=self.queue_id,
            visit_id=self.visit_id,
            to_people=frozenset(people),
            to_staff=True,
            hint=Changed(what="summary", id=self.visit_id, version=self.row_version),
        )
