"""A day at the desk in which everything happens that can happen to a visit, so that every type of event is told."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self
from uuid import uuid4

from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, SECOND_CLINICIAN_ACCOUNT
from services.contracts.ids import PersonId, VisitId
from services.contracts.wire import Room
from services.embedded.auto.mailbox import Mailbox
from services.embedded.auto.talk import sign_in
from services.embedded.people.door import Door, Json
from services.embedded.people.media import CLINICIAN, DAUGHTER, PATIENT
from services.embedded.people.page import ClinicianPage, Page, PersonPage
from tests.faults.editor import Editor

SECONDS: Final = 60.0


class Quiet(Page):
    """A page without sound and picture, that counts what others say to it."""

    words = 0

    async def _on_room(self, room: Room) -> None:
        """No connection to anybody."""

    async def _on_relayed(self, *_: object) -> None:
        self.words += 1


class QuietPatient(Quiet, PersonPage):
    """A patient's or guest's page."""


class QuietClinician(Quiet, ClinicianPage):
    """A clinician's page."""


class Desk:
    """The staff of a day, and everything they ask of visits."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.mailbox = Mailbox(origin)
        self.desk, self.lind, self.okafor = (Door(origin, "/staff") for _ in range(3))
        self.pages: list[PersonPage | ClinicianPage] = []
        self.lind_id = self.okafor_id = ""

    @classmethod
    async def open(cls, origin: str) -> Self:
        """Everybody signs in."""
        desk = cls(origin)
        await sign_in(desk.desk, DESK_ACCOUNT)
        await sign_in(desk.lind, CLINICIAN_ACCOUNT)
        await sign_in(desk.okafor, SECOND_CLINICIAN_ACCOUNT)
        desk.lind_id = (await desk.lind.get("/staff-me"))["person_id"]
        desk.okafor_id = (await desk.okafor.get("/staff-me"))["person_id"]
        return desk

    async def book(
        self, name: str = "Rosa Alvarez", minutes: float = 5, *, by_mail: bool = True, guests: Sequence[Json] = ()
    ) -> tuple[Json, str]:
        """A visit, and the address to which its link goes; without `by_mail` there is only a telephone."""
        email = f"patient-{uuid4().hex[:10]}@example.org"
        at = datetime.now(UTC) + timedelta(minutes=minutes)
        contact = {"email": email} if by_mail else {"phone": "555 0166"}
        patient = {"name": name, "birth_date": "1944-03-02", "language": "en", **contact}
        order = {
            "patient": patient,
            "clinician_id": self.lind_id,
            "scheduled_at": at.isoformat(),
            "minutes": 20,
            "kind": "followup",
            "double_book": True,
            "guests": list(guests),
        }
        return await self.desk.post("/visits", order), email

    async def see(self, visit: Json, by: Door | None = None) -> Json:
        """A visit as it is now."""
        found: Json = await (by or self.lind).get(f"/visits/{visit['id']}")
        return found

    async def ask(self, visit: Json, path: str, by: Door | None = None, **wish: Any) -> Json:
        """Give a command on a visit."""
        seen = await self.see(visit, by)
        answer: Json = await (by or self.lind).post(
            f"/visits/{visit['id']}{path}", {"version": seen["version"], **wish}
        )
        return answer

    async def patient(self, email: str) -> QuietPatient:
        """Whoever is written to there taps their link, has tried picture and sound, and waits."""
        page = QuietPatient(await self.mailbox.link_to(email, SECONDS), PATIENT)
        self.pages.append(page)
        await page.enter()
        await page.check()
        await page.connect()
        return page

    async def waiting_patient(self, email: str) -> QuietPatient:
        """The same, until the visit knows that they arrived."""
        page = await self.patient(email)
        await page.until_me(lambda me: me["visit"]["state"] in {"waiting", "in_progress"}, SECONDS)
        return page

    async def clinician(self, visit: Json) -> QuietClinician:
        """Dr. Lind takes the seat."""
        await self.ask(visit, "/enter")
        page = QuietClinician(self.lind, CLINICIAN, VisitId(visit["id"]))
        self.pages.append(page)
        await page.connect()
        return page

    async def invite(self, visit: Json, name: str = "Ana Alvarez") -> tuple[str, str]:
        """Staff ask for a guest. Gives the invitation, and the address to which the link goes."""
        email = f"guest-{uuid4().hex[:10]}@example.org"
        guest = {
            "name": name,
            "first_name": name.split()[0],
            "relationship": "daughter",
            "email": email,
            "language": "en",
        }
        await self.lind.post(f"/visits/{visit['id']}/invitations", guest)
        asked = (await self.see(visit))["invitations"]
        return str(asked[-1]["id"]), email

    async def guest_at_door(self, email: str) -> QuietPatient:
        """Whoever was invited there knocks."""
        page = QuietPatient(await self.mailbox.link_to(email, SECONDS), DAUGHTER)
        self.pages.append(page)
        await page.enter()
        await page.check()
        await page.connect()
        return page

    async def close(self) -> None:
        """Close every page and door."""
        for page in self.pages:
            if page.wire is not None:
                await page.wire.close()
            await page.mesh.close()
            if isinstance(page, PersonPage):
                await page.door.close()
        for door in (self.desk, self.lind, self.okafor):
            await door.close()
        await self.mailbox.close()


async def walk(desk: Desk) -> None:
    """Everything that can happen to visits."""
    await called_off_and_missed(desk)
    await by_telephone(desk)
    await a_whole_visit(desk)
    await reaches_nobody(desk)


async def called_off_and_missed(desk: Desk) -> None:
    """Booked, moved, missed, not missed after all, called off."""
    visit, _ = await desk.book(minutes=600)
    later = (datetime.now(UTC) + timedelta(minutes=700)).isoformat()
    await desk.ask(visit, "/reschedule", desk.desk, scheduled_at=later)
    await desk.ask(visit, "/no-show", desk.desk, absent="patient")
    await desk.ask(visit, "/undo-no-show", desk.desk)
    await desk.ask(visit, "/cancel", desk.desk, reason="The clinic is closed.")


async def by_telephone(desk: Desk) -> None:
    """A talk by telephone, then by video, handed over to a colleague."""
    visit, _ = await desk.book()
    await desk.ask(visit, "/modality", modality="phone")
    await desk.ask(visit, "/modality", modality="video")
    await desk.ask(visit, "/hand-over", to=desk.okafor_id)
    await desk.ask(visit, "/hand-over/accept", desk.okafor)


async def a_whole_visit(desk: Desk) -> None:
    """The patient waits, goes, comes back, is let in; guests are asked for, decline, come, go; it ends twice."""
    visit, email = await desk.book()
    rosa = await desk.waiting_patient(email)
    await rosa.door.post("/stop-waiting")
    await rosa.enter()
    await rosa.until_me(lambda me: me["visit"]["state"] == "waiting", SECONDS)
    lind = await desk.clinician(visit)
    await desk.ask(visit, "/admit", person_id=str(rosa.person_id))
    await rosa.go_in(SECONDS)
    await both_receive(rosa, lind)
    await guests(desk, visit, rosa)
    await desk.ask(visit, "/finish", outcome="completed", modality="video")
    await desk.ask(visit, "/reopen")
    await desk.ask(visit, "/finish", outcome="completed", modality="video")
    await read_and_corrected(desk, visit, rosa)


async def both_receive(rosa: QuietPatient, lind: QuietClinician) -> None:
    """Each page says that the other's packets came in."""

    def flows(page: PersonPage | ClinicianPage, other: PersonId) -> bool:
        room = page.socket.room
        return room is not None and any(one.person_id == other and one.flows for one in room.people)

    for page, other in ((rosa, lind.person_id), (lind, rosa.person_id)):
        await page.socket.wait_until(lambda page=page, other=other: flows(page, other), SECONDS)  # type: ignore[misc]
        await page.socket.report_received(frozenset({other}))


async def guests(desk: Desk, visit: Json, rosa: QuietPatient) -> None:
    """One is declined, one runs out, one is taken back, one comes in, goes, is put out and taken back."""
    declined, _ = await desk.invite(visit, "Bea Alvarez")
    await rosa.door.post(f"/invitations/{declined}/answer", {"yes": False})
    expired, _ = await desk.invite(visit, "Caro Alvarez")
    await desk.ask(visit, f"/invitations/{expired}/expire")
    agreed, email = await desk.invite(visit)
    await rosa.door.post(f"/invitations/{agreed}/answer", {"yes": True, "summary": "actions"})
    ana = await desk.guest_at_door(email)
    await desk.ask(visit, "/admit", person_id=str(ana.person_id))
    await rosa.door.post(
        f"/invitations/{agreed}/change", {"join": True, "chat": True, "files": False, "summary": "nothing"}
    )
    await a_private_moment(desk, visit, ana)
    await two_who_must_not_meet(desk, visit, ana)
    await desk.ask(visit, f"/people/{ana.person_id}/remove")
    await desk.ask(visit, f"/people/{ana.person_id}/undo-remove")
    await ana.door.post("/leave")
    await rosa.door.post(f"/invitations/{agreed}/revoke")


async def a_private_moment(desk: Desk, visit: Json, ana: QuietPatient) -> None:
    """A guest is kept out by name, then everybody is; and each comes back."""
    for path in (f"/people/{ana.person_id}/hold", "/private"):
        for on in (True, False):
            await desk.lind.post(f"/visits/{visit['id']}{path}", {"on": on})


async def two_who_must_not_meet(desk: Desk, visit: Json, ana: QuietPatient) -> None:
    """In danger one more is let in without a yes; that the two must not meet is said when both are there."""
    _, email = await desk.invite(visit, "Dora Alvarez")
    dora = await desk.guest_at_door(email)
    who = str(dora.person_id)
    await desk.ask(visit, "/emergency", person_id=who, how="let_in", reason="Rosa fainted.", confirmed=True)
    pair = {"one": str(ana.person_id), "other": who, "reason": "A court order."}
    await desk.lind.post(f"/visits/{visit['id']}/pairs", pair)


async def read_and_corrected(desk: Desk, visit: Json, rosa: QuietPatient) -> None:
    """The summary is signed and sent; the patient opens it; a correction is begun and dropped."""
    editor = await Editor.open(desk.lind, VisitId(visit["id"]))
    number = await editor.write("All is well. Take the pill every morning.")
    await editor.sign()
    await editor.until_settled()
    said = await desk.desk.post(f"/visits/{visit['id']}/people/{rosa.person_id}/code")
    await rosa.door.post("/second-fact", {"code": said["code"]})
    token = (await rosa.door.post("/token"))["token"]
    summary = await rosa.door.get_notes("/summary", token)
    await rosa.door.ask_notes("POST", f"/summary/versions/{summary['id']}/opened", token)
    await editor.ask("POST", "/amend", number=number, reason="The dose.")
    await editor.ask("POST", f"/versions/{number + 1}/waive", reason="It was right.")


async def reaches_nobody(desk: Desk) -> None:
    """A summary for somebody without an address, which then turns out to be a mistake."""
    visit, _ = await desk.book(by_mail=False)
    await desk.ask(visit, "/modality", modality="phone")
    await desk.ask(visit, "/finish", outcome="completed", modality="phone")
    editor = await Editor.open(desk.lind, VisitId(visit["id"]))
    number = await editor.write("All is well.")
    await editor.sign()
    await editor.ask("POST", f"/versions/{number}/in-error", mistake="wrong_words", reason="Mixed up.")
    await editor.until_settled()
