"""What session's tests stand on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.runtime import logs
from tests.session.house import House, open_house
from tests.stores import Stores


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """As services log, and only what is wrong."""
    logs.set_up("session", "test", "ERROR")


@pytest.fixture
async def house(stores: Stores, tmp_path: Path) -> AsyncIterator[House]:
    """A clinic's session service, running."""
    async with open_house(stores, tmp_path) as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared_house(all_stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The same, for all tests of a module: each books a visit of its own."""
    stores = await all_stores.start_afresh()
    async with open_house(stores, tmp_path_factory.mktemp("keys")) as house:
        yield house
    await stores.drop_databases()
