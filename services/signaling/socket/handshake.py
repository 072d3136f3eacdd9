"""The HTTP request that opens a socket: accepted with the answer to send, or refused with another."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol
from websockets.typing import Origin

END_OF_REQUEST = b"\r\n\r\n"

# The library tells every header at DEBUG; addresses and handles belong into no log.
_quiet = logging.getLogger("services.signaling.socket.handshake")
_quiet.setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the request said that whoever decides may need. Empty strings stand for what was not there."""

    door: str
    handle: str
    traceparent: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes to send back; `opening` is None when they refuse."""

    response: bytes
    opening: Opening | None


@dataclass(frozen=True, slots=True)
class Doorway:
    """Which requests may open a socket. None among the origins admits clients that are no browsers."""

    path: str
    origins: Sequence[str | None]


def answer(request: bytes, doorway: Doorway) -> Answer:
    """Answer one whole request, ending in an empty line (RFC 6455, 4.2). No extension, so no compression."""
    origins = [None if origin is None else Origin(origin) for origin in doorway.origins]
    protocol = ServerProtocol(origins=origins, logger=_quiet)
    protocol.receive_data(request)
    events = protocol.events_received()
    if not events or not isinstance(events[0], Request):
        said = b"".join(protocol.data_to_send())
        return Answer(said or refusal(HTTPStatus.BAD_REQUEST, "This is not a request for a socket."), None)
    response = _respond(protocol, events[0], doorway)
    opening = _opening(events[0].headers) if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS else None
    return Answer(response.serialize(), opening)


def refusal(status: HTTPStatus, sentence: str) -> bytes:
    """A whole plain answer to somebody who gets no socket."""
    return ServerProtocol(logger=_quiet).reject(status, sentence + "\n").serialize()


def _respond(protocol: ServerProtocol, request: Request, doorway: Doorway) -> Response:
    if request.path.partition("?")[0] != doorway.path:
        return protocol.reject(HTTPStatus.NOT_FOUND, "There is nothing here.\n")
    return protocol.accept(request)


def _opening(headers: Headers) -> Opening:
    def said(name: str) -> str:
        return ", ".join(headers.get_all(name))

    return Opening(
        door=said("X-Beside-Door"),
        handle=said("X-Beside-Handle"),
        traceparent=said("traceparent"),
    )
