"""Asking whether somebody may join, and what follows from the answer. For booking, staff and one's own page."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from services.contracts.events import (
    EmergencyUsed,
    Fact,
    InvitationAgreed,
    InvitationChanged,
    InvitationDeclined,
    InvitationExpired,
    InvitationProposed,
    InvitationRevoked,
)
from services.contracts.ids import InvitationId, PersonId
from services.contracts.standing import BY_INVITATION
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Role, Scope, Standing
from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.session.change import Change, Note
from services.session.errors import AlreadyInvited, ChooseInterpretedLanguage
from services.session.happenings import ConsentMoved
from services.session.invitation import record, rules, store
from services.session.invitation.hand import Act, Hand, standing_before
from services.session.invitation.rules import ACT_OF, Answer, Invitation
from services.session.people import adding
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.visit import store as visits
from services.session.visit.rules.model import Participant, Visit
from services.session.work import Work

Put = Callable[[Tx, Invitation], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is asked for. `language` None: the patient's. `interprets`: an interpreter's language (BCP 47)."""

    name: str
    first_name: str
    relationship: str
    email: str | None
    language: str | None
    role: Role = Role.GUEST
    interprets: str | None = None


async def propose(work: Work, visit: Visit, guest: Guest, hand: Hand) -> Invitation:
    """Staff ask: it waits for the decision-maker's yes. Errors: `invitation.is_open`, `invitation.choose_language`."""
    invitation = _asked(work, visit, await _may_be_asked(work, visit, guest, hand), guest, hand)
    await _save(work, visit, invitation, store.add, ConsentAct.PROPOSED, hand)
    return invitation


async def invite(work: Work, visit: Visit, guest: Guest, hand: Hand, scopes: frozenset[Scope]) -> Invitation:
    """The question and the yes in one act: the decision-maker's own invitation, or what they said aloud.

    Errors: `invitation.is_open`.
    """
    return await _with_yes(work, visit, await _may_be_asked(work, visit, guest, hand), guest, hand, scopes)


async def carry_over(work: Work, visit: Visit, earlier: Invitation, hand: Hand, scopes: frozenset[Scope]) -> Invitation:
    """The decision-maker wants somebody of an earlier visit in this one too: the same person, with a new link."""
    person = await people.load(work.tx, earlier.person_id, visit.clinic_id)
    again = Guest(
        person.name, person.first_name, earlier.relationship, person.email, None, earlier.role, earlier.interprets
    )
    await _must_not_be_open(work, visit, person.id)
    return await _with_yes(work, visit, person.id, again, hand, scopes)


async def seat(work: Work, visit: Visit, person: Person, relationship: str, hand: Hand) -> Invitation:
    """Whoever decides for the patient needs nobody's yes; staff recorded the basis."""
    guest = Guest(person.name, person.first_name, relationship, person.email, person.language)
    return await _with_yes(work, visit, person.id, guest, hand, rules.OF_A_REPRESENTATIVE)


async def seat_again(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
    """A guest of this visit decides from now on, as staff recorded. Error: `invitation.is_<state>` after a no."""
    said = Answer.CHANGE if invitation.state is ConsentState.AGREED else Answer.AGREE
    decides = replace(hand, person_id=visit.decision_maker_id)
    after = rules.answer(invitation, said, decides, visit.decision_maker_id, work.now, rules.OF_A_REPRESENTATIVE)
    if after.basis is not hand.basis:
        # All of it was open to them already; from now on it rests on something else.
        after = replace(after, basis=hand.basis, answered_at=work.now, confirmed_at=None)
    if after != invitation:
        after = replace(after, answered_by=hand.person_id)
        await _save(work, visit, after, store.answer, ACT_OF[said], hand)
    return after


async def _with_yes(
    work: Work, visit: Visit, person_id: PersonId, guest: Guest, hand: Hand, scopes: frozenset[Scope]
) -> Invitation:
    asked = _asked(work, visit, person_id, guest, hand)
    decides = replace(hand, person_id=visit.decision_maker_id)
    agreed = rules.answer(asked, Answer.AGREE, decides, visit.decision_maker_id, work.now, scopes)
    agreed = replace(agreed, answered_by=hand.person_id)
    await work.tell(Change(asked, facts=(_proposed(visit, asked),)))
    await _save(work, visit, agreed, store.add, ConsentAct.AGREED, hand)
    return agreed


async def answer(
    work: Work,
    visit: Visit,
    invitation: Invitation,
    said: Answer,
    hand: Hand,
    scopes: frozenset[Scope] = frozenset(),
) -> Invitation:
    """The answer to an invitation; the same answer again changes nothing."""
    after = rules.answer(invitation, said, hand, visit.decision_maker_id, work.now, scopes)
    if after != invitation:
        await _save(work, visit, after, store.answer, ACT_OF[said], hand)
    return after


async def undo(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
    """Take back what the clinician wrote down: what the decision-maker had said themself before it holds again."""
    before = standing_before(await record.of_invitation(work.tx, invitation.id))
    after = rules.undo(invitation, hand, visit.decision_maker_id, work.now, before)
    if after != invitation:
        await _save(work, visit, after, store.answer, ConsentAct.UNDONE, hand)
    return after


async def confirm(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
    """The decision-maker lets stand what was done without a tap of theirs."""
    assert hand.person_id is not None  # noqa: S101 (only somebody at their page asks for it)
    after = rules.confirm(invitation, hand.person_id, visit.decision_maker_id, work.now)
    if after != invitation:
        await _save(work, visit, after, store.answer, ConsentAct.CONFIRMED, hand)
    return after


async def let_in_without_yes(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
    """An emergency: what the door asks for is open to this person, without a yes. Error: `invitation.is_<state>`.

    Somebody who has the yes is let in past what else bars them, which is kept as well.
    """
    after = rules.let_in_without_yes(invitation, hand, work.now)
    has_yes = invitation.state is ConsentState.AGREED
    comes_in = visit.person(invitation.person_id).standing is Standing.AT_DOOR
    if after != invitation or (has_yes and comes_in):
        await _save(work, visit, after, store.answer, ConsentAct.LET_IN, hand)
    return after


async def told_without_yes(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> None:
    """An emergency: the clinician told this person what helps now. It opens nothing; the patient sees it."""
    await _save(work, visit, rules.told_without_yes(invitation), store.answer, ConsentAct.TOLD, hand)


async def _may_be_asked(work: Work, visit: Visit, guest: Guest, hand: Hand) -> PersonId:
    if guest.role is Role.INTERPRETER and guest.interprets is None:
        raise ChooseInterpretedLanguage
    person = await _person(work, visit, guest, hand)
    await _must_not_be_open(work, visit, person.id)
    return person.id


async def _must_not_be_open(work: Work, visit: Visit, person_id: PersonId) -> None:
    for other in await store.of_visit(work.tx, visit.id):
        if other.person_id == person_id and other.state in rules.OPEN:
            raise AlreadyInvited(invitation_id=str(other.id), state=other.state.value)


def _asked(work: Work, visit: Visit, person_id: PersonId, guest: Guest, hand: Hand) -> Invitation:
    return Invitation(
        id=InvitationId(new_id()),
        clinic_id=visit.clinic_id,
        queue_id=visit.queue_id,
        visit_id=visit.id,
        person_id=person_id,
        relationship=guest.relationship,
        state=ConsentState.PROPOSED,
        by=hand.actor,
        by_person=hand.person_id,
        asked_at=work.now,
        role=guest.role,
        interprets=guest.interprets if guest.role is Role.INTERPRETER else None,
    )


async def _person(work: Work, visit: Visit, guest: Guest, hand: Hand) -> Person:
    """Somebody of this visit in the same role under the same address is the same person; anybody else is new.

    People of other visits, and whoever is hidden from the one who asks, are never looked through: an invitation must
    not tell who else is known here.
    """
    asker = visit.people.get(hand.person_id) if hand.person_id else None
    hidden = asker.apart if asker else frozenset[PersonId]()
    same_role = {id_: one for id_, one in visit.people.items() if one.role is guest.role and id_ not in hidden}
    known = [id_ for id_, one in same_role.items() if _may_come_again(one)]
    for person in (await people.of_ids(work.tx, known)).values():
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
    return one.role in BY_INVITATION and one.standing is not Standing.REMOVED


async def _save(work: Work, visit: Visit, invitation: Invitation, put: Put, did: ConsentAct, hand: Hand) -> None:
    """The invitation, the act beside it, and word to everybody concerned, in one transaction."""
    await put(work.tx, invitation)
    is_emergency = hand.basis is ConsentBasis.EMERGENCY
    about = visit.patient_id if is_emergency else invitation.person_id
    await record.add(work.tx, _act(work, invitation, did, hand), about)
    fact = _fact(visit, invitation, did, hand)
    change = Change(
        invitation,
        facts=(fact,) if fact is not None else (),
        happenings=(_moved(invitation, changed=did in {ConsentAct.CHANGED, ConsentAct.UNDONE}),),
        notes=(_note(invitation, did, hand),),
    )
    await work.tell(change)
    # Only now is it known from whom this person is hidden.
    now = await visits.load(work, visit.id)
    told = {now.decision_maker_id} - now.person(invitation.person_id).apart
    await work.tell(Change(invitation, hints=(now.changed("consent", *told, staff=True),)))


def _act(work: Work, invitation: Invitation, did: ConsentAct, hand: Hand) -> Act:
    return Act(
        id=new_id(),
        clinic_id=invitation.clinic_id,
        queue_id=invitation.queue_id,
        visit_id=invitation.visit_id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        did=did,
        state=invitation.state,
        scopes=invitation.scopes,
        hand=hand,
        at=work.now,
    )


def _moved(invitation: Invitation, *, changed: bool) -> ConsentMoved:
    return ConsentMoved(
        visit_id=invitation.visit_id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        state=invitation.state,
        scopes=invitation.scopes,
        role=invitation.role,
        changed=changed,
    )


def _note(invitation: Invitation, did: ConsentAct, hand: Hand) -> Note:
    details: dict[str, object] = {
        "invitation": str(invitation.id),
        "scopes": sorted(scope.value for scope in invitation.scopes),
        "basis": hand.basis.value,
        "screen": hand.screen.value,
    }
    return Note(f"invitation.{did.value}", invitation.visit_id, invitation.person_id, details)


def _proposed(visit: Visit, invitation: Invitation) -> Fact:
    return InvitationProposed(
        visit_id=visit.id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        by=invitation.by,
        role=invitation.role,
    )


_ENDINGS: Mapping[ConsentState, type[InvitationDeclined | InvitationRevoked | InvitationExpired]] = {
    ConsentState.DECLINED: InvitationDeclined,
    ConsentState.REVOKED: InvitationRevoked,
    ConsentState.EXPIRED: InvitationExpired,
}


def _fact(visit: Visit, invitation: Invitation, did: ConsentAct, hand: Hand) -> Fact | None:
    """What the other services hear of an act; None for what concerns nobody there."""
    if did is ConsentAct.PROPOSED:
        return _proposed(visit, invitation)
    if did is ConsentAct.CONFIRMED:
        return None
    about = {"visit_id": visit.id, "invitation_id": invitation.id, "person_id": invitation.person_id}
    if did in {ConsentAct.LET_IN, ConsentAct.TOLD}:
        return EmergencyUsed.model_validate({**about, "how": did.value, "by": hand.person_id})
    if invitation.state in _ENDINGS:
        return _ENDINGS[invitation.state].model_validate(about)
    opened = {**about, "scopes": invitation.scopes, "basis": hand.basis}
    if did is ConsentAct.AGREED:
        return InvitationAgreed.model_validate(opened)
    return InvitationChanged.model_validate(opened)
