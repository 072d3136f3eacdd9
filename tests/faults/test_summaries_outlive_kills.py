"""Parts are killed anywhere between the end of a visit and the tap that opens its corrected summary.

Nothing unsigned is sent, no saved word is lost, and each reader has one message of each version, under one Message-ID.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contracts.ids import VisitId
from services.embedded.stack import Stack
from services.runtime.database import COMMAND_TIMEOUT_SECONDS
from tests.faults.desk_walk import Desk
from tests.faults.editor import Editor
from tests.faults.ledger import ledger_of
from tests.faults.stops import Stop, Stops, stops_in
from tests.faults.summary_walk import AFTER_250, STEPS, TO_OPENED, Walk

BACK_WITHIN = 60.0
GROUPS = 2
AT_ONCE = 2
KILLS = 30 if settings.default and settings.default.max_examples > 50 else 2
"""Kills whose moments Hypothesis chooses, beside one in the midst of each step. Each meets `AT_ONCE` visits, so that it
is sixty of them with the profile `long`.
"""

PARTS = ("notes", "session", "nats", "mail")
PLACES = ("inside", "commit", "near")
"""In a step's transaction, in its commit, or so many milliseconds after the deed began that leads to it."""

MAILS_TWICE = frozenset({"notes", "mail"})
"""Whose kill can fall between the mail server's answer and our commit. Then a mail comes twice, never more often."""


@dataclass(frozen=True)
class Moment:
    """When a part dies; `at` is one of `PLACES`."""

    step: str
    at: str
    after_ms: int = 0


@dataclass
class Ground:
    """The running services, and what was killed when, so far."""

    stack: Stack
    desk: Desk
    stops: Stops
    bystander: Walk
    """Its summary is written and never signed, whatever is killed."""
    killed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    kills: int = 0
    twice: int = 0
    held: float = 0.0
    """Seconds for which the last stops were held: a service gives up one that lasts, and sends its mail again."""

    async def play(self, part: str, moments: Sequence[Moment]) -> Counter[tuple[str, str]]:
        """One kill, and a visit for each moment. Gives how often each mail of each visit came, by step."""
        walks = await asyncio.gather(*(Walk.begin(self.desk) for _ in moments))
        await asyncio.gather(
            *(walk.until(STEPS[moment.step].deed) for walk, moment in zip(walks, moments, strict=True))
        )
        stops = {
            walk.stop(moment.step, moment.at): moment
            for walk, moment in zip(walks, moments, strict=True)
            if moment.at != "near"
        }
        await self.stops.hold(stops)
        going = [
            asyncio.create_task(walk.to_the_end(corrected=moment.step not in TO_OPENED))
            for walk, moment in zip(walks, moments, strict=True)
        ]
        starts, reached = await self._kill(part, stops, going, max(moment.after_ms for moment in moments) / 1000)
        met = [moment for moment in moments if moment.at == "near"] + [stops[stop] for stop in reached]
        await asyncio.gather(*going)
        await asyncio.to_thread(self.stack.wait_back, part, starts, BACK_WITHIN)
        came: Counter[tuple[str, str]] = Counter()
        for walk, moment in zip(walks, moments, strict=True):
            mails = await walk.check(self.stack)
            most = 2 if part in MAILS_TWICE or self.held >= COMMAND_TIMEOUT_SECONDS else 1
            assert max(mails.values()) <= most, (part, moment)
            came.update({(moment.step, id_): times for id_, times in mails.items()})
            await walk.close()
        self.killed.update((moment.step, moment.at, part) for moment in met)
        self.twice += sum(times == 2 for times in came.values())
        return came

    def table(self) -> str:
        """How often each part was killed at each step, and how many mails came twice."""
        rows = [
            f"{step:36}" + "".join(f"{sum(self.killed[step, at, part] for at in PLACES):9}" for part in PARTS)
            for step in STEPS
        ]
        head = f"{'killed while':36}" + "".join(f"{part:>9}" for part in PARTS)
        return "\n".join(
            [head, *rows, f"{self.killed.total()} summaries, {self.kills} kills, {self.twice} mails twice"]
        )

    async def _kill(
        self, part: str, stops: Collection[Stop], going: Sequence[asyncio.Task[None]], after: float
    ) -> tuple[int, Collection[Stop]]:
        """How often the part had started by then, and at which stops the kill found a service."""
        began = asyncio.get_running_loop().time()
        try:
            reached = await self.stops.reached(stops) if stops else ()
            await asyncio.wait(going, timeout=after)
            self.kills += 1
            return self.stack.kill(part), reached
        finally:
            await self.stops.release()
            self.held = asyncio.get_running_loop().time() - began


@pytest.fixture(scope="module")
async def ground(stack: Stack) -> AsyncIterator[Ground]:
    desk = await Desk.open(stack.origin)
    async with stops_in(stack) as stops:
        bystander = await Walk.begin(desk)
        await bystander.until("sign")
        yield Ground(stack, desk, stops, bystander)
        await bystander.close()
    await desk.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("group", range(GROUPS))
async def test_a_part_killed_in_the_midst_of_every_step_loses_and_doubles_nothing(
    ground: Ground, part: str, group: int
) -> None:
    """Some steps at a time: what is held for long gives up."""
    moments = [Moment(step, "inside") for step in TO_OPENED[group::GROUPS]]
    came = await ground.play(part, moments)
    after_250 = {moment.step for moment in moments} & AFTER_250
    doubled = {step for (step, _), times in came.items() if times == 2}
    assert doubled >= (after_250 if part == "notes" else set())


async def test_the_draft_is_there_within_a_second_though_session_dies_as_soon_as_it_told_of_the_end(
    ground: Ground, stack: Stack
) -> None:
    desk = ground.desk
    visit, _ = await desk.book()
    await desk.ask(visit, "/modality", modality="phone")
    editor = await Editor.of(desk.lind, VisitId(visit["id"]))
    drafting = Stop("notes", "inside", "summary.drafted", str(visit["id"]), 1)
    await ground.stops.hold([drafting])
    try:
        await desk.ask(visit, "/finish", outcome="completed", modality="phone")
        await ground.stops.reached([drafting])
        starts = stack.kill("session")
    finally:
        await ground.stops.release()
    await editor.until_drafted()
    number = await editor.write("Written while session was away.")
    shown = await editor.see()
    await asyncio.to_thread(stack.wait_back, "session", starts, BACK_WITHIN)

    begun, ended = (datetime.fromisoformat(at) for at in (shown["draft"]["created_at"], shown["visit"]["ended_at"]))
    assert begun - ended < timedelta(seconds=1)
    assert number == 1
    await editor.sign()
    await editor.until_settled()


@pytest.mark.timeout(900)
@settings(max_examples=KILLS, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    part=st.sampled_from(PARTS),
    moments=st.lists(
        st.builds(
            Moment,
            step=st.sampled_from(tuple(STEPS)),
            at=st.sampled_from(PLACES),
            after_ms=st.integers(0, 60),
        ),
        min_size=AT_ONCE,
        max_size=AT_ONCE,
    ),
)
async def test_a_part_killed_at_any_moment_loses_and_doubles_nothing(
    ground: Ground, part: str, moments: list[Moment]
) -> None:
    await ground.play(part, moments)


async def test_afterwards_every_event_was_heard_and_what_was_never_signed_was_sent_to_nobody(
    ground: Ground, stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{ground.table()}\n")
    assert await ground.bystander.mails() == []
    # Its own token is over by now.
    editor = await Editor.open(ground.desk.lind, VisitId(UUID(ground.bystander.visit_id)))
    draft = (await editor.see())["draft"]
    assert draft["sections"][0]["content"]["text"] == ground.bystander.saved[-1]
    assert not (await ledger_of(stack)).missing
    assert {(step, part) for step, _, part in ground.killed} >= set(product(TO_OPENED, PARTS))
