"""Whoever is held gets nothing, whatever breaks meanwhile: a guest who closes nothing counts what still comes in."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Final
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from services.contracts.ids import MessageId, PersonId
from services.contracts.wire import Room
from services.embedded.people.media import DAUGHTER
from services.embedded.people.page import Page, PersonPage
from services.embedded.stack import Stack
from tests.faults.call import STEP_SECONDS, standing_of
from tests.faults.sofa import Sofa, Tap

CUT_SECONDS: Final = 20
LATEST: Final = 0.3
"""Seconds after the tap for a packet, and for a word."""

TAPS: Final = 3
"""Others who work on this machine do not make so many taps late, one after the other."""

BACK_WITHIN: Final = 60.0


class PrivateTime:
    """A sofa from which the guest is held, and what she had got by then."""

    def __init__(self, sofa: Sofa, stack: Stack) -> None:
        self.sofa, self.call, self.stack = sofa, sofa.call, stack
        self.rosa, self.lind, self.ana = sofa.cast.rosa, sofa.cast.lind, sofa.guest
        self.secrets: list[str] = []
        self._words = self._packets = 0

    async def begin(self) -> None:
        """Ana is held, and both others' screens say that they are alone."""
        await (await self.sofa.hold(on=True))
        await self.is_private()
        await self.begin_to_count()

    async def begin_to_count(self) -> None:
        """From now on nothing may be added to what she has."""
        self._words, self._packets = self.ana.words, await self.ana.open_mesh.packets()
        self.ana.named.clear()

    async def is_private(self) -> None:
        """Wait until Rosa's and Dr. Lind's screens say it."""
        for page in (self.rosa, self.lind):
            await page.until_room(lambda room: shows_private(room, self.ana.person_id), STEP_SECONDS)

    async def holds(self) -> None:
        """After a fault: the two talk and write to each other alone as before, and Ana got nothing of it."""
        await self._rosa_writes_to_lind()
        await self.is_private()
        await self.rosa.hears(self.lind.identity, self.lind.person_id, STEP_SECONDS)
        await self.lind.hears(self.rosa.identity, self.rosa.person_id, STEP_SECONDS)
        await self.call.next_second()
        await self.nothing_leaked()

    async def nothing_leaked(self) -> None:
        """No packet, no word of any kind, and no word of who is there."""
        assert await self.ana.open_mesh.packets() == self._packets
        assert self.ana.words == self._words
        assert self.ana.named <= {self.ana.person_id}
        assert not set(self.secrets) & set(self.ana.socket.chat.texts)

    async def _rosa_writes_to_lind(self) -> None:
        """Again a moment later where it could not be sent yet, as one does."""
        self.secrets.append(text := f"only between us, {uuid4()}")
        while await self._is_refused(await self.rosa.socket.chat.write(text)):
            assert text not in self.lind.socket.chat.texts
            await self.call.next_second()
        await self.lind.socket.wait_until(lambda: text in self.lind.socket.chat.texts, STEP_SECONDS)

    async def _is_refused(self, written: MessageId) -> bool:
        wire = self.rosa.socket
        known = (self.rosa.person_id, written)
        await wire.wait_until(lambda: known in wire.chat.messages or written in wire.chat.refused, STEP_SECONDS)
        return known not in wire.chat.messages

    async def is_cut_in_time(self, cut: Tap) -> bool:
        """Whether the last packet and the last word came in time. Late or not, then nobody sends her anything more."""
        began = int(time.monotonic())
        took = await self.sofa.cut_off(cut)
        for page in (self.rosa, self.lind):
            await page.until_room(lambda room: self.ana.person_id not in flowing(room), STEP_SECONDS)
            assert self.ana.person_id not in page.mesh.peers
        seconds = range(began, int(time.monotonic()) + 1)
        return max(took.last_packet, took.last_word) <= LATEST or any(map(self.call.pulse.was_weak, seconds))

    # ---- What breaks

    async def everybody_reloads(self) -> None:
        """Each of the three, one after the other; Ana's new page goes on with whom the old one knew."""
        for page in (self.rosa, self.lind):
            await page.reload()
            await self.holds()
        await self.ana.reload()
        await self.begin_to_count()

    async def another_guest_comes(self) -> None:
        """Somebody else is asked, agreed to, and let in, and leaves again: Ana is told nothing of it."""
        told = self._told()
        async with PersonPage(await self.sofa.agreed_to("Ben"), DAUGHTER, quiet=True) as ben:
            await self.sofa.let_in(ben)
            await ben.until_room(lambda room: len(flowing(room)) == 2, STEP_SECONDS)
            assert flowing(ben.socket.room) == {self.rosa.person_id, self.lind.person_id}
            await self.holds()
            await ben.door.post("/leave")
            await self.lind.until_room(lambda room: standing_of(room, ben.person_id) == "gone", STEP_SECONDS)
        assert self._told() == told

    def _told(self) -> tuple[int, int]:
        """How often Ana was shown anything but at the beginning of a line, and was sent a hint."""
        return self.ana.rooms - self.ana.socket.times_connected, len(self.ana.socket.hints)

    async def redis_forgets(self) -> None:
        """FLUSHALL, and everybody's line breaks."""
        async with Redis.from_url(self.stack.redis_url) as redis:
            await redis.flushall()
        for page in (self.rosa, self.lind, self.ana):
            await page.socket.lose()
            await page.socket.wait_until_connected(STEP_SECONDS)

    async def signaling_dies(self) -> None:
        """Kill -9 of the instance that holds Ana's socket."""
        part = self.call.instance_of(self.ana)
        on_it = [page for page in self.call.pages.values() if self.call.instance_of(page) == part]
        comes_back = [asyncio.create_task(connects_anew(page)) for page in on_it]
        await self._dies(part)
        await asyncio.gather(*comes_back)

    async def session_dies(self) -> None:
        """Kill -9 of what moves holds; Ana's line breaks before it is back."""
        back = asyncio.create_task(connects_anew(self.ana))
        await asyncio.gather(self._dies("session"), self.ana.socket.lose(), back)

    async def nats_is_cut_off(self) -> None:
        """Nothing reaches NATS and nothing comes from it for twenty seconds; nobody is called alone meanwhile."""
        self.stack.kill("nats", signal.SIGSTOP)
        try:
            for page in (self.rosa, self.lind):
                await page.until_room(lambda room: not shows_private(room, self.ana.person_id), STEP_SECONDS)
            for _ in range(CUT_SECONDS):
                await self.call.next_second()
                assert not shows_private(self.lind.socket.room, self.ana.person_id)
            await self.nothing_leaked()
        finally:
            self.stack.kill("nats", signal.SIGCONT)

    async def _dies(self, part: str) -> None:
        starts = self.stack.kill(part)
        await asyncio.to_thread(self.stack.wait_back, part, starts, BACK_WITHIN)


async def connects_anew(page: Page) -> None:
    """Wait until a line that is up now was lost, and is up again."""
    await page.socket.wait_until_connected(STEP_SECONDS)


def flowing(room: Room | None) -> set[PersonId]:
    """With whom sound and picture go."""
    return {one.person_id for one in room.people if one.flows} if room else set()


def shows_private(room: Room | None, held: PersonId) -> bool:
    """Whether a screen says that they are alone, without this person."""
    return (
        room is not None and room.privacy is not None and room.privacy.state == "private" and held in room.privacy.held
    )


@pytest.fixture(scope="module")
async def private_time(stack: Stack) -> AsyncIterator[PrivateTime]:
    """One call for all faults."""
    sofa = await Sofa.begin(stack.origin)
    yield PrivateTime(sofa, stack)
    await sofa.end()


Fault = Callable[[PrivateTime], Awaitable[None]]

FAULTS: Final[tuple[Fault, ...]] = (
    PrivateTime.everybody_reloads,
    PrivateTime.another_guest_comes,
    PrivateTime.redis_forgets,
    PrivateTime.signaling_dies,
    PrivateTime.session_dies,
    PrivateTime.nats_is_cut_off,
)


async def test_a_moment_is_private_once_all_have_closed(private_time: PrivateTime) -> None:
    await private_time.begin()
    await private_time.holds()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_whoever_is_held_gets_nothing_whatever_breaks(private_time: PrivateTime, fault: Fault) -> None:
    await fault(private_time)
    await private_time.holds()


async def test_after_all_that_the_guest_comes_back_and_reads_nothing_of_it(private_time: PrivateTime) -> None:
    await (await private_time.sofa.hold(on=False))
    await private_time.call.everyone_hears_everyone()
    await private_time.rosa.socket.chat.write("Here you are again")
    chat = private_time.ana.socket.chat
    await private_time.ana.socket.wait_until(lambda: "Here you are again" in chat.texts, STEP_SECONDS)
    assert not set(private_time.secrets) & set(chat.texts)


async def _comes_in_again(sofa: Sofa) -> None:
    await (await sofa.undo_remove())
    await sofa.guest.reload()


async def _is_brought_back(sofa: Sofa) -> None:
    await (await sofa.hold(on=False))


async def _has_everybody_back(sofa: Sofa) -> None:
    await (await sofa.room(on=False))


BACK: Final[Mapping[str, tuple[Tap, Callable[[Sofa], Awaitable[None]]]]] = {
    "held": (lambda sofa: sofa.hold(on=True), _is_brought_back),
    "the room is private": (lambda sofa: sofa.room(on=True), _has_everybody_back),
    "removed": (Sofa.remove, _comes_in_again),
}
"""What cuts Ana off, and what brings her back."""


@pytest.mark.parametrize("way", BACK)
async def test_the_last_packet_comes_within_the_time_of_a_tap(private_time: PrivateTime, way: str) -> None:
    cut, bring_back = BACK[way]
    for _ in range(TAPS):
        is_in_time = await private_time.is_cut_in_time(cut)
        await bring_back(private_time.sofa)
        await private_time.call.everyone_hears_everyone()
        if is_in_time:
            return
    pytest.fail("every tap came late")


async def test_a_yes_taken_back_ends_it_as_fast(private_time: PrivateTime) -> None:
    assert await private_time.is_cut_in_time(Sofa.revoke)
