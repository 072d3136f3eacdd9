"""Two commands on one visit at the same moment, on the real database: one after the other, and one truth."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

import pytest
import pytest_asyncio
from sqlalchemy import text

from services.contracts.access import Action
from services.contracts.ids import VisitId
from services.contracts.problems import Problem
from services.contracts.visit_table import Column, VisitCommand, visit_cell
from services.runtime.ids import new_id
from services.session.callers import OwnCaller
from services.session.change import Change
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.visit import store
from services.session.visit.api import give
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import ordered
from tests.runtime.owner import eventually
from tests.session.house import House
from tests.session.visit import plays

SOMEBODY: Final = OwnCaller("test")

RACED: Final = [
    (column, first, second)
    for column in Column
    for first in VisitCommand
    for second in VisitCommand
    if visit_cell(first, column).error is None and visit_cell(second, column).error is None
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def peopled_house(shared_house: House) -> House:
    async with shared_house.parts.edge.reading() as tx:
        for id_, name in ((plays.ROSA, "Rosa"), (plays.LIND, "Eva"), (plays.ANA, "Ana"), (plays.OKAFOR, "Ada")):
            await people.add(tx, Person(id_, shared_house.clinic_id, name, name, "en"))
    return shared_house


async def brought_to(house: House, column: Column) -> Visit:
    """A visit in this column, written by session itself; a hand-over to Dr. Okafor is on offer."""
    played = replace(
        plays.IN_COLUMN[column](),
        id=VisitId(new_id()),
        clinic_id=house.clinic_id,
        queue_id=house.queue_id,
        hand_over_to=plays.OKAFOR,
    )
    async with house.parts.edge.work(SOMEBODY) as work:
        await work.save(Change(played), store.put)
    return await read(house, played.id)


async def read(house: House, visit_id: VisitId) -> Visit:
    async with house.parts.edge.reading() as tx:
        return await store.read(tx, visit_id)


@asynccontextmanager
async def held_back(house: House, visit_id: VisitId) -> AsyncIterator[None]:
    """Nobody gets at the visit until the block ends; then those who came, in the order in which they came."""
    async with house.parts.edge.reading() as tx:
        await tx.execute(text("SELECT 1 FROM visits WHERE id = :id FOR UPDATE"), {"id": visit_id})
        yield


async def blocked(house: House, count: int) -> None:
    """Wait until so many transactions stand in the queue for a row."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    await eventually(lambda: house.count(query), lambda waiting: waiting >= count)


async def command(house: House, visit: Visit, name: VisitCommand) -> str:
    """Give a command as somebody who sees the visit as it was; gives what they are told."""
    rule = plays.GIVEN[name]
    try:
        async with house.parts.database.transaction() as tx:
            await give(
                tx,
                house.parts,
                SOMEBODY,
                visit.id,
                Action.SEE_VISIT,
                lambda present, _: rule(present),
                seen=visit.version,
            )
    except Problem as problem:
        return problem.code
    return "done"


@pytest.mark.parametrize(("column", "first", "second"), RACED, ids=lambda part: str(part.value))
async def test_of_two_commands_at_once_each_winner_leaves_one_step_one_event_and_one_line_in_the_audit(
    peopled_house: House, column: Column, first: VisitCommand, second: VisitCommand
) -> None:
    house = peopled_house
    visit = await brought_to(house, column)
    async with asyncio.TaskGroup() as group, held_back(house, visit.id):
        one = group.create_task(command(house, visit, first))
        await blocked(house, 1)
        other = group.create_task(command(house, visit, second))
        await blocked(house, 2)
    truth, steps, obeyed, facts, lines = visit, 0, 0, 0, 0
    told = []
    for name in (first, second):
        try:
            change = ordered(truth, visit.version, plays.GIVEN[name])
        except Problem as problem:
            told.append(problem.code)
            continue
        told.append("done")
        lines += len(change.notes)
        if change.becomes != truth:
            steps, facts = steps + 1, facts + len(change.facts)
            obeyed += change.becomes.standing_entry() != truth.standing_entry()
        truth = replace(change.becomes, version=visit.version + steps)
    assert (one.result(), other.result()) == tuple(told)
    now = await read(house, visit.id)
    assert (now.version, now.state) == (visit.version + steps, truth.state)
    assert now.standing_version == visit.standing_version + obeyed
    audited = "SELECT count(*) FROM audit WHERE visit_id = :id"
    assert await house.count(audited, id=visit.id) == lines
    events = "SELECT count(*) FROM outbox WHERE order_key = :id AND kind = 'event'"
    assert await house.count(events, id=str(visit.id)) == facts
    entries = "SELECT count(*) FROM outbox WHERE order_key = :id AND kind = 'standing'"
    assert await house.count(entries, id=str(visit.id)) == 1 + obeyed
