"""Consent over HTTP at the decision-maker's own page: asked, answered, changed, taken back, looked at."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, status
from fastapi.responses import JSONResponse

from services.contracts.access import Action
from services.contracts.ids import InvitationId, PersonId
from services.contracts.standing import Seat
from services.contracts.states import ConsentBasis, ConsentState, Scope
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.callers import LinkCaller
from services.session.change import Change, Note
from services.session.errors import InvitationUnknown, NotCarriedOver, TooMany
from services.session.invitation import asking, record, rules, store
from services.session.invitation.asking import Guest
from services.session.invitation.fhir import MEDIA_TYPE
from services.session.invitation.hand import AskedOn, Hand
from services.session.invitation.rules import Answer, Boxes, Invitation
from services.session.invitation.view import acts_of, fhir_consent, proposals, view_of, views_of, who_may_see
from services.session.invitation.wire import (
    ActView,
    AnswerInvitation,
    AskForGuest,
    ChangeConsent,
    InvitationView,
    InviteGuest,
    InviteOwnGuest,
    Ticked,
    WhoMaySee,
)
from services.session.link.door import AtLink
from services.session.looks.rules import GUEST_AGAIN, Screen, look
from services.session.parts import InParts, Parts
from services.session.people import store as people
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import actor_of, require
from services.session.visit_page.answer import me_now
from services.session.visit_page.wire import Me
from services.session.work import Work

MOST_ASKED, ASKED_WITHIN = 20, timedelta(hours=1)
"""By one visit's decision-maker: each is a letter in the clinic's name, to an address of their choice."""

router = APIRouter(prefix="/api/session/v1", tags=["consent"], route_class=TransactionRoute)


class FhirResponse(JSONResponse):
    """A FHIR resource in JSON."""

    media_type = MEDIA_TYPE


def guest_of(asked: InviteGuest) -> Guest:
    """Somebody who is asked for, as the rules know them."""
    named = Guest(asked.name, asked.first_name, asked.relationship, asked.email, asked.language)
    if not isinstance(asked, AskForGuest):
        return named
    return replace(named, role=asked.role, interprets=asked.interprets)


def boxes_of(ticked: Ticked | ChangeConsent) -> Boxes:
    """The boxes as the rules know them."""
    return Boxes(ticked.join, ticked.chat, ticked.files, ticked.summary)


def hand_of(visit: Visit, caller: LinkCaller, basis: ConsentBasis, screen: AskedOn) -> Hand:
    """The decision-maker's own hand, at their device."""
    return Hand(caller.person_id, actor_of(visit, caller), basis, screen, caller.device_id)


def must_be_known(visit: Visit, caller: LinkCaller, person_id: PersonId) -> None:
    """Whom somebody must not meet is nobody they know of, not even where consent is theirs."""
    if person_id in visit.person(caller.person_id).apart:
        raise InvitationUnknown


@dataclass(frozen=True, slots=True)
class OneInvitation:
    """An invitation of whose visit somebody at their link asks something, in the request's transaction."""

    id: InvitationId
    caller: LinkCaller
    tx: Tx
    parts: Parts

    async def give(
        self, action: Action, screen: AskedOn, do: Callable[[Work, Visit, Invitation, Hand], Awaitable[Invitation]]
    ) -> None:
        """Let something be done to it."""
        async with self.parts.edge.inside(self.tx, self.caller) as work:
            visit = await visits.load(work, self.caller.visit_id)
            require(visit, self.caller, action)
            invitation = await store.load(self.tx, visit.id, self.id)
            must_be_known(visit, self.caller, invitation.person_id)
            await do(work, visit, invitation, hand_of(visit, self.caller, ConsentBasis.OWN_PAGE, screen))

    async def page(self) -> Me:
        """The page of who asked, as it now is."""
        return await me_now(self.tx, self.parts, self.caller)


async def _one(invitation_id: InvitationId, caller: AtLink, tx: InTx, parts: InParts) -> OneInvitation:
    return OneInvitation(invitation_id, caller, tx, parts)


OnInvitation = Annotated[OneInvitation, Depends(_one)]


@router.post("/invitations", status_code=status.HTTP_201_CREATED)
async def invite(asked: InviteOwnGuest, caller: AtLink, tx: InTx, parts: InParts) -> InvitationView:
    """Ask somebody to sit beside the patient: the decision-maker's own invitation is the yes.

    Errors: `invitation.is_open`, `invitation.choose_something`, `request.too_many`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.INVITE)
        if not await parts.limits.allows("invite", str(visit.id), MOST_ASKED, ASKED_WITHIN):
            raise TooMany(minutes=int(ASKED_WITHIN.total_seconds()) // 60)
        guest = guest_of(asked)
        hand = hand_of(visit, caller, ConsentBasis.OWN_INVITATION, AskedOn.INVITE)
        made = await asking.invite(work, visit, guest, hand, rules.scopes_of(guest.role, boxes_of(asked)))
    return view_of(made, await people.load(tx, made.person_id, visit.clinic_id))


@router.get("/invitations")
async def own(caller: AtLink, tx: InTx, parts: InParts) -> list[InvitationView]:
    """Everybody who was asked for this visit, and what was answered; for the decision-maker alone."""
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.ANSWER_INVITATION)
    views = [one for one in await views_of(tx, visit) if one.person_id not in visit.person(caller.person_id).apart]
    await _note_reading(tx, parts, caller, {view.person_id for view in views})
    return views


@router.post("/invitations/{invitation_id}/answer")
async def answer(on: OnInvitation, said: AnswerInvitation) -> Me:
    """Yes or no.

    Errors: `invitation.not_yours`, `invitation.choose_summary`, `invitation.choose_something`, `invitation.is_<state>`.
    """

    async def do(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
        word = Answer.AGREE if said.yes else Answer.DECLINE
        scopes = rules.scopes_of(invitation.role, boxes_of(said)) if said.yes else frozenset[Scope]()
        return await asking.answer(work, visit, invitation, word, hand, scopes)

    await on.give(Action.ANSWER_INVITATION, AskedOn.REQUEST, do)
    return await on.page()


@router.post("/invitations/{invitation_id}/change", status_code=status.HTTP_204_NO_CONTENT)
async def change(on: OnInvitation, wish: ChangeConsent) -> None:
    """Give a yes other scopes, at any moment; what is taken away is gone at once, everywhere, before the page is looked
    up again.

    Errors: `invitation.choose_summary`, `invitation.choose_something` (to take all of it, revoke),
    `invitation.is_<state>`.
    """

    async def do(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
        scopes = rules.scopes_of(invitation.role, boxes_of(wish))
        return await asking.answer(work, visit, invitation, Answer.CHANGE, hand, scopes)

    await on.give(Action.CHANGE_CONSENT, AskedOn.WHO_MAY_SEE, do)


@router.post("/invitations/{invitation_id}/revoke", status_code=status.HTTP_204_NO_CONTENT)
async def revoke(on: OnInvitation) -> None:
    """Take a yes back: the person is out at once, everywhere. Of a question that is open it is the no.

    Error: `invitation.is_<state>`.
    """

    async def do(work: Work, visit: Visit, invitation: Invitation, hand: Hand) -> Invitation:
        word = Answer.DECLINE if invitation.state is ConsentState.PROPOSED else Answer.REVOKE
        return await asking.answer(work, visit, invitation, word, hand)

    await on.give(Action.REVOKE, AskedOn.WHO_MAY_SEE, do)


@router.post("/invitations/{invitation_id}/undo", status_code=status.HTTP_204_NO_CONTENT)
async def undo(on: OnInvitation) -> None:
    """Take back what the clinician wrote down: what the decision-maker had said themself before it holds again.

    Errors: `invitation.not_said_aloud`, `invitation.is_<state>`.
    """
    await on.give(Action.UNDO_SAID_ALOUD, AskedOn.SAID_ALOUD_NOTICE, asking.undo)


@router.post("/invitations/{invitation_id}/confirm")
async def confirm(on: OnInvitation) -> Me:
    """Let stand what was done without a tap of the decision-maker; its notice goes."""
    await on.give(Action.ANSWER_INVITATION, AskedOn.SAID_ALOUD_NOTICE, asking.confirm)
    return await on.page()


@router.get("/invitations/{invitation_id}/acts")
async def acts(invitation_id: InvitationId, caller: AtLink, tx: InTx, parts: InParts) -> list[ActView]:
    """Every act of one invitation: who did what, when, on which screen, on what it rests.

    Error: `invitation.unknown`.
    """
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.SEE_CONSENTS)
    invitation = await store.load(tx, visit.id, invitation_id)
    must_be_known(visit, caller, invitation.person_id)
    found = await record.of_invitation(tx, invitation_id)
    await _note_reading(tx, parts, caller, {invitation.person_id})
    return await acts_of(tx, found, reasons=True, desk=False, hidden=visit.person(caller.person_id).apart)


@router.get("/invitations/{invitation_id}/fhir", response_class=FhirResponse)
async def as_fhir(invitation_id: InvitationId, caller: AtLink, tx: InTx, parts: InParts) -> FhirResponse:
    """The same record as a FHIR R4 `Consent`, for one's own records. Error: `invitation.unknown`."""
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.SEE_CONSENTS)
    invitation = await store.load(tx, visit.id, invitation_id)
    must_be_known(visit, caller, invitation.person_id)
    await _note_reading(tx, parts, caller, {visit.patient_id, invitation.person_id})
    return FhirResponse(await fhir_consent(tx, visit, invitation_id, visit.person(caller.person_id).apart))


@router.get("/who-may-see")
async def who(caller: AtLink, tx: InTx, parts: InParts) -> WhoMaySee:
    """Who may see, hear and read what of this visit; for the patient, and whoever decides for them."""
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.SEE_CONSENTS)
    shown = await who_may_see(tx, visit, Seat(caller.person_id, caller.device_id))
    await _note_reading(tx, parts, caller, {one.person_id for one in shown.people})
    return shown


async def _note_reading(tx: Tx, parts: Parts, caller: LinkCaller, shown: Iterable[PersonId]) -> None:
    async with parts.edge.inside(tx, caller) as work:
        await work.look(look(Screen.CONSENTS, shown, caller.visit_id), GUEST_AGAIN)


@router.post("/carry-over/{person_id}")
async def carry_over(person_id: PersonId, said: AnswerInvitation, caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Somebody was with the patient last time: this time too, or not. Nothing carries over without this yes.

    Errors: `invitation.not_carried_over`, `invitation.choose_summary`, `invitation.choose_something`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.INVITE)
        earlier = {one.person_id: one for one, _ in await proposals(tx, visit)}.get(person_id)
        if earlier is None:
            raise NotCarriedOver
        await _carry(work, visit, earlier, said, caller)
    return await me_now(tx, parts, caller)


async def _carry(work: Work, visit: Visit, earlier: Invitation, said: AnswerInvitation, caller: LinkCaller) -> None:
    if not said.yes:
        await record.do_not_carry_over(work.tx, visit.id, earlier.person_id, work.now)
        await work.tell(Change(visit, notes=(Note("invitation.not_carried_over", visit.id, earlier.person_id),)))
        return
    hand = hand_of(visit, caller, ConsentBasis.CARRIED_OVER, AskedOn.CARRY_OVER)
    await asking.carry_over(work, visit, earlier, hand, rules.scopes_of(earlier.role, boxes_of(said)))
