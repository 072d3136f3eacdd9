"""No test waits for time to pass: it waits for the thing itself, with a limit."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SLEEPERS = {"sleep", "wait_for_timeout"}
SCRIPT_SLEEP = re.compile(r"\b(setTimeout|wait_for_timeout|waitForTimeout)\b")
LOOKS_AGAIN = ROOT / "tests" / "runtime" / "owner.py"
"""`eventually`, the one place that looks again after a moment: for what gives no sign of its own."""


def python_files() -> list[Path]:
    return sorted(ROOT.joinpath("tests").rglob("*.py"))


def script_files() -> list[Path]:
    web = [path for path in ROOT.joinpath("web").rglob("*.test.ts*") if "node_modules" not in path.parts]
    return sorted([*web, *ROOT.joinpath("tests").rglob("*.ts"), *ROOT.joinpath("tests").rglob("*.js")])


def sleeps(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SLEEPERS and not _is_zero(node):
                yield node


def _is_zero(call: ast.Call) -> bool:
    """`sleep(0)` lets others run and waits for nothing."""
    return len(call.args) == 1 and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0


def scripts_in(tree: ast.AST) -> Iterator[ast.Constant]:
    """Words of a page's script inside a Python test."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SCRIPT_SLEEP.search(node.value):
            yield node


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_python_test_sleeps(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node.lineno for node in sleeps(tree)] if path != LOOKS_AGAIN else []
    if path != Path(__file__):
        found += [node.lineno for node in scripts_in(tree)]
    assert not found, f"{path}: lines {found} wait for time instead of the thing"


def test_no_script_of_a_test_sleeps() -> None:
    found = [path for path in script_files() if SCRIPT_SLEEP.search(path.read_text(encoding="utf-8"))]
    assert not found


@pytest.mark.parametrize(
    "source", ["import time\ntime.sleep(1)", "await asyncio.sleep(0.1)", "page.wait_for_timeout(9)"]
)
def test_a_planted_sleep_is_found(source: str) -> None:
    assert list(sleeps(ast.parse(source)))


def test_letting_others_run_is_not_a_sleep() -> None:
    assert not list(sleeps(ast.parse("await asyncio.sleep(0)")))
