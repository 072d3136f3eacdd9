"""What a rule answers: what becomes, and what happened on the way. Pure; the edge (`work.py`) saves it."""

from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from services.contracts.events import Fact
from services.contracts.hints import AddressedHint
from services.contracts.ids import PersonId, VisitId

T = TypeVar("T")


class Happening:
    """Base of what one capability tells the others of this service, in the same transaction (`happenings.py`)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the audit: what was done, in which visit, about whom. Who did it and when is known to the edge.

    `details` are ids, codes and times, never words.
    """

    action: str
    visit_id: VisitId | None = None
    person_id: PersonId | None = None
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """What becomes of T, what other services hear (`facts`), what our own capabilities hear (`happenings`), whose
    pages are told to look again (`hints`), and what the audit says (`notes`).

    Facts and visit hints need no version numbers: the edge numbers them when the visit's row is written.
    """

    becomes: T
    facts: tuple[Fact, ...] = ()
    happenings: tuple[Happening, ...] = ()
    hints: tuple[AddressedHint, ...] = ()
    notes: tuple[Note, ...] = ()

    def telling(self, *facts: Fact) -> Self:
        """The same change, of which other services hear these facts."""
        return replace(self, facts=self.facts + facts)

    def with_happenings(self, *happenings: Happening) -> Self:
        """The same change, of which our own capabilities hear these happenings."""
        return replace(self, happenings=self.happenings + happenings)

    def hinting(self, *hints: AddressedHint) -> Self:
        """The same change, of which these pages hear."""
        return replace(self, hints=self.hints + hints)

    def noting(self, note: Note) -> Self:
        """The same change, with a line for the audit."""
        return replace(self, notes=(*self.notes, note))
