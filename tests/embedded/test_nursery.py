"""Processes of ours are born, not started: and are in everything else as if they had been started."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from services.embedded.nursery import Child, Nursery, Ours
from services.embedded.processes import end
from services.embedded.stack import Stack
from tests.runtime.owner import eventually

ENDS_AT_ONCE = "tests.embedded.newborn"
STAYS = Ours("http.server", ("--bind", "127.0.0.1", "0"))


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    yield Nursery()


async def born(nursery: Nursery, ours: Ours, folder: Path, **env: str) -> Child:
    path = os.environ.get("PATH", "")
    return await nursery.bear(
        ours, log=folder / "log", env={"PATH": path, **env}, cwd=folder, death_signal=signal.SIGKILL
    )


async def test_it_finds_itself_where_and_with_what_it_was_told(nursery: Nursery, tmp_path: Path) -> None:
    child = await born(nursery, Ours(ENDS_AT_ONCE, ("7",)), tmp_path, OF_MINE="yes")
    assert await child.wait() == 7
    assert (tmp_path / "log").read_text().split()[2:] == [str(tmp_path), "yes", "False"]


async def test_no_two_of_them_draw_the_same(nursery: Nursery, tmp_path: Path) -> None:
    children = [await born(nursery, Ours(ENDS_AT_ONCE, ("0",)), tmp_path) for _ in range(2)]
    assert [await child.wait() for child in children] == [0, 0]
    first, second = (line.split() for line in (tmp_path / "log").read_text().splitlines())
    assert first[0] != second[0]
    assert first[1] != second[1]


async def test_it_goes_by_the_name_that_it_has_everywhere_else(nursery: Nursery, tmp_path: Path) -> None:
    child = await born(nursery, STAYS, tmp_path)
    process = psutil.Process(child.pid)
    await eventually(
        partial(asyncio.to_thread, process.cmdline), lambda words: words[0].endswith(" ".join(STAYS.argv[1:]))
    )
    await end(child, signal.SIGTERM, 5)
    assert child.returncode == -signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        child.send_signal(signal.SIGTERM)


async def test_all_come_back_when_the_nursery_itself_is_killed(tmp_path: Path) -> None:
    with Stack(tmp_path, only=("nats", "provision", "valkey", "signaling-1", "signaling-2")).start() as stack:
        before = {name: stack.parts[name].starts for name in ("signaling-1", "signaling-2")}
        nursery = psutil.Process(stack.pid("signaling-1")).parent()
        assert nursery is not None
        nursery.kill()
        for name, starts in before.items():
            await asyncio.to_thread(stack.wait_back, name, starts)
