"""Which events notes hears of visits. What each does is one write, so the store's own functions are the reactions."""

from services.contracts.events import VisitEnded, VisitReopened
from services.notes.visit import store
from services.runtime.inbox import Reactions


def react(reactions: Reactions) -> None:
    """Say which events this capability hears."""
    reactions.on(VisitEnded, store.keep_ended)
    reactions.on(VisitReopened, store.keep_reopened)
