"""Asking whether a guest may join, and what follows from the answer. For booking, staff and one's own page."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from services.contracts.events import (
    Fact,
    InvitationAgreed,
    InvitationDeclined,
    InvitationExpired,
    InvitationProposed,
    InvitationRevoked,
)
from services.contracts.ids import InvitationId, PersonId
from services.contracts.states import ConsentState, Role, Scope, Standing
from services.contracts.visit_table import Actor
from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.session.change import Change, Note
from services.session.errors import AlreadyInvited
from services.session.happenings import ConsentMoved
from services.session.invitation import rules, store
from services.session.invitation.rules import Answer, Invitation
from services.session.people import adding
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.visit.rules.model import Participant, Visit
from services.session.work import Work

MakeFact = Callable[[Visit, Invitation], Fact]
Put = Callable[[Tx, Invitation], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is asked for. `language` None: the patient's."""

    name: str
    first_name: str
    relationship: str
    email: str | None
    language: str | None


async def propose(work: Work, visit: Visit, guest: Guest, by: Actor, by_person: PersonId | None) -> Invitation:
    """Staff ask: it waits for the decision-maker's yes. Error: `invitation.is_open`."""
    invitation = await _new(work, visit, guest, by, by_person)
    await _save(work, visit, invitation, store.add)
    return invitation


async def invite(
    work: Work, visit: Visit, guest: Guest, by: Actor, by_person: PersonId, scopes: frozenset[Scope], basis: str
) -> Invitation:
    """The decision-maker asks, and that is the yes. Error: `invitation.is_open`."""
    asked = await _new(work, visit, guest, by, by_person)
    agreed = rules.answer(asked, Answer.AGREE, visit.decision_maker_id, visit.decision_maker_id, work.now, scopes)
    await work.tell(Change(asked, facts=(_proposed(visit, asked),)))
    await _save(work, visit, _based(agreed, basis), store.add)
    return agreed


async def seat(
    work: Work,
    visit: Visit,
    person: Person,
    relationship: str,
    by: Actor,
    scopes: frozenset[Scope],
    basis: str,
) -> Invitation:
    """Whoever decides for the patient needs nobody's yes; staff recorded the basis."""
    asked = _asked(work, visit, person.id, relationship, by, None)
    agreed = rules.answer(asked, Answer.AGREE, person.id, person.id, work.now, scopes)
    await work.tell(Change(asked, facts=(_proposed(visit, asked),)))
    await _save(work, visit, _based(agreed, basis), store.add)
    return agreed


async def answer(
    work: Work,
    visit: Visit,
    invitation: Invitation,
    said: Answer,
    by: PersonId,
    scopes: frozenset[Scope] = frozenset(),
    basis: str = "own_page",
) -> Invitation:
    """The answer to an invitation; the same answer again changes nothing."""
    after = rules.answer(invitation, said, by, visit.decision_maker_id, work.now, scopes)
    if after != invitation:
        await _save(work, visit, _based(after, basis), store.answer)
    return after


async def _new(work: Work, visit: Visit, guest: Guest, by: Actor, by_person: PersonId | None) -> Invitation:
    person = await _person(work, visit, guest)
    for other in await store.of_visit(work.tx, visit.id):
        if other.person_id == person.id and other.state in rules.OPEN:
            raise AlreadyInvited(invitation_id=str(other.id), state=other.state.value)
    return _asked(work, visit, person.id, guest.relationship, by, by_person)


def _asked(
    work: Work, visit: Visit, person_id: PersonId, relationship: str, by: Actor, by_person: PersonId | None
) -> Invitation:
    return Invitation(
        id=InvitationId(new_id()),
        clinic_id=visit.clinic_id,
        queue_id=visit.queue_id,
        visit_id=visit.id,
        person_id=person_id,
        relationship=relationship,
        state=ConsentState.PROPOSED,
        by=by,
        by_person=by_person,
        asked_at=work.now,
    )


async def _person(work: Work, visit: Visit, guest: Guest) -> Person:
    """A guest of this visit under the same address is the same person; anybody else is new.

    People of other visits are never looked through: an invitation must not tell who else is known here.
    """
    guests = [id_ for id_, one in visit.people.items() if _may_come_again(one)]
    for person in (await people.of_ids(work.tx, guests)).values():
        if guest.email and person.email and person.email.lower() == guest.email.lower():
            return person
    person = Person(
        id=PersonId(new_id()),
        clinic_id=visit.clinic_id,
        name=guest.name,
        first_name=guest.first_name,
        language=guest.language or visit.language,
        email=guest.email,
    )
    return await adding.add(work, person)


def _may_come_again(one: Participant) -> bool:
    """Whoever was removed stays so; invited anew they are a new guest with a link of their own."""
    return one.role is Role.GUEST and one.standing is not Standing.REMOVED


async def _save(work: Work, visit: Visit, invitation: Invitation, put: Put) -> None:
    change = Change(
        invitation,
        facts=(_FACTS[invitation.state](visit, invitation),),
        happenings=(_moved(invitation),),
        hints=(visit.changed("consent", visit.decision_maker_id, staff=True),),
        notes=(_note(invitation),),
    )
    await put(work.tx, invitation)
    await work.tell(change)


def _based(invitation: Invitation, basis: str) -> Invitation:
    return replace(invitation, basis=basis)


def _moved(invitation: Invitation) -> ConsentMoved:
    return ConsentMoved(
        visit_id=invitation.visit_id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        state=invitation.state,
        scopes=invitation.scopes,
    )


def _note(invitation: Invitation) -> Note:
    details: dict[str, object] = {
        "invitation": str(invitation.id),
        "scopes": sorted(scope.value for scope in invitation.scopes),
        "basis": invitation.basis,
    }
    return Note(f"invitation.{invitation.state.value}", invitation.visit_id, invitation.person_id, details)


def _proposed(visit: Visit, invitation: Invitation) -> Fact:
    return InvitationProposed(
        visit_id=visit.id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        by=invitation.by,
    )


def _agreed(visit: Visit, invitation: Invitation) -> Fact:
    return InvitationAgreed(
        visit_id=visit.id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        scopes=invitation.scopes,
    )


def _ended(kind: type[InvitationDeclined] | type[InvitationRevoked] | type[InvitationExpired]) -> MakeFact:
    return lambda visit, invitation: kind(
        visit_id=visit.id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
    )


_FACTS: Mapping[ConsentState, MakeFact] = {
    ConsentState.PROPOSED: _proposed,
    ConsentState.AGREED: _agreed,
    ConsentState.DECLINED: _ended(InvitationDeclined),
    ConsentState.REVOKED: _ended(InvitationRevoked),
    ConsentState.EXPIRED: _ended(InvitationExpired),
}
