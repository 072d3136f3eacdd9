"""A clinician who writes the summary of a visit through the front door, and waits while parts are away."""

from typing import Self

from services.contracts.ids import VisitId
from services.embedded.people import summary
from services.embedded.people.door import Door, Json, Problem
from tests.runtime.owner import eventually

WITHIN = 30.0
SETTLED_WITHIN = 90.0
"""A mail server that is slow to come back meets the third try, 72 s after the first."""


class Editor(summary.Editor):
    """Writes one visit's summary."""

    @classmethod
    async def open(cls, door: Door, visit: VisitId) -> Self:
        """Once notes has heard of the end."""
        editor = await cls.of(door, visit)
        await editor.until_drafted()
        return editor

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

    async def version(self, number: int) -> Json:
        """One version with its words."""
        shown: Json = await self._door.get_notes(f"{self._path}/versions/{number}", self._token)
        return shown

    async def write(self, message: str) -> int:
        """The main message of the draft; gives the number of the version."""
        draft = (await self.see())["draft"]
        [seen] = [one["row_version"] for one in draft["sections"] if one["section"] == "main_message"]
        await self.save(draft["number"], {"section": "main_message", "text": message}, seen)
        return int(draft["number"])

    async def sign(self) -> Json:
        """Sign what is there; where nobody has told yet who reads it (session is away), open the editor again."""

        async def signed() -> Json | None:
            try:
                return await super(Editor, self).sign()
            except Problem as problem:
                if problem.code != "summary.people_unknown":
                    raise
                return None

        answer = await eventually(signed, lambda found: found is not None, WITHIN)
        assert answer is not None
        return answer

    async def until_settled(self) -> None:
        """Wait until every message was sent or has failed."""

        async def states() -> set[str]:
            return {one["state"] for one in (await self.see())["deliveries"]}

        await eventually(states, lambda found: bool(found) and "queued" not in found, SETTLED_WITHIN)
