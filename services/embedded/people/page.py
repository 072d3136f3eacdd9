"""A person at a page without a browser: door, socket and media together."""

import asyncio
from collections.abc import Callable
from typing import Any, Final, Self
from urllib.parse import urlsplit

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Role
from services.contracts.wire import Room
from services.embedded.people.door import Door, Json
from services.embedded.people.listening import SAMPLE_SECONDS
from services.embedded.people.media import Identity
from services.embedded.people.mesh import Mesh
from services.embedded.people.wire import Wire

REPORT_SECONDS: Final = 1.0
"""At most once a second, as the protocol has it."""


class Page:
    """What all pages share: one socket, a voice and a face, reports of whose packets came in.

    A `quiet` one has its place in the room, and connects to nobody.
    """

    def __init__(self, door: Door, identity: Identity, *, quiet: bool = False) -> None:
        self.door, self.identity, self.quiet = door, identity, quiet
        self.mesh = Mesh(identity, self._tell)
        self.wire: Wire | None = None
        self._reports: asyncio.Task[None] | None = None
        self._confirmed: tuple[int, dict[PersonId, int]] | None = None
        """Which line last said what is open, and what that was."""

    async def _grant(self) -> str:
        raise NotImplementedError

    async def connect(self) -> None:
        """Open the page's one socket."""
        self.wire, self._confirmed = Wire(self.door.socket_url, self._grant, self._on_room, self._on_relayed), None
        await self.wire.open()
        self._reports = asyncio.create_task(self._report())

    async def _tell(self, kind: str, to: PersonId, n: int, payload: dict[str, object]) -> None:
        await self.socket.send(kind, payload, to, n)

    async def _on_room(self, room: Room) -> None:
        if self.wire is None or self.wire.welcome is None:
            return
        flowing = {p.person_id: p.n for p in room.people if p.flows and p.n is not None}
        if not self.quiet:
            await self.mesh.match(self.wire.welcome.you.n, flowing)
        if self._confirmed != (self.wire.times_connected, flowing):
            self._confirmed = (self.wire.times_connected, flowing)
            await self.wire.confirm_closed(room.number)

    async def _on_relayed(self, kind: str, person: PersonId, n: int, payload: dict[str, object]) -> None:
        if not self.quiet:
            await self.mesh.heard(kind, person, n, payload)

    async def _report(self) -> None:
        while True:
            received = frozenset(p for p, peer in self.mesh.peers.items() if peer.listener.latest().samples)
            if received:
                await self.socket.report_received(received)
            await self.mesh.mend()
            await asyncio.sleep(REPORT_SECONDS)

    @property
    def socket(self) -> Wire:
        """The open socket."""
        if self.wire is None:
            raise RuntimeError("the page is not connected")
        return self.wire

    @property
    def person_id(self) -> PersonId:
        """Who the server holds this page for."""
        if self.socket.welcome is None:
            raise RuntimeError("the page is not connected")
        return self.socket.welcome.you.person_id

    async def until_room(self, holds: Callable[[Room], bool], seconds: float) -> None:
        """Wait for the room to look a certain way."""
        await self.socket.wait_until(lambda: self.socket.room is not None and holds(self.socket.room), seconds)

    async def hears(self, other: Identity, person: PersonId, seconds: float) -> None:
        """Wait until the person's own tone and colour, and nobody else's, arrive on their connection."""
        async with asyncio.timeout(seconds):
            while not self.hears_now(other, person):  # noqa: ASYNC110 (samples a measurement)
                await asyncio.sleep(SAMPLE_SECONDS)

    def hears_now(self, other: Identity, person: PersonId) -> bool:
        """True while the person's own tone and colour, and nobody else's, arrive on their connection."""
        peer = self.mesh.peers.get(person)
        return peer is not None and peer.listener.latest().is_from(other)

    async def mute(self, *, on: bool) -> None:
        """Mute or unmute."""
        self.mesh.voice.muted = on
        await self.socket.say_media(microphone=not on)

    async def reload(self) -> None:
        """What a reload does: the old page is gone without a word, a new one connects with a new grant."""
        await self._end_page()
        self.mesh = Mesh(self.identity, self._tell)
        await self.connect()

    async def _end_page(self) -> None:
        if self._reports is not None:
            self._reports.cancel()
            await asyncio.gather(self._reports, return_exceptions=True)
        if self.wire is not None:
            await self.wire.close()
        await self.mesh.close()

    async def close(self) -> None:
        """Close the page and its cookie jar."""
        await self._end_page()
        await self.door.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class PersonPage(Page):
    """A patient's or guest's page, opened from the link in their mail."""

    def __init__(self, link: str, identity: Identity, *, quiet: bool = False) -> None:
        parts = urlsplit(link)
        super().__init__(Door(f"{parts.scheme}://{parts.netloc}", parts.path), identity, quiet=quiet)
        self.link, self.secret = link, parts.fragment

    async def look(self) -> Json:
        """What the page shows before the tap."""
        answer: Json = await self.door.post("/look", {"secret": self.secret})
        return answer

    async def enter(self, **more: Any) -> Json:
        """The tap."""
        answer: Json = await self.door.post("/enter", {"secret": self.secret, **more})
        return answer

    async def check(self) -> None:
        """Picture and sound work."""
        await self.door.post(
            "/check", {"camera": "ok", "microphone": "ok", "speaker": "ok", "network": "video", "done": True}
        )

    async def me(self) -> Json:
        """Which screen the page shows, and what is on it."""
        answer: Json = await self.door.get("/me")
        return answer

    async def until_me(self, holds: Callable[[Json], object], seconds: float) -> Json:
        """Wait until the page shows what is wished; like the page it asks only when a hint or a room arrived."""
        async with asyncio.timeout(seconds):
            while not holds(me := await self.me()):
                await self.socket.wait_for_news(seconds)
            return me

    async def until_screen(self, screen: str, seconds: float) -> Json:
        """Wait until the page shows a screen."""
        return await self.until_me(lambda me: me["screen"] == screen, seconds)

    async def go_in(self, seconds: float) -> None:
        """Wait to be let in, and tap "Go in"."""
        await self.until_screen("go_in", seconds)
        await self.enter()
        await self.until_screen("call", seconds)

    async def _grant(self) -> str:
        return str((await self.door.post("/grant"))["grant"])


class ClinicianPage(Page):
    """The clinician's page in one visit; its door is signed in already."""

    def __init__(self, door: Door, identity: Identity, visit: VisitId, *, quiet: bool = False) -> None:
        super().__init__(door, identity, quiet=quiet)
        self.visit = visit

    async def _grant(self) -> str:
        return str((await self.door.post(f"/visits/{self.visit}/grant"))["grant"])

    def knocking(self) -> list[PersonId]:
        """Guests who stand at the door now, live."""
        room = self.socket.room
        return [p.person_id for p in room.people if p.role is Role.GUEST and p.standing == "at_door"] if room else []
