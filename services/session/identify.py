"""Who asks, found out from a request; routes take `Staff` or `AtLink` as a parameter."""

from typing import Annotated, Final

from fastapi import Depends, Request

from services.contracts.grants import Door
from services.session.accounts import sign_in
from services.session.callers import LinkCaller, StaffCaller
from services.session.link.door import caller_at
from services.session.parts import parts_of

BACKGROUND: Final = "Beside-Background"
"""Set by a staff page that fetches because of a hint: nobody did anything, so the idle time goes on."""


def door_of(request: Request) -> Door | None:
    """By which address the page came, as the proxy says; None when it says nothing."""
    value = request.headers.get("X-Beside-Door")
    return Door(value) if value in set(Door) else None


async def staff_of(request: Request) -> StaffCaller:
    """Who is signed in, by `beside_staff`. Error: `staff.signed_out`."""
    in_use = BACKGROUND not in request.headers
    return await sign_in.resume(parts_of(request), request.cookies.get(sign_in.COOKIE), in_use=in_use)


async def person_of(request: Request) -> LinkCaller:
    """Whose device this is, by the handle's header and `beside_device`. Errors: `link.closed`, `device.replaced`."""
    parts = parts_of(request)
    async with parts.edge.reading() as tx:
        return await caller_at(tx, parts, request)


Staff = Annotated[StaffCaller, Depends(staff_of)]
AtLink = Annotated[LinkCaller, Depends(person_of)]
