"""A client of one's own that says whatever it likes on a socket that was opened honestly."""

import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from services.embedded.people.page import PersonPage

Frame = dict[str, Any]

LIES: Final = ("offer", "answer", "candidate", "please_offer")
CALM: Final = frozenset({"ack", "welcome"})


class Liar:
    """Keeps every frame that it was ever told."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._said = 0
        self.told: list[Frame] = []

    async def say(self, kind: str, payload: object, **more: object) -> None:
        """Say anything under the next number."""
        self._said += 1
        await self._socket.send(json.dumps({"type": kind, "seq": self._said, "payload": payload, **more}))

    async def lie_to(self, person: str, numbers: Iterable[int]) -> None:
        """Call somebody by every number that their connection may have."""
        for n in numbers:
            for kind in LIES:
                await self.say(kind, {"call": 1, "sdp": "v=0", "candidate": "x"}, to=person, n=n)

    async def settled(self) -> None:
        """Read on until everything said was taken in: it is acknowledged, or the socket is closed."""
        try:
            while not any(frame.get("ack") == self._said for frame in self.told):
                self.told.append(json.loads(await self._socket.recv()))
        except ConnectionClosed:
            return

    async def until(self, holds: Callable[[Frame], bool]) -> None:
        """Read on until such a frame arrives; it is the last one of `told`."""
        while not (self.told and holds(self.told[-1])):
            self.told.append(json.loads(await self._socket.recv()))

    @property
    def errors(self) -> set[str]:
        """The codes of what was refused."""
        return {str(frame["payload"]["code"]) for frame in self.told if frame["type"] == "error"}

    @property
    def shown(self) -> set[str]:
        """Everybody whom any room, hint or word named."""
        rooms = [frame["payload"] for frame in self.told if frame["type"] == "room"]
        rooms += [frame["payload"]["room"] for frame in self.told if frame["type"] == "welcome"]
        people = {str(one["person_id"]) for room in rooms if room for one in room["people"]}
        return people | {str(frame["from"]) for frame in self.told if "from" in frame}


@asynccontextmanager
async def liar_at(page: PersonPage) -> AsyncIterator[Liar]:
    """The page's own socket in the hands of a liar, with a good grant."""
    grant = (await page.door.post("/grant"))["grant"]
    async with connect(page.door.socket_url, compression=None) as socket:
        liar = Liar(socket)
        await socket.send(json.dumps({"type": "hello", "payload": {"version": 1, "grant": grant}}))
        liar.told.append(json.loads(await socket.recv()))
        yield liar


def guessed_ids() -> list[str]:
    """Ids of the right form that belong to nobody."""
    return [str(uuid4()) for _ in range(3)]
