"""PostgreSQL's place, user and databases: it refuses to run as root, so root runs it as somebody else."""

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

from services.embedded import binaries
from services.embedded.logfile import tail
from services.embedded.processes import run_once

# Where root puts what another user must read: checkout and state folder may lie below a home closed to it.
_SHARED: Final = Path("/var/lib/beside-postgres")
_UNPRIVILEGED: Final = "nobody"
INITDB_SECONDS: Final = 60.0


class InitdbError(RuntimeError):
    """The data directory could not be made."""


@dataclass(frozen=True)
class PostgresPlace:
    """Where programs and data lie, and whom the server runs as: None means whoever runs us."""

    install: Path
    data: Path
    user: str | None

    def program(self, name: str) -> str:
        """One of PostgreSQL's programs."""
        return str(self.install / "bin" / name)


def place_for(state: Path) -> PostgresPlace:
    """Below the state folder where its user can reach it, else in a place that the folder's path names."""
    if os.geteuid() != 0:
        return PostgresPlace(binaries.postgres_install(), state / "postgres" / "data", None)
    home = state / "postgres"
    if not _anyone_can_reach(state):
        home = _SHARED / hashlib.sha256(str(state).encode()).hexdigest()[:12]
    return PostgresPlace(_copied_install(), home / "data", _UNPRIVILEGED)


async def prepare(place: PostgresPlace, password: str, log: Path) -> None:
    """Make the data directory, once."""
    if place.data.exists():
        return
    place.data.parent.mkdir(parents=True, exist_ok=True)
    draft, password_file = place.data.with_name("draft"), place.data.with_name("password")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    password_file.touch(mode=0o600)
    password_file.write_text(password, encoding="utf-8")
    if place.user:
        place.data.parent.chmod(0o711)
        for path in (draft, password_file):
            shutil.chown(path, place.user, pwd.getpwnam(place.user).pw_gid)
    try:
        await _initdb(place, draft, password_file, log)
    finally:
        password_file.unlink()
    draft.rename(place.data)


async def _initdb(place: PostgresPlace, data: Path, password_file: Path, log: Path) -> None:
    argv = [place.program("initdb"), "-D", str(data), "-U", "postgres", f"--pwfile={password_file}"]
    argv += ["-A", "scram-sha-256", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    env = {"PATH": os.defpath, "LC_ALL": "C"}
    if await run_once(argv, log=log, env=env, cwd=data.parent, user=place.user, limit=INITDB_SECONDS):
        raise InitdbError(f"PostgreSQL's data directory could not be made:\n{tail(log)}")


async def is_ready(url: str) -> bool:
    """Whether the server takes queries: it listens a little before it does."""
    try:
        connection = await asyncpg.connect(url, timeout=2)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    await connection.close()
    return True


async def make_databases(url: str, passwords: dict[str, str]) -> None:
    """A user and a database of the same name for each entry; what is there only gets its password set."""
    connection = await asyncpg.connect(url, timeout=5)
    try:
        for name, password in passwords.items():
            await _make_database(connection, name, password)
    finally:
        await connection.close()


async def _make_database(connection: asyncpg.Connection, name: str, password: str) -> None:
    # Names and passwords are our own words and hexadecimal digits; PostgreSQL takes no parameters here.
    if not await connection.fetchval("select 1 from pg_roles where rolname = $1", name):
        await connection.execute(f'create role "{name}" login')
    await connection.execute(f"alter role \"{name}\" password '{password}'")
    if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
        await connection.execute(f'create database "{name}" owner "{name}"')
        await connection.execute(f'revoke connect on database "{name}" from public')


def _anyone_can_reach(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))


def _copied_install() -> Path:
    """The programs, 41 MB, copied once for each version to where any user can run them."""
    install, libraries = binaries.postgres_install(), binaries.postgres_libraries()
    # They find their libraries by a path relative to their own, so both keep their places.
    site = libraries.parent
    home = _SHARED / f"programs-{binaries.postgres_version()}"
    if not home.exists():
        _SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = _SHARED / f"draft-{os.getpid()}"
        for source in (install, libraries):
            shutil.copytree(source, draft / source.relative_to(site), symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        _put(draft, home)
    return home / install.relative_to(site)


def _put(draft: Path, home: Path) -> None:
    try:
        draft.rename(home)
    except OSError:  # another run was quicker
        shutil.rmtree(draft)
