"""Who asks: somebody with an access token that session signed, or the service itself."""

from dataclasses import dataclass
from typing import Final

from services.contracts.grants import AccessToken


@dataclass(frozen=True, slots=True)
class OwnCaller:
    """The service itself: an event that arrived, a message that was sent."""

    part: str


Caller = AccessToken | OwnCaller

EVENTS: Final = OwnCaller("events")
DELIVERER: Final = OwnCaller("deliverer")
