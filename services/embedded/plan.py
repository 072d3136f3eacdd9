"""What one run is to be: where its state lies, on which ports its parts talk, with which secrets."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.embedded.keyring import Keyring, open_keyring
from services.embedded.lan import Lan
from services.embedded.ports import LOOPBACK, free_ports, is_free, loopback_hosts
from services.embedded.postgres import PostgresPlace, place_for

DEFAULT_PORT: Final = 8080
CHECKOUT: Final = Path(__file__).parents[2]
DEPLOY: Final = CHECKOUT / "deploy"
WEB: Final = CHECKOUT / "web" / "dist"

_PORT_NAMES: Final = (
    "nats",
    "nats_monitor",
    "valkey",
    "postgres",
    "session",
    "signaling-1",
    "signaling-2",
    "signaling-1-sockets",
    "signaling-2-sockets",
    "notes",
    "smtp",
    "mail",
)


class PortTakenError(RuntimeError):
    """Something else listens where the origin should be."""


@dataclass(frozen=True)
class Plan:
    """One run. `ports` go by part; `origin` is what people type."""

    state: Path
    port: int
    ports: dict[str, int]
    hosts: tuple[str, ...]
    keyring: Keyring
    postgres: PostgresPlace
    lan: Lan | None

    @property
    def origin(self) -> str:
        """Where people find Beside: phones need TLS, this computer does not."""
        return self.lan.origin if self.lan else self.here

    @property
    def here(self) -> str:
        """Where the computer that runs it finds it, its start page and its mailbox."""
        return f"http://localhost:{self.port}"

    @property
    def logs(self) -> Path:
        """A file a part."""
        return self.state / "logs"

    def nats_url(self, user: str) -> str:
        """With the user's name and password."""
        return f"nats://{user}:{self.keyring.nats[user]}@{self.nats_address}"

    @property
    def nats_address(self) -> str:
        """Without user."""
        return f"{LOOPBACK}:{self.ports['nats']}"

    @property
    def redis_url(self) -> str:
        """With its password."""
        return f"redis://:{self.keyring.valkey}@{LOOPBACK}:{self.ports['valkey']}/0"

    def database_url(self, user: str, database: str | None = None) -> str:
        """A service's own database bears its name."""
        password = self.keyring.databases[user]
        return f"postgresql://{user}:{password}@{LOOPBACK}:{self.ports['postgres']}/{database or user}"


def state_folder() -> Path:
    """BESIDE_STATE, else where this system keeps state that survives a restart: never inside the checkout."""
    if named := os.environ.get("BESIDE_STATE"):
        return Path(named).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/beside")
    state_home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state_home) / "beside"


def forget(state: Path) -> None:
    """Remove all data of a state folder, wherever PostgreSQL's had to lie; the lock stays, for whoever holds it."""
    shutil.rmtree(place_for(state).data.parent, ignore_errors=True)
    for entry in state.iterdir() if state.exists() else ():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name != "lock":
            entry.unlink()


def origin_port() -> int:
    """BESIDE_PORT, else the fixed one that bookmarks may rely on."""
    return int(os.environ.get("BESIDE_PORT") or DEFAULT_PORT)


def make_plan(state: Path, port: int, lan: Lan | None = None) -> Plan:
    """Lay out the state folder and choose the ports, or say in a sentence what is in the way."""
    hosts = loopback_hosts()
    if not all(is_free(port, host) for host in hosts):
        raise PortTakenError(
            f"Something else already listens on port {port}. Stop it, or choose another: BESIDE_PORT=8090"
        )
    for folder in ("logs", "nats", "valkey", "caddy", "mail", "demo"):
        (state / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return Plan(
        state=state,
        port=port,
        ports=dict(zip(_PORT_NAMES, free_ports(len(_PORT_NAMES), but=port), strict=True)),
        hosts=hosts,
        keyring=open_keyring(state / "secrets"),
        postgres=place_for(state),
        lan=lan,
    )
