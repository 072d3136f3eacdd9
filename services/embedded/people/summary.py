"""The summary of a visit at both doors: the clinician's editor, and what a person reads at their own link."""

from typing import Any, Self

from services.contracts.ids import VisitId
from services.embedded.people.door import NOTES, Door, Json


class Editor:
    """Writes one visit's summary. An access token lasts five minutes, longer than anyone here writes."""

    def __init__(self, door: Door, visit: VisitId, token: str) -> None:
        self._door, self._token = door, token
        self._path = f"/visits/{visit}/summary"

    @classmethod
    async def of(cls, door: Door, visit: VisitId) -> Self:
        """The editor of somebody who is signed in at this door."""
        return cls(door, visit, (await door.post(f"/visits/{visit}/token"))["token"])

    async def see(self) -> Json:
        """All that it shows. Problem: `notes.visit_not_known` until notes has heard of the end."""
        shown: Json = await self._door.get_notes(self._path, self._token)
        return shown

    async def save(self, number: int, content: Json, seen: int, *, patient_only: bool = False) -> Json:
        """Save a section whose row version was seen as `seen`; gives it as it is kept."""
        wish = {"content": content, "seen": seen, "patient_only": patient_only}
        return await self.ask("PUT", f"/versions/{number}/sections/{content['section']}", **wish)

    async def sign(self) -> Json:
        """Sign the draft as it is there."""
        draft = (await self.see())["draft"]
        seen = {one["section"]: one["row_version"] for one in draft["sections"]}
        return await self.ask("POST", f"/versions/{draft['number']}/sign", seen=seen)

    async def ask(self, method: str, path: str, **wish: Any) -> Json:
        """Give a command."""
        answer: Json = await self._door.ask_notes(method, self._path + path, self._token, wish)
        return answer


class Reader:
    """A person at their link who reads. Each look takes a new token: it says whether a second fact still counts."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def status(self) -> Json:
        """What the page may know before the second fact."""
        return await self._get("/summary/status")

    async def read(self) -> Json:
        """The version that counts."""
        return await self._get("/summary")

    async def read_earlier(self, version: str) -> Json:
        """One that they had before."""
        return await self._get(f"/summary/versions/{version}")

    async def page(self) -> bytes:
        """The very bytes of what they read."""
        headers = {"Authorization": f"Bearer {await self._token()}"}
        return (await self._door.raw("GET", f"{NOTES}/summary", headers=headers)).content

    async def say_opened(self, version: str) -> None:
        """The tap that they opened it."""
        await self._door.ask_notes("POST", f"/summary/versions/{version}/opened", await self._token())

    async def looks(self) -> list[Json]:
        """Who else has looked at it; for the patient."""
        return list((await self._get("/summary/looks"))["looks"])

    async def fact(self) -> Json:
        """How this person shows that it is them."""
        fact: Json = await self._door.get("/second-fact")
        return fact

    async def prove(self, code: str) -> Json:
        """Show it."""
        fact: Json = await self._door.post("/second-fact", {"code": code})
        return fact

    async def set_own_code(self, code: str) -> None:
        """A guest's own choice, on the device on which they were let in."""
        await self._door.put("/second-fact/own-code", {"code": code})

    async def _get(self, path: str) -> Json:
        answer: Json = await self._door.get_notes(path, await self._token())
        return answer

    async def _token(self) -> str:
        return str((await self._door.post("/token"))["token"])
