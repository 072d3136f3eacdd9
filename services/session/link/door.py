"""Who stands before a link: reads the link, the visit around it and the device's cookie, and binds nothing."""

from dataclasses import dataclass
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError

from services.contracts.grants import Door
from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.problems import LinkClosed
from services.runtime.database import Tx
from services.runtime.routes import InTx
from services.session.accounts.signed_in import staff_of
from services.session.callers import LinkCaller
from services.session.errors import DeviceReplaced
from services.session.link import rules, store
from services.session.link.rules import Device, Link, Surroundings
from services.session.parts import InParts, Parts
from services.session.web import door_of

HANDLE: Final = "X-Beside-Handle"
COOKIE: Final = "beside_device"

NEED_NO_LINK: Final = frozenset({"/api/session/v1/new-link"})
"""What is asked for also at a link that is dead."""

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


class ShownAgain(BaseModel):
    """As much of a request as says by which link it was made."""

    secret: str | None = None


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


async def still_opens(tx: Tx, request: Request) -> None:
    """Nobody is answered once more, as before, at a link that has ended meanwhile, or signed out. Errors:
    `link.closed`, `staff.signed_out`.

    Whoever asks for a new link needs none that opens.
    """
    parts = cast("Parts", request.app.state.parts)
    if door_of(request) is Door.STAFF:
        await staff_of(request, tx, parts)
    elif door_of(request) is Door.VISIT and request.url.path not in NEED_NO_LINK:
        await stand_before(tx, parts, request, await _secret_in(request))


async def _secret_in(request: Request) -> str | None:
    try:
        shown = ShownAgain.model_validate_json(await request.body())
    except ValidationError:
        return None
    return shown.secret


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
