"""Who may read what of a visit's summary, as consent stands now. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.contracts.ids import PersonId
from services.contracts.questions import PeopleFacts
from services.contracts.states import Role, Scope
from services.contracts.summary import Gets, gets_of


@dataclass(frozen=True, slots=True)
class Consent:
    """What the decision-maker's answer opens to one guest, and whether the guest was removed from the visit."""

    scopes: frozenset[Scope] = frozenset()
    removed: bool = False


def gets_now(facts: PeopleFacts, consents: Mapping[PersonId, Consent]) -> dict[PersonId, Gets]:
    """What each person of the visit gets; whoever gets nothing is in it too, as that."""
    return {
        person.person_id: gets_by(consents.get(person.person_id, Consent()), person.role, decides=person.decides)
        for person in facts.people
    }


def gets_by(consent: Consent, role: Role, *, decides: bool) -> Gets:
    """What one person gets by this consent; `decides`: whether they are the one who gives it."""
    return Gets.NOTHING if consent.removed else gets_of(role, consent.scopes, decides=decides)


def readers(gets: Mapping[PersonId, Gets]) -> dict[PersonId, Gets]:
    """Those who get anything."""
    return {person: one for person, one in gets.items() if one is not Gets.NOTHING}
