"""Who stands before a link: reads the link, the visit around it and the device's cookie, and binds nothing."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.problems import LinkClosed
from services.runtime.database import Tx
from services.runtime.routes import InTx
from services.session.callers import LinkCaller
from services.session.errors import DeviceReplaced
from services.session.link import rules, store
from services.session.link.rules import Device, Link, Surroundings
from services.session.parts import InParts, Parts

HANDLE: Final = "X-Beside-Handle"
COOKIE: Final = "beside_device"

_NIL: Final = UUID(int=0)
_NOBODYS: Final = Link(
    id=_NIL,
    handle="",
    clinic_id=ClinicId(_NIL),
    queue_id=QueueId(_NIL),
    visit_id=VisitId(_NIL),
    person_id=PersonId(_NIL),
    generation=0,
    secret_hash=bytes(32),
)


@dataclass(frozen=True, slots=True)
class AtDoor:
    """A link that opens, and what is around it. `device`: the browser before it, when its cookie is known."""

    link: Link
    around: Surroundings
    devices: tuple[Device, ...]
    device: Device | None

    def caller(self, device_id: DeviceId) -> LinkCaller:
        """This person at this device, as every command knows them."""
        return LinkCaller(
            person_id=self.link.person_id,
            visit_id=self.link.visit_id,
            clinic_id=self.link.clinic_id,
            queue_id=self.link.queue_id,
            role=self.around.role,
            device_id=device_id,
            handle=self.link.handle,
        )


NO_DEVICE: Final = DeviceId(_NIL)
"""Who acts before any device is bound."""


def handle_of(request: Request) -> str:
    """Which link the page was opened at, as the proxy says."""
    return request.headers.get(HANDLE, "")


async def stand_before(tx: Tx, parts: Parts, request: Request, secret: str | None) -> AtDoor:
    """Whoever shows the link's secret, or without one comes back with a bound device's cookie. Error: `link.closed`.

    The same queries and comparisons are made whether the link exists or not, so that the time tells nothing either.
    """
    now = parts.clock()
    link = await store.by_handle(tx, handle_of(request))
    shown = link or _NOBODYS
    around = await store.around(tx, shown)
    devices = await store.devices_of(tx, shown.id)
    ends_at = (around.visit_over_at if around else now) + rules.DEVICE_LIFE
    device = rules.device_of(request.cookies.get(COOKIE), shown, devices, ends_at, now)
    fits = rules.secret_fits(link, secret)
    if link is None or around is None or not (fits or (secret is None and device is not None)):
        raise LinkClosed
    if rules.why_closed(link, around, now) is not None:
        raise LinkClosed
    return AtDoor(link, around, devices, device)


async def person_of(request: Request, tx: InTx, parts: InParts) -> LinkCaller:
    """Whose device this is, by the handle's header and `beside_device`.

    Errors: `link.closed`; `device.replaced` where another device took over.
    """
    at_door = await stand_before(tx, parts, request, None)
    device = at_door.device
    if device is None:
        raise LinkClosed
    if device.ended_at is not None:
        raise DeviceReplaced
    return at_door.caller(device.id)


AtLink = Annotated[LinkCaller, Depends(person_of)]
