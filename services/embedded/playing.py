"""AUTO and BREAK: a visit that plays itself, whole, or with a step made to fail that it must then name."""

import os
import re
import shlex
import signal
import sys
from asyncio import create_subprocess_exec, timeout
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Final

from services.embedded.binding import bound_to
from services.embedded.keyring import write_privately
from services.embedded.parts import DATABASES, environment
from services.embedded.plan import CHECKOUT, Plan

SWITCH: Final = "break"
"""As the services know it; their module is not imported, for it brings a web framework with it."""
ALL: Final = "all"
UNKNOWN_STEP: Final = 2
PLAY_SECONDS: Final = 300.0
"""For a whole visit; each of its steps has a shorter limit of its own."""

_FAILED: Final = re.compile(r"^FAILED +(?P<step>[^:]+):", re.MULTILINE)


def pull_switch(state: Path, step: str | None) -> None:
    """Make one step fail from now on, or heal all; the services look each time they come to it."""
    write_privately(state / SWITCH, step or "")


async def play(plan: Plan, breaks: str | None) -> int:
    """Play a visit and say how it went, as an exit code: 0 when every step went well.

    With one step in `breaks` that step is broken meanwhile, so that a good play exits 1 and names it. With `all`, every
    step in its turn, quickly where that is enough; then 0 means that each play failed at the step that was broken.
    2 when there is no such step.
    """
    auto = Auto(plan)
    steps = await auto.steps() if breaks is not None else []
    if breaks == ALL:
        noticed = [await auto.broken(step, whole=False) == step for step in steps]
        return 0 if all(noticed) else 1
    if breaks is not None and breaks not in steps:
        print(f"BREAK={breaks}: there is no such step. There are: {', '.join(steps)}, and {ALL}.", flush=True)
        return UNKNOWN_STEP
    if breaks is not None:
        return 0 if await auto.broken(breaks) is None else 1
    return 0 if await auto.played() is None else 1


class Auto:
    """Plays at a run, each time in a process of its own as any client."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    async def broken(self, step: str, *, whole: bool = True) -> str | None:
        """Play with a broken step, or only what it lives from; the name of the step that failed, or None."""
        pull_switch(self._plan.state, step)
        failed = await self.played(None if whole else step)
        pull_switch(self._plan.state, None)
        how = "noticed there" if failed == step else f"NOT noticed there (failed: {failed})"
        print(f"BREAK={step}: {how}", flush=True)
        return failed

    async def played(self, about: str | None = None) -> str | None:
        """Play once, perhaps what is `about` one step alone; the name of the step that failed, or None."""
        audit = shlex.join([sys.executable, "-m", "services.cli", "audit", "verify"])
        said = await self._say("play", self._plan.origin, "--audit", audit, *(["--about", about] if about else []))
        failed = _FAILED.search(said)
        return failed["step"] if failed else None

    async def steps(self) -> list[str]:
        """Their names."""
        return (await self._say("steps", show=False)).splitlines()

    async def _say(self, *words: str, show: bool = True) -> str:
        process = await create_subprocess_exec(
            sys.executable,
            "-m",
            "services.embedded.auto",
            *words,
            stdout=PIPE,
            cwd=CHECKOUT,
            env=environment(self._audits()),
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

    def _audits(self) -> dict[str, str]:
        """What a command that checks the audit has to know. It names no secret: everybody reads command lines."""
        keys = {"session": self._plan.keyring.keys, "notes": self._plan.keyring.notes_keys}
        return {
            **{f"BESIDE_{service.upper()}_DATABASE_URL": self._plan.database_url(service) for service in DATABASES},
            **{f"BESIDE_{service.upper()}_KEYS_DIR": str(folder) for service, folder in keys.items()},
        }
