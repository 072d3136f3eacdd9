"""What every command at a person's page answers: the page as it now is. Whom it showed is in the audit."""

from services.contracts.states import Role
from services.runtime.database import Tx
from services.session.callers import LinkCaller
from services.session.link import store as links
from services.session.link.rules import Device
from services.session.looks.rules import GUEST_AGAIN, Screen, look
from services.session.parts import Parts
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit_page.page import me_of
from services.session.visit_page.wire import Me


async def me_now(tx: Tx, parts: Parts, caller: LinkCaller) -> Me:
    """The page of the person who asked, on the device they asked from."""
    visit = await visits.read(tx, caller.visit_id)
    device = await links.device(tx, caller.device_id)
    return await page_of(tx, parts, visit, caller, device)


async def page_of(tx: Tx, parts: Parts, visit: Visit, caller: LinkCaller, device: Device) -> Me:
    """The page of a person. The patient's own look is told the first time, a guest's again after a while."""
    me = await me_of(tx, parts, visit, caller.person_id, device)
    shown = {me.person.id, *(one.person_id for one in me.people), *(one.person_id for one in me.requests)}
    async with parts.edge.inside(tx, caller) as work:
        again = None if caller.role is Role.PATIENT else GUEST_AGAIN
        await work.look(look(Screen.PAGE, shown, visit.id), again)
    return me
