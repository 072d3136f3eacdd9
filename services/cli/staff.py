"""The clinics that hold visits, and the accounts of those who sign in."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from getpass import getpass
from uuid import UUID


def add_words(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
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
