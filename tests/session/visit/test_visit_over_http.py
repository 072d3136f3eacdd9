"""Visits through the doors that people and staff use: the whole way, the loser of a race, what is sent twice."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from nats.aio.msg import Msg

from services.contracts import subjects
from services.contracts.hints import AddressedHint
from services.contracts.ids import PersonId
from services.contracts.standing import StandingEntry
from services.contracts.states import Standing
from services.session.visit.rebuild import rebuild
from tests.runtime.owner import eventually
from tests.session.house import House, Json, Played, Refused

DONE = {"outcome": "completed", "modality": "video"}


async def entry_of(house: House, played: Played) -> StandingEntry | None:
    """What signaling finds of the visit now."""
    bucket = await house.bus.jetstream.key_value(subjects.STANDING_BUCKET)
    keys = await bucket.keys() if (await bucket.status()).values else []
    if str(played.id) not in keys:
        return None
    return StandingEntry.model_validate_json((await bucket.get(str(played.id))).value or b"")


async def refused(command: Awaitable[Json]) -> Refused:
    try:
        await command
    except Refused as problem:
        return problem
    raise AssertionError("nobody said no")


async def hints_for(house: House, person: PersonId) -> Callable[[], Awaitable[list[AddressedHint]]]:
    """What the pages of a person hear from now on."""
    heard: list[AddressedHint] = []

    async def hear(message: Msg) -> None:
        heard.append(AddressedHint.model_validate_json(message.data))

    await house.bus.subscribe(subjects.ALL_HINTS, hear)
    await house.bus.check()

    async def told() -> list[AddressedHint]:
        return [one for one in heard if person in one.to_people]

    return told


async def test_a_visit_goes_from_booking_to_its_end(house: House) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    await played.guest.page.post("/enter", {})
    await played.command(house.lind, "/admit", {"person_id": str(played.guest.person_id)})
    detail = await house.lind.get(f"/visits/{played.id}")
    assert {one["standing"] for one in detail["people"]} == {"admitted"}
    ended = await played.command(house.lind, "/finish", DONE)
    assert ended == {"id": str(played.id), "state": "ended", "version": detail["version"] + 1}
    assert (await house.lind.get(f"/visits/{played.id}"))["outcome"] == "completed"
    me = await played.page.get("/me")
    assert me["screen"] == "over"


async def test_the_loser_of_a_race_hears_what_is_and_succeeds_when_that_is_what_was_wished(house: House) -> None:
    played = await house.book()
    await played.talk_begins()
    seen = (await played.row()).version
    await played.command(house.lind, "/finish", DONE, version=seen)
    twice = await played.command(house.lind, "/finish", DONE, version=seen)
    assert twice["state"] == "ended"
    problem = await refused(played.command(house.lind, "/hand-over", {"to": str(house.okafor_id)}, version=seen))
    assert (problem.status, problem.code) == (409, "visit.changed")
    assert problem.problem["visit"] == {"id": str(played.id), "state": "ended", "version": seen + 1}


async def test_a_command_that_is_sent_twice_takes_effect_once_and_is_answered_alike(house: House) -> None:
    played = await house.book()
    await played.talk_begins()
    key, seen = str(uuid4()), (await played.row()).version
    wish: Json = {"version": seen, "modality": "phone"}
    answers = [await house.lind.post(f"/visits/{played.id}/modality", wish, key=key) for _ in range(2)]
    assert answers[0] == answers[1]
    assert (await played.row()).version == seen + 1


async def test_signaling_finds_every_change_of_the_people_under_a_higher_number(house: House) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    row = await played.row()
    entry = await eventually(
        lambda: entry_of(house, played), lambda one: one is not None and one.standing_version == row.standing_version
    )
    assert entry
    assert {person.standing for person in entry.people.values()} == {Standing.ADMITTED, Standing.INVITED}


async def test_standing_is_told_anew_when_the_bucket_was_lost(house: House) -> None:
    played = await house.book()
    before = await eventually(lambda: entry_of(house, played), bool)
    await house.bus.jetstream.purge_stream(f"KV_{subjects.STANDING_BUCKET}")
    await rebuild(house.parts.database)
    assert await eventually(lambda: entry_of(house, played), bool) == before


async def test_a_hint_reaches_whoever_may_see_the_change_and_go_whoever_was_let_in(house: House) -> None:
    played = await house.book(guest=True, agreed=False)
    hints: list[AddressedHint] = []

    async def hear(message: Msg) -> None:
        hints.append(AddressedHint.model_validate_json(message.data))

    await house.bus.subscribe(subjects.ALL_HINTS, hear)
    await house.bus.check()
    await played.talk_begins()
    version = (await played.row()).version

    async def told() -> list[AddressedHint]:
        return [one for one in hints if one.visit_id == played.id]

    await eventually(told, lambda every: any(one.hint.type == "go" for one in every))
    go = next(one for one in hints if one.hint.type == "go")
    assert go.to_people == {played.patient_id}
    assert played.guest
    people = [one for one in hints if one.hint.type == "changed" and one.hint.what == "people"]
    assert people
    assert all(played.guest.person_id not in one.to_people for one in people), "a guest outside hears of nobody"
    assert max(_versions(hints)) == version


def _versions(hints: list[AddressedHint]) -> list[int]:
    """Of the visit, as staff are told."""
    changed = [one.hint for one in hints if one.hint.type == "changed" and one.hint.what == "visit"]
    return [hint.version for hint in changed if hint.version is not None]


async def test_whoever_waits_hears_that_the_clinician_is_free_again(house: House) -> None:
    before, waits = await house.book(), await house.book()
    await before.talk_begins()
    await waits.rosa_waits()
    assert (await waits.page.get("/me"))["clinician"]["status"] == "with_someone"
    hints = await hints_for(house, waits.patient_id)
    await before.command(house.lind, "/finish", DONE)
    await eventually(hints, lambda every: any(one.hint.type == "changed" for one in every))
    assert (await waits.page.get("/me"))["clinician"]["status"] == "free"


async def test_those_behind_move_up_when_whoever_is_before_them_goes_to_another_clinician(house: House) -> None:
    before, waits = await house.book(), await house.book(starts_in=timedelta(seconds=30))
    await before.rosa_waits()
    await waits.rosa_waits()
    place = (await waits.page.get("/me"))["place"]["place"]
    hints = await hints_for(house, waits.patient_id)
    await before.command(house.lind, "/hand-over", {"to": str(house.okafor_id)})
    await before.command(house.okafor, "/hand-over/accept")
    told = await eventually(hints, lambda every: any(one.hint.type == "place" for one in every))
    assert [one.hint.place for one in told if one.hint.type == "place"] == [place - 1]


async def test_nobody_of_another_role_gives_a_clinicians_command(house: House) -> None:
    played = await house.book()
    await played.rosa_waits()
    for door in (house.desk, house.okafor):
        problem = await refused(played.command(door, "/admit", {"person_id": str(played.patient_id)}))
        assert (problem.status, problem.code) == (403, "access.not_allowed")


async def test_whoever_is_held_sees_themself_alone_and_hears_of_nobody_until_both_have_brought_them_back(
    house: House,
) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    ana, page = played.guest.person_id, played.guest.page
    await page.post("/enter", {})
    await played.command(house.lind, "/admit", {"person_id": str(ana)})
    hold = f"/people/{ana}/hold"
    await played.page.post(hold, {"on": True})
    card = next(one for one in (await played.page.get("/me"))["people"] if one["person_id"] == str(ana))
    assert (card["held"], card["held_by"]) == (True, [str(played.patient_id)])
    me = await page.get("/me")
    assert (me["held"], me["people"], me["clinician"], me["private_by"]) == (True, [], None, None)

    hints = await hints_for(house, ana)
    await house.lind.post(f"/visits/{played.id}{hold}", {"on": True})
    await house.lind.post(f"/visits/{played.id}/private", {"on": True})
    await played.command(house.lind, "/modality", {"modality": "phone"})
    await played.page.post(hold, {"on": False})
    await house.lind.post(f"/visits/{played.id}/private", {"on": False})
    assert (await page.get("/me"))["held"]
    await house.lind.post(f"/visits/{played.id}{hold}", {"on": False})
    told = await eventually(hints, bool)
    assert [one.hint.type for one in told] == ["changed"], "of all that, she heard of her coming back alone"
    assert not (await page.get("/me"))["held"]


async def test_staff_read_since_when_somebody_is_kept_out_and_that_the_room_has_no_place_before_they_let_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    ana = str(played.guest.person_id)
    await played.guest.page.post("/enter", {})
    monkeypatch.setattr(house.parts.edge, "room_holds", 2)
    full = await house.lind.get(f"/visits/{played.id}")
    assert (full["room_holds"], full["no_place_for"]) == (2, [ana])
    monkeypatch.undo()
    assert (await house.lind.get(f"/visits/{played.id}"))["no_place_for"] == []

    async def held_since() -> str | None:
        people = (await house.lind.get(f"/visits/{played.id}"))["people"]
        since: str | None = next(one["held_since"] for one in people if one["person_id"] == ana)
        return since

    await played.command(house.lind, "/admit", {"person_id": ana})
    assert await held_since() is None
    hold = f"/visits/{played.id}/people/{ana}/hold"
    await house.lind.post(hold, {"on": True})
    since = await held_since()
    assert since is not None
    await house.lind.post(f"/visits/{played.id}/private", {"on": True})
    await house.lind.post(hold, {"on": False})
    assert await held_since() == since
    await house.lind.post(f"/visits/{played.id}/private", {"on": False})
    assert await held_since() is None


async def test_a_guest_keeps_nobody_out_and_nobody_keeps_out_the_patient(house: House) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    await played.guest.page.post("/enter", {})
    for command in (f"/people/{played.patient_id}/hold", "/me/private"):
        problem = await refused(played.guest.page.post(command, {"on": True}))
        assert (problem.status, problem.code) == (403, "access.not_allowed")
    rosa = f"/visits/{played.id}/people/{played.patient_id}/hold"
    problem = await refused(house.lind.post(rosa, {"on": True}))
    assert (problem.status, problem.code) == (409, "participant.not_holdable")
