"""No test puts something made up in the place of what it tests, and none is passed over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_no_sleeps import ROOT, python_files, script_files

MADE_UP = {"mock", "unittest.mock", "asynctest", "pytest_mock", "fakeredis", "respx", "pytest_httpx", "responses"}
PASSED_OVER = {"skip", "skipif", "skipIf", "skipUnless", "xfail", "importorskip", "skipTest", "expectedFailure"}
IN_SCRIPTS = re.compile(
    r"\b(vi|jest)\.(mock|doMock)\b|\b(it|test|describe)\.(skip|skipIf|runIf|only|todo|fails)\b|\bx(it|describe)\("
)


def made_up(tree: ast.AST) -> Iterator[int]:
    """Lines that import something made up, or ask pytest for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(alias.name in MADE_UP for alias in node.names):
            yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            if names & MADE_UP:
                yield node.lineno
        elif isinstance(node, ast.arg) and node.arg == "mocker":
            yield node.lineno


def passed_over(tree: ast.AST) -> Iterator[int]:
    """Lines by which a test would not run, or might fail unseen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in PASSED_OVER and _is_of_a_test_runner(node.value):
                yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from (node.lineno for alias in node.names if alias.name in PASSED_OVER)


def _is_of_a_test_runner(owner: ast.expr) -> bool:
    """`pytest.skip`, `pytest.mark.skip`, `unittest.skip`, `self.skipTest`."""
    while isinstance(owner, ast.Attribute):
        owner = owner.value
    return isinstance(owner, ast.Name) and owner.id in {"pytest", "unittest", "self"}


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_python_test_runs_and_meets_the_real_parts(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not list(made_up(tree)), f"{path} puts something made up in the place of a part"
    assert not list(passed_over(tree)), f"{path} passes over a test"


def test_every_script_test_runs_and_meets_the_real_parts() -> None:
    assert not [path for path in script_files() if IN_SCRIPTS.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "source",
    [
        "from unittest import mock",
        "from unittest.mock import AsyncMock",
        "import unittest.mock",
        "def test(mocker): ...",
        "import fakeredis",
    ],
)
def test_something_made_up_is_found(source: str) -> None:
    assert list(made_up(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark.skip\ndef test(): ...",
        "@pytest.mark.xfail(reason='later')\ndef test(): ...",
        "pytest.skip('not here')",
        "from pytest import importorskip",
        "self.skipTest('no')",
    ],
)
def test_a_test_that_is_passed_over_is_found(source: str) -> None:
    assert list(passed_over(ast.parse(source)))


@pytest.mark.parametrize("source", ["it.skip('x')", "describe.only('x')", "vi.mock('../socket')"])
def test_a_script_that_is_passed_over_is_found(source: str) -> None:
    assert IN_SCRIPTS.search(source)
