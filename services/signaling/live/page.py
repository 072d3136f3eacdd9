"""One page's connection: its facts, its numbered conversation, and the socket that carries it just now."""

from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel

from services.contracts import wire
from services.contracts.ids import MessageId, PersonId
from services.contracts.wire import CloseCode, ResumeOffer
from services.signaling.errors import SocketProblem
from services.signaling.live.facts import Facts
from services.signaling.live.resume_secret import hash_of, new_secret
from services.signaling.room.relaying import Way
from services.signaling.socket.connection import Socket
from services.signaling.socket.frames import own_prefix, relay_prefix
from services.signaling.socket.limits import Limits
from services.signaling.socket.stream import Stream


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words of one kind go, and how they begin there."""

    way: Way
    to: "Page"
    prefix: bytes


class Page:
    """Outlives its sockets for as long as it can be resumed."""

    __slots__ = ("_limits", "_stream", "facts", "hidden", "is_resumed", "keys", "passages", "seen", "socket")

    def __init__(self, facts: Facts, socket: Socket, limits: Limits, *, hidden: bool) -> None:
        self.facts = facts
        self.hidden = hidden
        self.keys: tuple[str, ...] = ()
        """Hashes of the resume secrets that find this page, the newest first."""
        self.socket: Socket | None = socket
        self.passages: dict[tuple[str, str, int], Passage] = {}
        """By kind, recipient and recipient's number: where this page's words go, until anything happens in the room."""
        self.seen: int | None = None
        """Up to where the client of this socket has heard the stream; None for one that comes anew."""
        self.is_resumed = False
        """Whether the last welcome was followed by all that was missed."""
        self._limits = limits
        self._stream = Stream(limits)

    @property
    def n(self) -> int:
        """The number of this connection within its visit."""
        return self.facts.n

    def come_back(self, socket: Socket, facts: Facts, seen: int) -> None:
        """Take another socket; one that still stands is a line that broke without a sign."""
        self.end(CloseCode.LEFT, None)
        self.facts, self.socket, self.seen = facts, socket, seen

    def welcome(self, *, instance: str, ice: tuple[wire.IceServer, ...], room: wire.Room | None) -> None:
        """Answer the hello: what was missed follows where the ring still has it, else all begins with `room`."""
        socket = self.socket
        if socket is None:
            return
        socket.owner = self
        is_resumed = self.is_resumed = self.seen is not None and self._stream.resume(self.seen) is not None
        welcome = wire.Welcome(
            you=self._you(),
            instance=instance,
            resume=ResumeOffer(secret=self._change_secret()),
            resumed=is_resumed,
            received=self._stream.received if is_resumed else 0,
            ice_servers=ice,
            room=None if is_resumed else room,
        )
        socket.send_uncounted("welcome", _json(welcome))
        if self.seen is not None and is_resumed:
            socket.resume(self._stream, self.seen)
            if room is not None:
                self.send("room", room)
        else:
            self._stream = Stream(self._limits)
            socket.attach(self._stream)

    def _change_secret(self) -> str:
        """The last secret stays good until the page has surely received the new one: until the next change."""
        secret = new_secret()
        self.keys = (hash_of(secret), *self.keys[:1])
        return secret

    def _you(self) -> wire.You:
        facts = self.facts
        return wire.You(person_id=facts.person_id, device_id=facts.device_id, role=facts.role, n=facts.n)

    def send(self, kind: str, message: BaseModel) -> None:
        """Say something, now or after the resume."""
        self.put(own_prefix(kind), _json(message))

    def deliver(self, kind: str, sender: PersonId, sender_n: int, payload: bytes) -> None:
        """Give this page another person's word."""
        self.put(_prefix(kind, sender, sender_n), payload)

    def whisper(self, kind: str, sender: PersonId, sender_n: int) -> None:
        """Tell this page something of another person that is worth nothing later."""
        if self.socket is not None:
            self.socket.whisper(_prefix(kind, sender, sender_n), b"{}")

    def cut_replay(self) -> None:
        """Never send again what was said so far, whether or not it arrived."""
        self._stream.forget()

    def passage(self, way: Way, to: "Page") -> "Passage":
        """Where this page's words go along a way of the room."""
        return Passage(way, to, _prefix(way.kind, self.facts.person_id, self.n))

    def put(self, prefix: bytes, payload: bytes) -> None:
        """Say something whose start was made before."""
        if self.socket is not None:
            self.socket.send_relay(prefix, payload)
        else:
            self._stream.add(prefix, payload)

    def refuse(self, problem: SocketProblem, about: MessageId | None = None) -> None:
        """Tell that one message was left out. `about`: which, if it was one of the chat."""
        self.send("error", problem.said(closing=False, about=about))

    def end(self, code: int, problem: SocketProblem | None) -> None:
        """Close the socket, if there is one, telling why if there is a why."""
        socket = self.detach()
        if socket is not None:
            turn_away(socket, code, problem)

    def refuse_entry(self, problem: SocketProblem) -> None:
        """Turn away a page that was not let in."""
        self.end(problem.close or CloseCode.LEFT, problem)

    def detach(self) -> Socket | None:
        """Let go of the socket: what becomes of it does not concern this page any more."""
        socket, self.socket = self.socket, None
        if socket is not None:
            socket.owner = None
        return socket


def turn_away(socket: Socket, code: int, problem: SocketProblem | None) -> None:
    """Close a socket, whether or not it was ever welcomed."""
    if problem is not None:
        said = _json(problem.said(closing=True))
        if socket.stream is not None:
            socket.send("error", said)
        else:
            socket.send_uncounted("error", said)
    socket.close(code, problem.code if problem is not None else "")


@lru_cache(maxsize=4096)
def _prefix(kind: str, person: PersonId, n: int) -> bytes:
    return relay_prefix(kind, str(person), n)


def _json(message: BaseModel) -> bytes:
    return message.model_dump_json().encode()
