"""One browser program and one running Beside for all journeys; each journey has people and visits of its own."""

from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from services.embedded.stack import Stack
from tests.journeys.browser import chromium
from tests.journeys.house import Cast, House


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The program; everybody's own browser is a context of it."""
    async with chromium() as one:
        yield one


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def house(stack: Stack, browser: Browser) -> AsyncIterator[House]:
    """The clinic of the journeys."""
    async with House(stack.origin, browser) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def cast(house: House, request: pytest.FixtureRequest) -> AsyncIterator[Cast]:
    """Whoever comes on stage in one journey; their browsers close at its end."""
    async with on_stage(house, request.node) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def company(house: House, request: pytest.FixtureRequest) -> AsyncIterator[Cast]:
    """Whoever stays on stage over all journeys of a file."""
    async with on_stage(house, request.node) as one:
        yield one


@asynccontextmanager
async def on_stage(house: House, node: pytest.Item | pytest.Collector) -> AsyncIterator[Cast]:
    """A cast that tells at its end what everyone saw, where something failed."""
    async with Cast(house) as one:
        yield one
        if node.stash.get(HAS_FAILED, False):
            await one.tell_what_everyone_sees()


HAS_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Lets a fixture know that its test failed."""
    report = yield
    if report.when != "teardown" and report.failed:
        for node in item.listchain():
            node.stash[HAS_FAILED] = True
    return report
