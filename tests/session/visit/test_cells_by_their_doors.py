"""Every cell of both tables again, each by the door that people, presence or a timer use, on the running service."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Final

import pytest
import pytest_asyncio

from services.contracts.participant_table import ParticipantCommand
from services.contracts.states import Role, Standing
from services.contracts.visit_table import Column, VisitCommand
from services.runtime.timers import Due
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import TimerKind
from services.session.visit.timers import VisitTimers
from tests.session.house import House, Played, Refused
from tests.session.visit import test_participant_table, test_visit_table
from tests.session.visit.plays import told

Act = Callable[[Played], Awaitable[object]]

FINISHED: Final = {"outcome": "broken_off", "modality": "sound"}


async def ring(played: Played, kind: TimerKind, who: str = "-", **times: timedelta) -> None:
    """The timer's time has come."""
    parts = played.house.parts
    timers = VisitTimers(parts.edge, played.house.board, replace(parts.times, **times), time(18))
    async with parts.database.transaction() as tx:
        await timers.rings[kind](tx, Due(kind, f"{played.id}:{who}", datetime.now(UTC), {}))


async def rosa_taps(played: Played) -> None:
    await played.page.post("/enter", {})


async def finished(played: Played) -> None:
    await played.talk_begins()
    await played.command(played.house.lind, "/finish", {"outcome": "completed", "modality": "video"})


async def called_off(played: Played) -> None:
    await rosa_taps(played)
    await played.command(played.house.desk, "/cancel", {"reason": "ill"})


async def missed(played: Played) -> None:
    await ring(played, TimerKind.WINDOW_END)
    await rosa_taps(played)


async def marked_missed(played: Played) -> None:
    await played.command(played.house.desk, "/no-show", {"absent": "patient"})
    await rosa_taps(played)


BROUGHT_TO: Final[Mapping[Column, Act]] = {
    Column.SCHEDULED: rosa_taps,
    Column.WAITING: Played.rosa_waits,
    Column.IN_PROGRESS: Played.talk_begins,
    Column.ENDED: finished,
    Column.CANCELLED: called_off,
    Column.NO_SHOW_AUTOMATIC: missed,
    Column.NO_SHOW_DECIDED: marked_missed,
}


async def arrives(played: Played) -> None:
    """Her device is live; what follows from it is looked at once more, so that nothing is on its way."""
    await played.is_live(played.patient_id)
    await played.house.watch.look(played.id)


_FREE_DAYS = count(1)
"""No two visits of these tests are moved onto each other."""


async def is_moved(played: Played) -> None:
    at = (datetime.now(UTC) + timedelta(days=next(_FREE_DAYS))).isoformat()
    await played.page.post("/reschedule", {"scheduled_at": at})


async def is_handed_over(played: Played) -> None:
    await played.command(played.house.lind, "/hand-over", {"to": str(played.house.okafor_id)})
    await played.command(played.house.okafor, "/hand-over/accept")


async def room_is_empty(played: Played) -> None:
    await played.house.tell_presence(await played.row(), ())
    await ring(played, TimerKind.ROOM_EMPTY, room_empty=timedelta())


BY_DOOR: Final[Mapping[VisitCommand, Act]] = {
    VisitCommand.ARRIVE: arrives,
    VisitCommand.STOP_WAITING: lambda p: p.page.post("/stop-waiting"),
    VisitCommand.ADMIT: lambda p: p.command(p.house.lind, "/admit", {"person_id": str(p.patient_id)}),
    VisitCommand.GO_ON_BY_PHONE: lambda p: p.command(p.house.desk, "/modality", {"modality": "phone"}),
    VisitCommand.GO_ON_BY_VIDEO: lambda p: p.command(p.house.lind, "/modality", {"modality": "video"}),
    VisitCommand.FINISH: lambda p: p.command(p.house.lind, "/finish", FINISHED),
    VisitCommand.REOPEN: lambda p: p.command(p.house.lind, "/reopen"),
    VisitCommand.CANCEL: lambda p: p.page.post("/cancel", {"reason": "better"}),
    VisitCommand.RESCHEDULE: is_moved,
    VisitCommand.MARK_NO_SHOW: lambda p: p.command(p.house.desk, "/no-show", {"absent": "clinician"}),
    VisitCommand.UNDO_NO_SHOW: lambda p: p.command(p.house.desk, "/undo-no-show"),
    VisitCommand.WINDOW_ENDED: lambda p: ring(p, TimerKind.WINDOW_END),
    VisitCommand.ROOM_EMPTY: room_is_empty,
    VisitCommand.HAND_OVER: is_handed_over,
}

BY_THEMSELVES: Final = {VisitCommand.ARRIVE, VisitCommand.WINDOW_ENDED, VisitCommand.ROOM_EMPTY}
"""Nobody hears an error of these: nothing happens."""


class Stages:
    """Visits that were brought somewhere by what people do, once each; every cell is tried on a copy of its own."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._first: dict[object, tuple[Played, Visit]] = {}

    async def at(self, where: object, play: Callable[[], Awaitable[Played]]) -> Played:
        """A visit that stands there."""
        if where not in self._first:
            played = await play()
            self._first[where] = played, await played.row()
        first, stood = self._first[where]
        return await first.copy(stood)

    async def in_column(self, column: Column) -> Played:
        """A visit in this column of the table, and no guests."""

        async def play() -> Played:
            played = await self.house.book()
            await BROUGHT_TO[column](played)
            return played

        copy = await self.at(column, play)
        if column is Column.WAITING:
            await copy.is_live(copy.patient_id)
        return copy

    async def beside(self, standing: Standing, *, talking: bool, early: bool = False) -> Played:
        """A visit in whose talk, or waiting room, the guest stands there. Early: nobody is at the door yet."""

        async def play() -> Played:
            if early:
                played = await self.house.book(guest=True, starts_in=timedelta(hours=2))
                await ana_knocks(played)  # the page is open, and nobody stands at the door
                return played
            played = await self.house.book(guest=True)
            await (Played.talk_begins(played) if talking else Played.rosa_waits(played))
            for step in STANDS[standing]:
                await step(played)
            return played

        return await self.at((standing, talking, early), play)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stages(shared_house: House) -> Stages:
    """Shared by all cells."""
    return Stages(shared_house)


async def tasks(played: Played) -> int:
    return await played.house.count("SELECT count(*) FROM desk_tasks WHERE visit_id = :id", id=played.id)


@pytest.mark.parametrize(
    ("command", "column"), test_visit_table.EVERY_CELL, ids=lambda part: str(getattr(part, "value", part))
)
async def test_a_command_does_by_its_door_what_the_product_promises(
    stages: Stages, command: VisitCommand, column: Column
) -> None:
    played = await stages.in_column(column)
    if command is VisitCommand.GO_ON_BY_VIDEO and column is Column.IN_PROGRESS:
        await BY_DOOR[VisitCommand.GO_ON_BY_PHONE](played)
    before, tasks_before = await played.row(), await tasks(played)
    code = await refusal(BY_DOOR[command], played)
    after = await played.row()
    expected = test_visit_table.EXPECTED[command][column]
    if expected.startswith("error"):
        assert code == (None if command in BY_THEMSELVES else expected.removeprefix("error "))
        assert (after, await tasks(played)) == (before, tasks_before)
        return
    assert code is None
    words = told(before, after)
    words += [word for word in expected.split(", ") if word.startswith("desk: ") and await tasks(played) > tasks_before]
    assert (", ".join(words) or "same") == expected
    assert after.version - before.version <= (2 if command is VisitCommand.HAND_OVER else 1)


async def refusal(act: Act, played: Played) -> str | None:
    try:
        await act(played)
    except Refused as refused:
        return refused.code
    return None


async def ana_knocks(played: Played) -> None:
    assert played.guest
    await played.guest.page.post("/enter", {})


async def ana_is_let_in(played: Played) -> None:
    assert played.guest
    await played.command(played.house.lind, "/admit", {"person_id": str(played.guest.person_id)})


async def ana_leaves(played: Played) -> None:
    assert played.guest
    await played.guest.page.post("/leave")


async def ana_is_removed(played: Played) -> None:
    await played.command(played.house.lind, f"/people/{_ana(played)}/remove")


def _ana(played: Played) -> str:
    assert played.guest
    return str(played.guest.person_id)


STANDS: Final[Mapping[Standing, tuple[Act, ...]]] = {
    Standing.INVITED: (),
    Standing.AT_DOOR: (ana_knocks,),
    Standing.ADMITTED: (ana_knocks, ana_is_let_in),
    Standing.GONE: (ana_knocks, ana_leaves),
    Standing.REMOVED: (ana_knocks, ana_is_removed),
}


async def ana_is_away(played: Played) -> None:
    await played.house.tell_presence(await played.row(), ())
    await ring(played, TimerKind.GUEST_AWAY, _ana(played), guest_away=timedelta())


async def yes_is_taken_back(played: Played) -> None:
    detail = await played.house.desk.get(f"/visits/{played.id}")
    asked = detail["invitations"][0]["id"]
    await played.page.post(f"/invitations/{asked}/revoke")


MOVED_BY_DOOR: Final[Mapping[ParticipantCommand, Act]] = {
    ParticipantCommand.ENTER: ana_knocks,
    ParticipantCommand.ADMIT: ana_is_let_in,
    ParticipantCommand.LEAVE: ana_leaves,
    ParticipantCommand.AWAY_TOO_LONG: ana_is_away,
    ParticipantCommand.CUT: yes_is_taken_back,
    ParticipantCommand.REMOVE: ana_is_removed,
    ParticipantCommand.UNDO_REMOVE: lambda p: p.command(p.house.lind, f"/people/{_ana(p)}/undo-remove"),
    ParticipantCommand.FINISH: lambda p: p.command(p.house.lind, "/finish", FINISHED),
    ParticipantCommand.RESCHEDULE: is_moved,
}
"""`reopen` is the visit's: what it does to guests is seen in the plays."""

BEFORE_THE_TALK: Final = {ParticipantCommand.RESCHEDULE}

STANDING_CELLS: Final = [
    (command, standing)
    for command in MOVED_BY_DOOR
    for standing in Standing
    if not (command in BEFORE_THE_TALK and standing is Standing.ADMITTED)
]


@pytest.mark.parametrize(("command", "standing"), STANDING_CELLS, ids=lambda part: str(getattr(part, "value", part)))
async def test_a_command_moves_a_guest_by_its_door_as_the_product_promises(
    stages: Stages, command: ParticipantCommand, standing: Standing
) -> None:
    is_early = (command, standing) == (ParticipantCommand.LEAVE, Standing.INVITED)
    played = await stages.beside(standing, talking=command not in BEFORE_THE_TALK, early=is_early)
    code = await refusal(MOVED_BY_DOOR[command], played)
    expected = test_participant_table.EXPECTED[command][standing]
    cell = expected if isinstance(expected, str) else expected[Role.GUEST]
    now = standing_of(await played.row(), played)
    if cell.startswith("error"):
        is_quiet = command is ParticipantCommand.AWAY_TOO_LONG
        assert code == (None if is_quiet else cell.removeprefix("error "))
        assert now is standing
    elif cell == "back to what it was":
        assert now is Standing.AT_DOOR
    else:
        assert now is (standing if cell == "same" else Standing(cell))


def standing_of(visit: Visit, played: Played) -> Standing:
    assert played.guest
    return visit.person(played.guest.person_id).standing
