"""Secrets for the containers: the same ones as a run of ours has, in the shapes in which images take them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from services.embedded.keyring import Keyring, open_keyring

DATABASES: Final = ("session", "notes")
GIVEN: Final = ("smtp-password",)
"""What others decide: empty until the operator writes it."""

READABLE: Final = 0o444
"""Each file is mounted alone, into containers with users of their own; the folder is closed to others."""


def hand_out(folder: Path) -> None:
    """Write every file that docker-compose.yml names; secrets that are there already stay as they are."""
    ring = open_keyring(folder)
    for name, content in _shapes(ring).items():
        # Written anew: the file of an earlier time may be read, and not changed, even by its owner.
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    for name in GIVEN:
        (folder / name).touch()
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644 if path.name in GIVEN else READABLE)
    folder.chmod(0o700)


def hand_out_signing_key(folder: Path) -> str:
    """One more signing key beside those that are there; gives its id. It is whole and readable when it appears."""
    # Imported when it is needed, as for the first one.
    from services.runtime.tokens import make_key

    with TemporaryDirectory(dir=folder) as draft:
        key_id = make_key(Path(draft))
        made = Path(draft) / f"{key_id}.pem"
        made.chmod(READABLE)
        made.rename(folder / "keys" / made.name)
    return key_id


def _shapes(ring: Keyring) -> dict[str, str]:
    nats = "".join(f"BESIDE_NATS_{user.upper()}_PASSWORD={word}\n" for user, word in ring.nats.items())
    return {
        "nats.env": nats,
        "valkey.conf": f'bind 0.0.0.0\ndir /data\nappendonly yes\nsave ""\nrequirepass {ring.valkey}\n',
        "redis-url": f"redis://:{ring.valkey}@valkey:6379/0",
        "databases.sql": "".join(_database(name, ring.databases[name]) for name in DATABASES),
        **{f"{name}-database-url": _url(name, ring.databases[name]) for name in DATABASES},
    }


def _database(name: str, password: str) -> str:
    return (
        f"CREATE ROLE {name} LOGIN PASSWORD '{password}';\n"
        f"CREATE DATABASE {name} OWNER {name};\n"
        f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC;\n"
    )


def _url(name: str, password: str) -> str:
    return f"postgresql://{name}:{password}@postgres:5432/{name}"
