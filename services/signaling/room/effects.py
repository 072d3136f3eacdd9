"""What a room wants done, in the imperative. Whoever drives the room does it, in this order."""

from dataclasses import dataclass

from services.contracts import wire
from services.contracts.chat import ChatMessage, Written
from services.contracts.grants import GrantCode
from services.contracts.hints import Hint
from services.contracts.ids import MessageId, PersonId
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
    about: MessageId | None = None


@dataclass(frozen=True, slots=True)
class SendChat:
    """Show this page a message of the chat, new or changed."""

    n: int
    message: ChatMessage


@dataclass(frozen=True, slots=True)
class SendChatHistory:
    """Show this page all of the chat that it may see; not where it was just resumed and has missed nothing."""

    n: int
    messages: tuple[ChatMessage, ...]
    unless_resumed: bool = False


@dataclass(frozen=True, slots=True)
class CutReplay:
    """What this page has not yet confirmed is not for its eyes any more: never send it again."""

    n: int


@dataclass(frozen=True, slots=True)
class StoreChat:
    """Keep a message; say how it went, with this order. `instead_of`: the sequence it replaces, 0 for a new one."""

    order: int
    message: Written
    instead_of: int


@dataclass(frozen=True, slots=True)
class LoadChat:
    """Read what is kept of the visit's chat after this sequence; say what was found, with this order."""

    order: int
    after: int


@dataclass(frozen=True, slots=True)
class TellChatMoved:
    """Tell the other instances that there is something new up to this sequence."""

    sequence: int


@dataclass(frozen=True, slots=True)
class Whisper:
    """Give this page another person's word if it hears it now; nothing of it is kept for later."""

    n: int
    kind: str
    sender: PersonId
    sender_n: int


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
    standing_version: int
    chat: int = 0


Effect = (
    Admit
    | Refuse
    | SendRoom
    | SendHint
    | SendError
    | SendChat
    | SendChatHistory
    | CutReplay
    | StoreChat
    | LoadChat
    | TellChatMoved
    | Whisper
    | Deliver
    | PassOn
    | Close
    | Forget
    | SaveResume
    | PublishPresence
)
