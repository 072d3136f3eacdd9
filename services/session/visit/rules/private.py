"""Private time: the patient and the clinician each keep somebody, or everybody, out of the talk for a while.

Whoever two keep out comes back when both have said so; nobody can say it for the other. What a hold shuts off is
`contracts.standing.receives`.
"""

from dataclasses import replace

from services.contracts.events import Fact, PersonBroughtBack, PersonHeld, PrivateEnded, VisitMadePrivate
from services.contracts.ids import PersonId
from services.contracts.standing import NEVER_PRIVATE
from services.contracts.states import Role, Standing, VisitState
from services.session.change import Change, Note
from services.session.errors import CannotHold, from_table
from services.session.visit.rules.model import Visit

_OWN_THE_TALK = frozenset({Role.PATIENT, Role.CLINICIAN})


def hold(visit: Visit, person_id: PersonId, by: PersonId) -> Change[Visit]:
    """Keep somebody out by name. Who is not in the room yet is kept out when they come.

    Errors: `visit.is_<state>` outside a talk, `participant.not_holdable`, `participant.is_removed`.
    """
    person = visit.person(person_id)
    _must_be_talking(visit)
    if person.role in _OWN_THE_TALK:
        raise CannotHold
    if person.standing is Standing.REMOVED:
        raise from_table("participant.is_removed", **visit.present())
    if by in person.held_by:
        return Change(visit)
    after = visit.with_person(replace(person, held_by=person.held_by | {by}))
    return _told(after, PersonHeld(visit_id=visit.id, person_id=person_id, by=by), person_id)


def bring_back(visit: Visit, person_id: PersonId, by: PersonId) -> Change[Visit]:
    """No longer keep somebody out; whoever the other one still keeps out stays out."""
    person = visit.person(person_id)
    if by not in person.held_by:
        return Change(visit)
    after = visit.with_person(replace(person, held_by=person.held_by - {by}))
    return _told(after, PersonBroughtBack(visit_id=visit.id, person_id=person_id, by=by), person_id)


def make_private(visit: Visit, by: PersonId, exempt: frozenset[PersonId]) -> Change[Visit]:
    """Keep everybody out but patient, clinician, interpreter, and those named `exempt`, whoever comes meanwhile.

    Where two wish it, only whom both exempt may stay. Error: `visit.is_<state>` outside a talk.
    """
    _must_be_talking(visit)
    wished = frozenset(id_ for id_ in exempt if visit.person(id_).role not in NEVER_PRIVATE)
    stays = wished & visit.exempt if visit.private_by - {by} else wished
    after = replace(visit, private_by=visit.private_by | {by}, exempt=stays)
    if after == visit:
        return Change(visit)
    return _told(after, VisitMadePrivate(visit_id=visit.id, by=by, exempt=stays))


def end_private(visit: Visit, by: PersonId) -> Change[Visit]:
    """No longer wish the room private; it opens when nobody does. Those held by name stay out."""
    if by not in visit.private_by:
        return Change(visit)
    left = visit.private_by - {by}
    after = replace(visit, private_by=left, exempt=visit.exempt if left else frozenset())
    return _told(after, PrivateEnded(visit_id=visit.id, by=by))


def handed_to(visit: Visit, giver: PersonId, taker: PersonId) -> Visit:
    """Whatever the giver of a visit keeps out, its taker does from now on."""
    people = {
        id_: replace(person, held_by=_instead(person.held_by, giver, taker)) for id_, person in visit.people.items()
    }
    return replace(visit, people=people, private_by=_instead(visit.private_by, giver, taker))


def _instead(by: frozenset[PersonId], giver: PersonId, taker: PersonId) -> frozenset[PersonId]:
    return by - {giver} | {taker} if giver in by else by


def _must_be_talking(visit: Visit) -> None:
    if visit.state is not VisitState.IN_PROGRESS:
        raise from_table(f"visit.is_{visit.state.value}", **visit.present())


def _told(after: Visit, fact: Fact, person_id: PersonId | None = None) -> Change[Visit]:
    """The event, and a line of the audit of the same name."""
    return Change(after, facts=(fact,), notes=(Note(fact.type, after.id, person_id),))
