"""What a child process says: a file of its own, bounded, whose end can be shown."""

import contextlib
from pathlib import Path
from typing import BinaryIO, Final

LARGEST: Final = 10_000_000
_TAIL_BYTES: Final = 8_000
_TAIL_LINES: Final = 15


def open_log(path: Path) -> BinaryIO:
    """To be written on; one that grew too large makes room first."""
    if path.exists() and path.stat().st_size > LARGEST:
        path.replace(path.with_suffix(".old"))
    return path.open("ab")


def tail(log: Path) -> str:
    """The last lines of a log, indented, and where the rest is."""
    with contextlib.suppress(OSError):
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _TAIL_BYTES))
            lines = file.read().decode(errors="replace").splitlines()[-_TAIL_LINES:]
        return "\n".join(f"    {line}" for line in lines) + f"\n    ({log})"
    return f"    ({log} cannot be read)"
