"""AUTO from the command line: one visit at an origin, step by step, with the exit code 1 when a step failed."""

import argparse
import asyncio
import sys
import traceback
from collections.abc import Iterable
from dataclasses import replace

from services.embedded.auto import END_OF_PLAY
from services.embedded.auto.cast import Place
from services.embedded.auto.play import play
from services.embedded.auto.steps import STEPS


def main(words: list[str]) -> int:
    """Gives the exit code: 1 when a step failed, 2 when the words make no sense."""
    parser = argparse.ArgumentParser(prog="python -m services.embedded.auto", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("origin", help="where people find Beside: http://localhost:8080")
    where.add_argument("mailpit", nargs="?", help="a Mailpit that takes the mail: http://localhost:8025")
    where.add_argument("--audit", metavar="command", help="checks the audit, as `beside audit verify` does")
    commands.add_parser("play", parents=[where], help="play a visit; the demo's staff must be there")
    commands.add_parser(
        "rehearse",
        parents=[where],
        help="play once for each step that the input names, a line each, with as little besides as it lives from",
    )
    commands.add_parser("steps", help="the names of the steps, a line each")
    asked = parser.parse_args(words)
    if asked.command == "steps":
        sys.stdout.writelines(f"{step.name}\n" for step in STEPS)
        return 0
    place = Place(asked.origin, asked.mailpit, asked.audit)
    if asked.command == "rehearse":
        _rehearse(place, sys.stdin)
        return 0
    return 0 if asyncio.run(play(place)) is None else 1


def _rehearse(place: Place, lines: Iterable[str]) -> None:
    for name in map(str.strip, lines):
        quick = any(not step.media for step in STEPS if step.name == name)
        try:
            asyncio.run(play(replace(place, about=name, quick=quick)))
        except Exception:  # noqa: BLE001 (what goes wrong at the end of one play is not the next one's)
            traceback.print_exc()
        sys.stdout.write(f"{END_OF_PLAY}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
