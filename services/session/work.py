"""The edge that saves changes: one transaction writes state, outbox and audit, and lets our other capabilities react.

    async with edge.work(caller) as work:
        visit = await store.load(work, visit_id)
        await work.save(rules.finish(visit, ..., now=work.now), store.put)

Application code never commits; leaving the block does, and an error in it undoes everything.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypedDict, TypeVar

from services.contracts.events import Fact, event
from services.contracts.hints import AddressedHint, Changed
from services.contracts.ids import ClinicId, DeviceId, EventId, PersonId, QueueId, VisitId
from services.runtime import audit, outbox, telemetry
from services.runtime.audit import Line
from services.runtime.clock import Clock, utc_now
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.outbox import Told
from services.session.callers import Caller, LinkCaller, OwnCaller, StaffCaller
from services.session.change import Change, Happening, Note
from services.session.visit.rules.times import ROOM_HOLDS

SOURCE: Final = "urn:beside:session"

T = TypeVar("T")
H = TypeVar("H", bound=Happening)

Write = Callable[["Work", T], Awaitable[None]]
React = Callable[["Work", H], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What facts and hints about a visit carry: whose queue it is in, and the numbers its row has when this commits."""

    clinic_id: ClinicId
    queue_id: QueueId
    version: int
    standing_version: int


class Reactions:
    """Which capability reacts to which happening; filled in app.py, read like a table."""

    def __init__(self) -> None:
        self._by_kind: defaultdict[type[Happening], list[React[Any]]] = defaultdict(list)

    def on(self, kind: type[H], react: React[H]) -> None:
        """Have `react` run in the transaction in which such a happening is told, in the order of registration."""
        self._by_kind[kind].append(react)

    def to(self, happening: Happening) -> list[React[Any]]:
        """The reactions to a happening."""
        return self._by_kind.get(type(happening), [])


class Work:
    """One transaction in progress, on behalf of one caller, at one moment."""

    def __init__(self, tx: Tx, caller: Caller, now: datetime, reactions: Reactions, room_holds: int) -> None:
        self.tx = tx
        self.caller = caller
        self.now = now
        self.room_holds = room_holds
        self.numbers: dict[VisitId, Numbers] = {}
        """Of each visit that was loaded; visit/ keeps it true."""
        self.kept: dict[Hashable, object] = {}
        """What a store loaded in this transaction, so that all who change it change the same."""
        self.told: list[Told] = []
        """What goes out first: what others obey, before events and hints of this transaction."""
        self._reactions = reactions
        self._at_end: dict[Hashable, Callable[[Work], Awaitable[None]]] = {}
        self._facts: list[tuple[datetime, Fact]] = []
        self._hints: list[AddressedHint] = []
        self._notes: list[tuple[datetime, Note]] = []

    async def save(self, change: Change[T], write: Write[T]) -> T:
        """Write what becomes, then let everybody concerned hear of it. Gives what became."""
        await write(self, change.becomes)
        await self.tell(change)
        return change.becomes

    async def tell(self, change: Change[object] | Change[T]) -> None:
        """Let everybody concerned hear of a change whose state needs no writing (or was written)."""
        self._facts.extend((self.now, fact) for fact in change.facts)
        self._hints.extend(change.hints)
        self._notes.extend((self.now, note) for note in change.notes)
        for happening in change.happenings:
            await self.happen(happening)

    async def look(self, note: Note, again_after: timedelta | None) -> None:
        """A screen shows people to whoever asked. The same people on the same screen of the same device make a line
        again only after `again_after` (None: never), so that a page may fetch as often as it likes.
        """
        since = self.now - again_after if again_after else None
        if note.shown and not await audit.was_shown(self.tx, self._line(self.now, note), since):
            self._notes.append((self.now, note))

    async def happen(self, happening: Happening) -> None:
        """Let our other capabilities react now, in this transaction."""
        for react in self._reactions.to(happening):
            await react(self, happening)

    def at_end(self, key: Hashable, write: Callable[["Work"], Awaitable[None]]) -> None:
        """Have `write` run once before the commit, however often the same key asks for it."""
        self._at_end[key] = write

    async def finish(self) -> None:
        """Write what was put off, then events, hints and audit. Called by the edge alone."""
        while self._at_end:
            key = next(iter(self._at_end))
            await self._at_end.pop(key)(self)
        events = (self._event(at, fact) for at, fact in self._facts)
        hints = (outbox.of_hint(self._numbered(hint)) for hint in self._hints)
        await outbox.tell(self.tx, *self.told, *events, *hints)
        await audit.append(self.tx, [self._line(at, note) for at, note in self._notes])

    def _event(self, at: datetime, fact: Fact) -> Told:
        numbers = self.numbers[fact.visit_id]
        numbered = fact.model_copy(update={"version": numbers.version, "standing_version": numbers.standing_version})
        told = event(
            numbered,
            event_id=EventId(new_id()),
            source=SOURCE,
            time=at,
            clinic_id=numbers.clinic_id,
            queue_id=numbers.queue_id,
            traceparent=telemetry.current_traceparent(),
        )
        return outbox.of_event(told)

    def _numbered(self, hint: AddressedHint) -> AddressedHint:
        """A hint about a visit carries the row version that its page will find; one about a queue has its own."""
        numbers = self.numbers.get(hint.visit_id) if hint.visit_id else None
        if numbers is None or not isinstance(hint.hint, Changed) or hint.hint.what == "queue":
            return hint
        return hint.model_copy(update={"hint": hint.hint.model_copy(update={"version": numbers.version})})

    def _line(self, at: datetime, note: Note) -> Line:
        numbers = self.numbers.get(note.visit_id) if note.visit_id else None
        return Line(
            at=at,
            action=note.action,
            visit_id=note.visit_id,
            person_id=note.person_id,
            shown=tuple(sorted(note.shown)),
            details=note.details,
            **_whose(self.caller, numbers),
            **_who(self.caller),
        )


class _Whose(TypedDict):
    clinic_id: ClinicId | None
    queue_id: QueueId | None


def _whose(caller: Caller, numbers: Numbers | None) -> _Whose:
    """Of a visit, where its numbers are known; else of whoever acts."""
    if numbers is not None:
        return {"clinic_id": numbers.clinic_id, "queue_id": numbers.queue_id}
    match caller:
        case StaffCaller():
            return {"clinic_id": caller.clinic_id, "queue_id": None}
        case LinkCaller():
            return {"clinic_id": caller.clinic_id, "queue_id": caller.queue_id}
        case OwnCaller():
            return {"clinic_id": None, "queue_id": None}


class _Who(TypedDict):
    caller: str
    caller_id: PersonId | None
    role: str | None
    device_id: DeviceId | None


def _who(caller: Caller) -> _Who:
    match caller:
        case StaffCaller():
            roles = "+".join(sorted(caller.roles))
            return {"caller": "staff", "caller_id": caller.person_id, "role": roles, "device_id": caller.device_id}
        case LinkCaller():
            role = caller.role.value
            return {"caller": "link", "caller_id": caller.person_id, "role": role, "device_id": caller.device_id}
        case OwnCaller():
            return {"caller": caller.part, "caller_id": None, "role": None, "device_id": None}


class Edge:
    """Begins transactions. One a process, made by app.py."""

    def __init__(
        self, database: Database, reactions: Reactions, clock: Clock = utc_now, *, room_holds: int = ROOM_HOLDS
    ) -> None:
        """`room_holds`: how many people are in a visit at once."""
        self.room_holds = room_holds
        self._database = database
        self.reactions = reactions
        self._clock = clock

    @asynccontextmanager
    async def work(self, caller: Caller) -> AsyncIterator[Work]:
        """One transaction on behalf of `caller`; it commits when the block ends, with all that was told in it."""
        async with self._database.transaction() as tx, self.inside(tx, caller) as work:
            yield work

    @asynccontextmanager
    async def inside(self, tx: Tx, caller: Caller) -> AsyncIterator[Work]:
        """The same within a transaction that somebody else commits (the inbox, a timer)."""
        work = Work(tx, caller, self._clock(), self.reactions, self.room_holds)
        yield work
        await work.finish()

    @asynccontextmanager
    async def bookkeeping(self) -> AsyncIterator[Tx]:
        """A transaction for rows of our own about which nobody is told anything."""
        async with self._database.transaction() as tx:
            yield tx

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """A transaction that writes nothing, and sees one moment."""
        async with self._database.snapshot() as tx:
            yield tx
