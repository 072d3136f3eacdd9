"""The one-command run: what is left after it ends, and what comes back when something dies."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import httpx
import nats
import psutil
import pytest
from redis.asyncio import Redis

from services.embedded.ports import is_free
from services.embedded.stack import Stack, StackError

# Everything that is not a service: the launcher does not care which process it looks after.
PARTS = ("caddy", "nats", "valkey", "postgres", "mail", "databases", "provision")
STOP_SECONDS = 5.0
KILLED_SECONDS = 3.0
BACK_SECONDS = 5.0
"""As long as the door lets a request wait."""


@pytest.fixture
def start(new_state: Callable[[], Path]) -> Iterator[Callable[..., Stack]]:
    started: list[Stack] = []

    def start(state: Path | None = None, *, reset: bool = False, only: tuple[str, ...] = PARTS) -> Stack:
        started.append(Stack(state or new_state(), only=only, reset=reset))
        return started[-1].start()

    yield start
    for stack in started:
        stack.stop()


@pytest.fixture(scope="module")
def running(new_state: Callable[[], Path]) -> Iterator[Stack]:
    with Stack(new_state(), only=PARTS).start() as stack:
        yield stack


def family(stack: Stack) -> list[psutil.Process]:
    return psutil.Process(stack.launcher_pid).children(recursive=True)


def ports(stack: Stack) -> list[int]:
    return [stack.port, *stack.addresses["ports"].values()]


def test_a_clean_stop_takes_at_most_five_seconds_and_leaves_no_process_and_no_port(start: Callable[..., Stack]) -> None:
    stack = start()
    processes, used = family(stack), ports(stack)
    assert len(processes) > len(stack.parts), "PostgreSQL has processes of its own"
    began = time.monotonic()
    assert stack.stop() == 0
    assert time.monotonic() - began < STOP_SECONDS
    assert not [process for process in processes if process.is_running()]
    assert all(is_free(port) for port in used)


def test_a_stop_while_it_starts_leaves_no_process(new_state: Callable[[], Path]) -> None:
    stack = Stack(new_state(), only=PARTS).start(wait=False)
    stack.wait_until(lambda: bool(stack.parts), "a first part", 20)
    processes = family(stack)
    assert stack.stop() == 0
    assert not [process for process in processes if process.is_running()]


def test_kill_9_of_the_launcher_leaves_no_process_and_no_port(start: Callable[..., Stack]) -> None:
    stack = start()
    processes, used = family(stack), ports(stack)
    stack.kill_launcher()
    _, alive = psutil.wait_procs(processes, timeout=KILLED_SECONDS)
    assert not alive
    assert all(is_free(port) for port in used)


def test_it_ends_when_whoever_started_it_is_killed(new_state: Callable[[], Path]) -> None:
    script = (
        "import sys, pathlib; from services.embedded.stack import Stack\n"
        f"stack = Stack(pathlib.Path({str(new_state())!r}), only={PARTS!r}).start()\n"
        "print(stack.launcher_pid, flush=True); sys.stdin.read()"
    )
    starter = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    launcher = psutil.Process(int(starter.stdout.readline()))
    processes = [launcher, *launcher.children(recursive=True)]
    starter.kill()
    starter.communicate()
    _, alive = psutil.wait_procs(processes, timeout=STOP_SECONDS + KILLED_SECONDS)
    assert not alive


async def test_the_second_start_goes_on_with_the_data_of_the_first(start: Callable[..., Stack]) -> None:
    stack = start()
    await leave_marks(stack)
    stack.stop()
    again = start(stack.state)
    assert await marks(again) == {"postgres", "valkey", "nats"}


async def test_data_is_whole_after_kill_9_of_the_launcher(start: Callable[..., Stack]) -> None:
    stack = start()
    await leave_marks(stack)
    stack.kill_launcher()
    again = start(stack.state)
    assert await marks(again) >= {"postgres", "nats"}


async def test_reset_starts_afresh(start: Callable[..., Stack]) -> None:
    stack = start()
    await leave_marks(stack)
    password = stack.redis_url
    stack.stop()
    again = start(stack.state, reset=True)
    assert await marks(again) == set()
    assert again.redis_url != password


def test_a_second_launcher_on_the_same_data_is_refused_in_words(running: Stack) -> None:
    with pytest.raises(StackError, match="Beside already runs with the data in"):
        Stack(running.state).start()


def test_a_taken_port_is_named(new_state: Callable[[], Path]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StackError, match=f"already listens on port {port}"):
            Stack(new_state(), port=port, only=PARTS).start()


@pytest.mark.parametrize("store", ["nats", "valkey", "postgres"])
async def test_a_killed_store_is_back_by_itself_with_its_data(running: Stack, store: str) -> None:
    await leave_marks(running)
    began = time.monotonic()
    running.wait_back(store, running.kill(store))
    assert time.monotonic() - began < BACK_SECONDS
    assert store in await marks(running)


@pytest.mark.parametrize("part", ["caddy", "mail"])
def test_a_killed_part_is_back_by_itself(running: Stack, part: str) -> None:
    running.wait_back(part, running.kill(part))
    assert httpx.get(f"{running.origin}/mail/api/readyz").status_code == 200


def test_state_below_a_home_closed_to_others_works(start: Callable[..., Stack], new_state: Callable[[], Path]) -> None:
    home = new_state()
    home.chmod(0o700)
    stack = start(home / "state", only=("postgres", "databases"))
    assert stack.parts["postgres"].health == "ready"


def test_secrets_are_readable_by_their_owner_alone(running: Stack) -> None:
    files = [path for path in (running.state / "secrets").rglob("*") if path.is_file()]
    assert files
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_no_secret_is_on_a_command_line(running: Stack) -> None:
    secrets = [path.read_text().strip() for path in (running.state / "secrets").iterdir() if path.is_file()]
    words = " ".join(word for process in family(running) for word in process.cmdline())
    assert not [secret for secret in secrets if secret in words]


async def leave_marks(stack: Stack) -> None:
    """Something in each store that a later look can find."""
    database = await asyncpg.connect(stack.database_url("session"))
    await database.execute("create table if not exists mark (id int)")
    await database.close()
    async with Redis.from_url(stack.redis_url) as redis:
        await redis.set("mark", "1")
        await redis.waitaof(1, 0, 2000)
    bus = await nats.connect(stack.nats_url())
    await bus.jetstream().publish("ev.mark", b"{}")
    await bus.close()


async def marks(stack: Stack) -> set[str]:
    """Which stores still have their mark."""
    database = await asyncpg.connect(stack.database_url("session"))
    found = {"postgres"} if await database.fetchval("select to_regclass('mark')") else set()
    await database.close()
    async with Redis.from_url(stack.redis_url) as redis:
        found |= {"valkey"} if await redis.get("mark") else set()
    bus = await nats.connect(stack.nats_url())
    found |= {"nats"} if (await bus.jetstream().stream_info("EVENTS")).state.messages else set()
    await bus.close()
    return found
