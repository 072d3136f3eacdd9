"""What comes in over NATS, turned into our own types and handed to whom it concerns."""

from uuid import UUID

import msgspec
from nats.aio.msg import Msg
from pydantic import ValidationError

from services.contracts import subjects
from services.contracts.hints import AddressedHint
from services.contracts.ids import VisitId
from services.contracts.presence import VisitPresence
from services.runtime.bus import Bus
from services.runtime.logs import get_logger
from services.signaling.live.news import read_chat_moved, read_passed_on
from services.signaling.live.overheard import Overheard
from services.signaling.live.pages import Pages
from services.signaling.live.standings import Standings
from services.signaling.live.visits import Visits
from services.signaling.room import inputs

log = get_logger(__name__)


class BusEdge:
    """Hears all visits on one subscription a kind; what concerns nobody here is dropped by its subject, unread."""

    def __init__(
        self,
        bus: Bus,
        instance: str,
        visits: Visits,
        standings: Standings,
        pages: Pages,
        overheard: Overheard,
    ) -> None:
        self._bus, self._instance = bus, instance
        self._visits, self._standings, self._pages = visits, standings, pages
        self._overheard = overheard

    async def open(self) -> None:
        """Subscribe; reconnecting keeps it so."""
        await self._bus.subscribe(subjects.ALL_STANDING, self._standing)
        await self._bus.subscribe(subjects.ALL_HINTS, self._hint)
        await self._bus.subscribe(subjects.ALL_PRESENCE, self._presence)
        await self._bus.subscribe(subjects.ALL_RELAY, self._relay)
        await self._bus.subscribe(subjects.ALL_CHAT_MOVED, self._chat_moved)
        self._bus.on_reconnect(self._visits.bus_is_back)

    async def _standing(self, message: Msg) -> None:
        visit = _visit_of(message)
        if visit is not None:
            self._standings.hear(visit, message.data)

    async def _hint(self, message: Msg) -> None:
        try:
            self._pages.hint(AddressedHint.model_validate_json(message.data))
        except ValidationError:
            log.error("hint_unreadable")

    async def _presence(self, message: Msg) -> None:
        visit = _visit_of(message)
        if visit is None:
            return
        if visit not in self._visits:
            self._overheard.keep(visit, message.data)
            return
        try:
            said = VisitPresence.model_validate_json(message.data)
        except ValidationError:
            log.error("presence_unreadable")
            return
        if said.instance != self._instance:
            self._visits.heard(visit, inputs.PeerInstanceSaid(said))

    async def _relay(self, message: Msg) -> None:
        visit = _visit_of(message)
        if visit is None or visit not in self._visits:
            return
        try:
            instance, relay = read_passed_on(message.data)
        except (ValueError, msgspec.DecodeError):
            log.error("relay_unreadable")
            return
        if instance != self._instance:
            self._visits.heard(visit, inputs.RelayArrived(relay))

    async def _chat_moved(self, message: Msg) -> None:
        visit = _visit_of(message)
        if visit is None or visit not in self._visits:
            return
        try:
            moved = read_chat_moved(message.data)
        except msgspec.DecodeError:
            log.error("chat_moved_unreadable")
            return
        if moved.instance != self._instance:
            self._visits.heard(visit, inputs.ChatMoved(moved.sequence))


def _visit_of(message: Msg) -> VisitId | None:
    """The visit that a subject ends with."""
    try:
        return VisitId(UUID(message.subject.rpartition(".")[2]))
    except ValueError:
        return None
