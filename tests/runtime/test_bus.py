"""Questions are answered, or say soon that they were not; a refused subject is never silent."""

import asyncio
import time

import pytest
from pydantic import BaseModel

from services.contracts.problems import LinkClosed
from services.runtime.bus import Bus, NoAnswerError, ProblemAnsweredError, RefusedSubjectError, open_bus
from services.runtime.settings import ServiceSettings
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import Owner, eventually


class Question(BaseModel):
    """Whom to greet."""

    who: str


class Answer(BaseModel):
    """The greeting."""

    said: str


async def greet(question: Question) -> Answer:
    """Answer as a service does."""
    return Answer(said=f"hello {question.who}")


async def test_a_question_is_answered(bus: Bus) -> None:
    await bus.serve("ask.greet", Question, greet)
    assert await bus.ask("ask.greet", Question(who="Rosa"), Answer) == Answer(said="hello Rosa")


async def test_a_slow_answer_keeps_nobody_else_waiting(bus: Bus) -> None:
    go_on = asyncio.Event()

    async def slow_for_one(question: Question) -> Answer:
        if question.who == "slow":
            await go_on.wait()
        return await greet(question)

    await bus.serve("ask.greet", Question, slow_for_one)
    async with asyncio.TaskGroup() as group:
        slow = group.create_task(bus.ask("ask.greet", Question(who="slow"), Answer))
        assert (await bus.ask("ask.greet", Question(who="quick"), Answer)).said == "hello quick"
        go_on.set()
    assert slow.result().said == "hello slow"


async def test_a_question_to_a_service_that_is_down_fails_within_its_limit(bus: Bus) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswerError):
        await bus.ask("ask.nobody", Question(who="Rosa"), Answer)
    assert time.monotonic() - began < 2.5


async def test_a_question_while_nats_is_down_fails_within_its_limit(bus: Bus, nats_server: NatsServer) -> None:
    nats_server.kill()
    began = time.monotonic()
    with pytest.raises(NoAnswerError):
        await bus.ask("ask.greet", Question(who="Rosa"), Answer)
    assert time.monotonic() - began < 2.5


async def test_a_named_problem_reaches_whoever_asked(bus: Bus) -> None:
    async def refuse(_: Question) -> Answer:
        raise LinkClosed

    await bus.serve("ask.greet", Question, refuse)
    with pytest.raises(ProblemAnsweredError, match=r"link\.closed"):
        await bus.ask("ask.greet", Question(who="Rosa"), Answer)


async def test_a_broken_question_gets_an_answer_too(bus: Bus) -> None:
    await bus.serve("ask.greet", Question, greet)
    with pytest.raises(ProblemAnsweredError, match=r"request\.invalid"):
        await bus.ask("ask.greet", Answer(said="not a question"), Answer)


async def test_a_refused_subject_ends_the_process(owner: Owner, settings: ServiceSettings) -> None:
    narrow = settings.model_copy(update={"nats_user": "narrow", "nats_password": "narrow"})
    narrow = ServiceSettings.model_validate({**narrow.model_dump(), "nats_password": "narrow"})
    async with open_bus(narrow, "narrow") as bus:
        await bus.publish("allowed.word", b"fine")
        await bus.publish("forbidden.word", b"not fine")
        with pytest.raises(RefusedSubjectError, match="forbidden"):
            await asyncio.wait_for(bus.end_when_refused(), 5)


async def test_a_message_that_cannot_be_handled_does_not_stop_the_next(bus: Bus) -> None:
    heard: list[bytes] = []

    async def handle(message: object) -> None:
        data = getattr(message, "data", b"")
        if data == b"bad":
            raise ZeroDivisionError
        heard.append(data)

    await bus.subscribe("relay.x", handle)
    await bus.publish("relay.x", b"bad")
    await bus.publish("relay.x", b"good")

    async def seen() -> list[bytes]:
        return heard

    await eventually(seen, lambda now: now == [b"good"])


async def test_a_service_may_start_before_nats(nats_server: NatsServer, settings: ServiceSettings) -> None:
    nats_server.kill()

    async def start_late() -> bool:
        async with open_bus(settings, "early") as bus:
            return bus.connected

    async with asyncio.TaskGroup() as group:
        early = group.create_task(start_late())
        await nats_server.start()
    assert early.result()
