"""What session's tests stand on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.session.house import House, open_house
from tests.stores import Stores


@pytest.fixture
async def house(stores: Stores, tmp_path: Path) -> AsyncIterator[House]:
    """A clinic's session service, running."""
    async with open_house(stores, tmp_path) as house:
        yield house
