"""No child outlives us, however we end: the kernel sees to it on Linux, a guardian process elsewhere."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
KERNEL_BINDS: Final = sys.platform == "linux"


def bound_to(parent: int, death_signal: signal.Signals) -> Callable[[], None] | None:
    """What a child must run after the fork so that it gets `death_signal` when its parent's main thread ends.

    The signal comes when the *thread* that started the child ends: start children from the main thread only.
    """
    if not KERNEL_BINDS:
        return None
    libc = ctypes.CDLL(None)

    def bind() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:  # it ended between fork and here
            os._exit(1)

    return bind


class Guardian:
    """A process that hears of every child, and ends their groups when the pipe from us closes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "services.embedded.binding"], stdin=subprocess.PIPE, start_new_session=True
        )

    def watch(self, pid: int) -> None:
        """Tell it of a child that leads a group of its own."""
        self._tell(f"+{pid}\n")

    def forget(self, pid: int) -> None:
        """Tell it of a child's end, before its number can be given to somebody else."""
        self._tell(f"-{pid}\n")

    def dismiss(self) -> None:
        """All children ended; so may it."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=2)

    def _tell(self, line: str) -> None:
        if self._process.stdin:
            self._process.stdin.write(line.encode("ascii"))
            self._process.stdin.flush()


def guard() -> None:
    """The guardian's whole life."""
    watched: set[int] = set()
    for line in sys.stdin:
        pid = int(line[1:])
        (watched.add if line.startswith("+") else watched.discard)(pid)
    for pid in watched:
        try:
            os.killpg(pid, signal.SIGKILL)
        except OSError:
            continue


if __name__ == "__main__":
    guard()
