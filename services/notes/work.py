"""The edge that saves changes: one transaction writes state, outbox and audit.

    async with edge.work(caller) as work:
        summary = await store.load(work, visit_id)
        await work.save(rules.sign(summary, ..., now=work.now), store.put)

Application code never commits; leaving the block does, and an error in it undoes everything.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypedDict, TypeVar

from services.contracts.events import Event, Fact, event
from services.contracts.grants import AccessToken, Door
from services.contracts.hints import AddressedHint
from services.contracts.ids import ClinicId, DeviceId, EventId, PersonId, QueueId, VisitId
from services.notes.callers import Caller
from services.notes.change import Change, Note
from services.runtime import audit, outbox, telemetry
from services.runtime.audit import Line
from services.runtime.clock import Clock, utc_now
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.outbox import Told

SOURCE: Final = "urn:beside:notes"

T = TypeVar("T")

Write = Callable[["Work", T], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What facts about a visit's summary carry: whose queue it is in, and the row version when this commits."""

    clinic_id: ClinicId
    queue_id: QueueId
    version: int


class Work:
    """One transaction in progress, on behalf of one caller, at one moment."""

    def __init__(self, tx: Tx, caller: Caller, now: datetime) -> None:
        self.tx = tx
        self.caller = caller
        self.now = now
        self.numbers: dict[VisitId, Numbers] = {}
        """Of each summary that was loaded; its store keeps it true."""
        self.kept: dict[VisitId, object] = {}
        """What its store loaded in this transaction, as it is written."""
        self._facts: list[Fact] = []
        self._hints: list[AddressedHint] = []
        self._notes: list[Note] = []

    async def save(self, change: Change[T], write: Write[T]) -> T:
        """Write what becomes, and have everybody concerned hear of it. Gives what became."""
        await write(self, change.becomes)
        self.tell(change)
        return change.becomes

    def tell(self, change: Change[T]) -> None:
        """Have everybody concerned hear of a change that is written already."""
        self._facts.extend(change.facts)
        self._hints.extend(change.hints)
        self._notes.extend(change.notes)

    def concerns(self, event: Event, visit_id: VisitId) -> None:
        """An event tells whose queue a visit is in of which no summary may be there yet."""
        self.numbers.setdefault(visit_id, Numbers(event.clinicid, event.queueid, version=0))

    async def look(self, note: Note, again_after: timedelta | None) -> None:
        """A screen shows people to whoever asked. The same screen of the same device makes a line again only after
        `again_after` (None: never), so that a page may fetch as often as it likes.
        """
        since = self.now - again_after if again_after else None
        if not await audit.was_shown(self.tx, self._line(note), since):
            self._notes.append(note)

    async def finish(self) -> None:
        """Write events, hints and audit. Called by the edge alone."""
        await outbox.tell(self.tx, *map(self._event, self._facts), *map(outbox.of_hint, self._hints))
        await audit.append(self.tx, [self._line(note) for note in self._notes])

    def _event(self, fact: Fact) -> Told:
        numbers = self.numbers[fact.visit_id]
        told = event(
            fact.model_copy(update={"version": numbers.version}),
            event_id=EventId(new_id()),
            source=SOURCE,
            time=self.now,
            clinic_id=numbers.clinic_id,
            queue_id=numbers.queue_id,
            traceparent=telemetry.current_traceparent(),
        )
        return outbox.of_event(told)

    def _line(self, note: Note) -> Line:
        numbers = self.numbers[note.visit_id]
        return Line(
            at=self.now,
            action=note.action,
            clinic_id=numbers.clinic_id,
            queue_id=numbers.queue_id,
            visit_id=note.visit_id,
            person_id=note.person_id,
            shown=tuple(sorted(note.shown)),
            details=note.details,
            **_who(self.caller),
        )


class _Who(TypedDict):
    caller: str
    caller_id: PersonId | None
    role: str | None
    device_id: DeviceId | None


def _who(caller: Caller) -> _Who:
    if isinstance(caller, AccessToken):
        door = "staff" if caller.door is Door.STAFF else "link"
        role = caller.role.value
        return {"caller": door, "caller_id": caller.person_id, "role": role, "device_id": caller.device_id}
    return {"caller": caller.part, "caller_id": None, "role": None, "device_id": None}


class Edge:
    """Begins transactions. One a process, made by app.py."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    @asynccontextmanager
    async def work(self, caller: Caller) -> AsyncIterator[Work]:
        """One transaction on behalf of `caller`; it commits when the block ends, with all that was told in it."""
        async with self._database.transaction() as tx, self.inside(tx, caller) as work:
            yield work

    @asynccontextmanager
    async def inside(self, tx: Tx, caller: Caller) -> AsyncIterator[Work]:
        """The same within a transaction that somebody else commits (the inbox, a route)."""
        work = Work(tx, caller, self._clock())
        yield work
        await work.finish()
