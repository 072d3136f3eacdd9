"""Whether the record of who did or read what about whom is still what was sealed."""

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING

from services.cli.databases import SERVICES_WITH_A_DATABASE, asked_for, own

if TYPE_CHECKING:
    from services.runtime.audit_check import Head


def add_words(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser("audit", help="who did or read what about whom").add_subparsers(required=True)
    verify = audit.add_parser("verify", help="check that no line was changed, put in or taken out since it was sealed")
    verify.add_argument("services", nargs="*", choices=[*SERVICES_WITH_A_DATABASE, []], metavar="service")
    verify.add_argument("--head", metavar="number:seal", help="of one service: a head noted earlier must be in it")
    verify.set_defaults(run=_verify)


def _verify(asked: argparse.Namespace) -> int:
    """0: every line is what was sealed; 1: one is not, and which."""
    from services.runtime.audit_check import Head

    number, _, seal = (asked.head or "").partition(":")
    head = Head(int(number), bytes.fromhex(seal)) if asked.head else None
    services = asked_for(asked)
    if head is not None and len(services) != 1:
        print("beside: A head is of one service; please name it.", file=sys.stderr)
        return 2
    return max([asyncio.run(_verify_one(service, head)) for service in services])


async def _verify_one(service: str, noted: "Head | None") -> int:
    from services.runtime.audit_chain import open_audit_key
    from services.runtime.audit_check import check
    from services.runtime.database import open_database
    from services.runtime.settings import ServiceSettings

    settings = own(service, ServiceSettings)
    async with open_database(settings, "beside audit") as database, database.transaction() as tx:
        found = await check(tx, open_audit_key(settings.keys_dir), noted)
    head = f"{found.head.number}:{found.head.seal.hex()}"
    print(f"{service}: {found.head.number} lines are what was sealed; the head is {head}")
    if found.tail:
        print(f"{service}: {found.tail} lines are not sealed yet, from line {found.tail_from} on")
    if found.bad is not None:
        line = "" if found.bad.seq is None else f", line {found.bad.seq}"
        print(f"{service}: BAD at number {found.bad.number}{line}: {found.bad.why}")
    return int(found.bad is not None)
