"""`beside`: what an operator does with Beside besides running its services."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Final

from services.embedded.launch import Wish, launch

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"

SERVICES_WITH_A_DATABASE: Final = ("session", "notes")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    asked = _parser().parse_args(words)
    return int(asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="beside", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    migrate = commands.add_parser("migrate", help="bring a service's database to this release's schema")
    migrate.add_argument("service", choices=SERVICES_WITH_A_DATABASE)
    migrate.set_defaults(run=_migrate)

    provision = commands.add_parser("provision", help="make the streams, buckets and consumers on NATS, as its admin")
    provision.add_argument("--replicas", type=int, default=1, help="1 on a single server, 3 in a cluster")
    provision.set_defaults(run=_provision)

    demo = commands.add_parser("demo", help="run all of Beside on this computer")
    demo.add_argument("--reset", action="store_true", help="forget the data of earlier runs first")
    demo.add_argument("--lan", action="store_true", help="also serve the phones of this network, with TLS")
    demo.add_argument("--only", nargs="+", default=(), metavar="part", help="start only these")
    demo.add_argument("--report-to", type=int, metavar="descriptor", help="tell a program, not a person")
    demo.add_argument("--tied-to-input", action="store_true", help="stop at the end of the input")
    demo.set_defaults(run=_demo)
    return parser


# A command imports what it needs when it runs: the launcher must not wait for what only the others use.


def _migrate(asked: argparse.Namespace) -> int:
    from services.runtime.migrations import migrate, migrations_of
    from services.runtime.settings import ServiceSettings, load

    revision = asyncio.run(migrate(load(ServiceSettings), migrations_of(asked.service)))
    print(f"{asked.service}: {revision}")
    return 0


def _provision(asked: argparse.Namespace) -> int:
    from services.runtime.settings import ServiceSettings, load
    from services.runtime.topology import prepare

    settings = load(ServiceSettings)
    password = settings.nats_password.get_secret_value()
    asyncio.run(prepare(settings.nats_url, settings.nats_user, password, replicas=asked.replicas))
    return 0


def _demo(asked: argparse.Namespace) -> int:
    return launch(
        Wish(
            reset=asked.reset,
            lan=asked.lan,
            only=tuple(asked.only),
            report_to=asked.report_to,
            tied_to_input=asked.tied_to_input,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
