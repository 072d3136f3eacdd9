"""Two real signaling processes on real NATS and Valkey; session is a voice on the bus."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from services.contracts.standing import StandingEntry
from services.embedded.stack import Stack
from tests.signaling.client import Address, Client, clients
from tests.signaling.live.voice import Stage, Voice, opened_voice
from tests.signaling.room.play import EVERYONE_IN, Person

NewStage = Callable[..., Awaitable[Stage]]
Opens = Callable[..., Client]

PARTS = ("nats", "valkey", "provision", "signaling-1", "signaling-2")


@pytest.fixture(scope="session")
def pair(new_state: Callable[[], Path]) -> Iterator[Stack]:
    """Two instances, for all tests here."""
    with Stack(new_state(), only=PARTS).start() as stack:
        yield stack


@pytest.fixture(scope="session")
async def voice(pair: Stack) -> AsyncIterator[Voice]:
    """Session, as signaling hears it."""
    async with opened_voice(pair) as voice:
        yield voice


@pytest.fixture
def new_stage(voice: Voice) -> NewStage:
    """Makes a visit with everyone let in, or with a standing of one's own."""

    async def make(entry: StandingEntry = EVERYONE_IN) -> Stage:
        return await Stage(voice, entry).begin()

    return make


@pytest.fixture
async def opens(pair: Stack) -> AsyncIterator[Opens]:
    """Opens pages: whose, in which visit, at which instance."""
    async with clients() as make:

        def open_page(stage: Stage, person: Person, at: int = 1, *, door: str = "visit") -> Client:
            return make(address(pair, at, stage.handle_of(person), door))

        yield open_page


def address(pair: Stack, at: int, handle: str, door: str = "visit") -> Address:
    """The socket's address at one of the two instances."""
    return Address(int(pair.addresses["ports"][f"signaling-{at}-sockets"]), door, handle)
