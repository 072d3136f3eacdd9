"""Keys that lie in files: 256 random bits in hexadecimal, made on the very first start."""

import os
import secrets
from pathlib import Path
from typing import Final

from services.runtime.settings import SettingsError

KEY_BYTES: Final = 32


def load_or_make(folder: Path | None, file: str, what: str) -> bytes:
    """Read a key, or make it. `what` it is for is said to the operator when it cannot be used.

    Several instances share the folder; the first one to write wins.
    """
    if folder is None:
        raise SettingsError(f"BESIDE_KEYS_DIR is not set; it names the folder that holds {what}.")
    path = folder / file
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be used as {what}: {type(error).__name__}.") from error
    if len(key) != KEY_BYTES:
        raise SettingsError(f"{path} must hold {KEY_BYTES} bytes in hexadecimal.")
    return key


def _make(path: Path) -> None:
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
