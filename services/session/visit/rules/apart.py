"""Two people of a visit who must not meet: what that makes of their places."""

from dataclasses import replace

from services.contracts.events import PersonSentBack
from services.contracts.ids import PersonId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.standing import NEEDS_CONSENT
from services.contracts.states import Standing
from services.session.change import Change, Note
from services.session.errors import NotGuests
from services.session.visit.rules.model import Participant, Visit


def must_be_guests(visit: Visit, one_id: PersonId, other_id: PersonId) -> None:
    """Raise unless these are two people who come as guests: nobody is hidden from whose visit it is."""
    roles = {visit.person(one_id).role, visit.person(other_id).role}
    if one_id == other_id or not roles <= NEEDS_CONSENT:
        raise NotGuests


def set_apart(visit: Visit, one_id: PersonId, other_id: PersonId) -> Change[Visit]:
    """Hide two from each other from now on. Of two who are both in, whoever was let in later is at the door again."""
    one, other = visit.person(one_id), visit.person(other_id)
    if other_id in one.apart:
        return Change(visit)
    hidden = visit.with_person(replace(one, apart=one.apart | {other_id}))
    hidden = hidden.with_person(replace(other, apart=other.apart | {one_id}))
    return _send_back(hidden, max(one, other, key=_came)) if _is_in(one) and _is_in(other) else Change(hidden)


def join_again(visit: Visit, one_id: PersonId, other_id: PersonId) -> Change[Visit]:
    """Two are no longer kept apart. It lets nobody in."""
    one, other = visit.person(one_id), visit.person(other_id)
    shown = visit.with_person(replace(one, apart=one.apart - {other_id}))
    return Change(shown.with_person(replace(other, apart=other.apart - {one_id})))


def who_bars(visit: Visit, person: Participant) -> PersonId | None:
    """The other one of a protected pair who is in, so that this person cannot be."""
    there = (visit.people.get(id_) for id_ in sorted(person.apart))
    return next((other.person_id for other in there if other is not None and _is_in(other)), None)


def _is_in(person: Participant) -> bool:
    return person.standing is Standing.ADMITTED


def _came(person: Participant) -> tuple[int, PersonId]:
    return person.let_in_at, person.person_id


def _send_back(visit: Visit, person: Participant) -> Change[Visit]:
    there = visit.person(person.person_id).moved(ParticipantCommand.SEND_BACK)
    return Change(
        visit.with_person(there),
        facts=(PersonSentBack(visit_id=visit.id, person_id=person.person_id, role=person.role),),
        notes=(Note("person.sent_back", visit.id, person.person_id),),
    )
