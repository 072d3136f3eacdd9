"""The README follows one request through its files: they really run."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from services.notes.app import compose as compose_notes
from services.notes.settings import NotesSettings
from services.notes.visit import store
from services.notes.visit.store import KnownVisit
from services.runtime.database import Database
from tests.runtime.owner import eventually
from tests.session.house import House
from tests.stores import Stores

ROOT: Final = Path(__file__).parents[2]
MOST: Final = 8
LISTED: Final = re.compile(r"^\d+\. \[`(services/[\w/]+\.py)`\]", re.MULTILINE)


@contextmanager
def files_that_run() -> Iterator[set[str]]:
    """Collects the project's own files in which a function runs while the block does."""
    seen: set[str] = set()
    services = f"{ROOT}/services/"

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(services):
            seen.add(frame.f_code.co_filename.removeprefix(f"{ROOT}/"))

    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)


async def _finish_one(house: House, notes: Database) -> set[str]:
    played = await house.book()
    await played.talk_begins()
    wish = {"version": (await played.row()).version, "outcome": "completed", "modality": "video"}

    async def known() -> KnownVisit | None:
        async with notes.transaction() as tx:
            return await store.find(tx, played.id)

    with files_that_run() as ran:
        await house.lind.post(f"/visits/{played.id}/finish", wish)
        await eventually(known, lambda visit: visit is not None)
    return ran


async def test_finish_reaches_notes_through_the_files_that_the_readme_lists(house: House, stores: Stores) -> None:
    settings = NotesSettings.model_validate({"database_url": await stores.database("notes"), **stores.nats("notes")})
    async with compose_notes(settings) as (process, app), process.running():
        ran = await _finish_one(house, app.state.database)
    listed = LISTED.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert 0 < len(listed) <= MOST
    assert set(listed) <= ran
