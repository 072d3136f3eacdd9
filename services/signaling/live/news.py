"""What this instance tells the others and session over NATS: presence, and words for pages that are elsewhere."""

import asyncio
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec
import nats.errors

from services.contracts import subjects
from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.presence import VisitPresence
from services.runtime.breakage import Breakage, Where
from services.runtime.bus import Bus
from services.runtime.logs import get_logger
from services.signaling.live.wellness import Wellness
from services.signaling.room.effects import PublishPresence
from services.signaling.room.inputs import Relay

MOST_WAITING: Final = 10_000
"""Messages that wait for NATS. Beyond it new ones are lost: presence is said again, signals are asked for."""

log = get_logger(__name__)


class PassedOn(msgspec.Struct, gc=False):
    """A word from connection to connection, as instances hand it to each other on `relay.<visit>`."""

    instance: str
    kind: str
    sender: str
    device: str
    n: int
    to: str
    to_n: int
    payload: msgspec.Raw


class ChatMoved(msgspec.Struct, gc=False):
    """Up to which sequence an instance stored a visit's chat, as it says on `chat_moved.<visit>`."""

    instance: str
    sequence: int


class News:
    """Sends in order, from one task, and never keeps its caller waiting. While NATS is away nothing is kept."""

    def __init__(self, bus: Bus, instance: str, wellness: Wellness, breakage: Breakage) -> None:
        self._bus, self._instance, self._wellness, self._breakage = bus, instance, wellness, breakage
        self._waiting: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(MOST_WAITING)

    def pass_on(self, visit: VisitId, relay: Relay) -> None:
        """Give a word to the instance that holds its receiver."""
        passed = PassedOn(
            instance=self._instance,
            kind=relay.kind,
            sender=str(relay.sender),
            device=str(relay.sender_device),
            n=relay.sender_n,
            to=str(relay.to),
            to_n=relay.to_n,
            payload=msgspec.Raw(relay.payload),
        )
        self._put(subjects.relay(visit), msgspec.json.encode(passed))

    def presence(
        self,
        clinic: ClinicId,
        queue: QueueId,
        visit: VisitId,
        sequence: int,
        now: float,
        told: PublishPresence,
    ) -> None:
        """Tell who of a visit is here."""
        if self._breakage.withholds(Where.PRESENCE, " ".join(present.role for present in told.people)):
            return
        said = VisitPresence(
            clinic_id=clinic,
            queue_id=queue,
            visit_id=visit,
            instance=self._instance,
            sequence=sequence,
            at=datetime.fromtimestamp(now, UTC),
            well_since=datetime.fromtimestamp(self._wellness.since, UTC),
            standing_version=told.standing_version,
            chat=told.chat,
            people=told.people,
        )
        self._put(subjects.presence(clinic, visit), said.model_dump_json().encode())

    def chat_moved(self, visit: VisitId, sequence: int) -> None:
        """Tell the other instances that something of a visit's chat was stored."""
        self._put(subjects.chat_moved(visit), msgspec.json.encode(ChatMoved(self._instance, sequence)))

    def _put(self, subject: str, payload: bytes) -> None:
        if self._bus.connected and not self._waiting.full():
            self._waiting.put_nowait((subject, payload))

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            subject, payload = await self._waiting.get()
            try:
                await self._bus.client.publish(subject, payload)
            except (nats.errors.Error, OSError) as error:
                log.warning("news_lost", error=type(error).__name__)


_decode = msgspec.json.Decoder(PassedOn).decode


def read_passed_on(data: bytes) -> tuple[str, Relay]:
    """The instance that sent a word, and the word. Raises ValueError for anything else."""
    passed = _decode(data)
    relay = Relay(
        kind=passed.kind,
        sender=PersonId(UUID(passed.sender)),
        sender_device=DeviceId(UUID(passed.device)),
        sender_n=passed.n,
        to=PersonId(UUID(passed.to)),
        to_n=passed.to_n,
        payload=bytes(passed.payload),
    )
    return passed.instance, relay


_decode_moved = msgspec.json.Decoder(ChatMoved).decode


def read_chat_moved(data: bytes) -> ChatMoved:
    """What `News.chat_moved` told. Raises DecodeError for anything else."""
    return _decode_moved(data)
