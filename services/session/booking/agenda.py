"""Whether a clinician's time is free for a visit that gets another one."""

from datetime import datetime

from services.runtime.database import Tx
from services.session.booking import rules, store
from services.session.booking.rules import Slot
from services.session.visit.rules.model import Visit


async def must_be_free(tx: Tx, visit: Visit, scheduled_at: datetime, now: datetime, *, double_book: bool) -> None:
    """Refuse a new time that cannot be booked, and keep it free until the end of the transaction.

    Errors: `booking.clash`, `booking.in_the_past`, `booking.too_far`.
    """
    await store.hold_agenda(tx, visit.clinician_id)
    taken = await store.around(tx, visit.clinician_id, scheduled_at)
    others = [slot for slot in taken if slot.visit_id != visit.id]
    rules.check(Slot(scheduled_at, visit.minutes), others, now, double_book=double_book)
