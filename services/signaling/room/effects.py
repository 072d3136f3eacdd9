"""What a room wants done, in the imperative. Whoever drives the room does it, in this order."""

from dataclasses import dataclass

from services.contracts import wire
from services.contracts.grants import GrantCode
from services.contracts.hints import Hint
from services.contracts.ids import PersonId
from services.contracts.presence import Present
from services.contracts.wire import CloseCode, WireCode
from services.signaling.room.inputs import Relay


@dataclass(frozen=True, slots=True)
class Admit:
    """Answer this page's hello: it is in, and this is what it may see."""

    n: int
    room: wire.Room


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer this page's hello: it may not come in."""

    n: int
    code: WireCode | GrantCode


@dataclass(frozen=True, slots=True)
class SendRoom:
    """Show this page the visit as it may see it now."""

    n: int
    room: wire.Room


@dataclass(frozen=True, slots=True)
class SendHint:
    """Tell this page that something changed."""

    n: int
    hint: Hint


@dataclass(frozen=True, slots=True)
class SendError:
    """Tell this page what was refused; it stays connected."""

    n: int
    code: WireCode


@dataclass(frozen=True, slots=True)
class Deliver:
    """Give this page another person's word, in the order in which such effects come."""

    n: int
    kind: str
    sender: PersonId
    sender_n: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class PassOn:
    """Give a word to the other instances; the one that holds the connection delivers it."""

    relay: Relay


@dataclass(frozen=True, slots=True)
class Close:
    """End this connection for good: with the error first where there is one, and without its resume."""

    n: int
    code: CloseCode
    error: WireCode | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    """This connection can no longer be resumed; it has no socket."""

    n: int


@dataclass(frozen=True, slots=True)
class SaveResume:
    """Write down who this connection is, so that any instance can take it over."""

    n: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class PublishPresence:
    """Tell session and the other instances who is here."""

    people: tuple[Present, ...]


Effect = (
    Admit | Refuse | SendRoom | SendHint | SendError | Deliver | PassOn | Close | Forget | SaveResume | PublishPresence
)
