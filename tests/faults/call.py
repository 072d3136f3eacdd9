"""A three-way call of people with a voice and a face each, and what every one of them received, second by second."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Self

from services.contracts.demo import SECOND_CLINICIAN_ACCOUNT
from services.contracts.ids import PersonId, VisitId
from services.contracts.wire import Room
from services.embedded.auto import talk
from services.embedded.auto.cast import Cast, Place
from services.embedded.people.door import Door
from services.embedded.people.listening import Heard, Listener
from services.embedded.people.loopback import offer_loopback
from services.embedded.people.media import Identity
from services.embedded.people.page import Page
from services.embedded.people.wire import Wire

STEP_SECONDS: Final = 60.0

UNTIL_THREE: Final = (
    talk.booked,
    talk.mailed,
    talk.look,
    talk.enter,
    talk.check,
    talk.waiting,
    talk.let_in,
    talk.first_media,
    talk.invited,
    talk.consent,
    talk.knock,
    talk.guest_in,
    talk.three_way_media,
)

Way = tuple[str, str]
"""Who receives, and from whom, by first name."""


@dataclass
class Watch:
    """What went over the ways of a call since it began to watch; each connection must stay the one it was."""

    listeners: Mapping[Way, Listener]
    identities: Mapping[str, Identity]
    pulse: "Pulse"
    since: int = field(default_factory=lambda: int(time.monotonic()))

    def gaps(self, ways: Iterator[Way] | list[Way], until: int, muted: frozenset[int] = frozenset()) -> list[str]:
        """The whole seconds before `until` in which a receiver did not decode the sender's own sound and picture.

        In the seconds of `muted` Rosa's silence is no gap; her picture must come all the same.
        """
        return [
            f"{receiver} from {sender}, second {second - self.since}: {_said(window)}"
            for receiver, sender in ways
            for second in range(self.since, until)
            if not self.pulse.was_weak(second)
            and not self._is_whole(
                window := self.listeners[receiver, sender].windows.get(second),
                self.identities[sender],
                may_be_silent=sender == "rosa" and second in muted,
            )
        ]

    @staticmethod
    def _is_whole(window: Heard | None, sender: Identity, *, may_be_silent: bool) -> bool:
        if window is None or not window.frames:
            return False
        if may_be_silent:
            window = Heard(window.tones | {sender.tone}, window.colours, window.samples, window.frames)
        return window.is_from(sender)


def _said(window: Heard | None) -> str:
    if window is None:
        return "nothing"
    return f"tones {window.tones}, {window.samples} samples, {window.frames} frames, colours {set(window.colours)}"


class Pulse:
    """Beats in this very process. A second in which it was not run tells nothing about Beside."""

    EVERY: Final = 0.05
    ENOUGH: Final = 15
    """Beats a second; twenty when nothing is in the way."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._beats: Counter[int] = Counter()
        self._next = self._loop.call_later(self.EVERY, self._beat)

    def _beat(self) -> None:
        self._beats[int(time.monotonic())] += 1
        self._next = self._loop.call_later(self.EVERY, self._beat)

    def was_weak(self, second: int) -> bool:
        """Whether this process was kept waiting in that second or the one before, whose heap is then read."""
        return min(self._beats[second], self._beats[second - 1]) < self.ENOUGH

    def stop(self) -> None:
        """Beat no more."""
        self._next.cancel()


class Call:
    """Rosa at home, Dr. Lind in the clinic, and Ana beside; everything through the front door."""

    def __init__(self, origin: str, cast: Callable[[Place], Cast] = Cast) -> None:
        self.cast = cast(Place(origin))
        self.colleague = Door(origin, "/staff")
        self.pulse = Pulse()

    @classmethod
    async def begin(cls, origin: str, cast: Callable[[Place], Cast] = Cast) -> Self:
        """A visit from its booking until all three are in the call."""
        offer_loopback()
        call = cls(origin, cast)
        for step in UNTIL_THREE:
            async with asyncio.timeout(STEP_SECONDS):
                await step(call.cast)
        await talk.sign_in(call.colleague, SECOND_CLINICIAN_ACCOUNT)
        return call

    async def gather(self) -> None:
        """All three in the call, Rosa's socket at one instance and Dr. Lind's at the other."""
        while self.instance_of(self.cast.rosa) == self.instance_of(self.cast.lind):
            await self.cast.lind.reload()
        await self.everyone_hears_everyone()

    @staticmethod
    def instance_of(page: Page) -> str:
        """Which signaling instance holds a page's socket."""
        assert page.socket.welcome is not None
        return page.socket.welcome.instance

    @property
    def pages(self) -> dict[str, Page]:
        """Everybody's page, by first name."""
        return {"rosa": self.cast.rosa, "lind": self.cast.lind, "ana": self.cast.ana}

    def ways(self, *names: str) -> list[Way]:
        """Every way between two of these people; of all three when nobody is named."""
        chosen = names or tuple(self.pages)
        return [(one, other) for one in chosen for other in chosen if one != other]

    @property
    def ways_of_ana(self) -> list[Way]:
        """The ways that end when Ana leaves."""
        return [way for way in self.ways() if "ana" in way]

    async def everyone_hears_everyone(self) -> None:
        """Wait until each hears and sees the two others, and nobody else."""
        async with asyncio.timeout(STEP_SECONDS):
            await talk.three_way_media(self.cast)

    def watch(self) -> Watch:
        """Begin to look at what everybody receives."""
        pages = self.pages
        listeners = {(one, other): pages[one].mesh.peers[pages[other].person_id].listener for one, other in self.ways()}
        return Watch(listeners, {name: page.identity for name, page in pages.items()}, self.pulse)

    def numbers(self) -> dict[str, int]:
        """The number of each page's connection; a reload would have brought a new one."""
        return {name: page.socket.welcome.you.n for name, page in self.pages.items() if page.socket.welcome}

    async def next_second(self) -> int:
        """Wait until the present second is over, so that its window is whole; gives the second that began."""
        began = int(time.monotonic())
        peer = self.cast.rosa.mesh.peers[self.cast.lind.person_id]
        while int(time.monotonic()) == began:
            await peer.next_media()
        return int(time.monotonic())

    # ---- What people do meanwhile

    async def mute_is_seen(self) -> frozenset[int]:
        """Rosa mutes, the others read it; she speaks again, they read that. Gives the seconds it took."""
        rosa, began = self.cast.rosa, int(time.monotonic())
        for on in (True, False):
            await rosa.mute(on=on)
            for page in (self.cast.lind, self.cast.ana):
                await page.until_room(partial(shows_muted, rosa.person_id, on), STEP_SECONDS)
        # What was silent on the way may still be heard a moment later.
        return frozenset(range(began, int(time.monotonic()) + 2))

    async def colleague_opens_the_day_list(self) -> "StaffPage":
        """Dr. Okafor opens the list of the day: it shows the visit, and its socket is up."""
        page = await StaffPage.open(self.colleague)
        assert str(self.cast.visit_id) in {visit["id"] for visit in (await self.colleague.get("/day"))["visits"]}
        return page

    async def ana_leaves_and_is_let_in_again(self) -> None:
        """Ana goes, knocks, and Dr. Lind lets her in."""
        ana, lind = self.cast.ana, self.cast.lind
        await ana.door.post("/leave")
        await lind.until_room(lambda room: standing_of(room, ana.person_id) == "gone", STEP_SECONDS)
        await ana.enter()
        await lind.until_room(lambda room: standing_of(room, ana.person_id) == "at_door", STEP_SECONDS)
        await self.cast.command("/admit", {"person_id": str(ana.person_id)})
        # Her phone was in before, so that it need not be told to go in once more.
        await ana.until_screen("call", STEP_SECONDS)
        await talk.three_way_media(self.cast)

    async def end(self) -> None:
        """Close every page."""
        self.pulse.stop()
        await self.cast.leave_the_stage()
        await self.colleague.close()


class StaffPage:
    """A staff page outside any visit: hints of its queues."""

    def __init__(self, door: Door) -> None:
        async def grant() -> str:
            return str((await door.post("/grant"))["grant"])

        self.wire = Wire(door.socket_url, grant, _no_room, _no_word)

    @classmethod
    async def open(cls, door: Door) -> Self:
        """Its socket is up, however many tries that takes."""
        page = cls(door)
        await page.wire.open_at_last()
        return page

    async def hears_of(self, visit: VisitId, seconds: float) -> None:
        """Wait until a hint says that a visit changed."""
        await self.wire.wait_until(lambda: any(hint.get("id") == str(visit) for hint in self.wire.hints), seconds)

    async def close(self) -> None:
        """Leave."""
        await self.wire.close()


async def _no_room(_: Room) -> None:
    """A staff page outside a visit has no room."""


async def _no_word(_: str, __: PersonId, ___: int, ____: dict[str, object]) -> None:
    """Nobody speaks to it."""


def shows_muted(person: PersonId, muted: bool, room: Room) -> bool:  # noqa: FBT001 (as pages say it)
    """Whether a room shows somebody's microphone as off, or as on."""
    return any(one.person_id == person and one.microphone is not muted for one in room.people)


def standing_of(room: Room, person: PersonId) -> str | None:
    """Where somebody stands, as a room shows it."""
    return next((one.standing.value for one in room.people if one.person_id == person), None)
