"""Secrets of one state folder: made once, kept in files that only their owner can read."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NATS_USERS: Final = ("admin", "session", "signaling", "notes")
DATABASE_USERS: Final = ("postgres", "session", "notes")

RECORD_KEYS: Final = ("persons.key", "audit.key")
"""Of every service that stores something about persons: what wraps their keys, and what seals the audit."""

SESSION_KEYS: Final = ("link.key", *RECORD_KEYS)
"""Each 256 random bits, in hexadecimal. The first: what every link's secret is derived from."""


@dataclass(frozen=True)
class Keyring:
    """Passwords by user, and folders of keys: session's, with signing keys as `<key id>.pem`, and notes' own."""

    nats: dict[str, str]
    databases: dict[str, str]
    valkey: str
    keys: Path
    notes_keys: Path


def open_keyring(folder: Path) -> Keyring:
    """Read the secrets below `folder`, making those that are missing."""
    keys, notes_keys = folder / "keys", folder / "notes-keys"
    for place in (folder, keys, notes_keys):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (*(keys / name for name in SESSION_KEYS), *(notes_keys / name for name in RECORD_KEYS)):
        _kept(path, lambda: secrets.token_hex(32))
    if not list(keys.glob("*.pem")):
        _make_signing_key(keys)
    return Keyring(
        nats={user: _password(folder / f"nats-{user}") for user in NATS_USERS},
        databases={user: _password(folder / f"postgres-{user}") for user in DATABASE_USERS},
        valkey=_password(folder / "valkey"),
        keys=keys,
        notes_keys=notes_keys,
    )


def write_privately(path: Path, content: str) -> None:
    """Write a file that only its owner can read: whole, or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _password(path: Path) -> str:
    # The leading letter keeps NATS from reading a password such as 12e45 as a number.
    return _kept(path, lambda: f"p{secrets.token_hex(16)}")


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        write_privately(path, make())
    return path.read_text(encoding="utf-8").strip()


def _make_signing_key(keys: Path) -> None:
    # Imported for the one time when it is needed: it takes longer than everything else the launcher does first.
    from services.runtime.tokens import make_key

    make_key(keys)
