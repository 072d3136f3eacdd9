"""Consent over HTTP: at the decision-maker's own page, and proposed by staff."""

from fastapi import APIRouter, status

from services.contracts.access import Action
from services.contracts.ids import InvitationId
from services.contracts.states import Scope
from services.contracts.visit_table import Actor
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.callers import LinkCaller
from services.session.invitation import asking, rules, store
from services.session.invitation.asking import Guest
from services.session.invitation.rules import Answer, Invitation
from services.session.invitation.wire import AnswerInvitation, InvitationView, InviteGuest, InviteOwnGuest
from services.session.link.door import AtLink
from services.session.looks.rules import GUEST_AGAIN, Screen, look
from services.session.parts import InParts, Parts
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import actor_of, require
from services.session.visit_page.answer import me_now
from services.session.visit_page.wire import Me

router = APIRouter(prefix="/api/session/v1/invitations", tags=["consent"], route_class=TransactionRoute)


@router.post("", status_code=status.HTTP_201_CREATED)
async def invite(asked: InviteOwnGuest, caller: AtLink, tx: InTx, parts: InParts) -> InvitationView:
    """Ask somebody to sit beside the patient: the decision-maker's own invitation is the yes."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.INVITE)
        by, scopes = actor_of(visit, caller), rules.scopes_for(asked.summary)
        made = await asking.invite(work, visit, guest_of(asked), by, caller.person_id, scopes, "own_invitation")
    return await _view(tx, visit, made)


@router.get("")
async def own(caller: AtLink, tx: InTx, parts: InParts) -> list[InvitationView]:
    """Everybody who was asked for this visit, and what was answered; for the decision-maker alone."""
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.ANSWER_INVITATION)
    views = await views_of(tx, visit)
    async with parts.edge.inside(tx, caller) as work:
        await work.look(look(Screen.CONSENTS, {view.person_id for view in views}, visit.id), GUEST_AGAIN)
    return views


@router.post("/{invitation_id}/answer")
async def answer(invitation_id: InvitationId, said: AnswerInvitation, caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Yes or no. Errors: `invitation.not_yours`, `invitation.choose_summary`, `invitation.is_<state>`."""
    scopes = rules.scopes_for(rules.chosen(said.summary)) if said.yes else frozenset[Scope]()
    word = Answer.AGREE if said.yes else Answer.DECLINE
    return await _answer(tx, parts, caller, invitation_id, word, scopes, Action.ANSWER_INVITATION)


@router.post("/{invitation_id}/revoke")
async def revoke(invitation_id: InvitationId, caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Take a yes back: the guest is out at once, everywhere. Error: `invitation.is_<state>`."""
    return await _answer(tx, parts, caller, invitation_id, Answer.REVOKE, frozenset(), Action.REVOKE)


async def _answer(
    tx: Tx,
    parts: Parts,
    caller: LinkCaller,
    invitation_id: InvitationId,
    said: Answer,
    scopes: frozenset[Scope],
    action: Action,
) -> Me:
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, action)
        invitation = await store.load(tx, visit.id, invitation_id)
        await asking.answer(work, visit, invitation, said, caller.person_id, scopes)
    return await me_now(tx, parts, caller)


def guest_of(asked: InviteGuest) -> Guest:
    """The guest as the rules know them."""
    return Guest(asked.name, asked.first_name, asked.relationship, asked.email, asked.language)


async def views_of(tx: Tx, visit: Visit) -> list[InvitationView]:
    """All invitations of a visit, the first one first."""
    found = await store.of_visit(tx, visit.id)
    persons = await people.of_ids(tx, {one.person_id for one in found})
    return [view_of(one, persons[one.person_id]) for one in found]


async def _view(tx: Tx, visit: Visit, invitation: Invitation) -> InvitationView:
    return view_of(invitation, await people.load(tx, invitation.person_id, visit.clinic_id))


def view_of(invitation: Invitation, person: Person) -> InvitationView:
    """An invitation as the decision-maker and staff see it."""
    return InvitationView(
        id=invitation.id,
        person_id=person.id,
        first_name=person.first_name,
        name=person.name,
        relationship=invitation.relationship,
        state=invitation.state,
        scopes=sorted(invitation.scopes),
        by=Actor(invitation.by),
        asked_at=invitation.asked_at,
        answered_at=invitation.answered_at,
    )
