"""The launcher: from a command line to a run, and out of it again without a trace but its data."""

import asyncio
import fcntl
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from services.embedded.binaries import MissingProgramError
from services.embedded.breaking import play
from services.embedded.lan import Lan, NoNetworkError, find_lan
from services.embedded.parts import Part, Step, table
from services.embedded.plan import Plan, PortTakenError, forget, make_plan, origin_port, state_folder
from services.embedded.playing import pull_switch
from services.embedded.ports import NoFreePortError
from services.embedded.postgres import InitdbError
from services.embedded.report import RUN_FILE, Announced, Lines, Report, StartPage, Terminal, Together, leave_addresses
from services.embedded.run import Run
from services.embedded.tending import PartFailedError


class AlreadyRunsError(RuntimeError):
    """Another launcher uses the same state folder."""


_SAYABLE = (
    AlreadyRunsError,
    InitdbError,
    MissingProgramError,
    NoFreePortError,
    NoNetworkError,
    PartFailedError,
    PortTakenError,
)


@dataclass(frozen=True)
class Wish:
    """What was asked for. `only` names what to start, all when empty; `report_to` is a pipe's descriptor.
    `lan` is the address of this computer at which phones are served too, or "1" for whichever it has.

    With `plays` the visit plays itself once everything is ready, and the run ends with it; `breaks` names the step
    that is made to fail, or is `all` for each in turn.
    """

    reset: bool = False
    lan: str | None = None
    only: tuple[str, ...] = ()
    report_to: int | None = None
    tied_to_input: bool = False
    plays: bool = False
    breaks: str | None = None


def launch(wish: Wish) -> int:
    """Run everything until Ctrl-C, SIGTERM or, when tied to it, the end of the input. Gives the exit code."""
    os.umask(0o022)
    try:
        state = state_folder()
        with _alone(state):
            if wish.reset:
                forget(state)
            return asyncio.run(_launch(wish, state))
    except _SAYABLE as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def chosen(entries: Iterable[Part | Step], only: tuple[str, ...]) -> list[Part | Step]:
    """The named entries of the table, or all."""
    return [entry for entry in entries if not only or entry.name in only]


async def _launch(wish: Wish, state: Path) -> int:
    lan: Lan | None = find_lan(origin_port(), wish.lan) if wish.lan else None
    plan = make_plan(state, origin_port(), lan)
    told_to_stop = asyncio.Event()
    for stop_signal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(stop_signal, told_to_stop.set)
    if wish.tied_to_input:
        await _stop_at_end_of_input(told_to_stop)
    person: Report = Terminal(plan) if wish.report_to is None else Lines(plan, wish.report_to)
    ready = Announced()
    pull_switch(plan.state, None if wish.plays else wish.breaks)
    addresses = leave_addresses(plan)
    playing = asyncio.create_task(_play(wish, plan, ready, told_to_stop))
    try:
        await Run(plan, chosen(table(plan), wish.only), Together(person, StartPage(plan), ready)).until(told_to_stop)
    finally:
        addresses.unlink(missing_ok=True)
        playing.cancel()
    with suppress(asyncio.CancelledError):
        return await playing
    return 0


async def _play(wish: Wish, plan: Plan, ready: Announced, told_to_stop: asyncio.Event) -> int:
    """Once all is ready, let the visit play itself and end the run; gives the exit code."""
    if not wish.plays:
        return 0
    await ready.event.wait()
    try:
        return await play(plan, wish.breaks)
    finally:
        told_to_stop.set()


class _EndOfInput(asyncio.Protocol):
    def __init__(self, told_to_stop: asyncio.Event) -> None:
        self._told_to_stop = told_to_stop

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (asyncio's signature)
        self._told_to_stop.set()


async def _stop_at_end_of_input(told_to_stop: asyncio.Event) -> None:
    """Whoever started us holds our input open; its end, also by kill -9, is ours."""
    await asyncio.get_running_loop().connect_read_pipe(lambda: _EndOfInput(told_to_stop), sys.stdin)


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            hint = "" if (state / RUN_FILE).exists() else " (it is just starting or stopping)"
            sentence = f"Beside already runs with the data in {state}{hint}. Stop that one first."
            raise AlreadyRunsError(sentence) from None
        yield
