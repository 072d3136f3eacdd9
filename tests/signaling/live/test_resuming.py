"""What people see when lines break, instances die, and Redis or NATS is away."""

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from services.contracts.states import Standing, VisitState
from services.embedded.stack import Stack
from services.signaling.live.resume_secret import hash_of
from tests.signaling.client import Client
from tests.signaling.live.conftest import NewStage, Opens, address
from tests.signaling.live.voice import Stage, Voice
from tests.signaling.room.play import ANA, LIND, ROSA, Person, admitted

HELD_BY_LIND = frozenset({LIND.id})


@pytest.fixture
async def redis(pair: Stack) -> AsyncIterator[Redis]:
    async with Redis.from_url(pair.redis_url) as client:
        yield client


async def both_in(stage: Stage, opens: Opens, lind_at: int = 1, rosa_at: int = 1) -> tuple[Client, Client]:
    """Dr. Lind and Rosa in the call, each knowing of the other."""
    lind = await opens(stage, LIND, at=lind_at).join(stage.grant(LIND))
    rosa = await opens(stage, ROSA, at=rosa_at).join(stage.grant(ROSA))
    await lind.until(lambda: lind.flowing() == {ROSA.id})
    await rosa.until(lambda: rosa.flowing() == {LIND.id})
    return lind, rosa


def seen_twice(page: Client, person: Person) -> bool:
    """Whether a page was ever shown one person twice."""
    return any([one.person_id for one in room.people].count(person.id) > 1 for room in page.rooms)


async def test_words_go_from_page_to_page_in_order_at_one_instance_and_across_two(
    new_stage: NewStage, opens: Opens
) -> None:
    for rosa_at in (1, 2):
        stage = await new_stage()
        lind, rosa = await both_in(stage, opens, rosa_at=rosa_at)
        await rosa.say("offer", {"call": 1, "sdp": "v=0 Ä"}, to=LIND.id, n=lind.n)
        for number in range(20):
            await rosa.say("candidate", {"call": 1, "candidate": f"c{number}"}, to=LIND.id, n=lind.n)
        await lind.heard_words(21)

        assert [word.type for word in lind.relayed] == ["offer"] + ["candidate"] * 20
        assert [word.payload.get("candidate") for word in lind.relayed[1:]] == [f"c{n}" for n in range(20)]
        assert {(word.from_, word.n) for word in lind.relayed} == {(ROSA.id, rosa.n)}
        assert lind.relayed[0].payload == {"call": 1, "sdp": "v=0 Ä"}


async def test_nothing_said_meanwhile_is_missed_when_a_line_comes_back(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens)
    await lind.lose()
    await rosa.say("offer", {"call": 1, "sdp": "v=0"}, to=LIND.id, n=lind.n)
    await rosa.answer()
    await lind.resume()
    await lind.until(lambda: bool(lind.relayed))

    assert lind.welcomed.resumed
    assert lind.n == 1
    assert lind.relayed[0].payload == {"call": 1, "sdp": "v=0"}


async def test_what_a_page_said_into_a_dying_line_has_its_effect_once(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens)
    await rosa.say("offer", {"call": 1, "sdp": "v=0"}, to=LIND.id, n=lind.n)
    await lind.until(lambda: bool(lind.relayed))
    await rosa.lose()
    await rosa.resume()
    await rosa.say_again()
    await rosa.say("candidate", {"call": 1, "candidate": ""}, to=LIND.id, n=lind.n)
    await lind.until(lambda: len(lind.relayed) >= 2)

    assert [word.type for word in lind.relayed] == ["offer", "candidate"]


async def test_a_page_resumes_at_the_other_instance_and_keeps_its_number_and_its_media(
    new_stage: NewStage, opens: Opens, pair: Stack, voice: Voice
) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens)
    await saved(rosa, pair)
    await rosa.lose()
    await rosa.resume(address(pair, 2, stage.handle_of(ROSA)))
    await rosa.until(lambda: rosa.flowing() == {LIND.id})
    await rosa.say("offer", {"call": 2, "sdp": "v=0"}, to=LIND.id, n=lind.n)
    await lind.until(lambda: bool(lind.relayed))

    assert not rosa.welcomed.resumed
    assert rosa.n == 2
    assert rosa.welcomed.instance == "signaling-2"
    assert not seen_twice(lind, ROSA)
    assert all(
        room_row.n == 2
        for room in lind.rooms
        for room_row in room.people
        if room_row.person_id == ROSA.id and room_row.n
    )
    await voice.until(lambda: [one.n for one in voice.present(stage.visit) if one.person_id == ROSA.id] == [2])


async def test_a_resume_through_another_persons_link_is_refused(new_stage: NewStage, opens: Opens, pair: Stack) -> None:
    stage = await new_stage()
    _, rosa = await both_in(stage, opens)
    await rosa.lose()
    await rosa.resume(address(pair, 1, stage.handle_of(ANA)))
    await rosa.until(lambda: rosa.close_code is not None)

    assert rosa.errors[-1].code == "socket.resume_refused"
    assert rosa.close_code == 4408


async def test_after_goodbye_nothing_resumes(new_stage: NewStage, opens: Opens, pair: Stack) -> None:
    stage = await new_stage()
    _, rosa = await both_in(stage, opens)
    await rosa.leave()
    assert rosa.close_code == 4000
    for at in (1, 2):
        await rosa.resume(address(pair, at, stage.handle_of(ROSA)))
        await rosa.until(lambda: rosa.close_code is not None)
        assert rosa.close_code == 4408


async def test_whoever_was_removed_while_away_does_not_come_back(
    new_stage: NewStage, opens: Opens, pair: Stack
) -> None:
    stage = await new_stage()
    ana = await opens(stage, ANA).join(stage.grant(ANA))
    await saved(ana, pair)
    await ana.lose()
    removed = admitted(ANA, standing=Standing.REMOVED)
    await stage.stands(people={**stage.entry.people, ANA.id: removed})
    for at in (1, 2):
        await ana.resume(address(pair, at, stage.handle_of(ANA)))
        await ana.until(lambda: ana.close_code is not None)
        assert ana.close_code in {4408, 4410}


@pytest.mark.parametrize("ahead", [True, False], ids=["by the copy", "by the bucket alone"])
async def test_a_removal_reaches_both_sides_within_300_ms(new_stage: NewStage, opens: Opens, *, ahead: bool) -> None:
    stage = await new_stage()
    lind = await opens(stage, LIND, at=1).join(stage.grant(LIND))
    ana = await opens(stage, ANA, at=2).join(stage.grant(ANA))
    await lind.until(lambda: lind.flowing() == {ANA.id})
    loop = asyncio.get_running_loop()
    began = loop.time()
    await stage.stands(people={**stage.entry.people, ANA.id: admitted(ANA, standing=Standing.REMOVED)}, ahead=ahead)
    await lind.until(lambda: lind.flowing() == set())
    await ana.until(lambda: bool(ana.errors))

    assert loop.time() - began < 0.3
    assert ana.errors[-1].code == "visit.no_longer_here"
    await ana.until(lambda: ana.close_code == 4410)


async def test_a_hold_cuts_words_both_ways_at_once(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    lind = await opens(stage, LIND, at=1).join(stage.grant(LIND))
    ana = await opens(stage, ANA, at=2).join(stage.grant(ANA))
    await lind.until(lambda: lind.flowing() == {ANA.id})
    await ana.until(lambda: ana.flowing() == {LIND.id})
    await stage.stands(people={**stage.entry.people, ANA.id: admitted(ANA, held_by=HELD_BY_LIND)})
    await ana.until(lambda: [one.person_id for one in ana.room.people] == [ANA.id])
    await ana.say("offer", {"call": 1, "sdp": "v=0"}, to=LIND.id, n=lind.n)
    await ana.say("media", {"microphone": "yes please"})
    await ana.until(lambda: bool(ana.errors))

    assert [error.code for error in ana.errors] == ["socket.bad_message"], "not even a no tells that Dr. Lind is there"
    assert ana.close_code is None
    assert not lind.relayed


async def test_everyone_learns_within_a_second_that_the_visit_ended(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens, rosa_at=2)
    people = {
        person: place.model_copy(update={"standing": Standing.GONE}) for person, place in stage.entry.people.items()
    }
    await stage.stands(people=people, visit_state=VisitState.ENDED)
    for page in (lind, rosa):
        await page.until_visit(VisitState.ENDED, seconds=1)
        assert page.hints[-1]["what"] == "visit"
        assert page.flowing() == set()
        assert page.close_code is None


async def test_a_vanished_page_shows_reconnecting_within_five_seconds(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens, rosa_at=2)
    await rosa.lose()
    await lind.until(lambda: lind.link_of(ROSA.id) == "reconnecting", seconds=5)
    await rosa.resume()
    await lind.until(lambda: lind.link_of(ROSA.id) == "live", seconds=1)

    assert lind.flowing() == {ROSA.id}


async def test_a_page_that_answers_no_ping_shows_reconnecting_and_then_away(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens)
    loop = asyncio.get_running_loop()
    began = loop.time()
    rosa.stop_reading()
    await lind.until(lambda: lind.link_of(ROSA.id) == "reconnecting", seconds=6)
    assert loop.time() - began <= 5.0
    await lind.until(lambda: lind.link_of(ROSA.id) == "absent", seconds=12)
    assert loop.time() - began <= 15.0


async def test_kill_9_of_an_instance_moves_its_people_to_the_other_and_shows_nobody_twice(
    new_stage: NewStage, opens: Opens, pair: Stack
) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens, lind_at=1, rosa_at=2)
    ana = await opens(stage, ANA, at=2).join(stage.grant(ANA))
    await lind.until(lambda: lind.flowing() == {ROSA.id, ANA.id})
    await saved(rosa, pair)
    starts = pair.kill("signaling-2")
    await rosa.until(lambda: rosa.close_code is not None)
    await rosa.resume(address(pair, 1, stage.handle_of(ROSA)))

    assert rosa.n == 2
    assert lind.flowing() == {ROSA.id, ANA.id}
    assert not seen_twice(lind, ROSA)
    await asyncio.to_thread(pair.wait_back, "signaling-2", starts)
    assert ana.close_code is not None


async def test_a_flushed_redis_changes_nothing_that_anybody_sees(
    new_stage: NewStage, opens: Opens, pair: Stack, redis: Redis
) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens)
    shown = len(lind.rooms)
    await saved(rosa, pair)
    await redis.flushall()
    await saved(rosa, pair)
    await rosa.lose()
    await rosa.resume(address(pair, 2, stage.handle_of(ROSA)))
    await rosa.until(lambda: rosa.flowing() == {LIND.id})

    assert rosa.n == 2
    assert all(room.people == lind.rooms[shown - 1].people for room in lind.rooms[shown:])


async def test_without_redis_people_join_and_resume_where_they_were(
    new_stage: NewStage, opens: Opens, pair: Stack
) -> None:
    starts = pair.kill("valkey")
    stage = await new_stage()
    _, rosa = await both_in(stage, opens)
    await rosa.lose()
    await rosa.resume()
    assert rosa.welcomed.resumed
    await asyncio.to_thread(pair.wait_back, "valkey", starts)
    await saved(rosa, pair)


async def test_while_nats_is_away_the_call_goes_on_at_one_instance_and_nobody_new_comes_in(
    new_stage: NewStage, opens: Opens, pair: Stack
) -> None:
    stage = await new_stage()
    lind, rosa = await both_in(stage, opens)
    token = stage.grant(ANA)
    pair.kill("nats", signal.SIGSTOP)
    try:
        await rosa.say("offer", {"call": 1, "sdp": "v=0"}, to=LIND.id, n=lind.n)
        await lind.until(lambda: bool(lind.relayed))
        ana = await opens(stage, ANA).join(token)
        assert ana.errors[-1].code == "socket.not_ready"
        assert lind.flowing() == {ROSA.id}
    finally:
        pair.kill("nats", signal.SIGCONT)
    await rosa.lose()
    await resumed_at_last(rosa)
    await stage.stands(people={**stage.entry.people, ROSA.id: admitted(ROSA, held_by=HELD_BY_LIND)})
    await lind.until(lambda: lind.flowing() == set())


async def resumed_at_last(page: Client) -> None:
    """Resume, again while the instance says that it is not ready yet."""
    while True:
        await page.resume()
        if page.close_code is None:
            return
        assert page.errors[-1].code == "socket.not_ready"


async def saved(page: Client, pair: Stack) -> None:
    """Wait until the page's record is in Redis: what another instance would resume it from."""
    key = f"resume:{hash_of(page.welcomed.resume.secret)}"
    async with Redis.from_url(pair.redis_url) as redis, asyncio.timeout(10):
        while True:
            try:
                if await redis.exists(key):
                    return
            except OSError:
                continue
