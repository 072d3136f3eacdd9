"""What can be booked. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.contracts.ids import VisitId
from services.session.errors import BookingClash, BookingInThePast, BookingTooFar

LATEST_START: Final = timedelta(minutes=5)
"""A visit may be booked for a moment ago: somebody is on the phone and wants to be seen now."""


FURTHEST: Final = timedelta(days=2 * 366)
"""Nobody books further ahead; a later year is a slip of the finger."""


class VisitKind(StrEnum):
    """What sort of visit it is; nothing about its reason."""

    NEW = "new"
    FOLLOWUP = "followup"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Slot:
    """A clinician's time that a visit takes."""

    starts_at: datetime
    minutes: int
    visit_id: VisitId | None = None

    @property
    def ends_at(self) -> datetime:
        """When the next visit may begin."""
        return self.starts_at + timedelta(minutes=self.minutes)


def check(wanted: Slot, taken: Iterable[Slot], now: datetime, *, double_book: bool) -> None:
    """Refuse what cannot be booked. Errors: `booking.in_the_past`, `booking.too_far`, `booking.clash`.

    `double_book`: staff have seen the clash and want it so.
    """
    if wanted.starts_at < now - LATEST_START:
        raise BookingInThePast
    if wanted.starts_at > now + FURTHEST:
        raise BookingTooFar
    if double_book:
        return
    for other in taken:
        if wanted.starts_at < other.ends_at and other.starts_at < wanted.ends_at:
            raise BookingClash(visit_id=str(other.visit_id), scheduled_at=other.starts_at.isoformat())
