"""Starting and ending one child process: a session of its own, a log of its own, and never outliving us."""

import asyncio
import contextlib
import os
import pwd
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final, TypedDict

from services.embedded.binding import bound_to_us

LARGEST_LOG: Final = 10_000_000
_TAIL_BYTES: Final = 8_000
_TAIL_LINES: Final = 15


async def spawn(
    argv: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    user: str | None = None,
    death_signal: signal.Signals = signal.SIGKILL,
) -> Process:
    """Start a child whose words go to `log`; `death_signal` is what it gets should we end without a word."""
    with _open_log(log) as out:
        return await asyncio.create_subprocess_exec(
            *argv,
            stdin=DEVNULL,
            stdout=out,
            stderr=out,
            cwd=cwd,
            env=dict(env),
            start_new_session=True,  # Ctrl-C is for us: we stop them in order
            preexec_fn=bound_to_us(death_signal),
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
    argv: Sequence[str], *, log: Path, env: Mapping[str, str], cwd: Path, limit: float, user: str | None = None
) -> int:
    """Run a child to its end and give its exit code; it is ended when we are cancelled or `limit` seconds pass."""
    process = await spawn(argv, log=log, env=env, cwd=cwd, user=user)
    try:
        async with asyncio.timeout(limit):
            return await process.wait()
    finally:
        if process.returncode is None:
            await end(process, signal.SIGKILL, 0)


async def end(process: Process, politely: signal.Signals, limit: float) -> None:
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


def tail(log: Path) -> str:
    """The last lines of a log, indented, and where the rest is."""
    with contextlib.suppress(OSError):
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _TAIL_BYTES))
            lines = file.read().decode(errors="replace").splitlines()[-_TAIL_LINES:]
        return "\n".join(f"    {line}" for line in lines) + f"\n    ({log})"
    return f"    ({log} cannot be read)"


def _open_log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".old"))
    return path.open("ab")
