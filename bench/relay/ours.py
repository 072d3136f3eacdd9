"""Our side as one process: the real socket, and a room that does for each message what a room must do."""

import asyncio
import sys

import msgspec
import uvloop

from services.contracts.wire import RELAYED
from services.signaling.socket.connection import Socket
from services.signaling.socket.envelope import Envelope
from services.signaling.socket.frames import relay_prefix
from services.signaling.socket.limits import Limits
from services.signaling.socket.server import SocketServer
from services.signaling.socket.stream import Stream

# The limiter works on every frame as always; only its figure lets a benchmark through.
LIMITS = Limits(burst=10**9, rate=1e9)


class Member:
    """One person in one room."""

    __slots__ = ("is_admitted", "n", "person", "prefixes", "room", "socket")

    def __init__(self, socket: Socket, person: str, room: dict[str, "Member"]) -> None:
        self.socket = socket
        self.person = person
        self.room = room
        self.n = len(room) + 1
        self.is_admitted = True
        self.prefixes = {kind: relay_prefix(kind, person, self.n) for kind in RELAYED}


class Rooms:
    """Hello names person and room; a relayed message goes to who is in the sender's own room, and may hear them."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, Member]] = {}

    def opened(self, socket: Socket) -> None:
        pass

    def message(self, socket: Socket, envelope: Envelope) -> None:
        sender = socket.owner
        if not isinstance(sender, Member):
            self._enter(socket, envelope)
            return
        prefix = sender.prefixes.get(envelope.type)
        target = sender.room.get(envelope.to)
        if prefix is None or target is None or target.n != envelope.n:
            return
        if sender.is_admitted and target.is_admitted:
            target.socket.send_relay(prefix, envelope.payload)

    def went_silent(self, socket: Socket) -> None:
        pass

    def heard_again(self, socket: Socket) -> None:
        pass

    def closed(self, socket: Socket, code: int) -> None:  # noqa: ARG002 -- the handler's interface
        if isinstance(member := socket.owner, Member):
            del member.room[member.person]
            member.socket.owner = None

    def _enter(self, socket: Socket, envelope: Envelope) -> None:
        said = msgspec.json.decode(envelope.payload, type=dict[str, str])
        room = self.rooms.setdefault(said["room"], {})
        socket.owner = room[said["person"]] = Member(socket, said["person"], room)
        socket.attach(Stream(LIMITS))
        socket.send("welcome", b'{"n":%d}' % socket.owner.n)


async def main() -> None:
    server = SocketServer(Rooms(), origins=[None], limits=LIMITS)
    await server.start("127.0.0.1", 0)
    print(server.port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await server.stop()


if __name__ == "__main__":
    uvloop.run(main())
