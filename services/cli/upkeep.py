"""What databases and bus need before the services run, and after something of them was lost."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from services.cli.databases import SERVICES_WITH_A_DATABASE, own

if TYPE_CHECKING:
    from services.runtime.database import Tx


def add_words(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    migrate = commands.add_parser("migrate", help="bring services' databases to this release's schema")
    migrate.add_argument("services", nargs="+", choices=SERVICES_WITH_A_DATABASE, metavar="service")
    migrate.set_defaults(run=_migrate)

    provision = commands.add_parser("provision", help="make the streams, buckets and consumers on NATS, as its admin")
    provision.add_argument("--replicas", type=int, default=1, help="1 on a single server, 3 in a cluster")
    provision.set_defaults(run=_provision)

    republish = commands.add_parser("republish", help="publish a service's events again, after the stream was lost")
    republish.add_argument("service", choices=SERVICES_WITH_A_DATABASE)
    republish.add_argument("--since", type=_moment, required=True, help="ISO 8601; without a zone it is UTC")
    republish.set_defaults(run=_republish)

    standing = commands.add_parser("standing", help="the entries that signaling obeys").add_subparsers(required=True)
    rebuild = standing.add_parser("rebuild", help="tell them all anew, after the bucket was lost")
    rebuild.set_defaults(run=_rebuild_standing)

    retry = commands.add_parser("retry", help="try a service's events once more that it gave up, after a repair")
    retry.add_argument("service", choices=SERVICES_WITH_A_DATABASE)
    retry.set_defaults(run=_retry)


def _moment(word: str) -> datetime:
    moment = datetime.fromisoformat(word)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# A command imports what it needs when it runs: the launcher must not wait for what only the others use.


def _migrate(asked: argparse.Namespace) -> int:
    """Of one service's database, or of several that BESIDE_<SERVICE>_DATABASE_URL name."""
    from services.runtime.migrations import migrate, migrations_of
    from services.runtime.settings import ServiceSettings

    for service in asked.services:
        print(f"{service}: {asyncio.run(migrate(own(service, ServiceSettings), migrations_of(service)))}")
    return 0


def _provision(asked: argparse.Namespace) -> int:
    from services.runtime.settings import ServiceSettings, load
    from services.runtime.topology import prepare

    settings = load(ServiceSettings)
    password = settings.nats_password.get_secret_value()
    asyncio.run(prepare(settings.nats_url, settings.nats_user, password, replicas=asked.replicas))
    return 0


def _republish(asked: argparse.Namespace) -> int:
    from services.runtime.outbox import republish

    count = asyncio.run(_in_transaction(lambda tx: republish(tx, asked.since)))
    print(f"{count} events of {asked.service} go out again; whoever had them drops them.")
    return 0


def _rebuild_standing(asked: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given the words)
    from services.session.visit.rebuild import rebuild_named

    print(f"The standing of {asyncio.run(rebuild_named())} visits goes out again; newer entries stay.")
    return 0


def _retry(asked: argparse.Namespace) -> int:
    from services.runtime.inbox import retry

    count = asyncio.run(_in_transaction(retry))
    print(f"{count} events are tried again by the running {asked.service}; /readyz shows how many stay.")
    return 0


async def _in_transaction(work: "Callable[[Tx], Awaitable[int]]") -> int:
    from services.runtime.database import open_database
    from services.runtime.settings import ServiceSettings, load

    async with open_database(load(ServiceSettings), "beside") as database, database.transaction() as tx:
        return await work(tx)
