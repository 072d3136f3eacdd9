"""Of a patient who was erased nothing is left in notes either, and the audit of notes stays whole."""

import asyncio
from typing import Final

import pytest

from services.cli.main import main
from services.notes.tables import metadata
from services.runtime.database import Database
from services.session.tables import metadata as sessions_metadata
from tests.notes.ward import NOTES, Said, Ward
from tests.session.people import traces

WRITTEN: Final = ("The harpsichord gave you tinnitus", "Less Scarlatti", "It was the celesta")
"""As nobody else writes here."""


@pytest.fixture
def operator(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever sits at the command line."""
    for service, settings in (("SESSION", ward.clinic.settings), ("NOTES", ward.settings)):
        monkeypatch.setenv(f"BESIDE_{service}_DATABASE_URL", settings.database_url.get_secret_value())
        monkeypatch.setenv(f"BESIDE_{service}_KEYS_DIR", str(settings.keys_dir))


async def _ask(*words: str) -> int:
    return await asyncio.to_thread(main, list(words))


@pytest.mark.usefixtures("operator")
async def test_the_summary_of_an_erased_patient_is_nowhere(ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
    message, decision, reason = WRITTEN
    told = await ward.finished()
    await told.editor.write(1, "main_message", seen=0, text=message)
    await told.editor.write(1, "decisions", seen=0, items=[{"what": decision, "why": message}])
    signing = {"seen": {"main_message": 1, "decisions": 1}}
    await told.editor.ask("POST", "/versions/1/sign", signing, key="signed-once-and-for-all")
    await (await told.proven(told.rosa)).ask("GET")
    await told.editor.amend(1, reason)
    kept: Database = ward.app.state.database
    said = (*WRITTEN, ward.clinic.rosa)
    before = await traces.readable(kept, metadata)
    assert all(words in before for words in WRITTEN), "the search would not find them"
    await ward.clinic.mail.wait(ward.clinic.ana, 2)

    assert await _ask("person", "erase", told.rosa_id) == 0

    places = {
        "words": await traces.readable(kept, metadata),
        "notes": await traces.stored(kept),
        "session": await traces.readable(ward.clinic.parts.database, sessions_metadata),
        "session's rows": await traces.stored(ward.clinic.parts.database),
        "streams": await traces.in_streams(ward.clinic.stack.nats_url("admin")),
        "logs": capsys.readouterr().out,
    }
    assert traces.found(said, places) == []
    assert told.rosa_id in places["notes"]
    answer = await ward.http.get(
        f"{NOTES}{told.editor.prefix}", headers={"Authorization": f"Bearer {told.editor.token}"}
    )
    assert answer.json()["code"] == "notes.visit_not_known"
    with pytest.raises(Said) as said_again:
        await told.editor.ask("POST", "/versions/1/sign", signing, key="signed-once-and-for-all")
    assert said_again.value.code == "idempotency.answer_gone"
    assert await _ask("audit", "verify") == 0
    verified = capsys.readouterr().out
    assert "session: " in verified
    assert "notes: " in verified
