"""The call that all faults happen to."""

from collections.abc import AsyncIterator

import pytest

from services.embedded.stack import Stack
from tests.faults.call import Call


@pytest.fixture(scope="module")
async def call(stack: Stack) -> AsyncIterator[Call]:
    """One call for all faults: it goes on from each to the next."""
    call = await Call.begin(stack.origin)
    yield call
    await call.end()
