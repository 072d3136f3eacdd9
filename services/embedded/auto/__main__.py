"""AUTO from the command line: one visit at an origin, step by step, with the exit code 1 when a step failed."""

import argparse
import asyncio
import sys

from services.embedded.auto.cast import Place
from services.embedded.auto.play import play
from services.embedded.auto.steps import STEPS


def main(words: list[str]) -> int:
    """Gives the exit code: 1 when a step failed, 2 when the words make no sense."""
    parser = argparse.ArgumentParser(prog="python -m services.embedded.auto", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    playing = commands.add_parser("play", help="play a visit; the demo's staff must be there")
    playing.add_argument("origin", help="where people find Beside: http://localhost:8080")
    playing.add_argument("mailpit", nargs="?", help="a Mailpit that takes the mail: http://localhost:8025")
    playing.add_argument("--audit", metavar="command", help="checks the audit, as `beside audit verify` does")
    playing.add_argument(
        "--about", metavar="step", help="leave out sound, picture and what proves only them, where this step needs none"
    )
    commands.add_parser("steps", help="the names of the steps, a line each")
    asked = parser.parse_args(words)
    if asked.command == "steps":
        sys.stdout.writelines(f"{step.name}\n" for step in STEPS)
        return 0
    quick = any(step.closes for step in STEPS if step.name == asked.about)
    place = Place(asked.origin, asked.mailpit, asked.audit, quick)
    return 0 if asyncio.run(play(place)) is None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
