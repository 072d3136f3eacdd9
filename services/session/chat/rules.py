"""Until when a visit's chat is kept. Pure."""

from datetime import datetime

from services.contracts.states import VisitState
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Times


def goes_at(visit: Visit, times: Times) -> datetime | None:
    """From when on nothing of the chat is kept any more; None while the visit is not closed.

    A signed visit is never reopened. A waived one may be, for half an hour, and then goes on with its chat.
    """
    if visit.state is not VisitState.ENDED or visit.ended_at is None:
        return None
    if visit.signed_at is not None:
        return max(visit.ended_at, visit.signed_at)
    if visit.waived_at is not None:
        return max(visit.ended_at + times.reopen_within, visit.waived_at)
    return None
