"""Who gets a socket: each way in which a grant is good or not, against the running service."""

from datetime import timedelta

import pytest

from services.contracts import grants
from services.contracts.grants import Door
from services.contracts.hints import AddressedHint, Changed
from services.contracts.ids import DeviceId
from services.contracts.states import DevicePlace, Modality, Standing
from services.contracts.wire import WireCode
from services.embedded.stack import Stack
from services.runtime.ids import new_id
from tests.signaling.client import Client
from tests.signaling.live.conftest import NewStage, Opens, address
from tests.signaling.live.voice import Stage, Voice, unknown_visit
from tests.signaling.room.play import ANA, LIND, MAREK, ROSA, Person, admitted, at_door

BAD_HELLOS = [
    {},
    {"grant": None},
    {"grant": "x", "resume": {"secret": "y", "seq": 0}},
    {"version": 2, "grant": "x"},
    {"resume": {"secret": "y", "seq": -1}},
    {"grant": 7},
]


async def test_a_good_grant_opens_a_socket_and_shows_the_room(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    rosa = await opens(stage, ROSA).join(stage.grant(ROSA))

    assert rosa.welcomed.you.person_id == ROSA.id
    assert rosa.n == 1
    assert not rosa.welcomed.resumed
    assert rosa.room.visit_id == stage.visit
    assert rosa.room.device is DevicePlace.ADMITTED
    assert rosa.link_of(ROSA.id) == "live"


def stands_meanwhile(stage: Stage, person: Person, standing: Standing) -> None:
    """Before session answers the next claim, somebody stands elsewhere."""
    people = {**stage.entry.people, person.id: admitted(person, standing=standing)}
    stage.voice.meanwhile = lambda: stage.stands(people=people)


async def test_whoever_is_put_out_while_they_enter_does_not_stay(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    stands_meanwhile(stage, ANA, Standing.REMOVED)
    ana = opens(stage, ANA)
    await ana.hello_without_waiting({"grant": stage.grant(ANA)})

    await ana.until(lambda: ana.close_code is not None)


async def test_whoever_enters_sees_what_changed_while_they_entered(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    stands_meanwhile(stage, ROSA, Standing.AT_DOOR)
    lind = await opens(stage, LIND).join(stage.grant(LIND))

    def rosas_standing() -> Standing | None:
        row = lind.row(ROSA.id)
        return row.standing if row is not None else None

    await lind.until(lambda: rosas_standing() is Standing.AT_DOOR)


async def refused(page: Client, token: str) -> tuple[str, int | None]:
    """The code and the close of a hello that is refused."""
    client = await page.join(token)
    await client.until(lambda: client.close_code is not None)
    assert client.welcome is None
    assert client.errors[-1].closing
    return client.errors[-1].code, client.close_code


async def test_a_grant_is_good_once(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    token = stage.grant(ROSA)
    await opens(stage, ROSA).join(token)

    assert await refused(opens(stage, ROSA, at=2), token) == ("grant.used", 4401)


async def test_a_grant_is_good_for_a_minute(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    token = stage.grant(ROSA, life=timedelta(seconds=-10))

    assert await refused(opens(stage, ROSA), token) == ("grant.expired", 4401)


async def test_an_older_grant_is_superseded_by_a_newer_one(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    older, newer = stage.grant(ROSA), stage.grant(ROSA)
    await opens(stage, ROSA).join(newer)

    assert await refused(opens(stage, ROSA), older) == ("grant.superseded", 4401)


async def test_a_grant_for_a_device_that_was_replaced_is_superseded(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    token = stage.grant(ROSA.with_device("old phone"))

    assert await refused(opens(stage, ROSA), token) == ("grant.superseded", 4401)


async def test_a_forged_grant_opens_nothing(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    token = stage.grant(ROSA)
    head, body, seal = token.split(".")

    for forged in ("", "no token", f"{head}.{body}.{seal[:-8]}AAAAAAAA", f"{head}.{body}."):
        assert await refused(opens(stage, ROSA), forged) == ("grant.forged", 4401)


async def test_a_grant_for_another_service_opens_nothing(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    token = stage.grant(ROSA, audience=grants.NOTES)

    assert await refused(opens(stage, ROSA), token) == ("grant.forged", 4401)


async def test_a_grant_is_good_only_at_the_link_that_it_was_made_at(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()

    assert await refused(opens(stage, ANA), stage.grant(ROSA)) == ("grant.wrong_visit", 4401)


async def test_staff_and_visit_grants_are_good_at_their_own_door_only(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    patients = stage.grant(ROSA)
    staffs = stage.grant(LIND, kind="staff", door=Door.STAFF, handle=None, visit_id=None, queue_id=None, role=None)

    assert await refused(opens(stage, ROSA, door="staff"), patients) == ("grant.wrong_role", 4401)
    assert await refused(opens(stage, ROSA), staffs) == ("grant.wrong_role", 4401)


async def test_whom_session_removed_has_no_place(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage()
    people = {**stage.entry.people, ANA.id: admitted(ANA, standing=Standing.REMOVED)}
    await stage.stands(people=people)

    assert await refused(opens(stage, ANA), stage.grant(ANA)) == ("visit.no_longer_here", 4410)
    assert await refused(opens(stage, MAREK), stage.grant(MAREK)) == ("visit.no_longer_here", 4410)


async def test_a_reload_that_is_broken_on_purpose_breaks_no_first_entrance(
    pair: Stack, new_stage: NewStage, opens: Opens
) -> None:
    stage = await new_stage()
    await stage.stands(people={**stage.entry.people, ANA.id: at_door(ANA)})
    pair.pull_break("reload")
    try:
        assert (await refused(opens(stage, ROSA), stage.grant(ROSA)))[0] == WireCode.NOT_READY
        ana = await opens(stage, ANA).join(stage.grant(ANA))
    finally:
        pair.pull_break()

    assert ana.room.device is DevicePlace.AT_DOOR


async def test_a_grant_waits_for_the_standing_it_was_claimed_at(
    new_stage: NewStage, opens: Opens, voice: Voice
) -> None:
    stage = await new_stage()
    voice.claimed_at[stage.visit] = stage.entry.standing_version + 1
    page = opens(stage, ROSA)
    await page.hello_without_waiting({"grant": stage.grant(ROSA)})
    await stage.stands(modality=Modality.PHONE)
    await page.until(lambda: page.welcome is not None)

    assert page.room.modality is Modality.PHONE


async def test_a_grant_newer_than_anything_known_is_told_to_try_again(
    new_stage: NewStage, opens: Opens, voice: Voice
) -> None:
    stage = await new_stage()
    voice.claimed_at[stage.visit] = 99

    assert await refused(opens(stage, ROSA), stage.grant(ROSA)) == ("socket.not_ready", 4503)
    nowhere = stage.grant(ROSA, visit_id=unknown_visit())
    assert await refused(opens(stage, ROSA), nowhere) == ("socket.not_ready", 4503)


async def test_while_session_does_not_answer_nobody_comes_in(new_stage: NewStage, opens: Opens, voice: Voice) -> None:
    stage = await new_stage()
    voice.is_deaf = True
    try:
        assert await refused(opens(stage, ROSA), stage.grant(ROSA)) == ("socket.not_ready", 4503)
    finally:
        voice.is_deaf = False


@pytest.mark.parametrize("payload", BAD_HELLOS)
async def test_a_hello_that_says_not_exactly_one_thing_is_refused(
    payload: dict[str, object], new_stage: NewStage, opens: Opens
) -> None:
    stage = await new_stage()
    page = await opens(stage, ROSA).hello(payload)
    await page.until(lambda: page.close_code is not None)

    assert page.errors[-1].code == "socket.bad_hello"
    assert page.close_code == 1008


async def test_two_who_join_at_the_same_moment_at_two_instances_see_each_other(
    new_stage: NewStage, opens: Opens
) -> None:
    stage = await new_stage()
    lind = opens(stage, LIND, at=1)
    rosa = opens(stage, ROSA, at=2)
    await lind.hello_without_waiting({"grant": stage.grant(LIND)})
    await rosa.hello_without_waiting({"grant": stage.grant(ROSA)})

    await lind.until(lambda: bool(lind.rooms) and lind.flowing() == {ROSA.id})
    await rosa.until(lambda: bool(rosa.rooms) and rosa.flowing() == {LIND.id})


async def test_a_staff_page_hears_the_hints_of_its_queues_and_no_others(
    new_stage: NewStage, opens: Opens, voice: Voice, pair: Stack
) -> None:
    stage = await new_stage()
    page = opens(stage, LIND, door="staff")
    page.address = address(pair, 1, "", "staff")
    token = stage.grant(
        LIND,
        kind="staff",
        door=Door.STAFF,
        handle=None,
        visit_id=None,
        queue_id=None,
        role=None,
        queue_ids=frozenset({stage.queue}),
    )
    await page.join(token)
    assert page.welcomed.room is None

    for queue, version in ((new_id(), 1), (stage.queue, 2)):
        changed = Changed(what="queue", id=queue, version=version)
        await voice.hint(AddressedHint(clinic_id=stage.clinic, queue_id=queue, to_staff=True, hint=changed))
    await page.until(lambda: bool(page.hints))

    assert [hint["version"] for hint in page.hints] == [2]


async def test_a_staff_page_hears_nothing_more_once_its_person_is_signed_out(
    new_stage: NewStage, opens: Opens, voice: Voice, pair: Stack
) -> None:
    stage = await new_stage()
    page = opens(stage, LIND, door="staff")
    page.address = address(pair, 1, "", "staff")
    browser = DeviceId(new_id())
    token = stage.grant(
        LIND, kind="staff", door=Door.STAFF, handle=None, visit_id=None, queue_id=None, role=None, device_id=browser
    )
    await page.join(token)
    voice.signed_out.add(browser)
    await page.until(lambda: page.close_code is not None)

    assert (page.errors[-1].code, page.close_code) == ("staff.signed_out", 4401)
    await page.resume()
    assert page.errors[-1].code == "socket.resume_refused"


async def test_a_clinician_in_a_call_hears_the_hints_of_the_queues_beside_it(
    new_stage: NewStage, opens: Opens, voice: Voice, pair: Stack
) -> None:
    stage = await new_stage()
    page = opens(stage, LIND)
    page.address = address(pair, 1, "", "staff")
    token = stage.grant(LIND, door=Door.STAFF, handle=None, queue_ids=frozenset({stage.queue}))
    await page.join(token)
    changed = Changed(what="queue", id=stage.queue, version=3)
    await voice.hint(AddressedHint(clinic_id=stage.clinic, queue_id=stage.queue, to_staff=True, hint=changed))
    await page.until(lambda: bool(page.hints))

    assert page.hints == [{"type": "changed", "what": "queue", "id": str(stage.queue), "version": 3}]


async def test_a_hint_reaches_the_people_it_is_for_and_nobody_else(
    new_stage: NewStage, opens: Opens, voice: Voice
) -> None:
    stage = await new_stage()
    rosa = await opens(stage, ROSA, at=1).join(stage.grant(ROSA))
    ana = await opens(stage, ANA, at=1).join(stage.grant(ANA))
    for version, people in ((1, {ROSA.id}), (2, {ROSA.id, ANA.id})):
        changed = Changed(what="people", id=stage.visit, version=version)
        await voice.hint(
            AddressedHint(
                clinic_id=stage.clinic,
                queue_id=stage.queue,
                visit_id=stage.visit,
                to_people=frozenset(people),
                hint=changed,
            )
        )
    await ana.until(lambda: bool(ana.hints))
    await rosa.until(lambda: len(rosa.hints) == 2)

    assert ana.hints == [{"type": "changed", "what": "people", "id": str(stage.visit), "version": None}]
