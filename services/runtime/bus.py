"""NATS: one connection a process, questions and answers, and a loud voice when a subject is refused."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

import nats
import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from pydantic import BaseModel, ValidationError

from services.contracts.problems import Problem
from services.runtime import telemetry
from services.runtime.breakage import Breakage, Where
from services.runtime.logs import get_logger
from services.runtime.reach import is_out_of_reach
from services.runtime.settings import ServiceSettings
from services.runtime.tasks import end_all

PING_SECONDS, MISSED_PINGS = 1, 2
"""A dead link is seen after two seconds.

The library's own two minutes twice would hide it for four minutes.
"""

RECONNECT_SECONDS = 0.1
CONNECT_SECONDS = 2
ASK_SECONDS = 2.0
"""How long a question may take, as settled between the services."""

CLOSE_SECONDS = 1.0

JETSTREAM_SECONDS = 2.0
"""Limit of one publish or bucket access; an acknowledgement takes a millisecond."""

MOST_ANSWERED_AT_ONCE = 64
"""Questions answered at the same time.

Further ones wait in the subscription, whose own bound drops the rest.
"""

ERROR_HEADER = "Beside-Error"
"""Code of the problem with which a question was answered instead of the answer."""

Question = TypeVar("Question", bound=BaseModel)
Answer = TypeVar("Answer", bound=BaseModel)

log = get_logger(__name__)


class RefusedSubjectError(Exception):
    """NATS does not allow this user a subject: a fault of the set-up, never of the moment."""


class NoAnswerError(Exception):
    """Nobody answered a question in time."""


class ProblemAnsweredError(Exception):
    """The other service answered with a named problem; `code` is its stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Bus:
    """The process's connection to NATS. It reconnects for ever; what waits on it has its own limit."""

    def __init__(self, settings: ServiceSettings, service: str) -> None:
        self._settings = settings
        self._service = service
        self._client = Client()
        self._refused: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._on_reconnect: set[Callable[[], None]] = set()
        self._answering: set[asyncio.Task[None]] = set()
        self._refusals = 0
        self._breakage = Breakage(settings)

    @property
    def connected(self) -> bool:
        """True while the connection is up, as far as pings know."""
        return self._client.is_connected

    @property
    def client(self) -> Client:
        """The bare connection, for subscriptions of one's own."""
        return self._client

    @property
    def jetstream(self) -> JetStreamContext:
        """JetStream with our time limit."""
        return self._client.jetstream(timeout=JETSTREAM_SECONDS)

    async def connect(self) -> None:
        """Connect, waiting for the server as long as it takes to come up."""
        user = self._settings.nats_user
        await self._client.connect(
            servers=self._settings.nats_url.split(","),
            name=f"{self._service} {self._settings.instance}",
            user=user or None,
            password=self._settings.nats_password.get_secret_value() or None,
            inbox_prefix=f"_INBOX.{user or self._service}",
            connect_timeout=CONNECT_SECONDS,
            ping_interval=PING_SECONDS,
            max_outstanding_pings=MISSED_PINGS,
            reconnect_time_wait=RECONNECT_SECONDS,  # type: ignore[arg-type]  # seconds; fractions work
            max_reconnect_attempts=-1,
            error_cb=self._on_error,
            disconnected_cb=self._on_disconnect,
            reconnected_cb=self._on_reconnected,
        )

    async def _on_error(self, error: Exception) -> None:
        if "permissions violation" in str(error).lower():
            self._refusals += 1
            log.critical("nats_refused_a_subject", detail=str(error))
            if self._settings.nats_refusal_is_fatal and not self._refused.done():
                self._refused.set_result(str(error))
        elif not isinstance(error, ConnectionError | OSError):
            log.warning("nats_error", error=type(error).__name__)

    async def _on_disconnect(self) -> None:
        if not self._client.is_closed:
            log.warning("nats_disconnected")

    async def _on_reconnected(self) -> None:
        log.info("nats_reconnected")
        for call in tuple(self._on_reconnect):
            call()

    def on_reconnect(self, call: Callable[[], None]) -> Callable[[], None]:
        """Have `call` run after every reconnect; the returned function ends that."""
        self._on_reconnect.add(call)
        return lambda: self._on_reconnect.discard(call)

    async def end_when_refused(self) -> None:
        """Raise `RefusedSubjectError` once a subject was refused, if the settings want that.

        An owned task of every process.
        """
        raise RefusedSubjectError(await asyncio.shield(self._refused))

    async def count_refusals(self) -> int:
        """How often a subject was refused since the start; health tells it."""
        return self._refusals

    async def publish(self, subject: str, payload: bytes) -> None:
        """Send at most once, without waiting for anybody."""
        await self._client.publish(subject, payload, headers=_headers())

    async def subscribe(self, subject: str, handle: Callable[[Msg], Awaitable[None]], *, queue: str = "") -> None:
        """Hear every message of `subject`; with `queue` one of those who name it hears each.

        What `handle` raises is logged and ends nothing: the next message is heard.
        """

        async def hear(message: Msg) -> None:
            try:
                await handle(message)
            except Exception as error:
                log.error("message_failed", subject=subject, exc_info=error)

        await self._client.subscribe(subject, queue=queue, cb=hear)

    async def ask(self, subject: str, question: BaseModel, answer: type[Answer], within: float = ASK_SECONDS) -> Answer:
        """Ask another service.

        Raises `NoAnswerError` when it is down, `ProblemAnsweredError` when it refuses.
        """
        if self._breakage.withholds(Where.QUESTION, subject):
            raise NoAnswerError(subject)
        try:
            reply = await self._client.request(
                subject, question.model_dump_json().encode(), timeout=within, headers=_headers()
            )
        except nats.errors.Error as error:
            raise NoAnswerError(subject) from error
        code = (reply.headers or {}).get(ERROR_HEADER)
        if code is not None:
            raise ProblemAnsweredError(code)
        return answer.model_validate_json(reply.data)

    async def serve(
        self, subject: str, question: type[Question], handle: Callable[[Question], Awaitable[BaseModel]]
    ) -> None:
        """Answer questions on `subject`; the instances of this service share them."""
        slots = asyncio.Semaphore(MOST_ANSWERED_AT_ONCE)

        async def answer_one(message: Msg) -> None:
            try:
                await self._answer(message, question, handle)
            finally:
                slots.release()

        async def take(message: Msg) -> None:
            await slots.acquire()
            task = asyncio.create_task(answer_one(message))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

        await self.subscribe(subject, take, queue=self._service)

    async def _answer(
        self, message: Msg, question: type[Question], handle: Callable[[Question], Awaitable[BaseModel]]
    ) -> None:
        headers = message.headers or {}
        with telemetry.span(message.subject, traceparent=headers.get(telemetry.TRACEPARENT)):
            try:
                answer = await handle(question.model_validate_json(message.data))
                await self._client.publish(message.reply, answer.model_dump_json().encode())
            except Exception as error:  # noqa: BLE001 (the loop that answers; whoever asked learns a code)
                await self._client.publish(message.reply, b"", headers={ERROR_HEADER: _code_of(error, message.subject)})

    async def check(self) -> None:
        """Raise when NATS does not answer."""
        if not self.connected:
            raise ConnectionError("not connected to NATS")
        await self._client.flush(timeout=1)

    async def close(self) -> None:
        """End what is being answered, then close."""
        await end_all(tuple(self._answering))
        with suppress(ConnectionError, TimeoutError, nats.errors.Error):  # lost already, or just now
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._client.close()


def _code_of(error: Exception, subject: str) -> str:
    if isinstance(error, Problem):
        return error.code
    if isinstance(error, ValidationError):
        return "request.invalid"
    if is_out_of_reach(error):
        return "server.unavailable"
    log.error("question_failed", subject=subject, exc_info=error)
    return Problem.code


def _headers() -> dict[str, str] | None:
    parent = telemetry.current_traceparent()
    return {telemetry.TRACEPARENT: parent} if parent else None


@asynccontextmanager
async def open_bus(settings: ServiceSettings, service: str) -> AsyncIterator[Bus]:
    """The process's connection to NATS, for as long as the block runs."""
    bus = Bus(settings, service)
    await bus.connect()
    try:
        yield bus
    finally:
        await bus.close()
