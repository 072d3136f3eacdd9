"""The standing entry of a visit: what signaling obeys, computed from the visit's row and nothing else."""

from services.contracts.standing import PersonStanding, StandingEntry
from services.session.visit.rules.model import Participant, Visit


def standing_entry(visit: Visit) -> StandingEntry:
    """The entry at the visit's present `standing_version`. A clinician who handed over is not in it."""
    return StandingEntry(
        standing_version=visit.standing_version,
        visit_state=visit.state,
        modality=visit.modality,
        private_by=visit.private_by,
        exempt=visit.exempt,
        people={id_: _standing(person) for id_, person in visit.people.items() if visit.takes_part(person)},
    )


def _standing(person: Participant) -> PersonStanding:
    return PersonStanding(
        role=person.role,
        standing=person.standing,
        held_by=person.held_by,
        scopes=person.scopes,
        devices=dict(person.devices),
    )
