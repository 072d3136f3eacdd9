"""`beside`: what an operator does with Beside besides running its services."""

import argparse
import sys
from collections.abc import Callable, Sequence

from services.cli import audit, demo, erasing, keys, staff, upkeep


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    asked = _parser().parse_args(words)
    if asked.run is demo.play and asked.what == "run":  # the launcher has sentences of its own, and is in a hurry
        return int(demo.play(asked))
    return _in_sentences(asked)


def _in_sentences(asked: argparse.Namespace) -> int:
    """What is wrong around us is said in a sentence, not in a trace."""
    from services.runtime.settings import SettingsError

    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except SettingsError as error:
        print(f"beside: {error}", file=sys.stderr)
    except Exception as error:  # what "out of reach" means takes every driver to say, so it is asked only now
        from services.runtime.reach import is_out_of_reach

        if not is_out_of_reach(error):
            raise
        print(f"beside: What it needs is out of reach: {str(error) or type(error).__name__}.", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="beside", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for subject in (upkeep, audit, staff, erasing, keys, demo):
        subject.add_words(commands)
    return parser
