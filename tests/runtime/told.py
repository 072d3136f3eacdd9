"""Things to tell, and what arrived of them."""

import json
from datetime import UTC, datetime
from uuid import UUID

from nats.js.errors import NotFoundError

from services.contracts import subjects
from services.contracts.events import Event, VisitReopened, event
from services.contracts.ids import ClinicId, EventId, QueueId, VisitId
from services.contracts.standing import StandingEntry
from services.contracts.states import Modality, VisitState
from services.runtime.bus import Bus
from services.runtime.ids import new_id

CLINIC, QUEUE = ClinicId(new_id()), QueueId(new_id())


def some_event(visit: VisitId, number: int = 1) -> Event:
    """An event about a visit; `number` is its row version."""
    return event(
        VisitReopened(visit_id=visit, version=number, standing_version=number),
        event_id=EventId(new_id()),
        source="urn:beside:test",
        time=datetime.now(UTC),
        clinic_id=CLINIC,
        queue_id=QUEUE,
    )


def some_standing(version: int) -> StandingEntry:
    """A standing entry of that version."""
    return StandingEntry(standing_version=version, visit_state=VisitState.WAITING, modality=Modality.VIDEO)


def some_visit() -> VisitId:
    """A fresh visit's id."""
    return VisitId(new_id())


async def stream_of(bus: Bus) -> list[tuple[UUID, int]]:
    """Every event in the stream, in order: its visit and number."""
    state = (await bus.jetstream.stream_info(subjects.EVENTS_STREAM)).state
    found = []
    for sequence in range(max(state.first_seq, 1), state.last_seq + 1):
        try:
            message = await bus.jetstream.get_msg(subjects.EVENTS_STREAM, seq=sequence)
        except NotFoundError:
            continue
        data = json.loads(message.data or b"{}")["data"]
        found.append((UUID(data["visit_id"]), int(data["version"])))
    return found


async def standing_version_of(bus: Bus, visit: VisitId) -> int:
    """The standing version in the bucket."""
    entry = await (await bus.jetstream.key_value(subjects.STANDING_BUCKET)).get(str(visit))
    return int(json.loads(entry.value or b"{}")["standing_version"])
