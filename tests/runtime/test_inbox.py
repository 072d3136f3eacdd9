"""Others' events take effect once, and one that cannot does not stop the rest."""

from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import func, select

from services.contracts import subjects
from services.contracts.events import Event, VisitReopened
from services.contracts.ids import VisitId
from services.runtime import inbox as inboxes
from services.runtime.bus import Bus
from services.runtime.database import Database, Tx
from services.runtime.inbox import Inbox, Reactions
from services.runtime.tables import inbox
from services.runtime.tasks import end_all
from services.runtime.timers import Due, Timers, set_timer
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import Owner, eventually
from tests.runtime.told import some_event, some_visit


@dataclass
class Notes:
    """A service that notes each visit that was reopened.

    The effect is a timer row, so that it lies in the database.
    """

    broken_for: VisitId | None = None
    tries: int = 0
    numbers: list[int] = field(default_factory=list)

    def reactions(self) -> Reactions:
        reactions = Reactions()
        reactions.on(VisitReopened, self.note)
        return reactions

    async def note(self, tx: Tx, event: Event, fact: VisitReopened) -> None:
        await set_timer(tx, "noted", str(event.id), event.time)
        if fact.visit_id == self.broken_for:
            self.tries += 1
            raise ZeroDivisionError
        self.numbers.append(fact.version)


async def send(bus: Bus, event: Event, *, message_id: str | None = None) -> None:
    """Publish as another service's outbox does.

    Another `message_id` gets past the stream's own duplicate check.
    """
    await bus.jetstream.publish(
        event.nats_subject(),
        event.model_dump_json().encode(),
        headers={"Nats-Msg-Id": message_id or str(event.id)},
    )


async def received(database: Database) -> int:
    async with database.transaction() as tx:
        return int((await tx.execute(select(func.count()).select_from(inbox))).scalar_one())


async def is_up(bus: Bus) -> bool:
    return bus.connected


async def dead(database: Database) -> int:
    async with database.transaction() as tx:
        return await inboxes.count_dead(tx)


async def effects(database: Database) -> int:
    """How many effects are in the database."""
    counted = 0

    async def count(_: Tx, __: Due) -> None:
        nonlocal counted
        counted += 1

    timers = Timers(database, {"noted": count})
    while await timers.ring_one():
        pass
    return counted


async def test_an_event_that_comes_twice_takes_effect_once(owner: Owner, database: Database, bus: Bus) -> None:
    event, last = some_event(some_visit(), 1), some_event(some_visit(), 2)
    notes = Notes()
    owner.run(Inbox(database, bus, "notes", notes.reactions()).run)
    await send(bus, event)
    await send(bus, event, message_id="again")
    await send(bus, last)
    await eventually(partial(received, database), lambda count: count == 2)
    assert notes.numbers == [1, 2]
    assert await effects(database) == 2


async def test_two_instances_share_the_events(owner: Owner, database: Database, bus: Bus) -> None:
    first, second = Notes(), Notes()
    owner.run(Inbox(database, bus, "notes", first.reactions()).run)
    owner.run(Inbox(database, bus, "notes", second.reactions()).run)
    for number in range(100):
        await send(bus, some_event(some_visit(), number))
    await eventually(partial(received, database), lambda count: count == 100)
    assert sorted(first.numbers + second.numbers) == list(range(100))


async def test_an_event_of_a_kind_we_do_not_know_is_passed_over(owner: Owner, database: Database, bus: Bus) -> None:
    newer = some_event(some_visit()).model_dump_json().replace("visit.reopened", "visit.from_a_later_release")
    notes = Notes()
    owner.run(Inbox(database, bus, "notes", notes.reactions()).run)
    await bus.jetstream.publish("ev.some.clinic", newer.encode())
    await send(bus, some_event(some_visit(), 7))
    await eventually(partial(received, database), lambda count: count == 2)
    assert notes.numbers == [7]
    assert await dead(database) == 0


async def test_an_event_that_always_fails_is_put_aside_and_the_others_go_on(
    owner: Owner, database: Database, bus: Bus
) -> None:
    bad = some_visit()
    notes = Notes(broken_for=bad)
    owner.run(Inbox(database, bus, "notes", notes.reactions(), retries=(0.01,)).run)
    await send(bus, some_event(bad))
    await send(bus, some_event(some_visit(), 2))
    await eventually(partial(received, database), lambda count: count == 1)
    assert await eventually(partial(dead, database), bool) == 1
    assert notes.numbers == [2]
    assert notes.tries == inboxes.MOST_TRIES
    assert await effects(database) == 1, "what a failed try wrote is not there"


async def test_an_event_put_aside_takes_effect_after_the_repair(owner: Owner, database: Database, bus: Bus) -> None:
    bad = some_visit()
    notes = Notes(broken_for=bad)
    taking = Inbox(database, bus, "notes", notes.reactions(), retries=(0.01,))
    owner.run(taking.run)
    await send(bus, some_event(bad, 4))
    await eventually(partial(dead, database), bool)
    notes.broken_for = None
    async with database.transaction() as tx:
        assert await inboxes.retry(tx) == 1
    await eventually(partial(dead, database), lambda count: count == 0)
    assert notes.numbers == [4]


async def test_an_event_that_fails_after_the_repair_too_stays_put_aside(
    owner: Owner, database: Database, bus: Bus
) -> None:
    bad = some_visit()
    notes = Notes(broken_for=bad)
    taking = Inbox(database, bus, "notes", notes.reactions(), retries=(0.01,))
    task = owner.run(taking.run)
    await send(bus, some_event(bad))
    await eventually(partial(dead, database), bool)
    await end_all([task])
    async with database.transaction() as tx:
        await inboxes.retry(tx)
    tried = notes.tries
    await taking.retry_asked()
    await taking.retry_asked()
    assert notes.tries == tried + 1
    assert await dead(database) == 1


async def test_what_is_no_event_at_all_is_put_aside_at_once(owner: Owner, database: Database, bus: Bus) -> None:
    owner.run(Inbox(database, bus, "notes", Notes().reactions()).run)
    await bus.jetstream.publish("ev.some.clinic", b"not an event")
    assert await eventually(partial(dead, database), bool) == 1


async def test_events_go_on_arriving_after_a_restart_of_nats(
    owner: Owner, database: Database, bus: Bus, nats_server: NatsServer
) -> None:
    notes = Notes()
    owner.run(Inbox(database, bus, "notes", notes.reactions()).run)
    await send(bus, some_event(some_visit(), 1))
    await eventually(partial(received, database), lambda count: count == 1)
    nats_server.kill()
    await nats_server.start()
    await eventually(partial(is_up, bus), bool)
    await send(bus, some_event(some_visit(), 2))
    await eventually(partial(received, database), lambda count: count == 2, within=3)
    assert notes.numbers == [1, 2]


async def test_after_an_event_nothing_is_left_unacknowledged(owner: Owner, database: Database, bus: Bus) -> None:
    owner.run(Inbox(database, bus, "notes", Notes().reactions()).run)
    await send(bus, some_event(some_visit()))

    async def pending() -> int:
        info = await bus.jetstream.consumer_info(subjects.EVENTS_STREAM, "notes")
        return int(info.num_ack_pending or 0) + int(info.num_pending or 0)

    await eventually(partial(received, database), bool)
    await eventually(pending, lambda count: count == 0)
