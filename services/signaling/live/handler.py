"""Between a socket and everything else: who may speak, and what each type of message means."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from services.contracts import wire
from services.contracts.chat import ChatEdit, ChatSaid, ChatWithdraw, Typing
from services.contracts.wire import RELAYED
from services.runtime import telemetry
from services.runtime.breakage import Breakage, Where
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.signaling.errors import BadHello, BadMessage, NotReady, SocketProblem
from services.signaling.live.entrance import Entrance
from services.signaling.live.page import Page, turn_away
from services.signaling.live.pages import Pages
from services.signaling.live.staff import StaffPages
from services.signaling.live.visits import Visits
from services.signaling.room import inputs
from services.signaling.socket.connection import Socket
from services.signaling.socket.envelope import Envelope

MOST_AT_THE_DOOR: Final = 1024
"""Hellos answered at the same time; further ones are asked to come back, which pages do by themselves."""

M = TypeVar("M", bound=BaseModel)

log = get_logger(__name__)


class Handler:
    """What the sockets of this process report to."""

    def __init__(
        self,
        entrance: Entrance,
        pages: Pages,
        visits: Visits,
        staff: StaffPages,
        silent_after: float,
        breakage: Breakage,
    ) -> None:
        self._entrance, self._pages, self._visits, self._staff = entrance, pages, visits, staff
        self._silent_after = silent_after
        self._breakage = breakage
        self._at_the_door: dict[Socket, asyncio.Task[None]] = {}

    def opened(self, socket: Socket) -> None:
        """Nothing to do before hello."""

    def message(self, socket: Socket, envelope: Envelope) -> None:
        """One message, in order, never twice."""
        page = socket.owner
        if not isinstance(page, Page):
            self._hello(socket, envelope)
        elif self._breakage.is_armed and self._breakage.withholds(Where.SAID, f"{page.facts.role} {envelope.type}"):
            return
        elif envelope.type in RELAYED:
            self._visits.relay(page, envelope)
        else:
            self._own_message(page, envelope)

    def went_silent(self, socket: Socket) -> None:
        """An open socket gives no sign."""
        if isinstance(socket.owner, Page):
            self._pages.silent(socket.owner, self._silent_after)

    def heard_again(self, socket: Socket) -> None:
        """It gives signs again."""
        if isinstance(socket.owner, Page):
            self._pages.heard_again(socket.owner)

    def closed(self, socket: Socket, code: int) -> None:  # noqa: ARG002 (however it ended, the page may come back)
        """The end of a socket."""
        waiting = self._at_the_door.pop(socket, None)
        if waiting is not None:
            waiting.cancel()
        if isinstance(socket.owner, Page):
            self._pages.lost(socket.owner)

    async def close(self) -> None:
        """Answer no hello any more."""
        tasks = tuple(self._at_the_door.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ---- Hello

    def _hello(self, socket: Socket, envelope: Envelope) -> None:
        if socket in self._at_the_door:
            turn_away(socket, BadHello.close, BadHello())
        elif len(self._at_the_door) >= MOST_AT_THE_DOOR:
            turn_away(socket, NotReady.close, NotReady())
        else:
            task = asyncio.create_task(self._answer_hello(socket, bytes(envelope.payload)))
            self._at_the_door[socket] = task

    async def _answer_hello(self, socket: Socket, payload: bytes) -> None:
        opening = socket.opening
        assert opening is not None  # noqa: S101 (an open socket has had its handshake)
        try:
            with telemetry.span("hello", traceparent=opening.traceparent or None):
                await self._entrance.enter(socket, opening, payload)
        except SocketProblem as problem:
            log.info("page_refused", code=problem.code)
            turn_away(socket, problem.close or BadHello.close, problem)
        except Exception as error:
            if not is_out_of_reach(error):
                log.error("hello_failed", exc_info=error)
            turn_away(socket, NotReady.close, NotReady())
        finally:
            self._at_the_door.pop(socket, None)

    # ---- Messages for the server

    def _own_message(self, page: Page, envelope: Envelope) -> None:
        act = _ACTS.get(envelope.type)
        if act is None:
            page.refuse(BadMessage())
            return
        try:
            act(self, page, bytes(envelope.payload))
        except ValidationError:
            page.refuse(BadMessage())

    def _media(self, page: Page, payload: bytes) -> None:
        media = wire.Media.model_validate_json(payload)
        self._visits.said(page, inputs.MediaSaid(page.n, media))

    def _hidden(self, page: Page, payload: bytes) -> None:
        said = wire.Hidden.model_validate_json(payload)
        page.hidden = said.hidden
        self._visits.said(page, inputs.HiddenSaid(page.n, said.hidden))

    def _received(self, page: Page, payload: bytes) -> None:
        received = wire.Received.model_validate_json(payload)
        self._visits.said(page, inputs.ReceivedSaid(page.n, received.people))

    def _media_closed(self, page: Page, payload: bytes) -> None:
        closed = wire.MediaClosed.model_validate_json(payload)
        self._visits.said(page, inputs.MediaClosedSaid(page.n, closed.number))

    def _chat(self, page: Page, payload: bytes) -> None:
        self._visits.said(page, inputs.ChatWordSaid(page.n, ChatSaid.model_validate_json(payload)))

    def _chat_edit(self, page: Page, payload: bytes) -> None:
        self._visits.said(page, inputs.ChatWordSaid(page.n, ChatEdit.model_validate_json(payload)))

    def _chat_withdraw(self, page: Page, payload: bytes) -> None:
        self._visits.said(page, inputs.ChatWordSaid(page.n, ChatWithdraw.model_validate_json(payload)))

    def _typing(self, page: Page, payload: bytes) -> None:
        Typing.model_validate_json(payload)
        self._visits.said(page, inputs.TypingSaid(page.n))

    def _bye(self, page: Page, payload: bytes) -> None:
        wire.Bye.model_validate_json(payload)
        self._staff.leave(page)
        self._visits.said(page, inputs.ByeSaid(page.n))


_ACTS: Mapping[str, Callable[[Handler, Page, bytes], None]] = {
    "media": Handler._media,  # noqa: SLF001 (its own table)
    "hidden": Handler._hidden,  # noqa: SLF001
    "received": Handler._received,  # noqa: SLF001
    "media_closed": Handler._media_closed,  # noqa: SLF001
    "chat": Handler._chat,  # noqa: SLF001
    "chat_edit": Handler._chat_edit,  # noqa: SLF001
    "chat_withdraw": Handler._chat_withdraw,  # noqa: SLF001
    "typing": Handler._typing,  # noqa: SLF001
    "bye": Handler._bye,  # noqa: SLF001
}
