"""A clinician who writes the summary of a visit, through the front door."""

from typing import Any, Self

from services.embedded.people.door import Door, Json, Problem
from tests.runtime.owner import eventually

WITHIN = 30.0
SETTLED_WITHIN = 90.0
"""A mail server that is slow to come back meets the third try, 72 s after the first."""


class Editor:
    """Writes one visit's summary."""

    def __init__(self, door: Door, visit: Json, token: str) -> None:
        self._door = door
        self._token = token
        self._path = f"/visits/{visit['id']}/summary"

    @classmethod
    async def open(cls, door: Door, visit: Json) -> Self:
        """Once notes has heard of the end."""
        editor = await cls.before_the_end(door, visit)
        await editor.until_drafted()
        return editor

    @classmethod
    async def before_the_end(cls, door: Door, visit: Json) -> Self:
        """Where there may be no draft yet."""
        return cls(door, visit, (await door.post(f"/visits/{visit['id']}/token"))["token"])

    async def until_drafted(self) -> None:
        """Wait until notes has heard of the end."""
        await eventually(self._is_there, bool, WITHIN)

    async def _is_there(self) -> bool:
        try:
            return (await self.see())["draft"] is not None
        except Problem as problem:
            if problem.code != "notes.visit_not_known":
                raise
            return False

    async def see(self) -> Json:
        """All that it shows."""
        shown: Json = await self._door.get_notes(self._path, self._token)
        return shown

    async def version(self, number: int) -> Json:
        """One version with its words."""
        shown: Json = await self._door.get_notes(f"{self._path}/versions/{number}", self._token)
        return shown

    async def ask(self, method: str, path: str, **wish: Any) -> Json:
        """Give a command."""
        answer: Json = await self._door.ask_notes(method, self._path + path, self._token, wish)
        return answer

    async def write(self, message: str) -> int:
        """The main message of the draft; gives the number of the version."""
        draft = (await self.see())["draft"]
        [seen] = [one["row_version"] for one in draft["sections"] if one["section"] == "main_message"]
        content = {"section": "main_message", "text": message}
        await self.ask("PUT", f"/versions/{draft['number']}/sections/main_message", content=content, seen=seen)
        return int(draft["number"])

    async def sign(self, number: int) -> Json:
        """Sign what is there; where nobody has told yet who reads it (session is away), open the editor again."""

        async def signed() -> Json | None:
            try:
                return await self._sign(number)
            except Problem as problem:
                if problem.code != "summary.people_unknown":
                    raise
                return None

        answer = await eventually(signed, lambda found: found is not None, WITHIN)
        assert answer is not None
        return answer

    async def _sign(self, number: int) -> Json:
        draft = (await self.see())["draft"]
        seen = {one["section"]: one["row_version"] for one in draft["sections"]}
        return await self.ask("POST", f"/versions/{number}/sign", seen=seen)

    async def until_settled(self) -> None:
        """Wait until every message was sent or has failed."""

        async def states() -> set[str]:
            return {one["state"] for one in (await self.see())["deliveries"]}

        await eventually(states, lambda found: bool(found) and "queued" not in found, SETTLED_WITHIN)
