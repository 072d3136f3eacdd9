"""The README follows one request through its files: these run, and no others."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from opentelemetry import trace
from opentelemetry.sdk.trace import Span, TracerProvider

from services.notes.app import compose as compose_notes
from services.notes.settings import NotesSettings
from services.notes.visit import store
from services.notes.visit.store import KnownVisit
from services.runtime import telemetry
from services.runtime.database import Database
from tests.runtime.owner import eventually
from tests.session.house import House
from tests.stores import Stores

ROOT: Final = Path(__file__).parents[2]
MOST: Final = 8
LISTED: Final = re.compile(r"^\d+\. \[`(services/[\w/]+\.py)`\]", re.MULTILINE)
THEN: Final = "There a draft of the summary begins"
SHARED: Final = ("services/runtime/", "services/contracts/")
NOTES: Final = "services/notes/visit/store.py"
HEARS: Final = "services/notes/summary/reactions.py"


class Followed:
    """Which of the project's files ran in which step of which trace.

    A trace goes where its request goes: from HTTP through the outbox and NATS into the inboxes of the services, each a
    step that names the one before it. What the process does meanwhile on its own account (timers, letters), and what
    others do who hear of the same change (signaling, presence), are other steps.
    """

    def __init__(self) -> None:
        self.spans: dict[int, Span] = {}
        self.files: defaultdict[int, set[str]] = defaultdict(set)

    def note(self, frame: FrameType, event: str, _: object) -> None:
        """A profile function (sys.setprofile)."""
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(f"{ROOT}/services/"):
            span = trace.get_current_span()
            if isinstance(span, Span):
                self.spans[span.context.span_id] = span
                self.files[span.context.span_id].add(file.removeprefix(f"{ROOT}/"))

    def way_to(self, file: str) -> set[str]:
        """All that ran in the step in which this file ran, and in those that led to it."""
        [here] = [span for id_, span in self.spans.items() if file in self.files[id_]]
        step, way = self._began(here), set[str]()
        while True:
            way |= {ran for id_, span in self.spans.items() if self._began(span) is step for ran in self.files[id_]}
            if step.parent is None:
                return way
            step = self._began(self.spans[step.parent.span_id])

    def _began(self, span: Span) -> Span:
        """The span that began the step to which this one belongs."""
        while span.parent is not None and not span.parent.is_remote:
            span = self.spans[span.parent.span_id]
        return span


@contextmanager
def followed() -> Iterator[Followed]:
    """Follows every request while the block runs."""
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        telemetry.set_up("session", "test")
    seen = Followed()
    sys.setprofile(seen.note)
    try:
        yield seen
    finally:
        sys.setprofile(None)


async def _finish_one(house: House, notes: Database) -> set[str]:
    """What ran from the clinician's Finish until notes has kept it, and begun a draft."""
    played = await house.book()
    await played.talk_begins()
    wish = {"version": (await played.row()).version, "outcome": "completed", "modality": "video"}

    async def known() -> KnownVisit | None:
        async with notes.transaction() as tx:
            return await store.find(tx, played.id)

    with followed() as seen:
        await house.lind.post(f"/visits/{played.id}/finish", wish)
        await eventually(known, lambda visit: visit is not None)
    return seen.way_to(NOTES)


async def test_finish_reaches_notes_through_the_files_that_the_readme_lists(
    house: House, stores: Stores, tmp_path: Path
) -> None:
    settings = NotesSettings.model_validate(
        {"database_url": await stores.database("notes"), "keys_dir": tmp_path / "notes", **stores.nats("notes")}
    )
    async with compose_notes(settings) as (process, app), process.running():
        ran = await _finish_one(house, app.state.database)
    ours = {file for file in ran if not file.startswith(SHARED)}
    drafting = {file for file in ours if file.startswith("services/notes/") and file != HEARS}
    until_heard, drafted = map(LISTED.findall, (ROOT / "README.md").read_text(encoding="utf-8").split(THEN))
    assert len(until_heard) <= MOST
    assert ours - drafting == set(until_heard)
    assert drafting == set(drafted)
