"""What notes does when session says that a visit ended, or goes on again."""

from services.contracts.events import Event, VisitEnded, VisitReopened
from services.notes.visit import store
from services.runtime.clock import utc_now
from services.runtime.database import Tx
from services.runtime.inbox import Reactions


async def learn_of_end(tx: Tx, event: Event, ended: VisitEnded) -> None:
    """Keep that a visit ended."""
    await store.put_ended(tx, event, ended, utc_now())


async def learn_of_reopening(tx: Tx, _: Event, reopened: VisitReopened) -> None:
    """Keep that the talk goes on."""
    await store.mark_reopened(tx, reopened.visit_id, reopened.version)


def react(reactions: Reactions) -> None:
    """Say which events this capability hears."""
    reactions.on(VisitEnded, learn_of_end)
    reactions.on(VisitReopened, learn_of_reopening)
