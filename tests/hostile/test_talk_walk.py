"""The part of the access table that is asked on the socket: whoever may connect, from wherever they stand, addresses
everybody's connections by their own client. Only whoever is in the talk is heard, and shown others.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from services.contracts.access import Action
from services.contracts.states import ConsentState, Role, Standing, VisitState
from services.embedded.stack import Stack
from tests.contracts.access_by_hand import is_allowed
from tests.hostile.asking import Ask, ask_all
from tests.hostile.crowd import Crowd, Scene, Somebody

Frame = dict[str, Any]

CONNECT: Final = "/api/session/v1/grant"
SOCKETS_AT_ONCE: Final = 12
SECONDS: Final = 60.0
TRIES: Final = 10
QUIET: Final = frozenset({"ack", "room", "hint", "welcome"})


def is_heard(person: Somebody) -> bool:
    """By hand: in the talk, held by nobody, and whoever needs the yes with it."""
    is_agreed = person.role is Role.INTERPRETER or person.consent is ConsentState.AGREED
    is_in = person.standing is Standing.ADMITTED and person.state is VisitState.IN_PROGRESS
    return is_in and is_agreed and not person.held


@dataclass
class Voice:
    """One page's socket in somebody's own hands: says anything, and keeps all it is told."""

    socket: ClientConnection
    n: int
    person_id: str
    told: list[Frame] = field(default_factory=list)
    said: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, kind: str, payload: object, **more: object) -> None:
        """Say anything under the next number."""
        self.said += 1
        await self.socket.send(json.dumps({"type": kind, "seq": self.said, "payload": payload, **more}))

    async def listen(self) -> None:
        """Keep everything until the socket ends."""
        try:
            async for text in self.socket:
                self.told.append(json.loads(text))
                self.news.set()
        except ConnectionClosed:
            return

    async def until(self, holds: Callable[[], bool]) -> None:
        """While it listens: return once this is so after something arrived."""
        async with asyncio.timeout(SECONDS):
            while not holds():
                self.news.clear()
                await self.news.wait()

    async def settled(self) -> None:
        """Until all that was said is acknowledged: by then it was delivered, or refused.

        It has no media, and says so: whoever does not is put out of a private moment after two seconds.
        """
        async with asyncio.timeout(SECONDS):
            while not any(frame.get("ack", 0) >= self.said for frame in self.told):
                frame = json.loads(await self.socket.recv())
                self.told.append(frame)
                if frame["type"] == "room":
                    await self.say("media_closed", {"number": frame["payload"]["number"]})

    @property
    def shown(self) -> set[str]:
        """Everybody whom the last room named."""
        rooms = [frame["payload"] for frame in self.told if frame["type"] == "room"]
        welcomes = [frame["payload"]["room"] for frame in self.told if frame["type"] == "welcome"]
        return {str(one["person_id"]) for one in [*welcomes, *rooms][-1]["people"]}

    @property
    def refused(self) -> set[str]:
        """The codes of what was refused."""
        return {str(frame["payload"]["code"]) for frame in self.told if frame["type"] == "error"}

    def words(self) -> set[str]:
        """The marks of what others said to this page, each with the type of its message."""
        frames = [frame for frame in self.told if frame["type"] not in QUIET]
        return {f"{frame['type']} {mark}" for frame in frames for mark in _marks(frame["payload"])}


def _marks(payload: Mapping[str, object]) -> list[object]:
    return [payload[name] for name in ("candidate", "sdp", "text") if name in payload]


@asynccontextmanager
async def page(origin: str, person: Somebody) -> AsyncIterator[Voice]:
    """Their socket, opened honestly; again, as a page does, while a busy part is not ready."""
    ask = Ask("POST", f"/v/{person.handle}{CONNECT}", {"Cookie": f"beside_device={person.cookie}"}, {})
    address = f"{origin.replace('http', 'ws', 1)}/v/{person.handle}/ws"
    for _ in range(TRIES):
        [said] = await ask_all(origin, [ask])
        async with connect(address, compression=None) as socket:
            hello = {"version": 1, "grant": said.json["grant"]}
            await socket.send(json.dumps({"type": "hello", "payload": hello}))
            first = json.loads(await socket.recv())
            if first["type"] == "welcome":
                yield Voice(socket, first["payload"]["you"]["n"], str(person.person_id), [first])
                return
            assert first["payload"]["code"] == "socket.not_ready", (str(person), first)
    raise AssertionError(f"{person} was never let in")


@dataclass
class Room:
    """A visit in which patient and a crowd of companions stand everywhere, and the patient's page."""

    origin: str
    scene: Scene
    rosa: Voice
    lind: str

    async def lied_to_by(self, person: Somebody, others: list[Voice]) -> Voice:
        """A page that addresses every connection it could guess, by every word."""
        async with page(self.origin, person) as liar:
            mark = str(person.person_id)
            await liar.say("media_closed", {"number": liar.told[0]["payload"]["room"]["number"]})
            for other in others:
                await liar.say("candidate", {"call": 1, "candidate": mark}, to=other.person_id, n=other.n)
                await liar.say("offer", {"call": 1, "sdp": mark}, to=other.person_id, n=other.n)
            for kind in ("answer", "please_offer", "candidate"):
                await liar.say(kind, {"call": 1, "sdp": mark, "candidate": mark}, to=str(uuid4()), n=1)
            await liar.say("chat", {"id": str(uuid4()), "text": mark})
            await liar.say("typing", {})
            await liar.say("received", {"people": [other.person_id for other in others]})
            await liar.settled()
            return liar


@pytest.fixture(scope="module")
async def rooms(stack: Stack) -> AsyncIterator[list[Room]]:
    """In every state one visit whose patient is there; the patients' pages listen all the time."""
    crowd = Crowd(stack)
    await crowd.sign_in()
    async with AsyncExitStack() as open_pages:
        found = []
        for scene in await crowd.gather_companions():
            rosa = await open_pages.enter_async_context(page(stack.origin, scene.patient))
            found.append(Room(stack.origin, scene, rosa, str(crowd.staff["lind"].person_id)))
        listening = [asyncio.create_task(room.rosa.listen()) for room in found]
        yield found
    await asyncio.gather(*listening)
    await crowd.database.close()


def _may_connect(one: Somebody) -> bool:
    return is_allowed(Action.CONNECT, one.parties, one.standing, one.state)


async def test_only_whoever_is_in_the_talk_is_heard_and_shown_others(rooms: list[Room]) -> None:
    """Every other one's words are lost as if nobody were there, and they know of nobody but themself."""
    patients = [room.rosa for room in rooms]
    liars = [
        (room, one)
        for room in rooms
        for one in room.scene.people
        if one.link_opens and _may_connect(one) and one is not room.scene.patient
    ]
    turn = asyncio.Semaphore(SOCKETS_AT_ONCE)

    async def lies(room: Room, one: Somebody) -> Voice:
        async with turn:
            return await room.lied_to_by(one, patients)

    voices = await asyncio.gather(*(lies(room, one) for room, one in liars))
    in_the_talk = {str(one.person_id) for _, one in liars if is_heard(one)}
    for (room, one), voice in zip(liars, voices, strict=True):
        assert is_heard(one) or voice.refused == {"chat.not_now"}, f"{one}: a refusal tells who is there"
        others = voice.shown - {voice.person_id}
        assert others <= (in_the_talk | {room.rosa.person_id, room.lind} if is_heard(one) else set()), str(one)
        assert is_heard(one) or not voice.words(), str(one)

    for room in rooms:
        heard = [str(one.person_id) for at, one in liars if at is room and is_heard(one)]
        said = {f"{kind} {person}" for person in heard for kind in ("candidate", "offer", "chat")}
        await room.rosa.until(lambda rosa=room.rosa, said=said: rosa.words() >= said)  # type: ignore[misc]
        assert room.rosa.words() == said, room.scene.state
    assert {one.role for _, one in liars if is_heard(one)} == {Role.GUEST, Role.INTERPRETER, Role.OBSERVER}
