"""A guest with a client of their own, who closes nothing and answers every offer: whatever still reaches them when
nothing should is counted at their own end.
"""

import asyncio
import time
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.wire import Room
from services.embedded.auto.cast import Cast
from services.embedded.people.media import DAUGHTER, Identity
from services.embedded.people.mesh import Mesh, Peer, Tell
from services.embedded.people.page import PersonPage
from tests.runtime.owner import eventually

_ALIVE: Final = frozenset({"new", "connecting", "connected"})


class OpenMesh(Mesh):
    """Drops nobody, and goes on to offer to whomever it ever knew. A connection that another replaces is kept."""

    def __init__(self, identity: Identity, tell: Tell, known: dict[PersonId, int] | None = None) -> None:
        super().__init__(identity, tell)
        self._kept: list[Peer] = []
        self._shown: frozenset[PersonId] = frozenset()
        self.known: dict[PersonId, int] = dict(known or {})

    async def match(self, mine: int, others: dict[PersonId, int]) -> None:
        """Connect to whoever is new, or here again; leave nobody."""
        for person in others.keys() - self._shown:
            if not self._is_under_way(person):
                await self.drop(person)
        self._shown = frozenset(others)
        self.known |= others
        await super().match(mine, self.known)

    def _is_under_way(self, person: PersonId) -> bool:
        """Whether they offered already, before the room that names them arrived."""
        peer = self.peers.get(person)
        return peer is not None and peer.pc.signalingState == "stable" and peer.pc.connectionState in _ALIVE

    async def drop(self, person: PersonId) -> None:
        """Only put it aside."""
        peer = self.peers.pop(person, None)
        if peer is not None:
            self._kept.append(peer)

    async def packets(self) -> int:
        """Packets of sound and picture that came in so far, over every connection there ever was."""
        reports = [await peer.pc.getStats() for peer in (*self._kept, *self.peers.values())]
        inbound = [one for report in reports for one in report.values() if one.type == "inbound-rtp"]
        return sum(int(one.packetsReceived) for one in inbound)

    async def close(self) -> None:
        """Now close everything."""
        for peer in (*self._kept, *self.peers.values()):
            await peer.close()
        self.peers.clear()
        await super().close()


class Eavesdropper(PersonPage):
    """A guest's page that goes on listening whatever it is told.

    `words`: what others said to it, page to page; `named`: whom it was shown; `rooms`: how often it was shown anything.
    `last_word_at`: when it last heard anything of others, or that all is over, by the monotonic clock.
    """

    LISTENS_FOR = 3600.0

    def __init__(self, link: str, identity: Identity) -> None:
        super().__init__(link, identity)
        self.open_mesh = self.mesh = OpenMesh(identity, self._tell)
        self.words = self.rooms = 0
        self.named: set[PersonId] = set()
        self.last_word_at = 0.0
        self._ending: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Open the page's one socket, and note its end."""
        await super().connect()
        self._ending = asyncio.create_task(self._note_end())

    async def _note_end(self) -> None:
        wire = self.socket
        await wire.wait_until(lambda: wire.ended_by is not None, self.LISTENS_FOR)
        self.last_word_at = time.monotonic()

    async def _end_page(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            await asyncio.gather(self._ending, return_exceptions=True)
        await super()._end_page()

    async def _on_relayed(self, kind: str, person: PersonId, n: int, payload: dict[str, object]) -> None:
        self.words += 1
        self.last_word_at = time.monotonic()
        await super()._on_relayed(kind, person, n, payload)

    async def _on_room(self, room: Room) -> None:
        self.rooms += 1
        self.last_word_at = time.monotonic()
        self.named |= {one.person_id for one in room.people}
        await super()._on_room(room)

    async def receives(self, packets: int, seconds: float) -> None:
        """Wait until so many packets more have come in."""
        wanted = await self.open_mesh.packets() + packets
        await eventually(self.open_mesh.packets, lambda count: count >= wanted, seconds)

    async def last_packet_at(self, quiet: float, seconds: float) -> float:
        """When the last packet came in, by the monotonic clock, once none has come for `quiet` seconds: 0 for none.

        Fails when they do not end within `seconds`.
        """
        count, last, began = await self.open_mesh.packets(), 0.0, time.monotonic()

        async def seconds_of_quiet() -> float:
            nonlocal count, last
            before, count = count, await self.open_mesh.packets()
            last = time.monotonic() if count != before else last
            return time.monotonic() - max(last, began)

        await eventually(seconds_of_quiet, lambda silent: silent >= quiet, seconds)
        return last

    async def reload(self) -> None:
        """A new page, as greedy as the first, that knows whom the first one knew."""
        await self._end_page()
        self.open_mesh = self.mesh = OpenMesh(self.identity, self._tell, self.open_mesh.known)
        await self.connect()


class Greedy(Cast):
    """Ana comes with a client of her own."""

    def page_of(self, link: str, identity: Identity) -> PersonPage:
        """The page that a link opens."""
        return Eavesdropper(link, identity) if identity is DAUGHTER else super().page_of(link, identity)
