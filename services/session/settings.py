"""Session's own settings beside those of every service. Lengths of time are in seconds."""

from datetime import time, timedelta
from typing import Annotated

from pydantic import Field

from services.runtime.settings import ServiceSettings
from services.session.visit.rules.times import Times


class SessionSettings(ServiceSettings):
    """Windows and limits of a visit. Tests shorten them; the product's values are the defaults."""

    window_before_seconds: float = 30 * 60
    """How long before the booked time the waiting room opens."""
    window_after_seconds: float = 30 * 60
    """How long after the booked time somebody is still expected."""
    reopen_within_seconds: float = 30 * 60
    """How long after its end a visit may go on."""
    undo_remove_within_seconds: float = 10
    """How long somebody who was removed may be brought back by one tap."""
    guest_away_seconds: float = 10 * 60
    """After how long a guest who is away has left."""
    room_empty_seconds: float = 4 * 3600
    """How long after both patient and clinician left a visit that goes on ends as abandoned."""
    room_holds: Annotated[int, Field(ge=2, le=50)] = 6
    """How many people are in a visit at once. Whoever comes then is asked to stay at the door."""
    day_ends_at: time = time(18, 0)
    """When the desk is asked once more about who still waits; the clinic's local time."""
    demo_past_visits: Annotated[int, Field(ge=0)] = 40
    """How many visits of the past weeks the demo's sample has; two a day."""

    @property
    def times(self) -> Times:
        """The lengths of time that the rules of a visit know."""
        return Times(
            window_before=timedelta(seconds=self.window_before_seconds),
            window_after=timedelta(seconds=self.window_after_seconds),
            reopen_within=timedelta(seconds=self.reopen_within_seconds),
            undo_remove_within=timedelta(seconds=self.undo_remove_within_seconds),
            guest_away=timedelta(seconds=self.guest_away_seconds),
            room_empty=timedelta(seconds=self.room_empty_seconds),
        )
