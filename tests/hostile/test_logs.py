"""Nobody's name, contact, link, token or description of a connection is in any log of the run."""

import re
from typing import Final

import pytest

from services.embedded.stack import Stack
from services.runtime.database import Database
from services.runtime.personal import open_personal
from services.session.demo.cast import CLINIC_ID
from services.session.people import store as people
from tests.faults.desk_walk import Desk, walk

FULL_NAME: Final = re.compile(r"[A-Z][a-z]+( [A-Z][a-z]+)+")
NEVER: Final = {
    "a token": re.compile(r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+"),
    "a description of a connection": re.compile(r"v=0(\\r|\r|\\n|\n)|a=fingerprint|a=ice-pwd"),
    "a candidate": re.compile(r"candidate:\d+ \d+ (udp|tcp)", re.IGNORECASE),
    "a link": re.compile(r"/v/[A-Za-z0-9_-]+#[A-Za-z0-9_-]+"),
    "an address": re.compile(r"[A-Za-z0-9._+-]+@example\.(org|com)"),
    "a password in an address": re.compile(r"(postgresql|redis|nats)://[^\s/@]*:[^\s/@*]+@"),
    "a cookie": re.compile(r"beside_(device|staff)=[A-Za-z0-9_-]{20,}"),
}


async def known_people(stack: Stack) -> set[str]:
    """The names of everybody whom session knows."""
    database = Database(stack.database_url("session"), personal=open_personal(stack.keys("session")))
    try:
        async with database.transaction() as tx:
            names = {person.name for person in await people.of_clinic(tx, CLINIC_ID)}
    finally:
        await database.close()
    return {name for name in names if FULL_NAME.fullmatch(name)}


def found_in(text: str, names: set[str]) -> list[str]:
    """What stands in a log and must not."""
    return [what for what, pattern in NEVER.items() if pattern.search(text)] + [
        "a name" for name in names if name in text
    ]


async def test_no_log_of_the_run_tells_anything_about_anybody(stack: Stack) -> None:
    desk = await Desk.open(stack.origin)
    try:
        await walk(desk)
    finally:
        await desk.close()
    names = await known_people(stack)
    logs = {path.name: path.read_text("utf-8", "replace") for path in (stack.state / "logs").glob("*")}

    assert "Rosa Alvarez" in names
    assert {"session.log", "notes.log", "signaling-1.log", "nats.log", "caddy.log", "postgres.log"} <= logs.keys()
    told = {log: found for log, text in logs.items() if (found := found_in(text, names))}
    assert not told


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "x", "who": "Rosa Alvarez"}',
        "DETAIL:  Key (email)=(rosa@example.org) already exists.",
        "http://localhost:8080/v/abc#AbCdEf",
        "hello eyJhbGciOiJFZERTQSJ9.eyJqdGkiOiIx.sig",
        "v=0\\r\\no=- 1 1 IN IP4",
    ],
)
def test_what_must_not_be_there_is_found(line: str) -> None:
    assert found_in(line, {"Rosa Alvarez"})
