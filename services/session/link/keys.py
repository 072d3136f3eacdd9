"""The server's key for link secrets and one-time codes."""

from pathlib import Path
from typing import Final

from services.runtime import key_files

FILE: Final = "link.key"


def load_or_make(folder: Path | None) -> bytes:
    """Read the key, or make it on the very first start. Whoever loses it has to send every link anew."""
    return key_files.load_or_make(folder, FILE, "the key that links are made from")
