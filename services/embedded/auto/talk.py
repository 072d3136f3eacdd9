"""The talk, step by step, as its people live it: from the booking to the closing screen."""

import asyncio
from datetime import UTC, datetime, timedelta

from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, Account
from services.contracts.ids import PersonId
from services.contracts.states import Link
from services.contracts.wire import Room
from services.embedded.auto.cast import Cast
from services.embedded.auto.seeing import MEDIA_SECONDS, SECONDS, NotAsItShouldBe, or_else, see
from services.embedded.people.door import Door, Problem
from services.embedded.people.listening import SAMPLE_SECONDS
from services.embedded.people.media import CLINICIAN, DAUGHTER, PATIENT
from services.embedded.people.page import Page


async def sign_in(door: Door, account: Account) -> None:
    """Sign somebody of the staff in."""
    await door.post("/sign-in", {"name": account.name, "password": account.password})


async def booked(cast: Cast) -> None:
    """The desk books Rosa with Dr. Lind for a few minutes from now."""
    await sign_in(cast.desk, DESK_ACCOUNT)
    await sign_in(cast.lind_door, CLINICIAN_ACCOUNT)
    lind = await cast.lind_door.get("/staff-me")
    soon = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=3)
    cast.visit = await cast.desk.post(
        "/visits",
        {
            "patient": {
                "name": "Rosa Alvarez",
                "birth_date": "1944-03-02",
                "email": cast.rosa_email,
                "language": "en",
            },
            "clinician_id": lind["person_id"],
            "scheduled_at": soon.isoformat(),
            "minutes": 20,
            "kind": "followup",
            "guests": [],
            "double_book": True,
        },
    )


async def mailed(cast: Cast) -> None:
    """Rosa's link arrives by mail."""
    cast.rosa = cast.page_of(await cast.mailbox.link_to(cast.rosa_email, SECONDS), PATIENT)


async def look(cast: Cast) -> None:
    """Before the tap the page greets Rosa by first name, and names no clinician."""
    page = await cast.rosa.look()
    see(page["first_name"] == "Rosa", "the page greets somebody else")
    see("Lind" not in str(page), "the page names the clinician before the tap")


async def enter(cast: Cast) -> None:
    """The tap binds the phone."""
    await cast.rosa.enter()


async def check(cast: Cast) -> None:
    """Picture and sound were tried."""
    await cast.rosa.check()
    see((await cast.rosa.me())["checked"], "the check was not kept")


async def waiting(cast: Cast) -> None:
    """Rosa waits, knows her place, and stands on Dr. Lind's list."""
    await cast.rosa.connect()
    await cast.rosa.until_me(lambda me: me["screen"] == "waiting" and me["place"], SECONDS)
    day = await cast.lind_door.get("/day")
    see(any(v["id"] == cast.visit["id"] and v["state"] == "waiting" for v in day["visits"]), "not on the day list")


async def let_in(cast: Cast) -> None:
    """Dr. Lind takes the seat and lets Rosa in."""
    await cast.command("/enter")
    cast.lind = cast.clinicians_page()
    await cast.lind.connect()
    await cast.command("/admit", {"person_id": str(cast.rosa.person_id)})
    await cast.rosa.go_in(SECONDS)


async def first_media(cast: Cast) -> None:
    """Rosa and Dr. Lind hear and see each other, as who they are."""
    await asyncio.gather(
        cast.rosa.hears(CLINICIAN, cast.lind.person_id, MEDIA_SECONDS),
        cast.lind.hears(PATIENT, cast.rosa.person_id, MEDIA_SECONDS),
    )


async def invited(cast: Cast) -> None:
    """Dr. Lind invites Ana; her link arrives by mail."""
    await cast.command(
        "/invitations",
        {
            "name": "Ana Alvarez",
            "first_name": "Ana",
            "relationship": "daughter",
            "email": cast.ana_email,
            "language": "en",
        },
    )
    cast.ana = cast.page_of(await cast.mailbox.link_to(cast.ana_email, SECONDS), DAUGHTER)


async def consent(cast: Cast) -> None:
    """The question reaches Rosa's screen, and Rosa says yes: to the talk, the messages, and the practical part."""
    asked = (await cast.rosa.until_me(lambda me: me["requests"], SECONDS))["requests"]
    answer = {"yes": True, "chat": True, "summary": "actions"}
    await cast.rosa.door.post(f"/invitations/{asked[0]['invitation_id']}/answer", answer)


async def knock(cast: Cast) -> None:
    """Ana taps, tries picture and sound, and knocks; Dr. Lind sees it."""
    await cast.ana.enter()
    await cast.ana.check()
    await cast.ana.connect()
    ana = cast.ana.person_id

    def knocks(room: Room) -> bool:
        return any(p.person_id == ana and p.standing == "at_door" and p.link is Link.LIVE for p in room.people)

    await cast.lind.until_room(knocks, SECONDS)


async def guest_in(cast: Cast) -> None:
    """Ana is let in by name."""
    await cast.command("/admit", {"person_id": str(cast.ana.person_id)})
    await cast.ana.go_in(SECONDS)
    with or_else("Ana is let in, and nobody's sound and picture go to Ana"):
        await cast.ana.until_room(lambda room: sum(one.flows for one in room.people) == 2, SECONDS)


def _three(cast: Cast) -> list[tuple[Page, Page]]:
    pages: list[Page] = [cast.rosa, cast.lind, cast.ana]
    return [(one, other) for one in pages for other in pages if one is not other]


async def three_way_media(cast: Cast) -> None:
    """Each of the three hears and sees the two others, and nobody else."""
    hearing = [one.hears(other.identity, other.person_id, MEDIA_SECONDS) for one, other in _three(cast)]
    await asyncio.gather(*hearing)
    see(all(len(page.mesh.peers) == 2 for page in (cast.rosa, cast.lind, cast.ana)), "somebody has a third connection")


async def muted(cast: Cast) -> None:
    """Rosa mutes: the others read it and hear nothing of her; Ana is heard all the same. Then Rosa is heard again."""
    rosa, ana = cast.rosa.person_id, cast.ana.person_id
    await cast.rosa.mute(on=True)
    for page in (cast.lind, cast.ana):
        with or_else("the others do not read that Rosa is muted"):
            await page.until_room(lambda room: _is_muted(room, rosa), SECONDS)
        with or_else("Rosa is heard though muted"):
            await page.mesh.peers[rosa].listener.wait_for_silence(MEDIA_SECONDS)
    see(cast.lind.hears_now(DAUGHTER, ana), "muting one silenced another")
    await cast.rosa.mute(on=False)
    with or_else("Rosa is not heard again"):
        await asyncio.gather(*(page.hears(PATIENT, rosa, MEDIA_SECONDS) for page in (cast.lind, cast.ana)))


def _is_muted(room: Room, person: PersonId) -> bool:
    return any(one.person_id == person and not one.microphone for one in room.people)


async def reload(cast: Cast) -> None:
    """Each reloads and is back, in their own place, and nobody stands in the room twice."""
    for page in (cast.rosa, cast.ana, cast.lind):
        await page.reload()
        await three_way_media(cast)
        people = [p.person_id for p in page.socket.room.people] if page.socket.room else []
        see(len(people) == len(set(people)) == 3, "somebody stands in the room twice")


async def removed(cast: Cast) -> None:
    """Dr. Lind removes Ana: she is out, the others go on, and her link opens nothing."""
    ana = cast.ana.person_id
    await cast.command(f"/people/{ana}/remove")
    async with asyncio.timeout(SECONDS):
        while {ana} & (cast.lind.mesh.peers.keys() | cast.rosa.mesh.peers.keys()):  # noqa: ASYNC110 (samples)
            await asyncio.sleep(SAMPLE_SECONDS)
    see(cast.lind.hears_now(PATIENT, cast.rosa.person_id), "the talk broke off for the others")
    try:
        await cast.ana.look()
    except Problem as problem:
        see(problem.code == "link.closed", f"the link answers {problem.code}")
    else:
        raise NotAsItShouldBe("the link still opens")


async def removal_undone(cast: Cast) -> None:
    """It was a mistake: taken back in time, Ana's link opens again, and she sits where she sat."""
    ana = cast.ana.person_id
    await cast.command(f"/people/{ana}/undo-remove")
    await cast.ana.reload()
    await cast.ana.until_screen("call", SECONDS)
    with or_else("Ana is back, and nobody's sound and picture go to Ana"):
        await cast.ana.until_room(lambda room: sum(one.flows for one in room.people) == 2, SECONDS)


async def finish(cast: Cast) -> None:
    """Dr. Lind finishes the visit."""
    await cast.command("/finish", {"outcome": "completed", "modality": "video"})
    see((await cast.see())["state"] == "ended", "the visit goes on")


async def closing_screen(cast: Cast) -> None:
    """Rosa's screen says that the visit is over, without a tap."""
    await cast.rosa.socket.wait_until(
        lambda: (
            cast.rosa.socket.ended_by is not None
            or any(hint.get("what") == "visit" for hint in cast.rosa.socket.hints[-3:])
        ),
        SECONDS,
    )
    see((await cast.rosa.me())["screen"] == "over", "the closing screen is not shown")


async def known_to_notes(cast: Cast) -> None:
    """Notes has heard that the visit ended."""
    token = (await cast.lind_door.post(f"/visits/{cast.visit['id']}/token"))["token"]
    async with asyncio.timeout(SECONDS):
        while True:
            try:
                known = await cast.lind_door.get_notes(f"/visits/{cast.visit['id']}", token)
            except Problem as problem:
                see(problem.status == 404, f"notes answers {problem.code}")
            else:
                see(known["outcome"] == "completed", "notes learnt another outcome")
                return
            await asyncio.sleep(SAMPLE_SECONDS)
