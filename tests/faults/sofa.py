"""A call, and a guest beside the patient who goes on listening whatever they are told."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Self
from uuid import uuid4

from services.contracts.ids import PersonId
from services.embedded.auto import talk
from services.embedded.people.door import Json
from services.embedded.people.media import DAUGHTER
from services.embedded.people.page import PersonPage
from tests.faults.call import STEP_SECONDS, Call, standing_of
from tests.hostile.eavesdropper import Eavesdropper, Greedy

SILENT_SECONDS: Final = 0.5
"""Without a packet for so long there comes none: sound alone is fifty a second."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Seconds from the request of a tap, sent, to the last that came to the guest; 0 where nothing came after it.

    `last_word`: to the close of the guest's socket, or the last message at it where it stays open.
    """

    last_packet: float
    last_word: float


class Sofa:
    """Rosa, Dr. Lind, and a guest whose client is their own. Each command is a tap on the page of whoever gives it."""

    def __init__(self, call: Call) -> None:
        assert isinstance(call.cast.ana, Eavesdropper)
        self.call, self.cast, self.guest = call, call.cast, call.cast.ana

    @classmethod
    async def begin(cls, origin: str) -> Self:
        """All three hear each other."""
        return cls(await Call.begin(origin, Greedy))

    @property
    def guest_id(self) -> PersonId:
        """Who sits beside Rosa."""
        return self.guest.person_id

    async def cut_off(self, tap: "Tap") -> Cut:
        """Measure a tap after which nothing reaches the guest."""
        prepared = await tap(self)
        tapped = time.monotonic()
        packets = asyncio.create_task(self.guest.last_packet_at(SILENT_SECONDS, STEP_SECONDS))
        await prepared
        last_packet = await packets
        return Cut(max(0.0, last_packet - tapped), max(0.0, self.guest.last_word_at - tapped))

    # ---- Taps: what a page has to know for one is fetched before; what comes back is the request

    async def hold(self, *, on: bool) -> Awaitable[Any]:
        """Dr. Lind keeps the guest out, or no longer."""
        return self._of_guest("hold", {"on": on})

    async def room(self, *, on: bool) -> Awaitable[Any]:
        """Rosa wishes to be alone with Dr. Lind, or everybody back."""
        return self.cast.rosa.door.post("/me/private", {"on": on})

    async def remove(self) -> Awaitable[Any]:
        """Dr. Lind puts the guest out."""
        return self._of_guest("remove", await self._seen())

    async def undo_remove(self) -> Awaitable[Any]:
        """Dr. Lind takes that back."""
        return self._of_guest("undo-remove", await self._seen())

    async def revoke(self) -> Awaitable[Any]:
        """Rosa takes her yes back."""
        asked = await self.cast.rosa.door.get("/invitations")
        [invitation] = [one["id"] for one in asked if one["person_id"] == str(self.guest_id)]
        return self.cast.rosa.door.post(f"/invitations/{invitation}/revoke")

    def _of_guest(self, what: str, wish: Json) -> Awaitable[Any]:
        path = f"/visits/{self.cast.visit_id}/people/{self.guest_id}/{what}"
        return self.cast.lind_door.post(path, wish)

    async def _seen(self) -> Json:
        return {"version": (await self.cast.see())["version"]}

    # ---- Guests

    async def agreed_to(self, first_name: str) -> str:
        """Dr. Lind asks somebody, Rosa agrees; gives the link that came by mail."""
        guest = {
            "name": f"{first_name} Alvarez",
            "first_name": first_name,
            "relationship": "daughter",
            "email": f"{uuid4()}@example.org",
        }
        visit = await self.cast.lind_door.post(f"/visits/{self.cast.visit_id}/invitations", guest)
        [asked] = [one["id"] for one in visit["invitations"] if one["state"] == "proposed"]
        yes = {"yes": True, "chat": True, "summary": "nothing"}
        await self.cast.rosa.door.post(f"/invitations/{asked}/answer", yes)
        return await self.cast.mailbox.link_to(guest["email"], STEP_SECONDS)

    async def let_in(self, page: PersonPage) -> None:
        """They knock, and Dr. Lind lets them in."""
        await page.enter()
        await page.check()
        await page.connect()
        await self.cast.lind.until_room(lambda room: standing_of(room, page.person_id) == "at_door", STEP_SECONDS)
        await self.cast.command("/admit", {"person_id": str(page.person_id)})
        await page.go_in(STEP_SECONDS)

    async def another(self) -> None:
        """Somebody else sits down there, as greedy as the one before."""
        await self.guest.close()
        self.guest = Eavesdropper(await self.agreed_to("Bea"), DAUGHTER)
        await self.let_in(self.guest)

    async def end(self) -> None:
        """Dr. Lind finishes, and every page closes."""
        await talk.finish(self.cast)
        if self.guest is not self.cast.ana:
            await self.guest.close()
        await self.call.end()


Tap = Callable[[Sofa], Awaitable[Awaitable[Any]]]
