"""Whoever knocks or is kept out hears nothing of what happens inside: no frame comes, and their page stays the same
byte for byte, whatever the others do.
"""

from dataclasses import dataclass
from typing import Final

import pytest

from services.embedded.people.door import Json
from services.embedded.stack import Stack
from tests.faults.desk_walk import SECONDS, Desk, QuietClinician, QuietPatient
from tests.hostile.liar import CALM, Frame, liar_at

YES: Final = {"yes": True, "chat": True, "files": True, "summary": "everything"}


@dataclass
class Inside:
    """Rosa, Dr. Lind and Bea in the talk."""

    desk: Desk
    visit: Json
    rosa: QuietPatient
    lind: QuietClinician
    bea: QuietPatient
    invitation: str

    async def staff(self, path: str, **wish: object) -> None:
        """Dr. Lind gives a command for which no version is asked."""
        await self.desk.lind.post(f"/visits/{self.visit['id']}{path}", wish)


async def agreed(desk: Desk, visit: Json, rosa: QuietPatient, name: str) -> tuple[QuietPatient, str]:
    """A guest to whom Rosa said yes, at the door."""
    invitation, email = await desk.invite(visit, name)
    await rosa.door.post(f"/invitations/{invitation}/answer", YES)
    return await desk.guest_at_door(email), invitation


async def began(stack: Stack) -> Inside:
    """Rosa, Dr. Lind and Bea go in."""
    desk = await Desk.open(stack.origin)
    visit, email = await desk.book()
    rosa = await desk.waiting_patient(email)
    lind = await desk.clinician(visit)
    await desk.ask(visit, "/admit", person_id=str(rosa.person_id))
    await rosa.go_in(SECONDS)
    bea, invitation = await agreed(desk, visit, rosa, "Bea Alvarez")
    await desk.ask(visit, "/admit", person_id=str(bea.person_id))
    await bea.go_in(SECONDS)
    return Inside(desk, visit, rosa, lind, bea, invitation)


async def everything_happens(inside: Inside) -> None:
    """All that people of a talk do among themselves."""
    desk, visit, rosa, bea = inside.desk, inside.visit, inside.rosa, str(inside.bea.person_id)
    await inside.lind.socket.chat.write("Take it at night.")
    await inside.lind.socket.send("typing", {})
    await inside.lind.socket.say_media(microphone=False)
    for on in (True, False):
        await inside.staff(f"/people/{bea}/hold", on=on)
        await rosa.door.post(f"/people/{bea}/hold", {"on": on})
        await rosa.door.post("/me/private", {"on": on})
        await inside.staff("/private", on=on, exempt=[bea])
    await rosa.door.post("/present", {"name": "Maria"})
    await inside.bea.door.post("/present", {"name": "Tom"})
    await rosa.door.post("/present/gone", {"name": "Maria"})
    narrower = {"join": True, "chat": False, "files": False, "summary": "actions"}
    await rosa.door.post(f"/invitations/{inside.invitation}/change", narrower)
    await desk.invite(visit, "Caro Alvarez")
    await inside.lind.socket.lose()
    await inside.lind.socket.wait_until_connected(SECONDS)
    await inside.bea.door.post("/leave")
    await inside.bea.enter()
    await desk.ask(visit, "/admit", person_id=bea)
    await desk.ask(visit, f"/people/{bea}/remove")
    await desk.ask(visit, f"/people/{bea}/undo-remove")
    await desk.ask(visit, "/hand-over", to=desk.okafor_id)
    await rosa.door.post(f"/invitations/{inside.invitation}/revoke")


def is_news(frame: Frame) -> bool:
    return frame["type"] not in CALM


def asks_to_wait(frame: Frame) -> bool:
    """That the clinician asked her to wait a little: of the visit itself nothing else is told to somebody outside."""
    return bool(frame["type"] == "hint" and frame["payload"].get("what") == "visit")


async def page_of(guest: QuietPatient) -> bytes:
    answer = await guest.door.raw("GET", "/api/session/v1/me")
    assert answer.status_code == 200
    return answer.content


@pytest.mark.parametrize("where", ["at the door", "held"])
async def test_nothing_of_what_happens_inside_reaches_whoever_is_outside(stack: Stack, where: str) -> None:
    inside = await began(stack)
    ana, _ = await agreed(inside.desk, inside.visit, inside.rosa, "Ana Alvarez")
    who = str(ana.person_id)
    if where == "held":
        await inside.staff(f"/people/{who}/hold", on=True)
        await inside.desk.ask(inside.visit, "/admit", person_id=who)
        await ana.enter()
    async with liar_at(ana) as liar:
        # Whatever concerned her and is still on its way comes before this.
        await inside.staff("/not-yet", person_id=who)
        await liar.until(asks_to_wait)
        await liar.say("media_closed", {"number": 1})
        await liar.settled()
        before, told = await page_of(ana), len(liar.told)

        await everything_happens(inside)

        assert await page_of(ana) == before
        await inside.staff("/not-yet", person_id=who)
        await liar.until(asks_to_wait)
        assert [frame for frame in liar.told[told:] if is_news(frame)] == [liar.told[-1]]
    await inside.desk.close()
