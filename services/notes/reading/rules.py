"""What each reader reads: a pure function of the signed versions, of what was frozen with them, and of consent now.

A reader sees versions of their own: signed versions that read alike to them are one. So an amendment of what they may
not see leaves their page as it was, byte for byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.summary import EMPTY, OPENS, Gets, Mistake, Section, SectionName, VersionState, narrower
from services.notes.summary.model import Version

View = Mapping[SectionName, Section]
"""The sections that a reader reads, in the patient's order."""

ALWAYS_SAID: Final = frozenset({SectionName.MEDICINES})
"""Sections that say something though nothing stands in them: "No change to your medicines"."""


class News(StrEnum):
    """What a message to a reader tells of."""

    READY = "ready"
    CORRECTED = "corrected"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """One version as its reader knows it. `first` names it, `last` says what became of it.

    `changed`: the sections that read otherwise in the reader's version before it; None for their first.
    """

    first: Version
    last: Version
    view: View
    changed: tuple[SectionName, ...] | None = None

    @property
    def mistake(self) -> Mistake | None:
        """That it is a mistake, and of which kind."""
        return self.last.mistake if self.last.state is VersionState.ENTERED_IN_ERROR else None


def view_of(version: Version, gets: Gets) -> View:
    """What this much of consent opens of a version."""
    return {
        name: version.content(name)
        for name in SectionName
        if name in OPENS[gets] and not _is_shut(version, name, gets) and _says_something(version, name)
    }


def _is_shut(version: Version, name: SectionName, gets: Gets) -> bool:
    saved = version.sections.get(name)
    return saved is not None and saved.patient_only and gets is not Gets.WHOLE


def _says_something(version: Version, name: SectionName) -> bool:
    content = version.content(name)
    return name in ALWAYS_SAID or content != EMPTY[name]


def frozen_gets(version: Version, person: PersonId) -> Gets:
    """What a person was to get when the version was signed."""
    return version.seal.readers.get(person, Gets.NOTHING) if version.seal else Gets.NOTHING


def own_versions(published: Sequence[Version], person: PersonId, now: Gets) -> list[OwnVersion]:
    """A reader's versions, the first one first: never more than was frozen with each, nor than consent opens now."""
    own: list[OwnVersion] = []
    for version in published:
        gets = narrower(frozen_gets(version, person), now)
        if gets is Gets.NOTHING:
            continue
        view = view_of(version, gets)
        if own and own[-1].view == view:
            own[-1] = replace(own[-1], last=version)
        else:
            own.append(OwnVersion(version, version, view, changed_in(own[-1].view, view) if own else None))
    return own


def changed_in(before: View, after: View) -> tuple[SectionName, ...]:
    """The sections that read otherwise."""
    return tuple(name for name in SectionName if before.get(name) != after.get(name))


def news_of(published: Sequence[Version], signed: Version) -> dict[PersonId, tuple[News, tuple[SectionName, ...]]]:
    """Whom the signing of this version concerns, and what changed in their own view; nobody whose view is equal.

    Who had read that the version before was a mistake is told in any case.
    """
    readers = signed.seal.readers if signed.seal else {}
    news = {person: _news_to(published, signed, person, gets) for person, gets in readers.items()}
    return {person: told for person, told in news.items() if told is not None}


def is_news(published: Sequence[Version], signed: Version, person: PersonId, now: Gets) -> bool:
    """Whether the signing of this version still concerns somebody, by what consent opens to them now."""
    gets = narrower(frozen_gets(signed, person), now)
    return gets is not Gets.NOTHING and _news_to(published, signed, person, gets) is not None


def _news_to(
    published: Sequence[Version], signed: Version, person: PersonId, gets: Gets
) -> tuple[News, tuple[SectionName, ...]] | None:
    before = own_versions([version for version in published if version.number < signed.number], person, gets)
    if not before:
        return News.READY, ()
    changed = changed_in(before[-1].view, view_of(signed, gets))
    return (News.CORRECTED, changed) if changed or before[-1].mistake is not None else None


def reads_otherwise(before: Sequence[Version], after: Sequence[Version], person: PersonId) -> bool:
    """Whether somebody's page, an earlier version on it too, is another than before."""
    was, becomes = (
        [(one.first.id, one.view, one.mistake) for one in own_versions(published, person, Gets.WHOLE)]
        for published in (before, after)
    )
    return was != becomes


def hit_by_mistake(published: Sequence[Version], wrong: Version, gets: Mapping[PersonId, Gets]) -> frozenset[PersonId]:
    """Whose present version is the one that was entered in error."""
    return frozenset(
        person
        for person, now in gets.items()
        if (own := own_versions(published, person, now)) and own[-1].last.id == wrong.id
    )
