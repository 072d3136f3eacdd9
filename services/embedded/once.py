"""What need not be done again: a step notes the files it was done from, and is skipped while they are the same."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from services.embedded.keyring import write_privately


@dataclass(frozen=True)
class DoneFrom:
    """A note that lies beside what the step changed, so that both are lost together."""

    note: Path
    files: tuple[Path, ...]

    def still_holds(self) -> bool:
        """True when the step was done from exactly these files."""
        return self.note.exists() and self.note.read_text(encoding="utf-8") == _digest(self.files)

    def remember(self) -> None:
        """The step was done just now."""
        write_privately(self.note, _digest(self.files))


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
