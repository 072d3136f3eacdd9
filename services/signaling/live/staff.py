"""Staff pages outside a visit: no room, only hints of their queues, over the same kind of socket."""

import asyncio
from collections.abc import Callable, Iterator

from services.contracts import wire
from services.contracts.hints import AddressedHint
from services.contracts.wire import RESUME_LIFE_HIDDEN_S, RESUME_LIFE_S, CloseCode
from services.signaling.errors import SignedOut
from services.signaling.live.page import Page
from services.signaling.live.records import Records

LOOK_EVERY_SECONDS = 5.0


class StaffPages:
    """All staff pages that are here or may come back."""

    def __init__(
        self, *, now: Callable[[], float], instance: str, records: Records, ice: tuple[wire.IceServer, ...]
    ) -> None:
        self._now, self._instance, self._records, self._ice = now, instance, records, ice
        self._lost_at: dict[Page, float | None] = {}

    def pages(self) -> Iterator[Page]:
        """Every page."""
        yield from self._lost_at

    def join(self, page: Page) -> None:
        """A page comes, or comes back. The same tab of the same device takes its own place; others stay beside it."""
        self._lost_at[page] = None
        page.welcome(instance=self._instance, ice=self._ice, room=None)
        self._records.save(page)

    def lost(self, page: Page) -> None:
        """A page's socket ended; it may come back."""
        if page in self._lost_at:
            self._lost_at[page] = self._now()

    def leave(self, page: Page) -> None:
        """A page closed on purpose."""
        self._end(page, CloseCode.LEFT)

    def turn_out(self, page: Page) -> None:
        """A page whose sign-in ended is told so, and nothing after it."""
        self._end(page, CloseCode.GRANT_REFUSED, SignedOut())

    def _end(self, page: Page, code: CloseCode, why: SignedOut | None = None) -> None:
        if self._lost_at.pop(page, self) is not self:
            self._records.forget(page)
            page.end(code, why)

    def hint(self, addressed: AddressedHint) -> None:
        """Hand a hint to the pages of its queue."""
        for page in self._lost_at:
            if is_of_queue(page, addressed):
                page.send("hint", addressed.hint)

    async def run(self) -> None:
        """Forget pages that did not come back, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            now = self._now()
            for page, lost_at in tuple(self._lost_at.items()):
                life = RESUME_LIFE_HIDDEN_S if page.hidden else RESUME_LIFE_S
                if lost_at is not None and now >= lost_at + life:
                    self.leave(page)


def is_of_queue(page: Page, addressed: AddressedHint) -> bool:
    """Whether a page may hear what staff of a queue hear."""
    facts = page.facts
    return facts.clinic_id == addressed.clinic_id and addressed.queue_id in facts.queue_ids
