"""Any part of Beside is killed in the middle of a visit: the call goes on, and ten seconds later so does all else."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import pytest
from redis.asyncio import Redis

from services.embedded.auto import talk
from services.embedded.people.door import Json
from services.embedded.stack import Stack
from services.signaling.live.resume_secret import hash_of
from tests.faults.call import Call, StaffPage
from tests.runtime.owner import eventually

WELL_WITHIN = 10.0
"""Seconds after a kill in which everything that people do works again, without a reload."""

BACK_WITHIN = 60.0

T = TypeVar("T")

PARTS = ("signaling-1", "signaling-2", "session", "notes", "nats", "valkey", "postgres")


class Course:
    """What worked again, and how long after the kill."""

    def __init__(self) -> None:
        self._began = asyncio.get_running_loop().time()
        self.seconds: dict[str, float] = {}

    async def of(self, name: str, doing: Awaitable[T]) -> T:
        """Note when this is done."""
        done = await doing
        self.seconds[name] = round(asyncio.get_running_loop().time() - self._began, 1)
        return done

    @property
    def late(self) -> dict[str, float]:
        """What took too long."""
        return {name: seconds for name, seconds in self.seconds.items() if seconds > WELL_WITHIN}


@pytest.mark.parametrize("part", PARTS)
async def test_a_call_goes_on_while_a_part_is_killed_and_soon_everything_works_again(
    call: Call, stack: Stack, part: str
) -> None:
    await call.gather()
    numbers, before = call.numbers(), call.watch()
    await call.next_second()
    starts, course = stack.kill(part), Course()
    muted, fourth = await asyncio.gather(
        course.of("mute shows at the others", call.mute_is_seen()),
        course.of("a fourth page joins the day list", call.colleague_opens_the_day_list()),
    )
    gaps = before.gaps(call.ways_of_ana, await call.next_second(), muted)
    await course.of("the guest leaves, knocks and is let in again", call.ana_leaves_and_is_let_in_again())
    await course.of("hints arrive", fourth.hears_of(call.cast.visit_id, BACK_WITHIN))
    await asyncio.to_thread(stack.wait_back, part, starts, BACK_WITHIN)
    gaps += before.gaps(call.ways("rosa", "lind"), await call.next_second(), muted)
    await fourth.close()

    assert not gaps
    assert not course.late, course.seconds
    assert call.numbers() == numbers, "somebody had to begin anew"
    now = call.watch().listeners
    assert all(now[way] is before.listeners[way] for way in call.ways("rosa", "lind")), "a connection was made anew"


async def test_a_redis_that_forgets_everything_changes_nothing_that_anybody_sees(call: Call, stack: Stack) -> None:
    await call.gather()
    fourth = await StaffPage.open(call.colleague)
    screens, watch, heard = await on_screen(call), call.watch(), len(fourth.wire.hints)
    async with Redis.from_url(stack.redis_url) as redis:
        await redis.flushall()
        await written_anew(redis, call)
    await call.cast.rosa.socket.lose()
    await call.cast.rosa.socket.wait_until_connected(WELL_WITHIN)
    whole = await call.next_second()

    assert await on_screen(call) == screens
    assert not watch.gaps(call.ways(), whole)
    assert len(fourth.wire.hints) == heard
    await fourth.close()


async def written_anew(redis: Redis, call: Call) -> None:
    """Wait until the instances have noticed, and written down again whom they hold."""
    secrets = [page.socket.welcome.resume.secret for page in call.pages.values() if page.socket.welcome]
    names = [f"resume:{hash_of(secret)}" for secret in secrets]
    await eventually(lambda: redis.exists(*names), lambda found: found == len(names))


async def on_screen(call: Call) -> Json:
    """All that the three of them, and the colleague at the list of the day, have before their eyes."""
    rooms = {name: page.socket.room for name, page in call.pages.items()}
    seen = {name: room.model_dump(exclude={"number"}) if room else None for name, room in rooms.items()}
    day = await call.colleague.get("/day")
    row = next(visit for visit in day["visits"] if visit["id"] == call.cast.visit_id)
    pages = {name: await page.me() for name, page in (("rosa", call.cast.rosa), ("ana", call.cast.ana))}
    return {"rooms": seen, "row": row, "pages": pages}


async def test_after_all_that_the_visit_finishes_and_notes_knows_though_killed_a_moment_before(
    call: Call, stack: Stack
) -> None:
    starts = stack.kill("notes")
    try:
        async with asyncio.timeout(WELL_WITHIN):
            await talk.finish(call.cast)
            await talk.closing_screen(call.cast)
            await talk.known_to_notes(call.cast)
    finally:
        await asyncio.to_thread(stack.wait_back, "notes", starts, BACK_WITHIN)
