"""What a guest's invitation does to their place: the yes opens scopes, everything else cuts at once."""

from dataclasses import replace

from services.contracts.ids import PersonId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.states import ConsentState, Role, Scope
from services.session.change import Change
from services.session.visit.rules.model import Participant, Visit

CUTS = frozenset({ConsentState.DECLINED, ConsentState.REVOKED, ConsentState.EXPIRED})


def consent_moved(visit: Visit, person_id: PersonId, state: ConsentState, scopes: frozenset[Scope]) -> Change[Visit]:
    """The invitation of a guest is now in this state. The first one makes their place."""
    guest = visit.people.get(person_id) or Participant(person_id, Role.GUEST)
    guest = replace(guest, consent=state)
    if state not in CUTS:
        agreed = scopes if state is ConsentState.AGREED else frozenset[Scope]()
        return Change(visit.with_person(replace(guest, scopes=agreed)))
    cut = guest.moved(ParticipantCommand.CUT)
    return Change(visit.with_person(replace(cut, scopes=frozenset(), devices={})))
