"""What an operator asks of session without a running service: the same rules and reactions, on its database."""

from services.contracts.ids import PersonId
from services.runtime import record_tables
from services.runtime.database import open_database
from services.session import capabilities
from services.session.app import react
from services.session.link.keys import load_or_make
from services.session.people import erasing
from services.session.presence.board import Board
from services.session.settings import SessionSettings
from services.session.visit.reactions import VisitReactions
from services.session.visit.timers import VisitTimers
from services.session.work import Edge, Reactions


async def erase(settings: SessionSettings, person_id: PersonId) -> bool:
    """Erase somebody from session's database. False when that was done before. Raises `NotErasableError`."""
    reactions = Reactions()
    async with open_database(settings, "beside person") as database:
        edge = Edge(database, reactions)
        timers = VisitTimers(edge, Board(), settings.times, settings.day_ends_at)
        react(reactions, VisitReactions(settings.times), timers)
        capabilities.react(reactions, load_or_make(settings.keys_dir), letters=False)
        async with edge.work(erasing.OPERATOR) as work:
            erased = await erasing.erase(work, person_id)
        await database.vacuum(record_tables.person_keys)
    return erased
