"""The order in which those who wait are called. Pure.

Moved up by staff first, then booked time. Who did not come within ten minutes of it stands behind those who wait. Late
counts from the first tap on the link, never from the end of the check: trouble on our side costs nobody a place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId

GRACE: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class InLine:
    """One visit that is waited for or expected. `first_tap_at`: when its patient first opened the link for it."""

    visit_id: VisitId
    clinic_id: ClinicId
    queue_id: QueueId
    patient_id: PersonId
    scheduled_at: datetime
    waits: bool
    first_tap_at: datetime | None = None
    moved_up_at: datetime | None = None


def line(visits: Iterable[InLine], now: datetime) -> tuple[InLine, ...]:
    """Everyone of one clinician in calling order, those who are expected and not yet late included."""
    all_of_them = sorted(visits, key=lambda one: (one.scheduled_at, one.visit_id.bytes))
    first = sorted((one for one in all_of_them if one.moved_up_at), key=lambda one: one.moved_up_at or now)
    others = [one for one in all_of_them if one.moved_up_at is None]
    order = [one for one in others if not _is_late(one, now)]
    came_late = sorted(
        (one for one in others if one.first_tap_at and _is_late(one, now)),
        key=lambda one: (one.first_tap_at or now, one.visit_id.bytes),
    )
    for one in came_late:
        order.insert(_behind_who_waited(order, one), one)
    absent = [one for one in others if one.first_tap_at is None and _is_late(one, now)]
    return (*first, *order, *absent)


def place_of(visit_id: VisitId, visits: Iterable[InLine], now: datetime) -> int | None:
    """A waiting patient's place, 1 being next; None for whoever does not wait."""
    for index, one in enumerate(line(visits, now)):
        if one.visit_id == visit_id:
            return index + 1 if one.waits else None
    return None


def _is_late(one: InLine, now: datetime) -> bool:
    return (one.first_tap_at or now) > one.scheduled_at + GRACE


def _behind_who_waited(order: list[InLine], late: InLine) -> int:
    """The position behind the last one who had come before the latecomer did."""
    came = late.first_tap_at
    position = 0
    for index, one in enumerate(order):
        if came is not None and one.first_tap_at is not None and one.first_tap_at <= came:
            position = index + 1
    return position
