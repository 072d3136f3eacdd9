"""Whoever is erased is nowhere any more, and the audit stays whole."""

import asyncio
import json
from typing import Final
from uuid import UUID, uuid4

import nats
import pytest
from nats.js.errors import NotFoundError
from redis.asyncio import Redis
from sqlalchemy import Column, LargeBinary, select, text

from services.cli import main
from services.runtime import person_keys
from services.runtime.personal import PersonKey
from services.runtime.record_tables import person_keys as keys
from services.session.tables import metadata
from tests.session.people.browser import Json, Phone
from tests.session.people.clinic import Clinic

NAME: Final = "Quillemina Ostrander"
SAID: Final = ("Quillemina", "Ostrander", "1931-07-19", "0161 715 2046", "Bartholomea", "The attic is on fire")


@pytest.fixture
def operator(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever sits at the command line."""
    monkeypatch.setenv("BESIDE_DATABASE_URL", clinic.settings.database_url.get_secret_value())
    monkeypatch.setenv("BESIDE_KEYS_DIR", str(clinic.settings.keys_dir))


async def _ask(*words: str) -> int:
    return await asyncio.to_thread(main, list(words))


async def _lived(clinic: Clinic) -> tuple[Json, Phone]:
    """A visit in which a patient left words wherever words can be left, until it was called off."""
    patient = {"name": NAME, "birth_date": "1931-07-19", "email": clinic.rosa, "phone": "0161 715 2046"}
    visit = await clinic.book(patient=patient, guests=[clinic.daughter(name="Anastasia Vole", first_name="Anastasia")])
    page = await clinic.phone(clinic.rosa)
    await page.tap(helping=True, present_name="Bartholomea")
    [asked] = (await page.me())["requests"]
    await page.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "everything"})
    await page.post("/help")
    await page.post("/language", {"language": "es"})
    await clinic.desk.get("/people?search=quill")
    await clinic.desk.get(f"/visits/{visit['id']}")
    await page.post("/new-link", {"contact": clinic.rosa})
    await clinic.mail.wait(clinic.rosa, 2)
    await page.post("/cancel", {"reason": "The attic is on fire"})
    await clinic.mail.wait(clinic.rosa, 3)
    return visit, page


async def _everything_stored(clinic: Clinic) -> str:
    """Every value of every row of every table, with bytes as text where they are text."""
    async with clinic.parts.edge.reading() as tx:
        await tx.execute(text("SET LOCAL bytea_output = 'escape'"))
        names = (await tx.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))).scalars()
        tables = {name: await tx.execute(text(f'SELECT t::text FROM "{name}" t')) for name in names}  # noqa: S608
        return json.dumps({name: list(rows.scalars()) for name, rows in tables.items()}, ensure_ascii=False)


def _sealed_columns() -> list[Column[bytes]]:
    """All columns of bytes; whatever is no sealed value opens with no key."""
    return [
        column
        for table in metadata.sorted_tables
        if table.name != keys.name
        for column in table.c
        if isinstance(column.type, LargeBinary)
    ]


async def _everything_readable(clinic: Clinic) -> str:
    """What all the keys together open that are still there."""
    opened: list[str] = []
    async with clinic.parts.edge.reading() as tx:
        ids = list((await tx.execute(select(keys.c.person_id))).scalars())
        living = [key for key in (await person_keys.of(tx, ids)).values() if not key.is_erased]
        for column in _sealed_columns():
            for value in (await tx.execute(select(column).where(column.is_not(None)))).scalars():
                opened += [words for key in living if (words := _opened(key, column, value)) is not None]
    return "\n".join(opened)


def _opened(key: PersonKey, column: Column[bytes], value: bytes) -> str | None:
    try:
        return key.open(column, value)
    except Exception:  # noqa: BLE001 (not sealed under this key, or not sealed at all)
        return None


async def _everything_in_streams(clinic: Clinic) -> str:
    connection = await nats.connect(clinic.stack.nats_url("admin"))
    told: list[str] = []
    try:
        context = connection.jetstream()
        for stream in await context.streams_info():
            name = str(stream.config.name)
            for number in range(stream.state.first_seq, stream.state.last_seq + 1):
                try:
                    message = await context.get_msg(name, number)
                except NotFoundError:
                    continue
                told.append(f"{message.subject} {(message.data or b'').decode('utf-8', 'replace')}")
    finally:
        await connection.close()
    return "\n".join(told)


async def _everything_in_valkey(clinic: Clinic) -> str:
    async with Redis.from_url(clinic.stack.redis_url, decode_responses=True) as redis:
        return "\n".join([f"{name} {await redis.dump(name)!r}" async for name in redis.scan_iter()])


@pytest.mark.usefixtures("operator")
async def test_the_words_of_an_erased_person_are_nowhere(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    visit, page = await _lived(clinic)
    said = (*SAID, clinic.rosa)
    readable = await _everything_readable(clinic)
    assert all(words in readable for words in said), "the search would not find them"

    assert await _ask("person", "erase", visit["patient"]["id"], "session") == 0

    readable = await _everything_readable(clinic)
    stored, streams = await _everything_stored(clinic), await _everything_in_streams(clinic)
    places = {
        "readable": readable,
        "database": stored,
        "streams": streams,
        "valkey": await _everything_in_valkey(clinic),
        "logs": capsys.readouterr().out,
    }
    found = {place: words for place, told in places.items() for words in said if words.lower() in told.lower()}
    assert not found
    assert "Anastasia Vole" in readable
    assert visit["patient"]["id"] in stored
    assert visit["id"] in streams

    detail = await clinic.detail(visit)
    assert (detail["patient"]["name"], detail["patient"]["age"], detail["present"]) == ("—", None, [])
    assert await clinic.desk.get("/people?search=quill") == []
    assert await clinic.desk.get(f"/people?search={clinic.rosa}") == []
    assert (await page.refused("/me", method="GET"))["code"] == "link.closed"


@pytest.mark.usefixtures("operator")
async def test_the_audit_stays_whole(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    visit, _ = await _lived(clinic)
    assert await _ask("person", "erase", visit["patient"]["id"], "session") == 0
    assert await _ask("person", "erase", visit["patient"]["id"], "session") == 0
    assert "was erased before" in capsys.readouterr().out

    async def verified() -> str:
        assert await _ask("audit", "verify", "session") == 0
        return capsys.readouterr().out

    async with asyncio.timeout(20):
        while "not sealed yet" in (told := await verified()):
            pass
    assert "are what was sealed" in told
    async with clinic.parts.edge.reading() as tx:
        query = text("SELECT caller, count(*) FROM audit WHERE action = 'person.erased' AND person_id = :id GROUP BY 1")
        assert (await tx.execute(query, {"id": UUID(visit["patient"]["id"])})).all() == [("operator", 1)]


@pytest.mark.usefixtures("operator")
async def test_nobody_is_erased_whose_visit_is_still_to_come(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = await clinic.book()
    assert await _ask("person", "erase", visit["patient"]["id"], "session") == 2
    assert "is not over yet" in capsys.readouterr().err
    rosa = await clinic.phone(clinic.rosa)
    assert (await rosa.look())["first_name"] == "Rosa"


@pytest.mark.usefixtures("operator")
async def test_neither_staff_nor_strangers_are_erased(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    assert await _ask("person", "erase", clinic.lind_id, "session") == 2
    assert "somebody of the staff" in capsys.readouterr().err
    assert await _ask("person", "erase", str(uuid4()), "session") == 2
    assert "There is no such person" in capsys.readouterr().err


@pytest.mark.usefixtures("operator")
async def test_the_command_line_names_the_line_that_was_changed(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    """Done by whoever owns the tables, and undone: others check the same audit."""
    await clinic.book()

    async def sealed() -> int:
        async with clinic.parts.edge.reading() as tx:
            return int((await tx.execute(text("SELECT max(seq) FROM audit WHERE seal IS NOT NULL"))).scalar() or 0)

    async def change(to: str) -> None:
        async with clinic.parts.edge.reading() as tx:
            await tx.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
            await tx.execute(text(f"UPDATE audit SET action = {to} WHERE seq = :seq"), {"seq": seq})  # noqa: S608
            await tx.execute(text("ALTER TABLE audit ENABLE TRIGGER USER"))

    seq = await clinic.until(sealed)
    await change("action || 'x'")
    assert await _ask("audit", "verify", "session") == 1
    assert f"line {seq}: it is not what was sealed" in capsys.readouterr().out
    await change("left(action, -1)")
    assert await _ask("audit", "verify", "session") == 0
