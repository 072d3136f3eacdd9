"""Whatever one page sends, it harms nobody but itself, and the server says why with a stable code."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contracts.grants import GrantCode
from services.contracts.states import Scope
from services.contracts.wire import WireCode
from services.embedded.stack import Stack
from tests.signaling.client import Client, clients
from tests.signaling.from_schema import envelopes, messages
from tests.signaling.live.conftest import address
from tests.signaling.live.voice import Stage, Voice
from tests.signaling.room.play import ANA, LIND, ROSA, admitted, standing

ALL_MAY_WRITE = standing(
    1,
    {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: admitted(ANA, scopes=frozenset({Scope.JOIN, Scope.CHAT}))},
)
CODES = {code.value for code in (*WireCode, *GrantCode)}
STANDARD_CLOSES = {1003, 1007, 1008, 1009}

FUZZ = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Call:
    """Dr. Lind and Rosa talk; Ana's page lies."""

    def __init__(self, pair: Stack, stage: Stage, make: Any) -> None:
        self._pair, self._stage, self._make = pair, stage, make
        self.words = 0

    async def begin(self) -> "Call":
        self.lind = await self.page(LIND).join(self._stage.grant(LIND))
        self.rosa = await self.page(ROSA).join(self._stage.grant(ROSA))
        await self.rosa.until(lambda: LIND.id in self.rosa.flowing())
        return self

    def page(self, person: Any) -> Client:
        made: Client = self._make(address(self._pair, 1, self._stage.handle_of(person)))
        return made

    async def liar(self) -> Client:
        return await self.page(ANA).join(self._stage.grant(ANA))

    async def goes_on(self) -> None:
        """A word from Rosa still reaches Dr. Lind, and neither was told of any error."""
        self.words += 1
        word = {"call": 1, "candidate": f"word {self.words}"}
        await self.rosa.say("offer", word, to=LIND.id, n=self.lind.n)
        await self.lind.until(lambda: any(one.payload == word for one in self.lind.relayed))
        assert not self.lind.errors
        assert not self.rosa.errors
        assert self.lind.close_code is None
        assert self.rosa.close_code is None
        self.lind.relayed.clear()


@pytest.fixture
async def call(pair: Stack, voice: Voice) -> AsyncIterator[Call]:
    stage = await Stage(voice, ALL_MAY_WRITE).begin()
    async with clients() as make:
        yield await Call(pair, stage, make).begin()


def fits(page: Client) -> bool:
    """Every refusal carries a code that the documentation knows, and a sentence."""
    ends = page.close_code is None or page.close_code in STANDARD_CLOSES or 4000 <= page.close_code < 5000
    return ends and all(error.code in CODES and error.message for error in page.errors)


@FUZZ
@given(said=st.lists(messages(), min_size=1, max_size=12), to=st.sampled_from((LIND, ROSA, ANA)), n=st.integers(0, 9))
async def test_no_message_of_one_page_disturbs_the_others(
    said: list[tuple[str, Any]], to: Any, n: int, call: Call
) -> None:
    liar = await call.liar()
    for kind, payload in said:
        if liar.close_code is not None:
            break
        await liar.try_to_say(kind, payload, to=to.id, n=n)
    await liar.settled()
    assert fits(liar), (liar.close_code, liar.errors)
    await call.goes_on()
    await liar.close()


@FUZZ
@given(frames=st.lists(envelopes(), min_size=1, max_size=8))
async def test_no_frame_of_one_page_disturbs_the_others(frames: list[Any], call: Call) -> None:
    liar = await call.liar()
    for frame in frames:
        if liar.close_code is not None:
            break
        await liar.try_to_send(frame if isinstance(frame, str) else json.dumps(frame))
    await liar.settled()
    assert fits(liar), (liar.close_code, liar.errors)
    await call.goes_on()
    await liar.close()


@FUZZ
@given(frame=envelopes())
async def test_no_first_frame_gets_more_than_an_error(frame: Any, call: Call) -> None:
    stranger = call.page(ANA)
    await stranger.open()
    await stranger.try_to_send(frame if isinstance(frame, str) else json.dumps(frame))
    await stranger.settled()
    assert stranger.welcome is None
    assert fits(stranger), (stranger.close_code, stranger.errors)
    await call.goes_on()
    await stranger.close()


async def test_a_flood_ends_the_flooder_alone(call: Call) -> None:
    liar = await call.liar()
    for _ in range(2_000):
        if not await liar.try_to_say("media", {"microphone": True, "camera": False}):
            break
    await liar.until(lambda: liar.close_code is not None)
    assert liar.close_code == 4429
    await call.goes_on()


def test_the_service_itself_saw_no_error(pair: Stack) -> None:
    """Runs last in this file: none of all that was a surprise to the service."""
    for part in ("signaling-1", "signaling-2"):
        lines = [json.loads(line) for line in pair.log(part).splitlines() if line.startswith("{")]
        assert not [line for line in lines if line.get("level") in {"error", "critical"}]
