"""Pictures of those who knock, in the memory of every session process for ten minutes, and nowhere else.

They go from process to process over core NATS, which keeps nothing. Redis would write them to its disk. A process that
starts anew has none: the person at the door is then a name, as for whoever sends no picture.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import nats.errors
from nats.aio.msg import Msg
from pydantic import Base64Bytes, BaseModel, ConfigDict, ValidationError

from services.contracts import subjects
from services.contracts.ids import DeviceId, PersonId, VisitId
from services.runtime.bus import Bus
from services.runtime.clock import Clock, utc_now
from services.runtime.logs import get_logger
from services.session.visit.rules.devices import knocking
from services.session.visit.rules.model import Visit

KEPT: Final = timedelta(minutes=10)
MOST: Final = 500
"""At 30 kB each they take 15 MB; of more the oldest is let go."""

SWEPT_EVERY_SECONDS: Final = 5.0

log = get_logger(__name__)

Whose = tuple[VisitId, PersonId]


class Shown(BaseModel):
    """What processes tell each other: somebody's picture, or that it is taken away."""

    model_config = ConfigDict(frozen=True)

    visit_id: VisitId
    person_id: PersonId
    device_id: DeviceId
    at: datetime
    jpeg: Base64Bytes | None


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, the device that it was taken with, and since when it is here."""

    jpeg: bytes
    device_id: DeviceId
    at: datetime


class Pictures:
    """The pictures that this process knows. `bus` None: the only process there is."""

    def __init__(self, bus: Bus | None = None, clock: Clock = utc_now) -> None:
        self._bus, self._clock = bus, clock
        self._known: OrderedDict[Whose, Picture] = OrderedDict()

    async def listen(self, bus: Bus) -> None:
        """Begin to hear the other processes."""
        await bus.subscribe(subjects.ALL_KNOCKS, self._hear)

    async def sweep(self) -> None:
        """Forget what is too old, until cancelled."""
        while True:
            await asyncio.sleep(SWEPT_EVERY_SECONDS)
            self._forget_old()

    def of(self, visit: Visit, person_id: PersonId) -> Picture | None:
        """Whom staff would let in: the picture of the device that knocks now, while it is kept.

        One of another device might show somebody else. Error: `participant.unknown`.
        """
        self._forget_old()
        known, device = self._known.get((visit.id, person_id)), knocking(visit.person(person_id))
        return known if known is not None and known.device_id == device else None

    async def show(self, visit_id: VisitId, person_id: PersonId, device_id: DeviceId, jpeg: bytes | None) -> None:
        """Keep somebody's picture instead of an earlier one, or (None) no longer."""
        shown = Shown(visit_id=visit_id, person_id=person_id, device_id=device_id, at=self._clock(), jpeg=None)
        # Not when it is made: then it would have to be base64.
        shown = shown.model_copy(update={"jpeg": jpeg})
        self._take(shown)
        if self._bus is None or not self._bus.connected:
            return
        try:
            await self._bus.publish(subjects.knock(visit_id), shown.model_dump_json().encode())
        except (nats.errors.Error, OSError) as error:
            log.warning("picture_not_told", error=type(error).__name__)

    async def _hear(self, message: Msg) -> None:
        try:
            self._take(Shown.model_validate_json(message.data))
        except ValidationError:
            log.warning("picture_unreadable")

    def _take(self, shown: Shown) -> None:
        whose = (shown.visit_id, shown.person_id)
        known = self._known.get(whose)
        if known is not None and known.at > shown.at:
            return
        self._known.pop(whose, None)
        if shown.jpeg is not None:
            self._known[whose] = Picture(shown.jpeg, shown.device_id, shown.at)
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def _forget_old(self) -> None:
        limit = self._clock() - KEPT
        for whose in [whose for whose, picture in self._known.items() if picture.at <= limit]:
            del self._known[whose]
