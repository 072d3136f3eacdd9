"""What every test may ask for: the stores alone, or all of Beside, as real processes."""

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from services.embedded.memory import folder_in_memory
from services.embedded.plan import forget
from services.embedded.stack import STORES_ONLY, Stack
from services.runtime.logs import set_up
from tests.stores import Stores

# Machines differ too much in speed for a deadline of Hypothesis; `long` walks further (`make properties`).
settings.register_profile("default", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# As in a service: a line for an error, where the library's own way draws every frame of it in colours.
set_up("tests", "tests")

# Two processes that test at once would now and then choose the same port at the same moment.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
if _WORKER:
    os.environ["BESIDE_PORT_SHARE"] = f"{_WORKER}/{os.environ['PYTEST_XDIST_WORKER_COUNT']}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests counted is said at the end."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(scope="session")
def new_state() -> Iterator[Callable[[], Path]]:
    """Makes state folders, short and open enough for PostgreSQL's user, and removes them with all they left."""
    with tempfile.TemporaryDirectory(prefix="beside-", dir=folder_in_memory()) as folder:
        root, made = Path(folder), list[Path]()
        root.chmod(0o755)

        def make() -> Path:
            made.append(root / str(len(made)))
            made[-1].mkdir()
            return made[-1]

        yield make
        for state in made:
            forget(state)


@pytest.fixture(scope="session")
def stores_stack(new_state: Callable[[], Path]) -> Iterator[Stack]:
    """One NATS, Valkey and PostgreSQL for the whole session."""
    with Stack(new_state(), only=STORES_ONLY).start() as stack:
        yield stack


@pytest.fixture(scope="session")
def all_stores(stores_stack: Stack) -> Stores:
    """The session's stores, and the templates that its databases are copied from."""
    return Stores(stores_stack)


@pytest.fixture
async def stores(all_stores: Stores) -> AsyncIterator[Stores]:
    """The stores with nothing in them yet; a database that others made for longer stays."""
    stores = await all_stores.for_a_while().start_afresh()
    yield stores
    await stores.drop_databases()


@pytest.fixture(scope="session")
def stack(new_state: Callable[[], Path]) -> Iterator[Stack]:
    """All of Beside behind one origin, shared by all tests of the session: leave it as you found it."""
    # No test needs a past, and the services would be busy with it for long.
    with Stack(new_state(), settings={"BESIDE_DEMO_PAST_VISITS": "0"}).start() as stack:
        yield stack
