"""The parts of Beside, started for one benchmark and ended with it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.embedded.stack import Stack


@contextmanager
def started_parts(only: tuple[str, ...] = ()) -> Iterator[Stack]:
    """All of Beside behind its origin, or those parts alone, in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="beside-") as folder:
        # PostgreSQL's user must come in.
        Path(folder).chmod(0o755)
        with Stack(Path(folder), only=only).start() as stack:
            yield stack
