"""What can happen to a room, in the past tense. Whoever hands them in also says when."""

from dataclasses import dataclass

from services.contracts.hints import Hint
from services.contracts.ids import DeviceId, PersonId
from services.contracts.presence import VisitPresence
from services.contracts.standing import StandingEntry
from services.contracts.states import DeviceKind, Role
from services.contracts.wire import Media
from services.signaling.chat.rules import Kept, Word


@dataclass(frozen=True, slots=True)
class Joined:
    """A page with a good grant, or one that resumed a connection which this instance does not hold.

    `attached` orders claims of the same connection by two instances: each resume has a later one (Unix seconds).
    """

    person: PersonId
    role: Role
    device: DeviceId
    n: int
    attached: float
    hidden: bool = False
    microphone: bool = True
    camera: bool = True
    device_kind: DeviceKind | None = None


@dataclass(frozen=True, slots=True)
class SocketBack:
    """A page resumed a connection of this room on a new socket."""

    n: int
    attached: float
    hidden: bool
    microphone: bool
    camera: bool
    device_kind: DeviceKind | None = None


@dataclass(frozen=True, slots=True)
class SocketLost:
    """The line broke, or the page closed it without `bye`."""

    n: int


@dataclass(frozen=True, slots=True)
class WentSilent:
    """An open socket gave no sign, not even a pong, for so many seconds."""

    n: int
    seconds: float


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """A silent socket gave a sign."""

    n: int


@dataclass(frozen=True, slots=True)
class MediaSaid:
    """A page told what of its own is on."""

    n: int
    media: Media


@dataclass(frozen=True, slots=True)
class HiddenSaid:
    """A page was hidden, or is shown again."""

    n: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class ReceivedSaid:
    """A page reported whose packets came in."""

    n: int
    people: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class MediaClosedSaid:
    """A page told that no connection of its is open but those that the room of this number lets flow."""

    n: int
    number: int


@dataclass(frozen=True, slots=True)
class ByeSaid:
    """A page closes on purpose."""

    n: int


@dataclass(frozen=True, slots=True)
class RelaySaid:
    """A page's word for another person's connection. The payload is whole JSON and stays unread."""

    n: int
    kind: str
    to: str
    to_n: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Relay:
    """A word from connection to connection, on its way from one instance to another."""

    kind: str
    sender: PersonId
    sender_device: DeviceId
    sender_n: int
    to: PersonId
    to_n: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class RelayArrived:
    """Another instance passed on a word for somebody here."""

    relay: Relay


@dataclass(frozen=True, slots=True)
class ChatWordSaid:
    """A page wrote, edited or withdrew a message."""

    n: int
    word: Word


@dataclass(frozen=True, slots=True)
class TypingSaid:
    """A page told that its person is writing."""

    n: int


@dataclass(frozen=True, slots=True)
class ChatStored:
    """A message that the room wanted kept is kept."""

    order: int
    kept: Kept


@dataclass(frozen=True, slots=True)
class ChatNotStored:
    """It is not, or nobody knows. `was_crossed`: another instance changed the same message first."""

    order: int
    was_crossed: bool


@dataclass(frozen=True, slots=True)
class ChatLoaded:
    """What the room wanted read is this."""

    order: int
    found: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class ChatNotLoaded:
    """It cannot be read now."""

    order: int


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """Another instance stored something of the chat, up to this sequence."""

    sequence: int


@dataclass(frozen=True, slots=True)
class StandingChanged:
    """Session wrote a new standing of the visit's people."""

    entry: StandingEntry


@dataclass(frozen=True, slots=True)
class StandingGone:
    """Session took the entry away: the visit is over for good."""


@dataclass(frozen=True, slots=True)
class HintArrived:
    """Session has a hint for people of this visit."""

    people: frozenset[PersonId]
    hint: Hint


@dataclass(frozen=True, slots=True)
class PeerInstanceSaid:
    """Another instance told who of this visit is there."""

    presence: VisitPresence


@dataclass(frozen=True, slots=True)
class KnowledgeAged:
    """Whether what is known of standings is fresh has changed: nothing is called private by what may be old."""

    is_fresh: bool


@dataclass(frozen=True, slots=True)
class BusBack:
    """What was published meanwhile may have reached nobody."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time has passed; to be told at `Room.due` at the latest."""


Input = (
    Joined
    | SocketBack
    | SocketLost
    | WentSilent
    | HeardAgain
    | MediaSaid
    | HiddenSaid
    | ReceivedSaid
    | MediaClosedSaid
    | ByeSaid
    | RelaySaid
    | RelayArrived
    | ChatWordSaid
    | TypingSaid
    | ChatStored
    | ChatNotStored
    | ChatLoaded
    | ChatNotLoaded
    | ChatMoved
    | StandingChanged
    | StandingGone
    | HintArrived
    | PeerInstanceSaid
    | KnowledgeAged
    | BusBack
    | Ticked
)
