"""Of a patient who is erased after a whole visit nothing is left: in no table, file, stream or log of the run.

What stays is what had left the house: the mails in people's mailboxes.
"""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg

from services.contracts.ids import VisitId
from services.embedded.people.door import Door, Json, Problem
from services.embedded.stack import Stack
from services.notes import app as notes_app
from services.notes.tables import metadata as notes_tables
from services.runtime.database import Database
from services.runtime.personal import open_personal
from services.session import app as session_app
from services.session.tables import metadata as session_tables
from tests.faults.desk_walk import SECONDS, Desk
from tests.faults.editor import Editor
from tests.session.people import traces

ADDRESS: Final = "q.ostrander.1931@example.org"
GUESTS_ADDRESS: Final = "a.vole.1960@example.org"
SAID: Final = (
    "Quillemina",
    "Ostrander",
    "1931-07-19",
    "0161 715 2046",
    ADDRESS,
    "Bartholomea",
    "The harpsichord gave you tinnitus",
    "Less Scarlatti before breakfast",
    "Celestazine 12 mg",
    "Your ears ring at night",
    "It was the celesta and no harpsichord",
    "Mixed up with the organist",
)
"""Names, contacts and words of this one patient, as nobody else has them."""

OTHERS: Final = "Anastasia"
"""Who sat beside the patient, and is not erased."""

TABLES: Final = {"session": session_tables, "notes": notes_tables}
KNOW_ALL_TABLES: Final = (session_app, notes_app)
"""Each capability adds its own tables when it is imported."""

KEPT_ON_PURPOSE: Final = frozenset({"mail"})
"""The demo's mailbox stands for the mailboxes of people."""


@dataclass
class Lived:
    """What is left of the visit for those who took part."""

    visit: Json
    patient_id: str
    patient: Door
    guest: Door
    guest_token: str
    editor: Editor


async def lived(desk: Desk) -> Lived:
    """A visit in which words were left wherever words can be left, and its summary: signed, read, corrected, wrong."""
    visit = await desk.desk.post("/visits", _order(desk))
    patient, me = await _tapped(desk, ADDRESS, helping=True, present_name="Bartholomea")
    [asked] = me["requests"]
    await patient.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "everything"})
    guest, guest_me = await _tapped(desk, GUESTS_ADDRESS)
    await patient.post("/help")
    await desk.ask(visit, "/modality", modality="phone")
    await desk.ask(visit, "/finish", outcome="completed", modality="phone")
    editor = await Editor.open(desk.lind, VisitId(visit["id"]))
    await _write(editor)
    await editor.sign()
    await editor.until_settled()
    await _read(desk, visit, patient, me["person"]["id"])
    token = await _read(desk, visit, guest, guest_me["person"]["id"])
    await editor.ask("POST", "/amend", number=1, reason="It was the celesta and no harpsichord")
    await editor.sign()
    await editor.ask("POST", "/versions/2/in-error", mistake="wrong_words", reason="Mixed up with the organist")
    await editor.until_settled()
    return Lived(visit, me["person"]["id"], patient, guest, token, editor)


def _order(desk: Desk) -> Json:
    named = {"name": "Anastasia Vole", "first_name": OTHERS, "relationship": "niece", "language": "en"}
    return {
        "patient": {
            "name": "Quillemina Ostrander",
            "birth_date": "1931-07-19",
            "email": ADDRESS,
            "phone": "0161 715 2046",
            "language": "en",
        },
        "clinician_id": desk.lind_id,
        "scheduled_at": (datetime.now(UTC) + timedelta(minutes=5)).isoformat(),
        "minutes": 20,
        "kind": "followup",
        "double_book": True,
        "guests": [{**named, "email": GUESTS_ADDRESS}],
    }


async def _tapped(desk: Desk, address: str, **more: object) -> tuple[Door, Json]:
    link = urlsplit(await desk.mailbox.link_to(address, SECONDS))
    door = Door(desk.origin, link.path)
    return door, await door.post("/enter", {"secret": link.fragment, **more})


async def _write(editor: Editor) -> None:
    await editor.write(SAID[6])
    words: dict[str, Json] = {
        "actions": {"items": [{"what": SAID[7], "when": "daily", "how": ""}]},
        "medicines": {"items": [{"change": "start", "name": SAID[8], "how": "", "why": ""}]},
        "help": {"signs": [SAID[9]], "call": ""},
    }
    for section, content in words.items():
        path = f"/versions/1/sections/{section}"
        await editor.ask("PUT", path, content={"section": section, **content}, seen=0, patient_only=section == "help")


async def _read(desk: Desk, visit: Json, door: Door, person_id: str) -> str:
    """They give a code that the desk says, and read; gives the token that opened it."""
    said = await desk.desk.post(f"/visits/{visit['id']}/people/{person_id}/code")
    await door.post("/second-fact", {"code": said["code"]})
    token = str((await door.post("/token"))["token"])
    summary = await door.get_notes("/summary", token)
    assert summary["sections"][0]["text"] == SAID[6]
    await door.ask_notes("POST", f"/summary/versions/{summary['id']}/opened", token)
    return token


@asynccontextmanager
async def opened(stack: Stack, service: str) -> AsyncIterator[Database]:
    """A service's database, with what opens the keys of persons."""
    database = Database(stack.database_url(service), personal=open_personal(stack.keys(service)))
    try:
        yield database
    finally:
        await database.close()


async def _tables(stack: Stack) -> dict[str, str]:
    """Every value of every row of both databases, and all that the keys in them still open."""
    places: dict[str, str] = {}
    for service, tables in TABLES.items():
        async with opened(stack, service) as database:
            places[f"{service}'s rows"] = await traces.stored(database)
            places[f"{service}'s words"] = await traces.readable(database, tables)
    return places


def _roots(stack: Stack) -> list[Path]:
    """All that the parts of the run write: logs, streams, PostgreSQL's tables and its write-ahead log."""
    return [stack.data, *(one for one in stack.state.iterdir() if one.name not in KEPT_ON_PURPOSE)]


def _found_in_files(root: Path, what: tuple[bytes, ...]) -> set[tuple[str, bytes]]:
    """Which of these stand in which files; one that a running part removes meanwhile holds nothing any more."""
    found: set[tuple[str, bytes]] = set()
    for path in [root] if root.is_file() else [one for one in root.rglob("*") if one.is_file()]:
        with suppress(FileNotFoundError):
            content = path.read_bytes().lower()
            found |= {(path.name, words) for words in what if words.lower() in content}
    return found


async def _wrapped_keys(stack: Stack, person_id: str) -> tuple[bytes, ...]:
    """The person's keys as the databases of both services keep them."""
    keys: list[bytes] = []
    for service in TABLES:
        connection = await asyncpg.connect(stack.database_url(service))
        keys.append(await connection.fetchval("SELECT wrapped FROM person_keys WHERE person_id = $1", UUID(person_id)))
        await connection.close()
    return tuple(keys)


async def _checkpoint(stack: Stack) -> None:
    """Have what the tables are now be in their files."""
    connection = await asyncpg.connect(stack.database_url("postgres"))
    await connection.execute("CHECKPOINT")
    await connection.close()


def _typed(stack: Stack, *words: str) -> str:
    """What the operator typed, and was answered."""
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "services.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **stack.operator},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


async def test_of_an_erased_patient_nothing_is_left_in_any_table_file_stream_or_log(stack: Stack) -> None:
    desk = await Desk.open(stack.origin)
    left = await lived(desk)
    before = await _tables(stack)
    readable = before["session's words"] + before["notes's words"]
    assert [words for words in SAID if words not in readable] == [], "the search would not find them"

    keys = await _wrapped_keys(stack, left.patient_id)
    await _checkpoint(stack)
    assert {key for _, key in _found_in_files(stack.data / "base", keys)} == set(keys)
    told = _typed(stack, "person", "erase", left.patient_id)
    assert told.splitlines() == ["session: erased", "notes: erased"]

    await _checkpoint(stack)
    places = await _tables(stack) | {
        "streams": await traces.in_streams(stack.nats_url("admin")),
        "valkey": await traces.in_valkey(stack.redis_url),
        "what the operator read": told,
    }
    assert traces.found(SAID, places) == []
    said = tuple(words.encode() for words in SAID)
    assert {one for root in _roots(stack) for one in _found_in_files(root, said)} == set()
    assert _found_in_files(stack.data / "base", keys) == set(), "the key is still in a table's file"
    assert OTHERS in places["session's words"]
    assert left.patient_id in places["session's rows"]
    await _nobody_sees_them(desk, left)
    verified = _typed(stack, "audit", "verify")
    assert [line.partition(":")[0] for line in verified.splitlines() if "are what was sealed" in line] == list(TABLES)
    await left.patient.close()
    await left.guest.close()
    await desk.close()


async def _nobody_sees_them(desk: Desk, left: Lived) -> None:
    """Neither staff, nor the guest who still has the page open, nor whoever holds the link."""
    seen = await desk.see(left.visit, desk.desk)
    assert seen["patient"]["name"] == "—"
    assert await desk.desk.get("/people", search="ostrander") == []
    assert await _code_of(left.patient.get("/me")) == "link.closed"
    assert await _code_of(left.guest.get_notes("/summary", left.guest_token)) == "notes.visit_not_known"
    assert await _code_of(left.editor.see()) == "notes.visit_not_known"


async def _code_of(asking: Awaitable[Json]) -> str:
    try:
        await asking
    except Problem as problem:
        return problem.code
    return "answered"
