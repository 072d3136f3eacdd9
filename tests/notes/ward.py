"""What a test says and sees of summaries: the clinic, its notes, and the pages at both doors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from services.contracts.summary import SectionName
from services.notes.settings import NotesSettings
from tests.runtime.owner import eventually
from tests.session.people.browser import Browser, Json, Phone
from tests.session.people.clinic import Clinic, text_of

NOTES = "/api/notes/v1"
_CODE = re.compile(r"\b\d{6}\b")


@dataclass
class Said(Exception):
    """Notes refused; `code` is the problem's."""

    status: int
    code: str
    problem: Json


@dataclass
class Page:
    """A page that asks notes, with a token that its own door gave it."""

    http: httpx.AsyncClient
    token: str
    prefix: str

    async def ask(self, method: str, path: str = "", body: Json | None = None, *, key: str | None = None) -> Any:
        """Ask, and give the answer's JSON, or raise `Said`."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or str(uuid4())}
        answer = await self.http.request(method, f"{NOTES}{self.prefix}{path}", json=body, headers=headers)
        read = answer.json() if answer.content else {}
        if answer.is_error:
            raise Said(answer.status_code, read["code"], read)
        return read

    async def bytes(self, path: str = "") -> bytes:
        """The very bytes of an answer."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return (await self.http.get(f"{NOTES}{self.prefix}{path}", headers=headers)).content

    async def code_of(self, method: str, path: str = "", body: Json | None = None) -> str:
        """The code with which this is refused."""
        try:
            answer = await self.ask(method, path, body)
        except Said as said:
            return said.code
        raise AssertionError(f"{method} {path} was not refused: {answer}")


@dataclass
class Editor(Page):
    """Dr. Lind's editor of one visit."""

    async def open(self) -> Json:
        """All that it shows."""
        shown: Json = await self.ask("GET")
        return shown

    async def write(self, number: int, section: str, *, seen: int | None = None, **content: Any) -> Json:
        """Save a section, as a page does that has just looked."""
        if seen is None:
            shown = await self.ask("GET", f"/versions/{number}")
            seen = next(one["row_version"] for one in shown["sections"] if one["section"] == section)
        only = bool(content.pop("patient_only", False))
        body = {"seen": seen, "patient_only": only, "content": {"section": section, **content}}
        saved: Json = await self.ask("PUT", f"/versions/{number}/sections/{section}", body)
        return saved

    async def sign(self, number: int = 1, **language: str) -> Json:
        """Sign what the editor shows; `language`: that of the words."""
        await self.open()
        shown = await self.ask("GET", f"/versions/{number}")
        seen = {one["section"]: one["row_version"] for one in shown["sections"]}
        signed: Json = await self.ask("POST", f"/versions/{number}/sign", {"seen": seen, **language})
        return signed

    async def amend(self, number: int, reason: str = "The dose was too high.") -> Json:
        """Begin a correction."""
        begun: Json = await self.ask("POST", "/amend", {"number": number, "reason": reason})
        return begun


@dataclass
class Told:
    """One finished visit: its people's phones, and the editor."""

    ward: "Ward"
    visit: Json
    rosa: Phone
    ana: Phone
    editor: Editor
    ana_id: str
    rosa_id: str

    async def reader(self, phone: Phone) -> Page:
        """A page at a person's link, with the token that session gives it now."""
        token = (await phone.post("/token"))["token"]
        return Page(self.ward.http, token, "/summary")

    async def proven(self, phone: Phone) -> Page:
        """The same, after a second fact."""
        if phone is self.rosa:
            await self.give_mailed_code()
        else:
            await phone.post("/second-fact", {"code": await self.said_code()})
        return await self.reader(phone)

    async def give_mailed_code(self) -> None:
        """Rosa asks for a code and types what comes by mail."""
        before = len(self._codes())
        await self.rosa.post("/code")

        async def codes() -> list[str]:
            return self._codes()

        code = (await eventually(codes, lambda found: len(found) > before))[-1]
        await self.rosa.post("/second-fact", {"code": code})

    def _codes(self) -> list[str]:
        letters = self.ward.clinic.mail.to(self.ward.clinic.rosa)
        return [found.group() for one in letters if (found := _CODE.search(text_of(one)))]

    async def said_code(self) -> str:
        """A code that the desk says to Ana."""
        said = await self.ward.clinic.desk.post(f"/visits/{self.visit['id']}/people/{self.ana_id}/code")
        return str(said["code"])


FULL: Mapping[str, Json] = {
    "main_message": {"text": "Your heart is fine. Take the new pill every morning."},
    "decisions": {"items": [{"what": "A water pill", "why": "Your ankles are swollen."}]},
    "actions": {"items": [{"what": "Weigh yourself", "when": "every morning", "how": "before breakfast"}]},
    "medicines": {"items": [{"change": "start", "name": "Furosemide 20 mg", "how": "one each morning", "why": ""}]},
    "tests": {"items": [{"what": "Blood test", "when": "next week", "where": "here"}]},
    "help": {"signs": ["You cannot breathe lying down."], "call": "555 0142"},
}


@dataclass
class Ward:
    """The clinic and its notes."""

    clinic: Clinic
    http: httpx.AsyncClient
    app: FastAPI
    settings: NotesSettings

    async def finished(self, *, ana: str = "everything", together: bool = False) -> Told:
        """Rosa's visit with Dr. Lind is over; Ana may read so much of what is written, and sat beside if `together`."""
        clinic = self.clinic
        visit = await clinic.book(guests=[clinic.daughter()])
        rosa = await clinic.phone(clinic.rosa)
        me = await rosa.tap()
        [asked] = me["requests"]
        await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": ana})
        daughter = await clinic.phone(clinic.ana)
        await daughter.tap()
        await clinic.wait_in_room(rosa, visit)
        await clinic.command(clinic.lind, visit, "/enter")
        await clinic.command(clinic.lind, visit, "/admit", person_id=me["person"]["id"])
        if together:
            await clinic.command(clinic.lind, visit, "/admit", person_id=asked["person_id"])
            await daughter.tap()
        await self.finish(visit)
        editor = await self.editor(visit)
        return Told(self, visit, rosa, daughter, editor, asked["person_id"], me["person"]["id"])

    async def finish(self, visit: Json) -> None:
        """Dr. Lind ends the talk."""
        await self.clinic.command(self.clinic.lind, visit, "/finish", outcome="completed", modality="video")

    async def editor(self, visit: Json, by: Browser | None = None) -> Editor:
        """The editor, once notes has heard of the end."""
        staff = by or self.clinic.lind
        token = (await staff.post(f"/visits/{visit['id']}/token"))["token"]
        editor = Editor(self.http, token, f"/visits/{visit['id']}/summary")

        async def status() -> int:
            answer = await self.http.get(f"{NOTES}{editor.prefix}", headers={"Authorization": f"Bearer {token}"})
            return answer.status_code

        await eventually(status, lambda code: code == 200)
        return editor

    async def written(self, *, ana: str = "everything") -> Told:
        """The same, with every section of the draft written."""
        told = await self.finished(ana=ana)
        for section, content in FULL.items():
            assert section in set(SectionName)
            await told.editor.write(1, section, seen=0, **content)
        return told

    async def signed(self, *, ana: str = "everything") -> Told:
        """The same, signed, and both messages have arrived."""
        told = await self.written(ana=ana)
        await told.editor.sign()
        return told

    def letters(self, address: str, about: str = "in writing") -> list[str]:
        """Subjects of the messages to an address that tell of a summary."""
        subjects = [str(letter["Subject"]) for letter in self.clinic.mail.to(address)]
        return [subject for subject in subjects if about in subject]
