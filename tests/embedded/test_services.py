"""The services under the launcher: one that is killed is back by itself, and its door only waits."""

import asyncio

import httpx
import pytest

from services.embedded.parts import SERVICES
from services.embedded.stack import Stack

DOORS = {"session": "/staff/api/session/v1/me", "notes": "/staff/api/notes/v1/visits/none"}


@pytest.mark.parametrize("service", SERVICES)
async def test_a_killed_service_is_back_by_itself(stack: Stack, service: str) -> None:
    killed = stack.kill(service)
    await asyncio.to_thread(stack.wait_back, service, killed, 60)


@pytest.mark.parametrize("service", DOORS)
async def test_whoever_knocks_while_a_service_restarts_is_told_to_come_again_or_let_in(
    stack: Stack, service: str
) -> None:
    async with httpx.AsyncClient(base_url=stack.origin, timeout=30) as client:
        usual = (await client.get(DOORS[service])).status_code
        assert usual < 500
        killed = stack.kill(service)
        answer = await client.get(DOORS[service])
        assert answer.status_code == usual or (answer.status_code == 503 and answer.headers["retry-after"])
        await asyncio.to_thread(stack.wait_back, service, killed, 60)
        assert (await client.get(DOORS[service])).status_code == usual


def test_the_start_page_is_told_when_everything_is_ready(stack: Stack) -> None:
    told = httpx.get(f"{stack.origin}/demo/data/state.json").json()
    assert told["state"] == "ready"
    assert set(told["parts"].values()) == {"ready"}


def test_the_doors_of_the_demo_are_written_down(stack: Stack) -> None:
    doors = httpx.get(f"{stack.origin}/demo/data/doors.json").json()
    assert doors["patient"].startswith(f"{stack.origin}/v/")
    assert doors["clinician"] == f"{stack.origin}/staff"
