"""The staff's commands on visits and the people in them. Each answers where the visit then stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, status

from services.contracts.access import Action, Party
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Modality, Outcome
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts import store as accounts
from services.session.accounts.signed_in import Staff
from services.session.booking.agenda import must_be_free
from services.session.callers import Caller, StaffCaller, StaffRole
from services.session.change import Change, Note
from services.session.errors import NotAllowed, PersonUnknown, from_table
from services.session.parts import InParts, Parts
from services.session.visit import store
from services.session.visit.rules import door, hand_over, plan, private, talk
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import actor_of, judged_for, parties, require
from services.session.visit.wire import (
    Admit,
    CancelVisit,
    ChangeModality,
    FinishVisit,
    Hold,
    MakePrivate,
    MarkNoShow,
    MaybeSeen,
    OfferHandOver,
    Reschedule,
    SayNotYet,
    Seen,
    VisitStatus,
)
from services.session.visit_page import store as pages
from services.session.work import Work

Rule = Callable[[Visit, Work], Change[Visit]]

router = APIRouter(prefix="/api/session/v1/visits/{visit_id}", tags=["visit"], route_class=TransactionRoute)


async def give(
    tx: Tx, parts: Parts, caller: Caller, visit_id: VisitId, action: Action, rule: Rule, *, seen: int | None = None
) -> Visit:
    """Give one command to one visit: load it, ask the access table, let a rule judge in the order of the race, save.

    `seen` is the row version that the caller saw (None: a person's page, which sees none). Gives the visit as it was
    written. Errors: those of the rule, `access.not_allowed`, `visit.unknown`, `link.closed`, `visit.changed`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await store.load(work, visit_id)
        require(visit, caller, action)
        await work.save(judged_for(caller, visit, seen, lambda present: rule(present, work)), store.put)
    return await store.load(work, visit_id)


@dataclass(frozen=True, slots=True)
class Staffed:
    """A visit that a member of staff asks something of, in the request's transaction."""

    visit_id: VisitId
    caller: StaffCaller
    tx: Tx
    parts: Parts

    async def give(self, action: Action, rule: Rule, wish: MaybeSeen | Seen | None) -> VisitStatus:
        """Give a command on the row version that its page shows."""
        seen = wish.version if wish else None
        visit = await give(self.tx, self.parts, self.caller, self.visit_id, action, rule, seen=seen)
        return VisitStatus(id=visit.id, state=visit.state, version=visit.version)


async def _staffed(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> Staffed:
    return Staffed(visit_id, caller, tx, parts)


OnVisit = Annotated[Staffed, Depends(_staffed)]


@router.post("/enter")
async def enter(on: OnVisit, wish: MaybeSeen | None = None) -> VisitStatus:
    """The clinician takes the seat. Error: `visit.too_early`."""
    device, times = on.caller.device_id, on.parts.times
    return await on.give(Action.ENTER, lambda visit, work: door.take_seat(visit, device, times, work.now), wish)


@router.post("/leave")
async def leave(on: OnVisit, wish: MaybeSeen | None = None) -> VisitStatus:
    """The clinician leaves the room; the visit goes on."""
    return await on.give(Action.LEAVE, lambda visit, _: door.leave(visit, on.caller.person_id), wish)


@router.post("/admit")
async def admit(on: OnVisit, wish: Admit) -> VisitStatus:
    """Let somebody in: the patient first, which starts the talk; guests with the yes, one by one.

    Errors: `visit.nobody_waiting`, `visit.patient_away`, `guest.not_agreed`, `guest.patient_first`,
    `guest.protected_pair`, `room.full`, `participant.not_here`, `link.closed`.
    """

    def rule(visit: Visit, work: Work) -> Change[Visit]:
        if wish.person_id != visit.patient_id:
            return door.admit_companion(visit, wish.person_id, wish.device_id, most=work.room_holds)
        is_away = on.parts.presence.is_away(visit.id, visit.patient_id)
        return talk.admit_patient(
            visit, work.now, is_away=is_away, confirmed=wish.confirm_away, device_id=wish.device_id
        )

    return await on.give(Action.ADMIT, rule, wish)


@router.post("/not-yet", status_code=status.HTTP_204_NO_CONTENT)
async def not_yet(on: OnVisit, wish: SayNotYet) -> None:
    """Ask somebody who knocks to wait a little. It moves nobody."""
    async with on.parts.edge.inside(on.tx, on.caller) as work:
        visit = await store.load(work, on.visit_id)
        require(visit, on.caller, Action.SAY_NOT_YET)
        person = visit.person(wish.person_id)
        await pages.keep(on.tx, visit.id, person.person_id, not_yet_at=work.now)
        note = Note("person.asked_to_wait", visit.id, person.person_id)
        await work.tell(Change(visit, hints=(visit.changed("visit", person.person_id),), notes=(note,)))


@router.post("/people/{person_id}/remove")
async def remove(on: OnVisit, person_id: PersonId, wish: Seen) -> VisitStatus:
    """Put somebody out. It can be undone for ten seconds, then the link dies."""
    return await on.give(Action.REMOVE, lambda visit, work: door.remove(visit, person_id, work.now), wish)


@router.post("/people/{person_id}/undo-remove")
async def undo_remove(on: OnVisit, person_id: PersonId, wish: Seen) -> VisitStatus:
    """Take a removal back. Error: `participant.too_late_to_undo`."""
    times = on.parts.times
    return await on.give(
        Action.UNDO_REMOVE,
        lambda visit, work: door.undo_remove(visit, person_id, times, work.now, work.room_holds),
        wish,
    )


@router.post("/people/{person_id}/hold")
async def hold(on: OnVisit, person_id: PersonId, wish: Hold) -> VisitStatus:
    """Keep somebody out of the talk for a private moment, or bring them back.

    Errors: `participant.not_holdable`, `participant.is_removed`, `visit.is_ended`.
    """
    action, rule = (Action.HOLD, private.hold) if wish.on else (Action.BRING_BACK, private.bring_back)
    return await on.give(action, lambda visit, _: rule(visit, person_id, on.caller.person_id), None)


@router.post("/private")
async def make_private(on: OnVisit, wish: MakePrivate) -> VisitStatus:
    """Be alone with the patient, or bring everyone back. Error: `visit.is_ended`."""
    by = on.caller.person_id
    if wish.on:
        return await on.give(Action.MAKE_PRIVATE, lambda visit, _: private.make_private(visit, by, wish.exempt), None)
    return await on.give(Action.END_PRIVATE, lambda visit, _: private.end_private(visit, by), None)


@router.post("/finish")
async def finish(on: OnVisit, wish: FinishVisit) -> VisitStatus:
    """End the talk, with how it went and how it took place."""
    if wish.outcome is Outcome.ABANDONED:
        raise NotAllowed("Abandoned is what the timer says. Please choose how the talk went.")
    return await on.give(
        Action.FINISH, lambda visit, work: talk.finish(visit, wish.outcome, wish.modality, work.now), wish
    )


@router.post("/reopen")
async def reopen(on: OnVisit, wish: Seen) -> VisitStatus:
    """Go on after all. Errors: `visit.reopen_too_late`, `visit.already_signed`."""
    return await on.give(Action.REOPEN, lambda visit, work: talk.reopen(visit, on.parts.times, work.now), wish)


@router.post("/cancel")
async def cancel(on: OnVisit, wish: CancelVisit) -> VisitStatus:
    """Call the visit off, with a reason. Patient and decision-maker are told."""
    return await on.give(
        Action.CANCEL, lambda visit, _: plan.cancel(visit, actor_of(visit, on.caller), wish.reason), wish
    )


@router.post("/reschedule")
async def reschedule(on: OnVisit, wish: Reschedule) -> VisitStatus:
    """Give the visit another time; living links are told. Errors: `booking.clash`, `booking.in_the_past`."""
    seen = await store.read(on.tx, on.visit_id)
    require(seen, on.caller, Action.RESCHEDULE)
    await must_be_free(on.tx, seen, wish.scheduled_at, on.parts.clock(), double_book=wish.double_book)

    def rule(visit: Visit, work: Work) -> Change[Visit]:
        return plan.reschedule(visit, actor_of(visit, on.caller), wish.scheduled_at, work.now)

    return await on.give(Action.RESCHEDULE, rule, wish)


@router.post("/no-show")
async def no_show(on: OnVisit, wish: MarkNoShow) -> VisitStatus:
    """Say that the visit did not take place, and who was absent. Error: `absent.was_here`."""
    return await on.give(Action.MARK_NO_SHOW, lambda visit, _: plan.mark_no_show(visit, wish.absent), wish)


@router.post("/undo-no-show")
async def undo_no_show(on: OnVisit, wish: Seen) -> VisitStatus:
    """Not a no-show after all."""
    return await on.give(Action.UNDO_NO_SHOW, lambda visit, _: plan.undo_no_show(visit), wish)


@router.post("/modality")
async def modality(on: OnVisit, wish: ChangeModality) -> VisitStatus:
    """Go on by telephone, or by video again."""
    match wish.modality:
        case Modality.PHONE:
            return await on.give(Action.GO_ON_BY_PHONE, lambda visit, work: talk.go_on_by_phone(visit, work.now), wish)
        case Modality.VIDEO:
            return await on.give(Action.GO_ON_BY_VIDEO, lambda visit, _: talk.go_on_by_video(visit), wish)
        case Modality.SOUND:
            raise from_table("modality.by_itself")


@router.post("/hand-over")
async def offer_hand_over(on: OnVisit, wish: OfferHandOver) -> VisitStatus:
    """Offer the visit to a colleague. Error: `person.unknown` when they do not serve its queue."""
    await _must_serve(on.tx, await store.read(on.tx, on.visit_id), wish.to)
    return await on.give(Action.OFFER_HAND_OVER, lambda visit, _: hand_over.offer(visit, wish.to), wish)


@router.post("/hand-over/take-back")
async def take_back_hand_over(on: OnVisit, wish: Seen) -> VisitStatus:
    """No longer offer the visit to anybody."""
    return await on.give(Action.OFFER_HAND_OVER, lambda visit, _: hand_over.take_back(visit), wish)


async def _must_serve(tx: Tx, visit: Visit, person_id: PersonId) -> None:
    account = await accounts.find(tx, person_id)
    if account is None or StaffRole.CLINICIAN not in account.roles or visit.queue_id not in account.queue_ids:
        raise PersonUnknown("There is no such clinician here.")


@router.post("/hand-over/accept")
async def accept_hand_over(on: OnVisit, wish: Seen) -> VisitStatus:
    """Take the visit over; the desk accepts for whom it was offered to. Error: `hand_over.not_offered`."""

    def rule(visit: Visit, _: Work) -> Change[Visit]:
        is_desk = Party.DESK in parties(visit, on.caller) and on.caller.person_id != visit.hand_over_to
        return hand_over.accept(visit, None if is_desk else on.caller.person_id)

    return await on.give(Action.HAND_OVER, rule, wish)
