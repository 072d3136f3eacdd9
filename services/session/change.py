"""What a rule answers: what becomes, and what happened on the way. Pure; the edge (`work.py`) saves it."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

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

    `shown`: whose data a screen showed, where something was read. `details` are ids, codes and times, never words.
    """

    action: str
    visit_id: VisitId | None = None
    person_id: PersonId | None = None
    details: dict[str, object] = field(default_factory=dict)
    shown: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """What becomes of T, what other services hear (`facts`), what our own capabilities hear (`happenings`), whose
    pages are told to look again (`hints`), and what the audit says (`notes`).

    With nothing but `becomes` it is success of which nobody needs to hear. Facts and visit hints need no version
    numbers: the edge numbers them when the visit's row is written.
    """

    becomes: T
    facts: tuple[Fact, ...] = ()
    happenings: tuple[Happening, ...] = ()
    hints: tuple[AddressedHint, ...] = ()
    notes: tuple[Note, ...] = ()
