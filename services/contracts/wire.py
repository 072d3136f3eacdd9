"""The messages of a page's one socket, both ways. docs/wire-protocol.md is the prose that a stranger can implement.

Every frame is one JSON text frame. Client to server: `{"type", "seq", "ack", "to", "n", "payload"}`; server to
client: `{"type", "seq", "from", "n", "payload"}`. `to` and `from` stand on relayed messages only. The payload of a
relayed message is never parsed by the server; the models below are what pages put into it.
"""

from enum import IntEnum, StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from services.contracts.chat import ChatEdit, ChatHistory, ChatMessage, ChatSaid, ChatWithdraw, Typing
from services.contracts.hints import Hint
from services.contracts.ids import DeviceId, MessageId, PersonId, VisitId
from services.contracts.states import DeviceKind, DevicePlace, Link, Modality, Role, Standing, VisitState

RESUME_LIFE_S: Final = 120
RESUME_LIFE_HIDDEN_S: Final = 900

RELAYED: Final = frozenset({"offer", "answer", "candidate", "please_offer"})
"""Types that go from person to person; everything else is for the server."""


class CloseCode(IntEnum):
    """WebSocket close codes in the private range (RFC 6455, 7.4.2); the `error` before it says more."""

    LEFT = 4000
    GRANT_REFUSED = 4401
    RESUME_REFUSED = 4408
    OPENED_ELSEWHERE = 4409
    NO_LONGER_HERE = 4410
    SILENT = 4411
    TOO_FAST = 4429
    NOT_READY = 4503


class WireCode(StrEnum):
    """Codes of `error` messages besides the six of grants."""

    BAD_HELLO = "socket.bad_hello"
    BAD_MESSAGE = "socket.bad_message"
    NOT_ALLOWED = "socket.not_allowed"
    NOT_READY = "socket.not_ready"
    RESUME_REFUSED = "socket.resume_refused"
    OPENED_ELSEWHERE = "device.opened_elsewhere"
    NO_LONGER_HERE = "visit.no_longer_here"
    SILENT = "device.silent"
    SIGNED_OUT = "staff.signed_out"
    TOO_FAST = "socket.too_fast"
    CHAT_NOT_NOW = "chat.not_now"
    CHAT_NOT_SENT = "chat.not_sent"
    CHAT_NOT_THERE = "chat.not_there"
    CHAT_FULL = "chat.full"
    CHAT_TOO_FAST = "chat.too_fast"


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Resume(_Message):
    """Take a lost socket's place: its secret, and the last sequence number that arrived."""

    secret: str
    seq: int = Field(ge=0)


class Hello(_Message):
    """The first frame of a client: a grant, or what resumes an earlier socket."""

    version: Literal[1] = 1
    grant: str | None = None
    resume: Resume | None = None
    hidden: bool = False
    microphone: bool = True
    camera: bool = True
    device_kind: DeviceKind | None = None
    traceparent: str | None = None


class Media(_Message):
    """Client: what of mine is on. Others see it in the room."""

    microphone: bool
    camera: bool


class Hidden(_Message):
    """Client: the page was hidden (the phone put down) or shown again."""

    hidden: bool


class Received(_Message):
    """Client: whose packets came in since the last report; at most once a second."""

    people: frozenset[PersonId]


class MediaClosed(_Message):
    """Client: no connection of mine is open but those that the room of this number lets flow. Said after closing."""

    number: int = Field(ge=1)


class Bye(_Message):
    """Client: this page closes on purpose; no waiting for it to come back."""


class You(_Message):
    """Who the server holds this socket for. `n` numbers the connection within the visit."""

    person_id: PersonId
    device_id: DeviceId
    role: Role | None
    n: int


class ResumeOffer(_Message):
    """With what to resume, and for how long after the socket is lost (longer after `hidden`)."""

    secret: str
    seconds: int = RESUME_LIFE_S
    seconds_hidden: int = RESUME_LIFE_HIDDEN_S


class IceServer(_Message):
    """W3C RTCIceServer."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class RoomPerson(_Message):
    """One person of the visit as this viewer may see them. `flows`: sound and picture go between the two of you now.

    `n` is their present connection, None while they have none. Who of two flowing people has the higher `n` offers.
    `held_by`: who keeps them out by name; shown to the patient and the clinician. `device_kind`: what their page said
    of itself in hello; shown to the clinician.
    """

    person_id: PersonId
    role: Role
    standing: Standing
    link: Link
    n: int | None = None
    hidden: bool = False
    microphone: bool = True
    camera: bool = True
    flows: bool = False
    held: bool = False
    held_by: tuple[PersonId, ...] = ()
    device_kind: DeviceKind | None = None
    second_device_at_door: bool = False


class PrivacyState(StrEnum):
    """Whether every device that is left in the talk has said that nothing of it reaches who is kept out."""

    CLOSING = "closing"
    PRIVATE = "private"


class Privacy(_Message):
    """How far a private moment has come. `private_by`: who made the whole room private; empty while some are held.

    `held`: who is kept out, of those whom this viewer may know of. `silent`: who gave no sign for 2 s of having
    closed, or is not reached; of patient, clinician and interpreter only, for others are dropped.
    """

    state: PrivacyState
    held: tuple[PersonId, ...] = ()
    private_by: tuple[PersonId, ...] = ()
    silent: tuple[PersonId, ...] = ()


class Room(_Message):
    """Server: the visit as this viewer may see it, whole; the last one wins.

    `chat`: you may read and write it now. `number` counts the rooms that this connection was shown. `privacy` is told
    to patient, clinician and interpreter while they are in the talk and somebody is kept out of it.
    """

    visit_id: VisitId
    number: int
    visit_state: VisitState
    modality: Modality
    standing: Standing
    device: DevicePlace
    chat: bool = False
    people: tuple[RoomPerson, ...]
    privacy: Privacy | None = None


class Welcome(_Message):
    """Server: the answer to hello. `resumed`: what was missed follows; else start from `room`, and both count from 1.

    `received`: the last of the client's numbers that arrived; after a resume it sends again what follows.
    """

    version: Literal[1] = 1
    you: You
    instance: str
    resume: ResumeOffer
    resumed: bool
    received: int = 0
    ice_servers: tuple[IceServer, ...] = ()
    room: Room | None = None


class Error(_Message):
    """Server: what was refused, and why. `closing`: the socket closes after it. `about`: the chat message refused."""

    code: str
    message: str
    closing: bool = False
    about: MessageId | None = None


class Description(_Message):
    """Relayed: W3C RTCSessionDescription. The offerer chooses `call`, higher for each new connection."""

    call: int
    sdp: str


class Candidate(_Message):
    """Relayed: W3C RTCIceCandidateInit; an empty candidate ends them (RFC 8838)."""

    call: int
    candidate: str
    sdp_mid: str | None = Field(default=None, alias="sdpMid")
    sdp_m_line_index: int | None = Field(default=None, alias="sdpMLineIndex")


class PleaseOffer(_Message):
    """Relayed: my side of the connection is lost or was never made; you came later, so offer anew."""


class ClientMessage(BaseModel):
    """Everything a client sends, by its type (for the schema and the documentation)."""

    hello: Hello
    media: Media
    hidden: Hidden
    received: Received
    media_closed: MediaClosed
    bye: Bye
    chat: ChatSaid
    chat_edit: ChatEdit
    chat_withdraw: ChatWithdraw
    typing: Typing
    offer: Description
    answer: Description
    candidate: Candidate
    please_offer: PleaseOffer


class ServerMessage(BaseModel):
    """Everything a server sends, by its type (for the schema and the documentation)."""

    welcome: Welcome
    room: Room
    hint: Hint
    error: Error
    chat: ChatMessage
    chat_history: ChatHistory
    typing: Typing
    offer: Description
    answer: Description
    candidate: Candidate
    please_offer: PleaseOffer


ClientType = Literal[
    "hello",
    "ack",
    "media",
    "hidden",
    "received",
    "media_closed",
    "bye",
    "chat",
    "chat_edit",
    "chat_withdraw",
    "typing",
    "offer",
    "answer",
    "candidate",
    "please_offer",
]
ServerType = Literal[
    "welcome",
    "ack",
    "room",
    "hint",
    "error",
    "chat",
    "chat_history",
    "typing",
    "offer",
    "answer",
    "candidate",
    "please_offer",
]


Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""At most the largest whole number that JavaScript keeps exact."""
Number = Annotated[Count, Field(ge=1)]


def _never_null(schema: dict[str, Any]) -> None:
    """A member that does not apply is left out: the schema must not promise that null is understood."""
    for member in schema["properties"].values():
        if member.get("default", ...) is None:
            del member["default"]


class _Frame(BaseModel):
    model_config = ConfigDict(json_schema_extra=_never_null)

    seq: Number | SkipJsonSchema[None] = None
    ack: Count | SkipJsonSchema[None] = None
    n: Count | SkipJsonSchema[None] = None
    payload: dict[str, object] = {}


class ClientFrame(_Frame):
    """The envelope from a client. `hello` and `ack` carry no `seq`; `to` and `n` name the connection it is for."""

    type: ClientType
    to: PersonId | SkipJsonSchema[None] = None


class ServerFrame(_Frame):
    """The envelope from the server. `ack` acknowledges the client's `seq`, cumulatively."""

    type: ServerType
    from_: PersonId | SkipJsonSchema[None] = Field(default=None, alias="from")
