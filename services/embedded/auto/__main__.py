"""`python -m services.embedded.auto play ORIGIN [MAILPIT]`: one visit; `steps`: the names of its steps, a line each."""

import asyncio
import sys

from services.embedded.auto.play import play
from services.embedded.auto.steps import STEPS


def main(words: list[str]) -> int:
    """Gives the exit code: 1 when a step failed, 2 when the words make no sense."""
    match words:
        case ["play", origin, *mailpit] if len(mailpit) <= 1:
            return 0 if asyncio.run(play(origin, mailpit=next(iter(mailpit), None))) is None else 1
        case ["steps"]:
            sys.stdout.writelines(f"{step.name}\n" for step in STEPS)
            return 0
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
