"""What every command at a person's page answers: the page as it now is."""

from services.runtime.database import Tx
from services.session.callers import LinkCaller
from services.session.link import store as links
from services.session.parts import Parts
from services.session.visit import store as visits
from services.session.visit_page.page import me_of
from services.session.visit_page.wire import Me


async def me_now(tx: Tx, parts: Parts, caller: LinkCaller) -> Me:
    """The page of the person who asked, on the device they asked from."""
    visit = await visits.read(tx, caller.visit_id)
    device = await links.device(tx, caller.device_id)
    return await me_of(tx, parts, visit, caller.person_id, device)
