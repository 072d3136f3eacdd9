"""AUTO and BREAK: a visit that plays itself, whole, or with a step made to fail that it must then name."""

import os
import re
import signal
import sys
from asyncio import create_subprocess_exec, timeout
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Final

from services.embedded.binding import bound_to
from services.embedded.keyring import write_privately
from services.embedded.parts import environment
from services.embedded.plan import CHECKOUT, Plan

SWITCH: Final = "break"
"""As the services know it; their module is not imported, for it brings a web framework with it."""
ALL: Final = "all"
PLAY_SECONDS: Final = 300.0
"""For a whole visit; each of its steps has a shorter limit of its own."""

_FAILED: Final = re.compile(r"^FAILED +(?P<step>[^:]+):", re.MULTILINE)


def pull_switch(state: Path, step: str | None) -> None:
    """Make one step fail from now on, or heal all; the services look each time they come to it."""
    write_privately(state / SWITCH, step or "")


async def play(plan: Plan, breaks: str | None) -> int:
    """Play a visit and say how it went, as an exit code: 0 when every step went well.

    With one step in `breaks` that step is broken meanwhile, so that a good play exits 1 and names it. With `all`, every
    step in its turn; then 0 means that each play failed at the step that was broken.
    """
    if breaks == ALL:
        noticed = [await _broken(plan, step) == step for step in await _steps()]
        return 0 if all(noticed) else 1
    if breaks is not None:
        return 0 if await _broken(plan, breaks) is None else 1
    return 0 if await _played(plan.origin) is None else 1


async def _broken(plan: Plan, step: str) -> str | None:
    """Play with a broken step; the name of the step that failed, or None."""
    pull_switch(plan.state, step)
    failed = await _played(plan.origin)
    pull_switch(plan.state, None)
    print(f"BREAK={step}: {'noticed there' if failed == step else f'NOT noticed there (failed: {failed})'}", flush=True)
    return failed


async def _played(origin: str) -> str | None:
    """Play once, in a process of its own as any client; the name of the step that failed, or None."""
    said = await _auto("play", origin)
    failed = _FAILED.search(said)
    return failed["step"] if failed else None


async def _steps() -> list[str]:
    return (await _auto("steps", show=False)).splitlines()


async def _auto(*words: str, show: bool = True) -> str:
    process = await create_subprocess_exec(
        sys.executable,
        "-m",
        "services.embedded.auto",
        *words,
        stdout=PIPE,
        cwd=CHECKOUT,
        env=environment({}),
        start_new_session=True,
        preexec_fn=bound_to(os.getpid(), signal.SIGKILL),
    )
    said = []
    try:
        async with timeout(PLAY_SECONDS):
            while process.stdout and (line := (await process.stdout.readline()).decode()):
                said.append(line)
                if show:
                    print(line, end="", flush=True)
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return "".join(said)
