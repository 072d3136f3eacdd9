"""All of Beside on this computer, and its sample people."""

import argparse
import asyncio
import sys


def add_words(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="run all of Beside on this computer")
    demo.add_argument("what", nargs="?", choices=("run", "seed"), default="run", help="seed: make its sample people")
    demo.add_argument("--reset", action="store_true", help="forget the data of earlier runs first")
    demo.add_argument(
        "--lan", metavar="address", help="also serve phones, with TLS, at this address of this computer; 1 chooses one"
    )
    demo.add_argument("--auto", action="store_true", help="let a visit play itself, then end")
    demo.add_argument(
        "--break", dest="breaks", metavar="step", help="with --auto: make this step fail, or `all` in turn"
    )
    demo.add_argument("--only", nargs="+", default=(), metavar="part", help="start only these")
    demo.add_argument("--report-to", type=int, metavar="descriptor", help="tell a program, not a person")
    demo.add_argument("--tied-to-input", action="store_true", help="stop at the end of the input")
    demo.set_defaults(run=play)


def play(asked: argparse.Namespace) -> int:
    """Run it, or seed it."""
    if asked.what == "seed":
        return _seed()
    from services.embedded.launch import Wish, launch

    return launch(
        Wish(
            reset=asked.reset,
            lan=asked.lan,
            only=tuple(asked.only),
            report_to=asked.report_to,
            tied_to_input=asked.tied_to_input,
            plays=asked.auto,
            breaks=asked.breaks,
        )
    )


def _seed() -> int:
    from services.runtime.settings import load
    from services.session.demo.seed import seed
    from services.session.settings import SessionSettings

    doors = asyncio.run(seed(load(SessionSettings)))
    if sys.stdout.isatty():  # links are for the person at the terminal, never for a log
        for door, address in doors.items():
            print(f"{door}: {address}")
    return 0
