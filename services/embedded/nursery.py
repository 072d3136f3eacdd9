"""Our own Python processes are forked from one that has imported everything already.

On a small computer the imports of a service take seconds: at each start, and again after each death.
"""

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final

from setproctitle import setproctitle

from services.embedded.binding import bound_to
from services.embedded.logfile import open_log

WARMTH: Final = "services.embedded.warmth"
STDOUT: Final = 1
STDERR: Final = 2


@dataclass(frozen=True)
class Ours:
    """A program of ours: `python -m module words`."""

    module: str
    words: tuple[str, ...] = ()

    @property
    def argv(self) -> tuple[str, ...]:
        """The command line by which anybody else would run it."""
        return (sys.executable, "-m", self.module, *self.words)


class Nursery:
    """Where they are born. Its server starts with the first of them, and ends with us, however we end."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([WARMTH])
        # What the server's library knows of its children is not made for several threads.
        self._attendant = ThreadPoolExecutor(max_workers=1, thread_name_prefix="nursery")

    async def bear(
        self, ours: Ours, *, log: Path, env: Mapping[str, str], cwd: Path, death_signal: signal.Signals
    ) -> "Child":
        """A new process, as `processes.spawn` starts one."""
        process = self._context.Process(target=_live, args=(ours, log, dict(env), cwd, death_signal), daemon=True)
        await asyncio.get_running_loop().run_in_executor(self._attendant, process.start)
        return Child(process, self._attendant)


class Child:
    """A process that was born here; to be waited for and ended like `asyncio.subprocess.Process`."""

    def __init__(self, process: ForkServerProcess, attendant: ThreadPoolExecutor) -> None:
        if process.pid is None:
            raise ValueError("not born yet")
        self.pid = process.pid
        self.returncode: int | None = None
        self._process, self._attendant = process, attendant
        self._ended = asyncio.create_task(self._until_it_ends())

    async def wait(self) -> int:
        """Its exit code, once it has ended; minus a signal's number when that ended it."""
        return await asyncio.shield(self._ended)

    def send_signal(self, number: int) -> None:
        """Raises `ProcessLookupError` when it has ended."""
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)

    async def _until_it_ends(self) -> int:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        code = await loop.run_in_executor(self._attendant, self._exit_code)
        self.returncode = code
        return code

    def _exit_code(self) -> int:
        self._process.join()
        code = self._process.exitcode
        self._process.close()
        return -signal.SIGKILL if code is None else code


def _live(ours: Ours, log: Path, env: Mapping[str, str], cwd: Path, death_signal: signal.Signals) -> None:
    """The whole life of a child: become what `python -m` would have started."""
    from services.embedded.warmth import SERVER

    os.setsid()
    if bind := bound_to(SERVER, death_signal):
        bind()
    with open_log(log) as out:
        for stream in (STDOUT, STDERR):
            os.dup2(out.fileno(), stream)
    sys.stdout = os.fdopen(STDOUT, "w", buffering=1)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.argv = [ours.module, *ours.words]
    setproctitle(" ".join(ours.argv))
    runpy.run_module(ours.module, run_name="__main__", alter_sys=True)
