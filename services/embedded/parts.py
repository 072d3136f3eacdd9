"""The parts of a run, in the order in which they are needed. Read it as the table of contents of Beside."""

import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import partial
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGQUIT, SIGTERM, Signals
from typing import Final

from services.embedded import binaries, postgres
from services.embedded.checks import Check, answers, speaks_http, takes_commands
from services.embedded.keyring import write_privately
from services.embedded.nursery import Ours
from services.embedded.once import DoneFrom
from services.embedded.plan import CHECKOUT, DEPLOY, WEB, Plan
from services.embedded.ports import LOOPBACK

SERVICES: Final = ("session", "signaling-1", "signaling-2", "notes")
STORES: Final = ("nats", "valkey", "postgres")
DATABASES: Final = ("session", "notes")
HERE: Final = Path(__file__).parent

# Seconds before a part that died is started again; the last one holds from then on.
SERVICE_PATIENCE: Final = (0.1, 1.0, 2.0, 4.0)
# Everything waits for a store, so it is not made to wait itself unless it dies again and again.
STORE_PATIENCE: Final = (0.1, 1.0, 2.0, 4.0)


class Turn(IntEnum):
    """Who is stopped first: the door, then who works behind it, then what they store in."""

    DOOR = 1
    SERVICE = 2
    STORE = 3


@dataclass(frozen=True)
class Part:
    """A process that runs as long as we do; `after` names what must be ready before it starts."""

    name: str
    program: tuple[str, ...] | Ours
    ready: Check
    turn: Turn
    env: Mapping[str, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    stop_signal: Signals = SIGTERM
    death_signal: Signals = SIGKILL
    user: str | None = None
    cwd: Path = CHECKOUT
    patience: tuple[float, ...] = SERVICE_PATIENCE
    prepare: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True)
class Step:
    """Something to be done before others can start: a command of ours, or a coroutine.

    It is skipped while what it is `done_from` is the same, and done enough as soon as it `writes` its file anew.
    """

    name: str
    after: tuple[str, ...]
    program: Ours | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    run: Callable[[], Awaitable[None]] | None = None
    done_from: DoneFrom | None = None
    writes: Path | None = None


def table(plan: Plan) -> tuple[Part | Step, ...]:
    """Everything that makes up a run."""
    return (
        _caddy(plan),
        _nats(plan),
        _valkey(plan),
        _postgres(plan),
        _mail(plan),
        Step("databases", after=("postgres",), run=partial(_make_databases, plan)),
        _provision(plan),
        _migrate(plan),
        _seed(plan),
        _session(plan),
        _signaling(plan, "1"),
        _signaling(plan, "2"),
        _notes(plan),
    )


def _caddy(plan: Plan) -> Part:
    lan = {}
    sites = [HERE / "caddy" / "sites.caddy"]
    if plan.lan:
        sites.append(HERE / "caddy" / "lan.caddy")
        lan = {
            "BESIDE_LAN_ADDRESS": plan.lan.address,
            "BESIDE_LAN_PORT": str(plan.lan.port),
            "BESIDE_LAN_PAGE": str(HERE / "lan_page"),
        }
    return Part(
        name="caddy",
        program=(str(binaries.caddy()), "run", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"),
        env={
            "BESIDE_SITE": f"http://localhost:{plan.port}",
            "BESIDE_PORT": str(plan.port),
            "BESIDE_BIND": " ".join(plan.hosts),
            "BESIDE_PUBLIC_ORIGIN": plan.origin,
            "BESIDE_WEB": str(WEB),
            "BESIDE_SESSION": _http(plan, "session"),
            "BESIDE_NOTES": _http(plan, "notes"),
            "BESIDE_SIGNALING": f"{_http(plan, 'signaling-1-sockets')} {_http(plan, 'signaling-2-sockets')}",
            "BESIDE_MAIL": _http(plan, "mail"),
            "BESIDE_DEMO_DATA": str(plan.state / "demo"),
            "BESIDE_CADDY_ADMIN": "off",
            "BESIDE_AUTO_HTTPS": "auto_https disable_redirects",
            "BESIDE_CADDY_STORE": str(plan.state / "caddy"),
            "BESIDE_CADDY_ROUTES": str(HERE / "caddy" / "routes.caddy"),
            "BESIDE_CADDY_SITES": str(_together(plan)),
            # Caddy keeps a copy of its configuration below these.
            "XDG_CONFIG_HOME": str(plan.state / "caddy"),
            "XDG_DATA_HOME": str(plan.state / "caddy"),
            **lan,
        },
        ready=speaks_http(plan.port),
        turn=Turn.DOOR,
        patience=STORE_PATIENCE,
        prepare=partial(_write_sites, plan, sites),
    )


def _together(plan: Plan) -> Path:
    return plan.state / "caddy" / "sites.caddy"


async def _write_sites(plan: Plan, sites: list[Path]) -> None:
    _together(plan).write_text("".join(f'import "{site}"\n' for site in sites), encoding="utf-8")


def _nats(plan: Plan) -> Part:
    passwords = {f"BESIDE_NATS_{user.upper()}_PASSWORD": word for user, word in plan.keyring.nats.items()}
    return Part(
        name="nats",
        program=(str(binaries.nats()), "--config", str(DEPLOY / "nats.conf")),
        env={
            "BESIDE_NATS_HOST": LOOPBACK,
            "BESIDE_NATS_PORT": str(plan.ports["nats"]),
            "BESIDE_NATS_MONITOR": f"{LOOPBACK}:{plan.ports['nats_monitor']}",
            "BESIDE_NATS_STORE": f'"{plan.state / "nats"}"',  # read as a value of its configuration
            **passwords,
        },
        ready=answers(plan.ports["nats_monitor"], "/healthz"),
        turn=Turn.STORE,
        patience=STORE_PATIENCE,
    )


def _valkey(plan: Plan) -> Part:
    return Part(
        name="valkey",
        program=(str(binaries.valkey()), str(_valkey_settings(plan))),
        ready=takes_commands(plan.ports["valkey"], plan.keyring.valkey),
        turn=Turn.STORE,
        patience=STORE_PATIENCE,
        prepare=partial(_write_valkey_settings, plan),
    )


def _valkey_settings(plan: Plan) -> Path:
    return plan.state / "valkey" / "valkey.conf"


async def _write_valkey_settings(plan: Plan) -> None:
    # The password goes into a file: everybody on this computer can read command lines.
    lines = (
        f"bind {LOOPBACK}",
        f"port {plan.ports['valkey']}",
        f'dir "{_valkey_settings(plan).parent}"',
        f"requirepass {plan.keyring.valkey}",
        "appendonly yes",
        'save ""',
    )
    write_privately(_valkey_settings(plan), "\n".join(lines) + "\n")


def _postgres(plan: Plan) -> Part:
    place = plan.postgres
    settings = {
        "port": plan.ports["postgres"],
        "listen_addresses": LOOPBACK,
        "unix_socket_directories": "",
        "max_connections": 200,
        "shared_buffers": "64MB",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return Part(
        name="postgres",
        program=(place.program("postgres"), "-D", str(place.data), *options),
        ready=partial(postgres.is_ready, plan.database_url("postgres")),
        turn=Turn.STORE,
        stop_signal=SIGINT,  # SIGTERM would wait for every client to leave by itself
        death_signal=SIGQUIT,  # it takes its own children with it
        user=place.user,
        cwd=place.data.parent,
        patience=STORE_PATIENCE,
        prepare=partial(postgres.prepare, place, plan.keyring.databases["postgres"], plan.logs / "initdb.log"),
    )


def _mail(plan: Plan) -> Part:
    return Part(
        name="mail",
        program=Ours("services.embedded.mail"),
        env={
            "BESIDE_MAIL_FOLDER": str(plan.state / "mail"),
            "BESIDE_SMTP_PORT": str(plan.ports["smtp"]),
            "BESIDE_HTTP_PORT": str(plan.ports["mail"]),
        },
        ready=answers(plan.ports["mail"], "/mail/api/readyz"),
        turn=Turn.SERVICE,
    )


def _session(plan: Plan) -> Part:
    own = {"BESIDE_KEYS_DIR": str(plan.keyring.keys)} | _redis(plan) | _database(plan, "session")
    return _service(plan, "session", after=("migrate", "provision", "valkey"), own=own)


def _signaling(plan: Plan, instance: str) -> Part:
    own = {
        "BESIDE_SOCKET_HOST": LOOPBACK,
        "BESIDE_SOCKET_PORT": str(plan.ports[f"signaling-{instance}-sockets"]),
        "BESIDE_MORE_ORIGINS": f"http://localhost:{plan.port}",
    }
    return _service(plan, "signaling", instance, after=("provision", "valkey"), own=own | _redis(plan))


def _notes(plan: Plan) -> Part:
    own = {"BESIDE_KEYS_DIR": str(plan.keyring.notes_keys)} | _redis(plan) | _database(plan, "notes")
    return _service(plan, "notes", after=("migrate", "provision", "valkey"), own=own)


def _service(plan: Plan, service: str, instance: str = "", *, after: tuple[str, ...], own: Mapping[str, str]) -> Part:
    name = f"{service}-{instance}" if instance else service
    port = plan.ports[name]
    return Part(
        name=name,
        program=Ours(f"services.{service}"),
        env={
            "BESIDE_HTTP_HOST": LOOPBACK,
            "BESIDE_HTTP_PORT": str(port),
            "BESIDE_INSTANCE": name,
            "BESIDE_PUBLIC_ORIGIN": plan.origin,
            "BESIDE_DEMO": "1",
            "BESIDE_STATE_DIR": str(plan.state),
            "BESIDE_STOP_GRACE_SECONDS": "1",
            "BESIDE_SMTP_HOST": LOOPBACK,
            "BESIDE_SMTP_PORT": str(plan.ports["smtp"]),
            **_bus(plan, service),
            **own,
        },
        ready=answers(port, "/readyz"),
        turn=Turn.SERVICE,
        after=after,
    )


def _command(name: str, plan: Plan, *words: str, after: tuple[str, ...], env: Mapping[str, str]) -> Step:
    everywhere = {"BESIDE_STATE_DIR": str(plan.state), "BESIDE_DEMO": "1"}
    return Step(name, after=after, program=Ours("services.cli", words), env=everywhere | dict(env))


def _provision(plan: Plan) -> Step:
    files = (CHECKOUT / "services" / "runtime" / "topology.py", CHECKOUT / "services" / "contracts" / "subjects.py")
    step = _command("provision", plan, "provision", after=("nats",), env=_bus(plan, "admin"))
    return replace(step, done_from=DoneFrom(plan.state / "nats" / "provisioned", files))


def _migrate(plan: Plan) -> Step:
    """A service refuses an older schema, so that skipping what was done already risks nothing."""
    files = (*CHECKOUT.glob("services/*/migrations/versions/*.py"), CHECKOUT / "services" / "runtime" / "schema.py")
    databases = {f"BESIDE_{service.upper()}_DATABASE_URL": plan.database_url(service) for service in DATABASES}
    step = _command("migrate", plan, "migrate", *DATABASES, after=("databases",), env=databases)
    return replace(step, done_from=DoneFrom(plan.postgres.data.with_name("migrated"), files))


def _seed(plan: Plan) -> Step:
    """The demo's sample people and visits: once the doors of today are written down, nobody waits for the past."""
    own = {"BESIDE_KEYS_DIR": str(plan.keyring.keys), "BESIDE_PUBLIC_ORIGIN": plan.origin}
    step = _command("seed", plan, "demo", "seed", after=("migrate",), env=own | _database(plan, "session"))
    return replace(step, writes=plan.state / "demo" / "doors.json")


def _bus(plan: Plan, user: str) -> dict[str, str]:
    return {
        "BESIDE_NATS_URL": f"nats://{plan.nats_address}",
        "BESIDE_NATS_USER": user,
        "BESIDE_NATS_PASSWORD": plan.keyring.nats[user],
    }


def _redis(plan: Plan) -> dict[str, str]:
    return {"BESIDE_REDIS_URL": plan.redis_url}


def _database(plan: Plan, service: str) -> dict[str, str]:
    return {"BESIDE_DATABASE_URL": plan.database_url(service)}


def _http(plan: Plan, part: str) -> str:
    return f"{LOOPBACK}:{plan.ports[part]}"


async def _make_databases(plan: Plan) -> None:
    own = {name: word for name, word in plan.keyring.databases.items() if name != "postgres"}
    await postgres.make_databases(plan.database_url("postgres"), own)


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """What a process of ours sees: the caller's environment, times in UTC, and what the table says of it."""
    return {**os.environ, "TZ": "UTC", "PYTHONUNBUFFERED": "1", **env}
