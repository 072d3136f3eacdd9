"""The staff's commands on visits and the people in them. Each answers the visit as it then is."""

from collections.abc import Callable

from fastapi import APIRouter, status

from services.contracts.access import Action, Party
from services.contracts.hints import AddressedHint, Changed
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Modality, Outcome
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts import store as accounts
from services.session.callers import Caller, StaffCaller, StaffRole
from services.session.change import Change, Note
from services.session.desk.detail import detail_now
from services.session.desk.wire import VisitDetail
from services.session.errors import NotAllowed, PersonUnknown, from_table
from services.session.identify import Staff
from services.session.parts import InParts, Parts
from services.session.visit import store
from services.session.visit.rules import door, hand_over, plan, talk
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import actor_of, parties, require
from services.session.visit.rules.table import ordered
from services.session.visit.wire import (
    Admit,
    CancelVisit,
    ChangeModality,
    FinishVisit,
    MarkNoShow,
    MaybeSeen,
    OfferHandOver,
    Reschedule,
    SayNotYet,
    Seen,
)
from services.session.visit_page import store as pages
from services.session.work import Work

Rule = Callable[[Visit, Work], Change[Visit]]

router = APIRouter(prefix="/api/session/v1/visits/{visit_id}", tags=["visit"], route_class=TransactionRoute)


async def give(
    tx: Tx, parts: Parts, caller: Caller, visit_id: VisitId, action: Action, rule: Rule, *, seen: int | None = None
) -> None:
    """Give one command to one visit: load it, ask the access table, let a rule judge in the order of the race, save.

    `seen` is the row version that the caller saw (None: a person's page, which sees none). Errors: those of the rule,
    `access.not_allowed`, `visit.unknown`, `link.closed`, `visit.changed`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await store.load(work, visit_id)
        require(visit, caller, action)
        await work.save(ordered(visit, seen, lambda present: rule(present, work)), store.put)


async def _answer(
    tx: Tx, parts: Parts, caller: StaffCaller, visit_id: VisitId, action: Action, rule: Rule, seen: int | None
) -> VisitDetail:
    await give(tx, parts, caller, visit_id, action, rule, seen=seen)
    return await detail_now(tx, parts, caller, visit_id)


@router.post("/enter")
async def enter(
    visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts, wish: MaybeSeen | None = None
) -> VisitDetail:
    """The clinician takes the seat. Error: `visit.too_early`."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.ENTER,
        lambda visit, work: door.take_seat(visit, caller.device_id, parts.times, work.now),
        wish.version if wish else None,
    )


@router.post("/leave")
async def leave(
    visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts, wish: MaybeSeen | None = None
) -> VisitDetail:
    """The clinician leaves the room; the visit goes on."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.LEAVE,
        lambda visit, _: door.leave(visit, caller.person_id),
        wish.version if wish else None,
    )


@router.post("/admit")
async def admit(visit_id: VisitId, wish: Admit, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Let somebody in: the patient first, which starts the talk; guests with the yes, one by one.

    Errors: `visit.nobody_waiting`, `visit.patient_away`, `guest.not_agreed`, `guest.patient_first`,
    `participant.not_here`, `link.closed`.
    """

    def rule(visit: Visit, work: Work) -> Change[Visit]:
        if wish.person_id != visit.patient_id:
            return door.admit_companion(visit, wish.person_id, wish.device_id)
        is_away = parts.presence.is_away(visit.id, visit.patient_id)
        return talk.admit_patient(
            visit, work.now, is_away=is_away, confirmed=wish.confirm_away, device_id=wish.device_id
        )

    return await _answer(tx, parts, caller, visit_id, Action.ADMIT, rule, wish.version)


@router.post("/not-yet", status_code=status.HTTP_204_NO_CONTENT)
async def not_yet(visit_id: VisitId, wish: SayNotYet, caller: Staff, tx: InTx, parts: InParts) -> None:
    """Ask somebody who knocks to wait a little. It moves nobody."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await store.load(work, visit_id)
        require(visit, caller, Action.SAY_NOT_YET)
        person = visit.person(wish.person_id)
        await pages.keep(tx, visit_id, person.person_id, not_yet_at=work.now)
        told = Change(visit).hinting(_look_again(visit, person.person_id))
        await work.tell(told.noting(Note("person.asked_to_wait", visit_id, person.person_id)))


def _look_again(visit: Visit, person_id: PersonId) -> AddressedHint:
    return AddressedHint(
        clinic_id=visit.clinic_id,
        queue_id=visit.queue_id,
        visit_id=visit.id,
        to_people=frozenset({person_id}),
        hint=Changed(what="visit", id=visit.id, version=visit.version),
    )


@router.post("/people/{person_id}/remove")
async def remove(
    visit_id: VisitId, person_id: PersonId, wish: Seen, caller: Staff, tx: InTx, parts: InParts
) -> VisitDetail:
    """Put somebody out. It can be undone for ten seconds, then the link dies."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.REMOVE,
        lambda visit, work: door.remove(visit, person_id, work.now),
        wish.version,
    )


@router.post("/people/{person_id}/undo-remove")
async def undo_remove(
    visit_id: VisitId, person_id: PersonId, wish: Seen, caller: Staff, tx: InTx, parts: InParts
) -> VisitDetail:
    """Take a removal back. Error: `participant.too_late_to_undo`."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.UNDO_REMOVE,
        lambda visit, work: door.undo_remove(visit, person_id, parts.times, work.now),
        wish.version,
    )


@router.post("/finish")
async def finish(visit_id: VisitId, wish: FinishVisit, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """End the talk, with how it went and how it took place."""
    if wish.outcome is Outcome.ABANDONED:
        raise NotAllowed("Abandoned is what the timer says. Please choose how the talk went.")
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.FINISH,
        lambda visit, work: talk.finish(visit, wish.outcome, wish.modality, work.now),
        wish.version,
    )


@router.post("/reopen")
async def reopen(visit_id: VisitId, wish: Seen, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Go on after all. Errors: `visit.reopen_too_late`, `visit.already_signed`."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.REOPEN,
        lambda visit, work: talk.reopen(visit, parts.times, work.now),
        wish.version,
    )


@router.post("/cancel")
async def cancel(visit_id: VisitId, wish: CancelVisit, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Call the visit off, with a reason. Patient and decision-maker are told."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.CANCEL,
        lambda visit, _: plan.cancel(visit, actor_of(visit, caller), wish.reason),
        wish.version,
    )


@router.post("/reschedule")
async def reschedule(visit_id: VisitId, wish: Reschedule, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Give the visit another time; living links are told. Error: `booking.in_the_past`."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.RESCHEDULE,
        lambda visit, work: plan.reschedule(visit, actor_of(visit, caller), wish.scheduled_at, work.now),
        wish.version,
    )


@router.post("/no-show")
async def no_show(visit_id: VisitId, wish: MarkNoShow, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Say that the visit did not take place, and who was absent. Error: `absent.was_here`."""
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.MARK_NO_SHOW,
        lambda visit, _: plan.mark_no_show(visit, wish.absent),
        wish.version,
    )


@router.post("/undo-no-show")
async def undo_no_show(visit_id: VisitId, wish: Seen, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Not a no-show after all."""
    return await _answer(
        tx, parts, caller, visit_id, Action.UNDO_NO_SHOW, lambda visit, _: plan.undo_no_show(visit), wish.version
    )


@router.post("/modality")
async def modality(visit_id: VisitId, wish: ChangeModality, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Go on by telephone, or by video again."""
    if wish.modality is Modality.SOUND:
        raise from_table("modality.by_itself")
    by_phone = wish.modality is Modality.PHONE
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.GO_ON_BY_PHONE if by_phone else Action.GO_ON_BY_VIDEO,
        lambda visit, work: talk.go_on_by_phone(visit, work.now) if by_phone else talk.go_on_by_video(visit),
        wish.version,
    )


@router.post("/hand-over")
async def offer_hand_over(
    visit_id: VisitId, wish: OfferHandOver, caller: Staff, tx: InTx, parts: InParts
) -> VisitDetail:
    """Offer the visit to a colleague. Error: `person.unknown` when they do not serve its queue."""
    await _must_serve(tx, await store.read(tx, visit_id), wish.to)
    return await _answer(
        tx,
        parts,
        caller,
        visit_id,
        Action.OFFER_HAND_OVER,
        lambda visit, _: hand_over.offer(visit, wish.to),
        wish.version,
    )


async def _must_serve(tx: Tx, visit: Visit, person_id: PersonId) -> None:
    account = await accounts.find(tx, person_id)
    if account is None or StaffRole.CLINICIAN not in account.roles or visit.queue_id not in account.queue_ids:
        raise PersonUnknown("There is no such clinician here.")


@router.post("/hand-over/accept")
async def accept_hand_over(visit_id: VisitId, wish: Seen, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Take the visit over; the desk accepts for whom it was offered to. Error: `hand_over.not_offered`."""

    def rule(visit: Visit, _: Work) -> Change[Visit]:
        is_desk = Party.DESK in parties(visit, caller) and caller.person_id != visit.hand_over_to
        return hand_over.accept(visit, None if is_desk else caller.person_id)

    return await _answer(tx, parts, caller, visit_id, Action.HAND_OVER, rule, wish.version)
