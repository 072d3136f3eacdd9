"""Giving one command to one visit: load, ask the access table, let a rule judge in the order of the race, save."""

from collections.abc import Callable

from services.contracts.access import Action
from services.contracts.ids import VisitId
from services.runtime.database import Tx
from services.session.callers import Caller
from services.session.change import Change
from services.session.parts import Parts
from services.session.visit import store
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import require
from services.session.visit.rules.table import ordered
from services.session.work import Work

Rule = Callable[[Visit, Work], Change[Visit]]


async def give(
    tx: Tx, parts: Parts, caller: Caller, visit_id: VisitId, action: Action, rule: Rule, *, seen: int | None = None
) -> None:
    """Give a command on behalf of `caller`, who saw the row version `seen` (None: a person's page, which sees none).

    Errors: those of the rule, `access.not_allowed`, `visit.unknown`, `link.closed`, `visit.changed`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await store.load(work, visit_id)
        require(visit, caller, action)
        await work.save(ordered(visit, seen, lambda present: rule(present, work)), store.put)
