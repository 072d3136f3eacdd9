"""Grants on the running service: one opens one socket, once, and a newer one takes its place."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime

import jwt

from services.contracts import subjects
from services.contracts.grants import SIGNALING, GrantCode, JoinGrant
from services.contracts.questions import ClaimGrant, GrantClaimed
from services.runtime.bus import open_bus
from services.runtime.settings import ServiceSettings
from services.runtime.tokens import Verifier
from tests.session.house import Door, House, Json, Played, Refused
from tests.stores import Stores


def read(granted: Json) -> JoinGrant:
    return JoinGrant.model_validate(jwt.decode(granted["grant"], options={"verify_signature": False}))


async def claimed(house: House, grant: JoinGrant) -> GrantCode | None:
    wish = ClaimGrant(
        jti=grant.jti,
        visit_id=grant.visit_id,
        person_id=grant.person_id,
        device_id=grant.device_id,
        n=grant.n,
    )
    answer = await house.bus.ask(subjects.ASK_CLAIM_GRANT, wish, GrantClaimed)
    return answer.code


async def granted(page: Door) -> JoinGrant:
    return read(await page.post("/grant"))


async def entered(house: House, *, guest: bool = False) -> Played:
    played = await house.book(guest=guest)
    await played.page.post("/enter", {})
    return played


async def test_a_grant_opens_one_socket_and_says_used_to_everybody_after(house: House) -> None:
    grant = await granted((await entered(house)).page)
    answers = await asyncio.gather(*(claimed(house, grant) for _ in range(8)))
    assert sorted(answer or "" for answer in answers) == ["", *[GrantCode.USED] * 7]


async def test_a_grant_is_superseded_once_a_later_one_of_the_device_opened_a_socket(house: House) -> None:
    page = (await entered(house)).page
    first, second = await granted(page), await granted(page)
    assert second.n > first.n
    assert await claimed(house, second) is None
    assert await claimed(house, first) is GrantCode.SUPERSEDED


async def test_grants_of_two_people_number_the_connections_of_one_visit(house: House) -> None:
    played = await entered(house, guest=True)
    assert played.guest
    await played.guest.page.post("/enter", {})
    rosa, ana, rosa_again = [await granted(door) for door in (played.page, played.guest.page, played.page)]
    assert rosa.n < ana.n < rosa_again.n
    assert await claimed(house, rosa_again) is None
    assert await claimed(house, ana) is None, "another person's later grant is in nobody's way"


async def test_no_grant_outlives_the_end_or_the_moving_of_its_visit(house: House) -> None:
    played = await house.book()
    await played.talk_begins()
    grant = await granted(played.page)
    await played.command(house.lind, "/finish", {"outcome": "completed", "modality": "video"})
    assert await claimed(house, grant) is GrantCode.SUPERSEDED


async def test_signaling_can_verify_a_grant_and_finds_in_it_what_it_needs(house: House, stores: Stores) -> None:
    played = await entered(house)
    answer = await played.page.post("/grant")
    async with open_bus(ServiceSettings.model_validate(stores.nats("signaling")), "signaling") as bus:
        verifier = Verifier(bus)
        watching = asyncio.create_task(verifier.run())
        await verifier.wait_complete()
        grant = verifier.verify(answer["grant"], JoinGrant, audience=SIGNALING, now=datetime.now(UTC))
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    row = await played.row()
    assert (grant.person_id, grant.visit_id, grant.n) == (played.patient_id, played.id, answer["n"])
    assert grant.device_id in row.patient.devices


async def test_a_clinician_gets_a_grant_for_a_visit_only_in_the_seat(house: House) -> None:
    played = await house.book()
    assert await code_of(house.lind.post(f"/visits/{played.id}/grant")) == "access.not_allowed"
    await played.command(house.lind, "/enter")
    assert read(await house.lind.post(f"/visits/{played.id}/grant")).queue_ids == {house.queue_id}
    assert await code_of(house.okafor.post(f"/visits/{played.id}/grant")) == "access.not_allowed"


async def test_a_staff_page_gets_a_grant_of_its_own_kind(house: House) -> None:
    grant = read(await house.desk.post("/grant"))
    assert grant.kind == "staff"
    assert grant.visit_id is None
    assert grant.role is None
    assert grant.queue_ids == {house.queue_id}
    assert await claimed(house, grant) is None


async def test_somebody_who_was_removed_gets_no_grant(house: House) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    await played.guest.page.post("/enter", {})
    await played.command(house.lind, f"/people/{played.guest.person_id}/remove")
    assert await code_of(played.guest.page.post("/grant")) == "link.closed"


async def code_of(command: Awaitable[Json]) -> str | None:
    try:
        await command
    except Refused as refused:
        return refused.code
    return None
