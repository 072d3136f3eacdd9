"""What an invitation does to its person's place: the yes opens scopes, everything else cuts at once."""

from dataclasses import replace

from services.contracts.ids import PersonId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.standing import NEEDS_CONSENT
from services.contracts.states import ConsentBasis, ConsentState, Role, Scope, Standing
from services.session.change import Change, Note
from services.session.errors import CannotDecide
from services.session.visit.rules.model import Participant, Visit

CUTS = frozenset({ConsentState.DECLINED, ConsentState.REVOKED, ConsentState.EXPIRED})


REPRESENTS = frozenset({ConsentBasis.PARENT, ConsentBasis.GUARDIAN, ConsentBasis.PROXY})


def consent_moved(
    visit: Visit, person_id: PersonId, state: ConsentState, scopes: frozenset[Scope], role: Role = Role.GUEST
) -> Change[Visit]:
    """The invitation of a person is now in this state. The first one makes their place.

    A yes without joining puts out whoever is here; the link goes on, for the summary.
    """
    person = visit.people.get(person_id) or Participant(person_id, role)
    person = replace(person, consent=state)
    if state in CUTS:
        cut = person.moved(ParticipantCommand.CUT)
        return Change(visit.with_person(replace(cut, scopes=frozenset(), devices={})))
    person = replace(person, scopes=scopes)
    return Change(visit.with_person(person.moved(ParticipantCommand.CUT) if _must_go(person) else person))


def _must_go(person: Participant) -> bool:
    """Whether somebody is here, or would be if a removal were undone, and no longer may."""
    if person.role not in NEEDS_CONSENT or Scope.JOIN in person.scopes:
        return False
    here = {person.standing, person.before_removal}
    return Standing.ADMITTED in here or (Standing.AT_DOOR in here and not may_come(person))


def decided_by(visit: Visit, person_id: PersonId, basis: ConsentBasis | None) -> Change[Visit]:
    """Who decides from now on: the patient, or a guest for a reason that staff have seen. What was agreed to stays.

    Error: `decision_maker.not_possible`.
    """
    person, is_patient = visit.person(person_id), person_id == visit.patient_id
    is_guest = person.role is Role.GUEST and person.standing is not Standing.REMOVED and person.consent not in CUTS
    if not (is_patient and basis is None) and not (is_guest and basis in REPRESENTS):
        raise CannotDecide
    if visit.decision_maker_id == person_id:
        return Change(visit)
    told = visit.changed("consent", visit.decision_maker_id, person_id, visit.patient_id, staff=True)
    details: dict[str, object] = {"from": str(visit.decision_maker_id), "basis": basis.value if basis else "patient"}
    return Change(
        replace(visit, decision_maker_id=person_id),
        hints=(told,),
        notes=(Note("visit.decision_maker_named", visit.id, person_id, details),),
    )


def may_come(person: Participant) -> bool:
    """Whether somebody may stand at the door: not whose yes is for the summary alone."""
    reads_only = person.consent is ConsentState.AGREED and Scope.JOIN not in person.scopes
    return person.role not in NEEDS_CONSENT or not reads_only
