"""A lost link: asked for by address, with the same answer in the same time, whether or not the person is known.

The request itself only notes that somebody asked, by a keyed hash of the address; who that is, if anybody, is looked
up afterwards.
"""

from datetime import timedelta
from typing import Final

from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.runtime.timers import Due, set_timer
from services.session.callers import OwnCaller
from services.session.change import Change, Note
from services.session.letters import sending
from services.session.link import store as links
from services.session.parts import Parts
from services.session.people import store as people
from services.session.work import Edge

TIMER: Final = "lost_link"
MOST_ASKED, ASKED_WITHIN = 10, timedelta(minutes=10)
"""From one source; what comes beyond is answered alike and does nothing."""
MOST_SENT, SENT_WITHIN = 3, timedelta(minutes=10)
"""To one address."""

LOST_LINKS: Final = OwnCaller("lost_links")


async def ask(tx: Tx, parts: Parts, contact: str, source: str) -> None:
    """Somebody asks for the links of whoever is written to there."""
    address = people.address_index(tx, contact).hex()
    of_source = await parts.limits.allows("lost_link", source, MOST_ASKED, ASKED_WITHIN)
    of_address = await parts.limits.allows("lost_link_to", address, MOST_SENT, SENT_WITHIN)
    if of_source and of_address:
        await set_timer(tx, TIMER, str(new_id()), parts.clock(), {"address": address})


class LostLinks:
    """Sends the links that were asked for."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def ring(self, tx: Tx, due: Due) -> None:
        """Send every coming visit's link once more to its person; nothing where nobody is known."""
        async with self._edge.inside(tx, LOST_LINKS) as work:
            for person in await people.by_address(tx, bytes.fromhex(str(due.details["address"]))):
                for link in await links.coming_of(tx, person.id):
                    await sending.send_link(work, link, due.key)
                    await work.tell(Change(link, notes=(Note("link.sent_again", link.visit_id, person.id),)))
