"""Which two people must not meet, and how they are known again when they are invited anew. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.contracts.ids import ClinicId, PairId, PersonId, VisitId
from services.session.people.rules import Person

SAME_DIGITS: Final = 9
"""A number is known again by its last digits, with its country's code or without."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people around one patient who are hidden from each other. `one_id` is the lower id of the two.

    `reason` and `lift_reason` are staff's own words; None once the patient was erased, or while it stands.
    """

    id: PairId
    clinic_id: ClinicId
    patient_id: PersonId
    visit_id: VisitId
    one_id: PersonId
    other_id: PersonId
    reason: str | None
    set_by: PersonId | None
    set_at: datetime
    lifted_by: PersonId | None = None
    lifted_at: datetime | None = None
    lift_reason: str | None = None

    @property
    def people(self) -> frozenset[PersonId]:
        """Both."""
        return frozenset({self.one_id, self.other_id})

    @property
    def stands(self) -> bool:
        """Whether the two are kept apart now."""
        return self.lifted_at is None


def in_order(one_id: PersonId, other_id: PersonId) -> tuple[PersonId, PersonId]:
    """The two as a pair names them."""
    return (one_id, other_id) if one_id < other_id else (other_id, one_id)


def is_same(one: Person, other: Person) -> bool:
    """Whether these are, as far as can be told, one human being: the same row, address or telephone.

    A guest who is invited to another visit is a new person there, so a pair must know its two again by how they are
    reached. A false yes keeps two strangers apart until staff look; a false no lets two meet who must not.
    """
    return one.id == other.id or not _reached_by(one).isdisjoint(_reached_by(other))


def _reached_by(person: Person) -> frozenset[str]:
    digits = "".join(sign for sign in person.phone or "" if sign.isdigit())[-SAME_DIGITS:]
    return frozenset({(person.email or "").lower(), digits}) - {""}


def met(
    pair: Pair, persons: dict[PersonId, Person], guests: Iterable[PersonId]
) -> frozenset[tuple[PersonId, PersonId]]:
    """Which guests of a visit are the two of this pair, known again; in the order in which pairs name them."""
    known = [persons[id_] for id_ in guests if id_ in persons]
    first, second = persons.get(pair.one_id), persons.get(pair.other_id)
    if first is None or second is None:
        return frozenset()
    return frozenset(
        in_order(one.id, other.id)
        for one in known
        for other in known
        if one.id != other.id and is_same(one, first) and is_same(other, second)
    )


def made_peace(two: tuple[PersonId, PersonId], pair: Pair, ever: Iterable[Pair]) -> bool:
    """Whether these very two were let meet after this pair was set."""
    lifted = (one.lifted_at for one in ever if (one.one_id, one.other_id) == two and one.lifted_at is not None)
    return any(at > pair.set_at for at in lifted)
