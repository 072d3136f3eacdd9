"""One visit by telephone and its summary: written, signed, mailed to two readers, opened; then corrected, and so again.

It says in order what people do, and where a service can be stopped while they do it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import httpx

from services.contracts.ids import VisitId
from services.embedded.people.door import Door, Json
from services.embedded.stack import Stack
from tests.faults.desk_walk import SECONDS, Desk
from tests.faults.editor import Editor
from tests.faults.stops import Stop

DEEDS: Final = (
    "finish",
    "wait for the draft",
    "write",
    "sign",
    "wait for the mails",
    "read",
    "open",
    "amend",
    "write again",
    "sign again",
    "wait for the mails again",
    "read again",
    "open again",
)
"""What people do, in order."""


@dataclass(frozen=True)
class Step:
    """A transaction on the way: in which service, what it writes, of which version, and the deed that leads to it."""

    deed: str
    service: str
    what: str
    number: int | None = None


STEPS: Final[Mapping[str, Step]] = {
    "the visit is finished": Step("finish", "session", "visit.ended"),
    "the draft is begun": Step("finish", "notes", "summary.drafted", 1),
    "words are saved": Step("write", "notes", "summary.saved", 1),
    "it is signed": Step("sign", "notes", "summary.signed", 1),
    "the mail server said 250": Step("sign", "notes", "summary.sent", 1),
    "it is opened": Step("open", "notes", "summary.opened", 1),
    "a correction is begun": Step("amend", "notes", "summary.drafted", 2),
    "other words are saved": Step("write again", "notes", "summary.saved", 2),
    "the correction is signed": Step("sign again", "notes", "summary.signed", 2),
    "the mail server said 250 again": Step("sign again", "notes", "summary.sent", 2),
    "the correction is opened": Step("open again", "notes", "summary.opened", 2),
}
"""Every transaction between the end of a visit and the tap that opens its correction."""

TO_OPENED: Final = tuple(STEPS)[: list(STEPS).index("it is opened") + 1]
"""Those up to the tap that opens the summary itself."""

AFTER_250: Final = frozenset(name for name, step in STEPS.items() if step.what == "summary.sent")

_DELIVERIES: Final = """
    SELECT d.id, d.person_id, d.details->>'number' AS number, d.state, v.signed_at
    FROM deliveries d JOIN summary_versions v ON v.visit_id = d.visit_id AND v.number = (d.details->>'number')::int
    WHERE d.visit_id = $1
"""
_OPENED: Final = """
    SELECT payload::json->'data'->>'number' AS number, count(*) AS times FROM outbox
    WHERE kind = 'event' AND payload::json->>'type' = 'summary.opened' AND payload::json->'data'->>'visit_id' = $1
    GROUP BY 1
"""


class Walk:
    """One such visit."""

    def __init__(self, desk: Desk, visit: Json, rosa: Door, rosa_id: str, addresses: tuple[str, str]) -> None:
        self.visit_id = str(visit["id"])
        self._desk = desk
        self._visit = visit
        self._rosa = rosa
        self._rosa_id = rosa_id
        self._addresses = addresses
        self._editor: Editor | None = None
        self._at = 0
        self._token = self._reading = ""
        self.saved: list[str] = []

    @classmethod
    async def begin(cls, desk: Desk) -> Self:
        """The talk has begun; Ana may read everything that will be written."""
        ana = f"guest-{uuid4().hex[:10]}@example.org"
        named = {"name": "Ana Alvarez", "first_name": "Ana", "relationship": "daughter", "language": "en", "email": ana}
        visit, address = await desk.book(guests=[named])
        link = urlsplit(await desk.mailbox.link_to(address, SECONDS))
        rosa = Door(desk.origin, link.path)
        me = await rosa.post("/enter", {"secret": link.fragment})
        [asked] = me["requests"]
        await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "everything"})
        await desk.ask(visit, "/modality", modality="phone")
        return cls(desk, visit, rosa, str(me["person"]["id"]), (address, ana))

    def stop(self, step: str, at: str) -> Stop:
        """The stop in this visit's step."""
        found = STEPS[step]
        return Stop(found.service, at, found.what, self.visit_id, found.number)

    async def until(self, deed: str) -> None:
        """Do all that comes before a deed."""
        while DEEDS[self._at] != deed:
            await self._next()

    async def to_the_end(self, *, corrected: bool = True) -> None:
        """Do all that is left; without a correction the tap that opens the summary is the last."""
        end = len(DEEDS) if corrected else DEEDS.index("open") + 1
        while self._at < end:
            await self._next()

    @property
    def editor(self) -> Editor:
        """Once there is one."""
        assert self._editor is not None
        return self._editor

    async def _next(self) -> None:
        match DEEDS[self._at].removesuffix(" again"):
            case "finish":
                await self._desk.ask(self._visit, "/finish", outcome="completed", modality="phone")
            case "wait for the draft":
                self._editor = await Editor.open(self._desk.lind, VisitId(self._visit["id"]))
            case "write":
                await self._write()
            case "sign":
                await self.editor.sign()
            case "wait for the mails":
                await self.editor.until_settled()
            case "read":
                await self._read()
            case "open":
                await self._rosa.ask_notes("POST", f"/summary/versions/{self._reading}/opened", self._token)
            case "amend":
                await self.editor.ask("POST", "/amend", number=1, reason="The dose.")
        self._at += 1

    async def _write(self) -> None:
        words = f"Take {len(self.saved) + 1} a day, {uuid4().hex}."
        await self.editor.write(words)
        self.saved.append(words)

    async def _read(self) -> None:
        """Rosa gives a code that the desk says, and reads what was saved last."""
        said = await self._desk.desk.post(f"/visits/{self.visit_id}/people/{self._rosa_id}/code")
        await self._rosa.post("/second-fact", {"code": said["code"]})
        self._token = (await self._rosa.post("/token"))["token"]
        summary = await self._rosa.get_notes("/summary", self._token)
        assert summary["sections"][0]["text"] == self.saved[-1]
        self._reading = summary["id"]

    # ---- What is there at the end

    async def mails(self) -> list[Json]:
        """All that told either reader of a summary."""
        told = ("in writing", "was corrected")
        found: list[Json] = []
        async with httpx.AsyncClient(base_url=self._desk.origin, timeout=10) as client:
            for address in self._addresses:
                letters = (await client.get("/mail/api/messages", params={"to": address})).json()
                found += [one for one in letters if any(word in one["subject"] for word in told)]
        return found

    async def check(self, stack: Stack) -> Counter[str]:
        """Everything was said once, signed before it was sent, and no word is lost. Gives how often each mail came."""
        shown = await self.editor.see()
        numbers = [str(number) for number in range(1, len(self.saved) + 1)]
        assert [one["state"] for one in shown["versions"]] == ["superseded"] * (len(numbers) - 1) + ["signed"]
        assert shown["present"]["intact"] is True
        assert shown["present"]["sections"][0]["content"]["text"] == self.saved[-1]
        first = await self.editor.version(1)
        assert first["sections"][0]["content"]["text"] == self.saved[0]
        rows, opened = await self._rows(stack)
        assert Counter((str(row["person_id"]), row["number"]) for row in rows) == Counter(
            (person, number) for person in {str(row["person_id"]) for row in rows} for number in numbers
        ), "one row a recipient and version"
        assert len(rows) == len(self._addresses) * len(self.saved)
        assert {row["state"] for row in rows} == {"sent"}
        assert opened == dict.fromkeys(numbers, 1)
        return _told(rows, await self.mails())

    async def _rows(self, stack: Stack) -> tuple[list[Any], dict[str, int]]:
        connection = await asyncpg.connect(stack.database_url("notes"))
        try:
            rows = await connection.fetch(_DELIVERIES, self.visit_id)
            opened = await connection.fetch(_OPENED, self.visit_id)
        finally:
            await connection.close()
        return rows, {row["number"]: row["times"] for row in opened}

    async def close(self) -> None:
        """Rosa puts her phone away."""
        await self._rosa.close()


def _told(rows: list[Any], mails: list[Json]) -> Counter[str]:
    """How often each Message-ID came. Each is one row's, none came before its version was signed."""
    signed = {str(row["id"]): row["signed_at"] for row in rows}
    came = Counter(_row_of(mail) for mail in mails)
    assert came.keys() == signed.keys(), "a Message-ID that no row has, or a row without its mail"
    assert all(datetime.fromisoformat(mail["at"]) >= signed[_row_of(mail)] for mail in mails), "sent unsigned"
    return came


def _row_of(mail: Json) -> str:
    return str(mail["message_id"]).strip("<>").partition("@")[0]
