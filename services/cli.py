"""`beside`: what an operator does with Beside besides running its services."""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from services.runtime.audit_check import Head
    from services.runtime.database import Tx
    from services.runtime.settings import ServiceSettings

    S = TypeVar("S", bound=ServiceSettings)

SERVICES_WITH_A_DATABASE: Final = ("session", "notes")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    asked = _parser().parse_args(words)
    if asked.run is _demo and asked.what == "run":  # the launcher has sentences of its own, and is in a hurry
        return int(_demo(asked))
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

    audit = commands.add_parser("audit", help="who did or read what about whom").add_subparsers(required=True)
    verify = audit.add_parser("verify", help="check that no line was changed, put in or taken out since it was sealed")
    verify.add_argument("services", nargs="*", choices=[*SERVICES_WITH_A_DATABASE, []], metavar="service")
    verify.add_argument("--head", metavar="number:seal", help="of one service: a head noted earlier must be in it")
    verify.set_defaults(run=_verify_audit)

    _staff_parsers(commands)

    person = commands.add_parser("person", help="somebody whom the services know").add_subparsers(required=True)
    erase = person.add_parser("erase", help="erase the key of everything that names them; there is no way back")
    erase.add_argument("id", type=UUID)
    erase.add_argument("services", nargs="*", choices=[*SERVICES_WITH_A_DATABASE, []], metavar="service")
    erase.set_defaults(run=_erase_person)

    keys = commands.add_parser("keys", help="the keys that sign grants and tokens").add_subparsers(required=True)
    new = keys.add_parser("new", help="make one; the running session takes it into use")
    new.set_defaults(run=_new_key)

    secrets = commands.add_parser("secrets", help="make the secret files that docker-compose.yml names")
    secrets.add_argument("folder", type=Path, nargs="?", default=Path("deploy/secrets"))
    secrets.add_argument("--new-signing-key", action="store_true", help="one more; the running session takes it up")
    secrets.set_defaults(run=_secrets)

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
    demo.set_defaults(run=_demo)
    return parser


def _staff_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    clinic = commands.add_parser("clinic", help="who holds visits").add_subparsers(required=True)
    found = clinic.add_parser("new", help="make one, with a queue; prints its id")
    found.add_argument("name")
    found.add_argument("--phone", required=True, help="whom people call for help")
    found.add_argument("--zone", required=True, help="the clinic's time zone, such as Europe/Madrid")
    found.add_argument("--language", default="en", help="in which people are written to, unless they want another")
    found.set_defaults(run=_found_clinic)

    staff = commands.add_parser("staff", help="who signs in").add_subparsers(required=True)
    hire = staff.add_parser("new", help="make an account; asks for the password, or reads it from its input")
    hire.add_argument("name", help="as patients see it, such as 'Mara Lind'")
    hire.add_argument("--sign-in", required=True, help="what they type to sign in")
    hire.add_argument("--role", required=True, action="append", choices=("clinician", "desk"), help="may come twice")
    hire.add_argument("--title", help="such as Dr.")
    hire.add_argument("--language", default="en")
    hire.add_argument("--clinic", type=UUID, help="its id, where there are several")
    hire.set_defaults(run=_hire)
    password = staff.add_parser("password", help="give an account another, and sign it out everywhere")
    password.add_argument("sign_in")
    password.set_defaults(run=_change_password)


# A command imports what it needs when it runs: the launcher must not wait for what only the others use.


def _migrate(asked: argparse.Namespace) -> int:
    """Of one service's database, or of several that BESIDE_<SERVICE>_DATABASE_URL name."""
    from services.runtime.migrations import migrate, migrations_of
    from services.runtime.settings import ServiceSettings

    for service in asked.services:
        print(f"{service}: {asyncio.run(migrate(_own(service, ServiceSettings), migrations_of(service)))}")
    return 0


def _own(service: str, kind: "type[S]") -> "S":
    """The settings of one of several services: BESIDE_<SERVICE>_DATABASE_URL and BESIDE_<SERVICE>_KEYS_DIR are its own,
    where they are set.
    """
    from pydantic import SecretStr

    from services.runtime.settings import load

    settings = load(kind)
    url, folder = (os.environ.get(f"BESIDE_{service.upper()}_{name}") for name in ("DATABASE_URL", "KEYS_DIR"))
    own: dict[str, object] = {"database_url": SecretStr(url)} if url else {}
    return settings.model_copy(update=own | ({"keys_dir": Path(folder)} if folder else {}))


def _asked_for(asked: argparse.Namespace) -> Sequence[str]:
    """The services that were named, or all; of several each has a database of its own."""
    from services.runtime.settings import SettingsError

    services: Sequence[str] = asked.services or SERVICES_WITH_A_DATABASE
    for name in (f"BESIDE_{service.upper()}_DATABASE_URL" for service in services):
        if len(services) > 1 and name not in os.environ:
            raise SettingsError(f"{name} is not set; or name the one service whose database BESIDE_DATABASE_URL is.")
    return services


def _verify_audit(asked: argparse.Namespace) -> int:
    """0: every line is what was sealed; 1: one is not, and which."""
    from services.runtime.audit_check import Head

    number, _, seal = (asked.head or "").partition(":")
    head = Head(int(number), bytes.fromhex(seal)) if asked.head else None
    services = _asked_for(asked)
    if head is not None and len(services) != 1:
        print("beside: A head is of one service; please name it.", file=sys.stderr)
        return 2
    return max([asyncio.run(_verify_one(service, head)) for service in services])


async def _verify_one(service: str, noted: "Head | None") -> int:
    from services.runtime.audit_chain import open_audit_key
    from services.runtime.audit_check import check
    from services.runtime.database import open_database
    from services.runtime.settings import ServiceSettings

    settings = _own(service, ServiceSettings)
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


def _erase_person(asked: argparse.Namespace) -> int:
    """From the databases of all services, session's first: it knows whether there is something in the way."""
    for service in _asked_for(asked):
        erase = _erase_from_session if service == "session" else _erase_from_notes
        try:
            erased = erase(asked.id)
        except _Refused as error:
            print(f"beside: {error}", file=sys.stderr)
            return 2
        print(f"{service}: {'erased' if erased else 'was erased before'}")
    return 0


def _found_clinic(asked: argparse.Namespace) -> int:
    from services.runtime.settings import load
    from services.session.accounts.hiring import NewClinic
    from services.session.operating import found
    from services.session.settings import SessionSettings

    wanted = NewClinic(asked.name, asked.phone, asked.zone, asked.language)
    return _done_or_said(lambda: print(asyncio.run(found(load(SessionSettings), wanted))))


def _hire(asked: argparse.Namespace) -> int:
    from services.runtime.settings import load
    from services.session.accounts.hiring import NewMember
    from services.session.callers import StaffRole
    from services.session.operating import hire
    from services.session.settings import SessionSettings

    roles = frozenset(StaffRole(role) for role in asked.role)
    wanted = NewMember(asked.name, asked.sign_in, roles, asked.title, asked.language, asked.clinic)
    return _done_or_said(lambda: print(asyncio.run(hire(load(SessionSettings), wanted, _password()))))


def _change_password(asked: argparse.Namespace) -> int:
    from services.runtime.settings import load
    from services.session.operating import change_password
    from services.session.settings import SessionSettings

    return _done_or_said(lambda: asyncio.run(change_password(load(SessionSettings), asked.sign_in, _password())))


def _password() -> str:
    """Never from the command line, which everybody on the computer can read."""
    return getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _done_or_said(deed: Callable[[], None]) -> int:
    from services.session.accounts.hiring import NotDoneError

    try:
        deed()
    except NotDoneError as error:
        print(f"beside: {error}", file=sys.stderr)
        return 2
    return 0


class _Refused(Exception):
    """The rules of a service say no; the message says why."""


# Where one service is installed, the others need not be: each is imported for its own database alone.


def _erase_from_session(person: UUID) -> bool:
    from services.contracts.ids import PersonId
    from services.session.operating import erase
    from services.session.people.erasing import NotErasableError
    from services.session.settings import SessionSettings

    try:
        return asyncio.run(erase(_own("session", SessionSettings), PersonId(person)))
    except NotErasableError as error:
        raise _Refused(str(error)) from error


def _erase_from_notes(person: UUID) -> bool:
    from services.runtime.erasing import erase
    from services.runtime.settings import ServiceSettings

    return asyncio.run(erase(_own("notes", ServiceSettings), person))


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


def _retry(asked: argparse.Namespace) -> int:
    from services.runtime.inbox import retry

    count = asyncio.run(_in_transaction(retry))
    print(f"{count} events are tried again by the running {asked.service}; /readyz shows how many stay.")
    return 0


def _rebuild_standing(asked: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given the words)
    from services.session.visit.rebuild import rebuild_named

    print(f"The standing of {asyncio.run(rebuild_named())} visits goes out again; newer entries stay.")
    return 0


async def _in_transaction(work: "Callable[[Tx], Awaitable[int]]") -> int:
    from services.runtime.database import open_database
    from services.runtime.settings import ServiceSettings, load

    async with open_database(load(ServiceSettings), "beside") as database, database.transaction() as tx:
        return await work(tx)


def _new_key(asked: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given the words)
    from services.runtime.settings import ServiceSettings, SettingsError, load
    from services.runtime.tokens import make_key

    folder = load(ServiceSettings).keys_dir
    if folder is None:
        raise SettingsError("BESIDE_KEYS_DIR is not set; it names the folder of the signing keys.")
    print(make_key(folder))
    return 0


def _moment(word: str) -> datetime:
    moment = datetime.fromisoformat(word)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _secrets(asked: argparse.Namespace) -> int:
    from services.embedded.handout import hand_out, hand_out_signing_key

    hand_out(asked.folder)
    print(f"The containers' secrets lie in {asked.folder}; those that were there were kept.")
    if asked.new_signing_key:
        print(f"One more signing key is there: {hand_out_signing_key(asked.folder)}")
    return 0


def _seed() -> int:
    from services.runtime.settings import load
    from services.session.demo.seed import seed
    from services.session.settings import SessionSettings

    doors = asyncio.run(seed(load(SessionSettings)))
    if sys.stdout.isatty():  # links are for the person at the terminal, never for a log
        for door, address in doors.items():
            print(f"{door}: {address}")
    return 0


def _demo(asked: argparse.Namespace) -> int:
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


if __name__ == "__main__":
    sys.exit(main())
