"""Whoever is erased is nowhere any more, and the audit stays whole."""

import asyncio
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from services.cli.main import main
from services.contracts.chat import Written
from services.contracts.ids import MessageId, PersonId, VisitId
from services.runtime.bus import open_bus
from services.runtime.settings import ServiceSettings
from services.session.tables import metadata
from services.signaling.chat.keeper import Keeper
from services.signaling.chat.store import ChatStore
from tests.session.people import traces
from tests.session.people.browser import Json, Phone
from tests.session.people.clinic import Clinic
from tests.stores import Stores

NAME: Final = "Quillemina Ostrander"
SAID: Final = (
    "Quillemina",
    "Ostrander",
    "1931-07-19",
    "0161 715 2046",
    "Bartholomea",
    "The attic is on fire",
    "A fall in the cellar",
)


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
    guests = [
        clinic.daughter(name="Anastasia Vole", first_name="Anastasia"),
        clinic.daughter(name="Bea Vole", first_name="Bea", email=f"b{clinic.ana}"),
    ]
    visit = await clinic.book(patient=patient, guests=guests)
    page = await clinic.phone(clinic.rosa)
    await page.tap(helping=True, present_name="Bartholomea")
    asked, unanswered = (await page.me())["requests"]
    await page.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "everything"})
    told = {"person_id": unanswered["person_id"], "how": "told", "reason": "A fall in the cellar", "confirmed": True}
    await clinic.command(clinic.lind, visit, "/emergency", **told)
    await page.post("/help")
    await page.post("/language", {"language": "es"})
    await clinic.desk.get("/people?search=quill")
    await clinic.desk.get(f"/visits/{visit['id']}")
    await page.post("/new-link", {"contact": clinic.rosa})
    await clinic.mail.wait(clinic.rosa, 2)
    await page.post("/cancel", {"reason": "The attic is on fire"})
    await clinic.mail.wait(clinic.rosa, 3)
    return visit, page


@pytest.mark.usefixtures("operator")
async def test_the_words_of_an_erased_person_are_nowhere(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    visit, page = await _lived(clinic)
    said = (*SAID, clinic.rosa)
    readable = await traces.readable(clinic.parts.database, metadata)
    assert all(words in readable for words in said), "the search would not find them"

    assert await _ask("person", "erase", visit["patient"]["id"], "session") == 0

    readable = await traces.readable(clinic.parts.database, metadata)
    stored = await traces.stored(clinic.parts.database)
    streams = await traces.in_streams(clinic.stack.nats_url("admin"))
    places = {
        "readable": readable,
        "database": stored,
        "streams": streams,
        "valkey": await traces.in_valkey(clinic.stack.redis_url),
        "logs": capsys.readouterr().out,
    }
    assert traces.found(said, places) == []
    assert "Anastasia Vole" in readable
    assert visit["patient"]["id"] in stored
    assert visit["id"] in streams

    detail = await clinic.detail(visit)
    assert (detail["patient"]["name"], detail["patient"]["age"], detail["present"]) == ("—", None, [])
    assert await clinic.desk.get("/people?search=quill") == []
    assert await clinic.desk.get(f"/people?search={clinic.rosa}") == []
    assert (await page.refused("/me", method="GET"))["code"] == "link.closed"


@pytest.mark.usefixtures("operator")
async def test_what_an_erased_patient_wrote_and_what_others_wrote_to_them_goes(clinic: Clinic) -> None:
    visit, _ = await _lived(clinic)
    visit_id, patient, guest = VisitId(UUID(visit["id"])), PersonId(UUID(visit["patient"]["id"])), PersonId(uuid4())
    given: dict[str, Any] = Stores(clinic.stack).nats("signaling")
    async with open_bus(ServiceSettings(**given), "signaling") as bus:
        store = ChatStore(bus)
        for writer in (patient, guest):
            await store.put(visit_id, _written(writer, "The attic is on fire"), instead_of=0)
        await Keeper(store).serve(bus)
        assert await _ask("person", "erase", str(patient), "session") == 0

        async def is_gone() -> bool:
            return not await store.read(visit_id, after=0)

        await clinic.until(is_gone)


def _written(writer: PersonId, said: str) -> Written:
    return Written(
        id=MessageId(uuid4()), person_id=writer, at=datetime.now(UTC), text=said, audience=frozenset({writer})
    )


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
async def test_whoever_was_erased_is_erased_again_from_a_copy_in_which_their_visit_was_still_to_come(
    clinic: Clinic,
) -> None:
    visit = await clinic.book(patient={"name": NAME, "birth_date": "1931-07-19", "email": clinic.rosa})
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    assert await _ask("person", "erase", visit["patient"]["id"], "session", "--again") == 0
    assert NAME not in await traces.readable(clinic.parts.database, metadata)
    assert (await rosa.refused("/look", {"secret": rosa.secret}))["code"] == "link.closed"
    [row] = [row for row in (await clinic.desk.get("/day"))["visits"] if row["id"] == visit["id"]]
    assert row["patient"]["name"] == "—"
    beside = f"/visits/{visit['id']}/people/{visit['patient']['id']}/present"
    told = {"name": "Bartholomea", "relationship": "neighbour"}
    assert (await clinic.lind.refused(beside, told))["code"] == "person.erased"
    await clinic.command(clinic.desk, visit, "/cancel", reason="Erased.")
    assert await _ask("person", "erase", visit["patient"]["id"], "session", "--again") == 0


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
