"""Starting and ending one child process: a session of its own, a log of its own, and never outliving us."""

import asyncio
import contextlib
import os
import pwd
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from services.embedded.binding import bound_to
from services.embedded.logfile import open_log
from services.embedded.nursery import Child, Nursery, Ours

Started = Process | Child
"""A child process, however it was started."""


async def spawn(
    program: Sequence[str] | Ours,
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    user: str | None = None,
    death_signal: signal.Signals = signal.SIGKILL,
    nursery: Nursery | None = None,
) -> Started:
    """Start a child whose words go to `log`; `death_signal` is what it gets should we end without a word.

    One of ours is born in the `nursery`, where there is one.
    """
    if isinstance(program, Ours) and nursery:
        return await nursery.bear(program, log=log, env=env, cwd=cwd, death_signal=death_signal)
    argv = program.argv if isinstance(program, Ours) else program
    with open_log(log) as out:
        return await asyncio.create_subprocess_exec(
            *argv,
            stdin=DEVNULL,
            stdout=out,
            stderr=out,
            cwd=cwd,
            env=dict(env),
            start_new_session=True,  # Ctrl-C is for us: we stop them in order
            preexec_fn=bound_to(os.getpid(), death_signal),
            **_identity(user),
        )


class Identity(TypedDict, total=False):
    """Arguments of a new process that say as whom it runs."""

    user: int
    group: int
    extra_groups: list[int]


def _identity(user: str | None) -> Identity:
    """What a child process must be given to run as `user`; nothing for None."""
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


async def run_once(
    program: Sequence[str] | Ours,
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    limit: float,
    user: str | None = None,
    nursery: Nursery | None = None,
) -> int:
    """Run a child to its end and give its exit code; it is ended when we are cancelled or `limit` seconds pass."""
    process = await spawn(program, log=log, env=env, cwd=cwd, user=user, nursery=nursery)
    try:
        async with asyncio.timeout(limit):
            return await process.wait()
    finally:
        if process.returncode is None:
            await end(process, signal.SIGKILL, 0)


async def end(process: Started, politely: signal.Signals, limit: float) -> None:
    """Ask a child to end; end its whole group when it has not within `limit` seconds."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(politely)
    try:
        async with asyncio.timeout(limit):
            await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
