"""What an operator asks of session without a running service: the same rules and reactions, on its database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.contracts.ids import ClinicId, PersonId
from services.runtime.database import open_database
from services.runtime.erasing import leave_the_file
from services.session import capabilities
from services.session.accounts import hiring
from services.session.accounts.hiring import NewClinic, NewMember
from services.session.accounts.passwords import Passwords
from services.session.app import react
from services.session.link.keys import load_or_make
from services.session.people import erasing
from services.session.presence.board import Board
from services.session.settings import SessionSettings
from services.session.visit.reactions import VisitReactions
from services.session.visit.timers import VisitTimers
from services.session.work import Edge, Reactions, Work


async def erase(settings: SessionSettings, person_id: PersonId, *, again: bool = False) -> bool:
    """Erase somebody from session's database. False when that was done before. Raises `NotErasableError`,
    `KeyStillThereError`.

    `again`: they came back with an older copy.
    """
    reactions = Reactions()
    async with open_database(settings, "beside person") as database:
        edge = Edge(database, reactions)
        timers = VisitTimers(edge, Board(), settings.times, settings.day_ends_at)
        react(reactions, VisitReactions(settings.times), timers)
        capabilities.react(reactions, load_or_make(settings.keys_dir), letters=False)
        async with edge.work(erasing.OPERATOR) as work:
            erased = await erasing.erase(work, person_id, again=again)
        await leave_the_file(database)
    return erased


@asynccontextmanager
async def _work(settings: SessionSettings, name: str) -> AsyncIterator[Work]:
    """What concerns no visit, so that nobody reacts to it."""
    async with open_database(settings, name) as database, Edge(database, Reactions()).work(erasing.OPERATOR) as work:
        yield work


async def found(settings: SessionSettings, wanted: NewClinic) -> ClinicId:
    """Make a clinic. Raises `NotDoneError`."""
    async with _work(settings, "beside clinic") as work:
        return await hiring.found(work, wanted)


async def hire(settings: SessionSettings, wanted: NewMember, password: str) -> PersonId:
    """Give somebody of the staff an account. Raises `NotDoneError`."""
    hiring.refuse_weak(password)
    password_hash = await Passwords().hash(password)
    async with _work(settings, "beside staff") as work:
        return await hiring.hire(work, wanted, password_hash)


async def change_password(settings: SessionSettings, sign_in: str, password: str) -> None:
    """Give an account another password. Raises `NotDoneError`."""
    hiring.refuse_weak(password)
    password_hash = await Passwords().hash(password)
    async with _work(settings, "beside staff") as work:
        await hiring.change_password(work, sign_in, password_hash)
