"""A person's own commands on their visit. Each answers their page as it then is; but those that keep others out answer
nothing, so that they hold before any page is looked up.
"""

from fastapi import APIRouter, status

from services.contracts.access import Action
from services.contracts.ids import PersonId
from services.runtime.routes import InTx, TransactionRoute
from services.session.booking.agenda import must_be_free
from services.session.errors import BookingClash
from services.session.link.door import AtLink
from services.session.parts import InParts
from services.session.visit import store
from services.session.visit.api import give
from services.session.visit.rules import door, plan, private, talk
from services.session.visit.rules.permission import actor_of, require
from services.session.visit.wire import CancelOwn, Hold, MakePrivate, NewTime
from services.session.visit_page.answer import me_now
from services.session.visit_page.wire import Me

router = APIRouter(prefix="/api/session/v1", tags=["visit page"], route_class=TransactionRoute)


@router.post("/leave")
async def leave(caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Leave the visit, or the door. One may come back by the same link."""
    await give(tx, parts, caller, caller.visit_id, Action.LEAVE, lambda visit, _: door.leave(visit, caller.person_id))
    return await me_now(tx, parts, caller)


@router.post("/stop-waiting")
async def stop_waiting(caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """The patient goes away from the waiting room and gives up the place in line."""
    await give(tx, parts, caller, caller.visit_id, Action.STOP_WAITING, lambda visit, _: talk.stop_waiting(visit))
    return await me_now(tx, parts, caller)


@router.post("/people/{person_id}/hold", status_code=status.HTTP_204_NO_CONTENT)
async def hold(person_id: PersonId, wish: Hold, caller: AtLink, tx: InTx, parts: InParts) -> None:
    """The patient keeps somebody out of the talk for a private moment, or brings them back.

    Errors: `participant.not_holdable`, `participant.is_removed`, `visit.is_ended`.
    """
    action, rule = (Action.HOLD, private.hold) if wish.on else (Action.BRING_BACK, private.bring_back)
    await give(tx, parts, caller, caller.visit_id, action, lambda visit, _: rule(visit, person_id, caller.person_id))


@router.post("/me/private", status_code=status.HTTP_204_NO_CONTENT)
async def make_private(wish: MakePrivate, caller: AtLink, tx: InTx, parts: InParts) -> None:
    """The patient is alone with the clinician, or brings everyone back. Error: `visit.is_ended`."""
    by = caller.person_id
    if wish.on:
        action, rule = Action.MAKE_PRIVATE, lambda visit, _: private.make_private(visit, by, wish.exempt)
    else:
        action, rule = Action.END_PRIVATE, lambda visit, _: private.end_private(visit, by)
    await give(tx, parts, caller, caller.visit_id, action, rule)


@router.post("/cancel")
async def cancel(caller: AtLink, tx: InTx, parts: InParts, wish: CancelOwn | None = None) -> Me:
    """Call the visit off; patient and decision-maker may."""
    reason = wish.reason if wish else None
    await give(
        tx,
        parts,
        caller,
        caller.visit_id,
        Action.CANCEL,
        lambda visit, _: plan.cancel(visit, actor_of(visit, caller), reason),
    )
    return await me_now(tx, parts, caller)


@router.post("/reschedule")
async def reschedule(wish: NewTime, caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Give the visit another time; patient and decision-maker may. Errors: `booking.clash`, `booking.in_the_past`.

    Who has the clinician's time instead is not told.
    """
    visit = await store.read(tx, caller.visit_id)
    require(visit, caller, Action.RESCHEDULE)
    try:
        await must_be_free(tx, visit, wish.scheduled_at, parts.clock(), double_book=False)
    except BookingClash as clash:
        raise BookingClash from clash
    await give(
        tx,
        parts,
        caller,
        caller.visit_id,
        Action.RESCHEDULE,
        lambda visit, work: plan.reschedule(visit, actor_of(visit, caller), wish.scheduled_at, work.now),
    )
    return await me_now(tx, parts, caller)
