"""Consent at the staff's door: asked for, written down as it was said, and the emergency way."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, status

from services.contracts.access import Action, Party
from services.contracts.ids import InvitationId, PersonId, VisitId
from services.contracts.states import ConsentBasis, Scope
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts.signed_in import Staff
from services.session.callers import StaffCaller, StaffRole
from services.session.change import Change
from services.session.desk import emergencies
from services.session.desk.detail import detail_now
from services.session.desk.wire import VisitDetail
from services.session.errors import ConfirmEmergency, NotAllowed
from services.session.invitation import asking, record, rules, store
from services.session.invitation.api import FhirResponse, boxes_of, guest_of
from services.session.invitation.hand import AskedOn, Hand
from services.session.invitation.rules import Answer
from services.session.invitation.view import acts_of, fhir_consent
from services.session.invitation.wire import (
    ActView,
    AskForGuest,
    Emergency,
    EmergencyView,
    InviteSaidAloud,
    NameDecisionMaker,
    SaidAloud,
)
from services.session.looks.rules import STAFF_AGAIN, Screen, look
from services.session.parts import InParts, Parts
from services.session.visit import store as visits
from services.session.visit.rules import consent, door
from services.session.visit.rules.apart import who_bars
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import actor_of, ordered, parties, require
from services.session.visit_page import store as pages
from services.session.visit_page.facts import Beside
from services.session.visit_page.rules import present_changed
from services.session.visit_page.wire import GonePerson, PresentPerson
from services.session.work import Work

LISTED_FOR: Final = timedelta(days=90)
"""How far back the list of emergencies goes."""

router = APIRouter(prefix="/api/session/v1", tags=["consent of staff"], route_class=TransactionRoute)


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit of whose consents staff ask something, in the request's transaction."""

    visit_id: VisitId
    caller: StaffCaller
    tx: Tx
    parts: Parts

    async def load(self, work: Work, action: Action) -> Visit:
        """The visit, held, if the caller may."""
        visit = await visits.load(work, self.visit_id)
        require(visit, self.caller, action)
        return visit

    def hand(self, visit: Visit, basis: ConsentBasis, screen: AskedOn, words: str | None = None) -> Hand:
        """The caller's own hand."""
        return Hand(self.caller.person_id, actor_of(visit, self.caller), basis, screen, self.caller.device_id, words)

    async def detail(self) -> VisitDetail:
        """The visit as it now is."""
        return await detail_now(self.tx, self.parts, self.caller, self.visit_id)


async def _asked(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> Asked:
    return Asked(visit_id, caller, tx, parts)


OnVisit = Annotated[Asked, Depends(_asked)]


@router.post("/visits/{visit_id}/invitations", status_code=status.HTTP_201_CREATED)
async def propose(on: OnVisit, asked: AskForGuest) -> VisitDetail:
    """Ask the decision-maker whether somebody may join; an interpreter comes unless the answer is no.

    Errors: `invitation.is_open`, `invitation.choose_language`.
    """
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.PROPOSE_GUEST)
        await asking.propose(work, visit, guest_of(asked), on.hand(visit, ConsentBasis.STAFF, AskedOn.STAFF_INVITE))
    return await on.detail()


@router.post("/visits/{visit_id}/invitations/said-aloud", status_code=status.HTTP_201_CREATED)
async def invite_said_aloud(on: OnVisit, said: InviteSaidAloud) -> VisitDetail:
    """Somebody new, asked for and agreed to aloud: the question and the yes in one act, with the words that were shown.

    Errors: `invitation.is_open`, `invitation.choose_summary`, `invitation.choose_language`.
    """
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit, guest = await on.load(work, Action.RECORD_CONSENT), guest_of(said)
        hand = on.hand(visit, ConsentBasis.SAID_ALOUD, AskedOn.STAFF_SAID_ALOUD, said.words)
        await asking.invite(work, visit, guest, hand, rules.scopes_of(guest.role, boxes_of(said)))
    return await on.detail()


@router.post("/visits/{visit_id}/invitations/{invitation_id}/said-aloud")
async def said_aloud(on: OnVisit, invitation_id: InvitationId, said: SaidAloud) -> VisitDetail:
    """Write down what the decision-maker said about somebody: a yes, other scopes of a yes, or a no.

    They see it afterwards on their own page, and undo it by one tap. Errors: `invitation.choose_summary`,
    `invitation.choose_something`, `invitation.is_<state>`.
    """
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.RECORD_CONSENT)
        invitation = await store.load(on.tx, visit.id, invitation_id)
        word = rules.aloud(invitation.state, yes=said.yes)
        scopes = rules.scopes_of(invitation.role, boxes_of(said)) if said.yes else frozenset[Scope]()
        hand = on.hand(visit, ConsentBasis.SAID_ALOUD, AskedOn.STAFF_SAID_ALOUD, said.words)
        await asking.answer(work, visit, invitation, word, hand, scopes)
    return await on.detail()


@router.post("/visits/{visit_id}/invitations/{invitation_id}/expire")
async def expire(on: OnVisit, invitation_id: InvitationId) -> VisitDetail:
    """End an invitation that staff no longer ask for. Error: `invitation.is_<state>`."""
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.EXPIRE_INVITATION)
        invitation = await store.load(on.tx, visit.id, invitation_id)
        hand = on.hand(visit, ConsentBasis.STAFF, AskedOn.STAFF_INVITE)
        await asking.answer(work, visit, invitation, Answer.EXPIRE, hand)
    return await on.detail()


@router.post("/visits/{visit_id}/decision-maker")
async def name_decision_maker(on: OnVisit, named: NameDecisionMaker) -> VisitDetail:
    """Say who decides from now on; what was agreed to stays until they change it.

    Errors: `decision_maker.not_possible`, `invitation.is_<state>` after a no.
    """
    basis = ConsentBasis(named.basis) if named.basis else None
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.NAME_DECISION_MAKER)
        change = ordered(visit, named.version, lambda present: consent.decided_by(present, named.person_id, basis))
        await work.save(change, visits.put)
        if basis is not None:
            invitation = await store.of_person(on.tx, visit.id, named.person_id)
            hand = on.hand(visit, basis, AskedOn.STAFF_INVITE)
            await asking.seat_again(work, await visits.load(work, visit.id), invitation, hand)
    return await on.detail()


@router.get("/visits/{visit_id}/invitations/{invitation_id}/acts")
async def acts(on: OnVisit, invitation_id: InvitationId) -> list[ActView]:
    """Every act of one invitation. Why it was an emergency is for clinicians alone."""
    visit = await visits.read(on.tx, on.visit_id)
    require(visit, on.caller, Action.SEE_CONSENTS)
    found = (await record.of_visit(on.tx, visit.id)).get(invitation_id, [])
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visits.number(work, visit)
        await work.look(look(Screen.CONSENTS, {act.person_id for act in found}, visit.id), STAFF_AGAIN)
    is_clinician = bool(parties(visit, on.caller) & {Party.CLINICIAN, Party.COLLEAGUE})
    return await acts_of(on.tx, found, reasons=is_clinician, desk=True)


@router.get("/visits/{visit_id}/invitations/{invitation_id}/fhir", response_class=FhirResponse)
async def as_fhir(on: OnVisit, invitation_id: InvitationId) -> FhirResponse:
    """The same record as a FHIR R4 `Consent`, for the record system. Error: `invitation.unknown`."""
    visit = await visits.read(on.tx, on.visit_id)
    require(visit, on.caller, Action.SEE_CONSENTS)
    found = await fhir_consent(on.tx, visit, invitation_id)
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visits.number(work, visit)
        await work.look(look(Screen.CONSENTS, {visit.patient_id}, visit.id), STAFF_AGAIN)
    return FhirResponse(found)


@router.post("/visits/{visit_id}/emergency")
async def emergency(on: OnVisit, wish: Emergency) -> VisitDetail:
    """Let somebody in, or say that they were told what helps now, without a yes: with a reason, and one more tap.

    The patient sees it afterwards, and it stands on the list of emergencies. Errors: `guest.confirm_emergency` (ask
    once more, then send `confirmed`), `invitation.is_<state>` (a no stays a no), those of letting in.
    """
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.USE_EMERGENCY)
        invitation = await store.of_person(on.tx, visit.id, wish.person_id)
        if not wish.confirmed:
            raise ConfirmEmergency(None, must_not_meet=_barred_by(visit, wish.person_id), **visit.present())
        hand = on.hand(visit, ConsentBasis.EMERGENCY, AskedOn.STAFF_EMERGENCY, wish.reason)
        if wish.how == "told":
            await asking.told_without_yes(work, visit, invitation, hand)
        else:
            await asking.let_in_without_yes(work, visit, invitation, hand)
            await _let_in(work, visit.id, wish)
    return await on.detail()


def _barred_by(visit: Visit, person_id: PersonId) -> str | None:
    """The one who is in and whom this person must not meet: staff are warned, and decide."""
    barring = who_bars(visit, visit.person(person_id))
    return str(barring) if barring is not None else None


async def _let_in(work: Work, visit_id: VisitId, wish: Emergency) -> None:
    """The same door as ever."""
    visit = await visits.load(work, visit_id)

    def rule(present: Visit) -> Change[Visit]:
        return door.admit_companion(present, wish.person_id, wish.device_id, is_emergency=True)

    await work.save(ordered(visit, wish.version, rule), visits.put)


@router.get("/emergencies")
async def list_emergencies(caller: Staff, tx: InTx, parts: InParts) -> list[EmergencyView]:
    """What was done without a yes in the clinician's queues during the last three months, the newest first."""
    if StaffRole.CLINICIAN not in caller.roles:
        raise NotAllowed
    found = await record.emergencies(tx, caller.clinic_id, caller.queue_ids, parts.clock() - LISTED_FOR)
    shown, named = await emergencies.views_of(tx, found)
    async with parts.edge.inside(tx, caller) as work:
        await work.look(look(Screen.EMERGENCIES, named), STAFF_AGAIN)
    return shown


@router.post("/visits/{visit_id}/people/{person_id}/present")
async def record_present(on: OnVisit, person_id: PersonId, beside: PresentPerson) -> VisitDetail:
    """Somebody sits beside this person, or beside the clinician, as the clinician heard or saw."""
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.RECORD_PRESENT)
        person = visit.person(person_id)
        await pages.add_present(on.tx, visit.id, person.person_id, Beside(beside.name, beside.relationship))
        await work.tell(present_changed(visit, person_id, "page.present_named"))
    return await on.detail()


@router.post("/visits/{visit_id}/people/{person_id}/present/gone")
async def present_gone(on: OnVisit, person_id: PersonId, beside: GonePerson) -> VisitDetail:
    """Somebody who sat beside this person has left the room."""
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await on.load(work, Action.RECORD_PRESENT)
        if await pages.remove_present(on.tx, visit.id, visit.person(person_id).person_id, beside.name):
            await work.tell(present_changed(visit, person_id, "page.present_gone"))
    return await on.detail()
