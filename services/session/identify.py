"""Finds out who asks, for `callers.py`."""

from fastapi import Request

from services.session.accounts import sign_in
from services.session.callers import LinkCaller, StaffCaller
from services.session.link.door import caller_at
from services.session.parts import parts_of

BACKGROUND = "X-Beside-Background"
"""Set by a staff page that fetches because of a hint: nobody did anything, so the idle time goes on."""


class ByCookie:
    """Staff by `beside_staff`, people at their link by `beside_device`."""

    async def staff(self, request: Request) -> StaffCaller:
        """Who is signed in. Error: `staff.signed_out`."""
        in_use = BACKGROUND not in request.headers
        return await sign_in.resume(parts_of(request), request.cookies.get(sign_in.COOKIE), in_use=in_use)

    async def at_link(self, request: Request) -> LinkCaller:
        """Whose device this is. Errors: `link.closed`, `device.replaced`."""
        parts = parts_of(request)
        async with parts.edge.reading() as tx:
            return await caller_at(tx, parts, request)
