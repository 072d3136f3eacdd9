"""Erases somebody for good: the key of everything that names them, in every service."""

import argparse
import asyncio
import sys
from typing import Final
from uuid import UUID

from services.cli.databases import SERVICES_WITH_A_DATABASE, asked_for, own

KEY_IS_LEFT: Final = 3
"""Erased, and to be run again. 1 is what any command ends with that breaks."""


def add_words(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    person = commands.add_parser("person", help="somebody whom the services know").add_subparsers(required=True)
    erase = person.add_parser("erase", help="erase the key of everything that names them; there is no way back")
    erase.add_argument("id", type=UUID)
    erase.add_argument("services", nargs="*", choices=[*SERVICES_WITH_A_DATABASE, []], metavar="service")
    erase.add_argument(
        "--again",
        action="store_true",
        help="they came back with an older copy: also where a visit of theirs was not over in it",
    )
    erase.set_defaults(run=_erase)


class _Refused(Exception):
    """The rules of a service say no; the message says why."""


def _erase(asked: argparse.Namespace) -> int:
    """From the databases of all services, session's first: it knows whether there is something in the way."""
    from services.runtime.erasing import KeyStillThereError

    is_left = False
    for service in asked_for(asked):
        try:
            erased = _erase_from_session(asked.id, asked.again) if service == "session" else _erase_from_notes(asked.id)
        except _Refused as error:
            print(f"beside: {error}", file=sys.stderr)
            return 2
        except KeyStillThereError:
            print(f"{service}: erased; something is under way for which the key stays in a file: run this again later")
            is_left = True
            continue
        print(f"{service}: {'erased' if erased else 'was erased before'}")
    return KEY_IS_LEFT if is_left else 0


# Where one service is installed, the others need not be: each is imported for its own database alone.


def _erase_from_session(person: UUID, again: bool) -> bool:  # noqa: FBT001 (as it was typed)
    from services.contracts.ids import PersonId
    from services.session.operating import erase
    from services.session.people.erasing import NotErasableError
    from services.session.settings import SessionSettings

    try:
        return asyncio.run(erase(own("session", SessionSettings), PersonId(person), again=again))
    except NotErasableError as error:
        raise _Refused(str(error)) from error


def _erase_from_notes(person: UUID) -> bool:
    from services.runtime.erasing import erase
    from services.runtime.settings import ServiceSettings

    return asyncio.run(erase(own("notes", ServiceSettings), person))
