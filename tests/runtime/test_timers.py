"""What is due happens once, at whichever instance, also after all of them were down."""

from datetime import UTC, datetime, timedelta

import pytest

from services.runtime.database import Database, Tx
from services.runtime.timers import Due, Timers, set_timer
from tests.runtime.owner import Owner, eventually

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Bell:
    """Hears which timers rang, and fails for the broken one."""

    def __init__(self) -> None:
        self.rang: list[str] = []
        self.broken = ""

    async def ring(self, _: Tx, due: Due) -> None:
        if due.key == self.broken:
            raise ZeroDivisionError
        self.rang.append(due.key)

    async def heard(self) -> list[str]:
        return sorted(self.rang)


@pytest.fixture
def bell() -> Bell:
    return Bell()


def timers_at(database: Database, bell: Bell, now: datetime) -> Timers:
    return Timers(database, {"no_show": bell.ring}, clock=lambda: now)


async def set_at(database: Database, key: str, at: datetime) -> None:
    async with database.transaction() as tx:
        await set_timer(tx, "no_show", key, at, {"window": 30})


async def test_a_timer_rings_when_it_is_due_and_not_before(database: Database, bell: Bell) -> None:
    await set_at(database, "visit", NOON)
    assert not await timers_at(database, bell, NOON - MINUTE).ring_one()
    assert await timers_at(database, bell, NOON).ring_one()
    assert not await timers_at(database, bell, NOON + MINUTE).ring_one()
    assert bell.rang == ["visit"]


async def test_a_timer_that_was_moved_rings_at_its_new_time_alone(database: Database, bell: Bell) -> None:
    await set_at(database, "visit", NOON)
    await set_at(database, "visit", NOON + 2 * MINUTE)
    assert not await timers_at(database, bell, NOON + MINUTE).ring_one()
    assert await timers_at(database, bell, NOON + 2 * MINUTE).ring_one()


async def test_two_instances_ring_each_timer_once(owner: Owner, database: Database, bell: Bell) -> None:
    keys = [f"{number:02}" for number in range(40)]
    for key in keys:
        await set_at(database, key, NOON)
    for _ in range(2):
        owner.run(timers_at(database, bell, NOON).run)
    assert await eventually(bell.heard, lambda heard: len(heard) >= 40) == keys


async def test_a_timer_that_fails_stops_no_other_and_is_tried_again(database: Database, bell: Bell) -> None:
    await set_at(database, "broken", NOON - MINUTE)
    await set_at(database, "fine", NOON)
    bell.broken = "broken"
    now = timers_at(database, bell, NOON)
    while await now.ring_one():
        pass
    assert bell.rang == ["fine"]
    bell.broken = ""
    assert await timers_at(database, bell, NOON + MINUTE).ring_one()
    assert bell.rang == ["fine", "broken"]


async def test_a_ring_may_set_the_same_timer_anew(database: Database) -> None:
    async def again(tx: Tx, due: Due) -> None:
        await set_timer(tx, due.kind, due.key, due.due_at + MINUTE)

    await set_at(database, "visit", NOON)
    timers = Timers(database, {"no_show": again}, clock=lambda: NOON)
    assert await timers.ring_one()
    assert not await timers.ring_one()


async def test_a_timer_of_a_kind_that_nobody_rings_waits(database: Database, bell: Bell) -> None:
    async with database.transaction() as tx:
        await set_timer(tx, "from_a_later_release", "visit", NOON)
    assert not await timers_at(database, bell, NOON).ring_one()
