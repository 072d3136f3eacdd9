"""A page in Python, as docs/wire-protocol.md has it, on the `websockets` client: honest by default, and able to lie."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Self, TypeVar
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from services.contracts import wire
from services.contracts.chat import ChatHistory, ChatMessage
from services.contracts.ids import MessageId, PersonId
from services.contracts.states import VisitState
from services.contracts.wire import RELAYED, ServerFrame

PATIENCE_SECONDS = 20.0

T = TypeVar("T")


@dataclass(frozen=True)
class Address:
    """Where a socket is opened, and what the proxy in front would say of it."""

    port: int
    door: str = "visit"
    handle: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Beside-Door": self.door, "X-Beside-Handle": self.handle}


@dataclass
class Client:
    """One page: numbers what it says, keeps what was not acknowledged, comes back by its secret."""

    address: Address
    welcome: wire.Welcome | None = None
    rooms: list[wire.Room] = field(default_factory=list)
    hints: list[dict[str, object]] = field(default_factory=list)
    relayed: list[ServerFrame] = field(default_factory=list)
    errors: list[wire.Error] = field(default_factory=list)
    written: dict[tuple[PersonId, MessageId], ChatMessage] = field(default_factory=dict)
    """What it knows of the chat: the last history, and what came since."""
    histories: int = 0
    typists: list[PersonId] = field(default_factory=list)
    close_code: int | None = None
    said: int = 0
    heard: int = 0

    def __post_init__(self) -> None:
        self._news = asyncio.Condition()
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._kept: dict[int, str] = {}

    # ---- Opening, losing, coming back

    async def join(self, token: str, **more: object) -> Self:
        """Say hello with a grant, and wait for what comes of it."""
        return await self.hello({"grant": token, **more})

    async def resume(self, address: Address | None = None, **more: object) -> Self:
        """Come back with the secret, at the same address or another one."""
        self.address = address or self.address
        secret = self.welcomed.resume.secret
        return await self.hello({"resume": {"secret": secret, "seq": self.heard}, **more})

    async def hello(self, payload: dict[str, object]) -> Self:
        """Open a socket and say any hello; wait until it is answered or closed."""
        before = self.welcome
        await self.hello_without_waiting(payload)
        await self.until(lambda: self.welcome is not before or self.close_code is not None)
        return self

    async def hello_without_waiting(self, payload: dict[str, object]) -> None:
        """Open a socket and say any hello."""
        await self.open()
        await self.send_raw({"type": "hello", "payload": payload})

    async def open(self) -> None:
        """Open a socket and say nothing."""
        self.close_code = None
        self._socket = await connect(
            f"ws://127.0.0.1:{self.address.port}/ws",
            additional_headers=self.address.headers,
            compression=None,
            ping_interval=None,
            close_timeout=1,
        )
        self._reading = asyncio.create_task(self._read(self._socket))

    async def lose(self) -> None:
        """The line breaks, without a close frame."""
        assert self._socket is not None
        self._socket.transport.abort()
        await self.until(lambda: self.close_code is not None)

    def stop_reading(self) -> None:
        """The page freezes: the line stands, and no ping is answered."""
        assert self._socket is not None
        self._socket.transport.pause_reading()

    async def leave(self) -> None:
        """Say goodbye and wait for the close."""
        await self.say("bye", {})
        await self.until(lambda: self.close_code is not None)

    async def close(self) -> None:
        """End the test's own part of the line."""
        if self._socket is not None:
            self._socket.transport.abort()
        if self._reading is not None:
            await asyncio.gather(self._reading, return_exceptions=True)

    # ---- Speaking

    async def say(
        self, kind: str, payload: dict[str, object], to: PersonId | None = None, n: int | None = None
    ) -> None:
        """Say one message, numbered, kept until it is acknowledged."""
        self.said += 1
        frame: dict[str, object] = {"type": kind, "seq": self.said, "ack": self.heard, "payload": payload}
        if to is not None:
            frame |= {"to": str(to), "n": n}
        self._kept[self.said] = json.dumps(frame)
        await self.send_raw(frame)

    async def say_again(self) -> None:
        """After a resume: what was not acknowledged goes out once more."""
        assert self._socket is not None
        for text in self._kept.values():
            await self._socket.send(text)

    async def send_raw(self, frame: object) -> None:
        """Send anything at all."""
        assert self._socket is not None
        await self._socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def try_to_say(self, kind: str, payload: object, to: PersonId | None = None, n: int | None = None) -> bool:
        """Say anything under the next number; False once the socket is closed."""
        self.said += 1
        recipient = {} if to is None else {"to": str(to), "n": n}
        return await self.try_to_send(json.dumps({"type": kind, "seq": self.said, **recipient, "payload": payload}))

    async def try_to_send(self, text: str) -> bool:
        """Send any text; False once the socket is closed."""
        assert self._socket is not None
        try:
            await self._socket.send(text)
        except ConnectionClosed:
            return False
        return True

    async def settled(self) -> None:
        """Wait until the server has dealt with all that was sent: it answered a ping, or closed."""
        assert self._socket is not None
        with suppress(ConnectionClosed):
            await asyncio.wait_for(await self._socket.ping(), PATIENCE_SECONDS)
            return
        await self.until(lambda: self.close_code is not None)

    # ---- The chat

    async def write(self, text: str, id_: MessageId | None = None) -> MessageId:
        """Write to everybody who may read it."""
        id_ = id_ or MessageId(uuid4())
        await self.say("chat", {"id": str(id_), "text": text})
        return id_

    @property
    def texts(self) -> list[str]:
        """What it may read, in order."""
        return [message.text for message in sorted(self.written.values(), key=lambda message: message.at)]

    async def until_reads(self, *texts: str) -> None:
        """Wait until the chat reads like this."""
        await self.until(lambda: self.texts == list(texts))

    # ---- Seeing

    @property
    def welcomed(self) -> wire.Welcome:
        assert self.welcome is not None, f"not welcome: {self.errors}, {self.close_code}"
        return self.welcome

    @property
    def n(self) -> int:
        return self.welcomed.you.n

    @property
    def room(self) -> wire.Room:
        return self.rooms[-1]

    def row(self, person: PersonId) -> wire.RoomPerson | None:
        """One person on this page's screen."""
        return next((one for one in self.room.people if one.person_id == person), None)

    def link_of(self, person: PersonId) -> str | None:
        """How a person's line is, as this page was shown it."""
        row = self.row(person) if self.rooms else None
        return row.link.value if row else None

    def flowing(self) -> set[PersonId]:
        """With whom this page exchanges sound and picture."""
        return {one.person_id for one in self.room.people if one.flows}

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something has been seen."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(holds)

    async def heard_words(self, count: int) -> None:
        """Wait until so many words of others have come."""
        await self.until(lambda: len(self.relayed) >= count)

    async def until_visit(self, state: VisitState, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the page was shown the visit in a state."""
        await self.until(lambda: self.room.visit_state is state, seconds)

    async def answer(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the server has surely taken in all that was said: it acknowledges the last number."""
        await self.until(lambda: not self._kept, seconds)

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for text in socket:
                self._take(ServerFrame.model_validate_json(text))
                async with self._news:
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        finally:
            self.close_code = socket.close_code
            async with self._news:
                self._news.notify_all()

    def _take(self, frame: ServerFrame) -> None:
        if frame.ack is not None:
            self._acknowledged(frame.ack)
        if frame.seq is not None:
            assert frame.seq == self.heard + 1, f"{frame.seq} after {self.heard}"
            self.heard = frame.seq
        if frame.type == "welcome":
            self._take_welcome(wire.Welcome.model_validate(frame.payload))
        elif frame.type == "room":
            self.rooms.append(wire.Room.model_validate(frame.payload))
        elif frame.type == "hint":
            self.hints.append(frame.payload)
        elif frame.type == "error":
            self.errors.append(wire.Error.model_validate(frame.payload))
        elif frame.type == "typing":
            assert frame.from_ is not None
            self.typists.append(frame.from_)
        elif frame.type in RELAYED:
            self.relayed.append(frame)
        else:
            self._take_chat(frame)

    def _take_chat(self, frame: ServerFrame) -> None:
        messages: tuple[ChatMessage, ...] = ()
        if frame.type == "chat":
            messages = (ChatMessage.model_validate(frame.payload),)
        elif frame.type == "chat_history":
            self.histories += 1
            self.written.clear()
            messages = ChatHistory.model_validate(frame.payload).messages
        self.written |= {(message.person_id, message.id): message for message in messages}

    def _take_welcome(self, welcome: wire.Welcome) -> None:
        self.welcome = welcome
        if welcome.resumed:
            self._acknowledged(welcome.received)
        else:
            self.said = self.heard = 0
            self._kept.clear()
        if welcome.room is not None:
            self.rooms.append(welcome.room)

    def _acknowledged(self, ack: int) -> None:
        self._kept = {seq: text for seq, text in self._kept.items() if seq > ack}


@asynccontextmanager
async def clients() -> AsyncIterator[Callable[[Address], Client]]:
    """Makes pages, and ends them with the block."""
    made: list[Client] = []

    def make(address: Address) -> Client:
        made.append(Client(address))
        return made[-1]

    try:
        yield make
    finally:
        await asyncio.gather(*(client.close() for client in made))
