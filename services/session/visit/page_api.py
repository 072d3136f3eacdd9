"""A person's own commands on their visit. Each answers their page as it then is."""

from fastapi import APIRouter

from services.contracts.access import Action
from services.runtime.routes import InTx, TransactionRoute
from services.session.booking.agenda import must_be_free
from services.session.errors import BookingClash
from services.session.link.door import AtLink
from services.session.parts import InParts
from services.session.visit import store
from services.session.visit.api import give
from services.session.visit.rules import door, plan, talk
from services.session.visit.rules.permission import actor_of, require
from services.session.visit.wire import CancelOwn, NewTime
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
