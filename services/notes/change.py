"""What a rule answers: what becomes, and what happened on the way. Pure; the edge (`work.py`) saves it."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from services.contracts.events import Fact
from services.contracts.hints import AddressedHint
from services.contracts.ids import PersonId, VisitId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the audit: what was done, in which visit, about whom. Who did it and when is known to the edge.

    `shown`: whose data a screen showed, where something was read. `details` are ids, codes and times, never words.
    """

    action: str
    visit_id: VisitId
    person_id: PersonId | None = None
    details: dict[str, object] = field(default_factory=dict)
    shown: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """What becomes of T, what other services hear (`facts`), which pages look again (`hints`), what the audit says.

    With nothing but `becomes` it is success of which nobody needs to hear.
    """

    becomes: T
    facts: tuple[Fact, ...] = ()
    hints: tuple[AddressedHint, ...] = ()
    notes: tuple[Note, ...] = ()
