"""The socket is proved on the loop that it runs on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
import uvloop

from tests.signaling.socket.stage import LIMITS, Stage, opened_stage


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """A listening server; `@pytest.mark.limits(...)` changes what it grants."""
    marked = request.node.get_closest_marker("limits")
    async with opened_stage(replace(LIMITS, **(marked.kwargs if marked else {}))) as stage:
        yield stage


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "limits(**fields): what the socket server grants in this test")
