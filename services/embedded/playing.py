"""AUTO and BREAK: a visit that plays itself, whole, or with a step made to fail that it must then name."""

import os
import re
import shlex
import signal
import sys
from asyncio import create_subprocess_exec, timeout
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from services.embedded.auto import END_OF_PLAY
from services.embedded.binding import bound_to
from services.embedded.keyring import write_privately
from services.embedded.parts import environment
from services.embedded.plan import CHECKOUT
from services.embedded.stages import Stage

SWITCH: Final = "break"
"""As the services know it; their module is not imported, for it brings a web framework with it."""
PLAY_SECONDS: Final = 300.0
"""For a whole visit; each of its steps has a shorter limit of its own."""

_FAILED: Final = re.compile(r"^FAILED +(?P<step>[^:]+):", re.MULTILINE)


def pull_switch(state: Path, step: str | None) -> None:
    """Make one step fail from now on, or heal all; the services look each time they come to it."""
    write_privately(state / SWITCH, step or "")


async def steps_of_auto() -> list[str]:
    """The names of all steps."""
    async with _auto({}, "steps") as process:
        return (await _hear(process, show=False)).splitlines()


async def played(stage: Stage) -> str | None:
    """Play once and show each step; the name of the step that failed, or None."""
    async with _auto(stage.audits, "play", *_place(stage)) as process:
        return _failed(await _hear(process))


async def played_broken(stage: Stage, step: str) -> str | None:
    """Play with a broken step; the name of the step that failed, or None."""
    pull_switch(stage.state, step)
    failed = await played(stage)
    pull_switch(stage.state, None)
    print(verdict(step, failed), flush=True)
    return failed


def verdict(step: str, failed: str | None) -> str:
    """Whether a play with a broken step noticed it there."""
    return f"BREAK={step}: " + ("noticed there" if failed == step else f"NOT noticed there (failed: {failed})")


class Rehearsal:
    """Plays broken steps at a stage, one after another and only what each lives from, in one process of AUTO."""

    def __init__(self, stage: Stage, process: Process) -> None:
        self._stage, self._process = stage, process

    async def play(self, step: str) -> str | None:
        """Play with a broken step, and show how it went at the end; the name of the step that failed, or None."""
        if self._process.stdin is None:
            raise RuntimeError("AUTO was given no input")
        pull_switch(self._stage.state, step)
        self._process.stdin.write(f"{step}\n".encode())
        said = await _hear(self._process, show=False)
        pull_switch(self._stage.state, None)
        failed = _failed(said)
        # In one piece: others may be playing elsewhere.
        print(said + verdict(step, failed), flush=True)
        return failed


@asynccontextmanager
async def rehearsing(stage: Stage) -> AsyncIterator[Rehearsal]:
    """Broken steps can be played there, until the end of the block."""
    async with _auto(stage.audits, "rehearse", *_place(stage)) as process:
        yield Rehearsal(stage, process)


def _place(stage: Stage) -> tuple[str, ...]:
    return (stage.origin, "--audit", shlex.join([sys.executable, "-m", "services.cli", "audit", "verify"]))


def _failed(said: str) -> str | None:
    failed = _FAILED.search(said)
    return failed["step"] if failed else None


@asynccontextmanager
async def _auto(env: Mapping[str, str], *words: str) -> AsyncIterator[Process]:
    """AUTO in a process of its own, as any client; ended with the block."""
    process = await create_subprocess_exec(
        sys.executable,
        "-m",
        "services.embedded.auto",
        *words,
        stdin=PIPE,
        stdout=PIPE,
        cwd=CHECKOUT,
        env=environment(env),
        start_new_session=True,
        preexec_fn=bound_to(os.getpid(), signal.SIGKILL),
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _hear(process: Process, *, show: bool = True) -> str:
    """Everything that AUTO says of one play."""
    said: list[str] = []
    async with timeout(PLAY_SECONDS):
        while process.stdout and (line := (await process.stdout.readline()).decode()):
            if line.rstrip() == END_OF_PLAY:
                break
            said.append(line)
            if show:
                print(line, end="", flush=True)
    return "".join(said)
