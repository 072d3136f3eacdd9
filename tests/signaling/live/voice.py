"""The voice of session on the bus: it signs grants, answers claims, writes standings, and hears presence.

Exactly what docs/reference says of session; signaling cannot tell the difference.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from nats.aio.msg import Msg
from pydantic import SecretStr

from services.contracts import grants, subjects
from services.contracts.grants import Door, GrantCode, JoinGrant
from services.contracts.hints import AddressedHint
from services.contracts.ids import ClinicId, DeviceId, GrantId, PersonId, QueueId, VisitId
from services.contracts.presence import Present, VisitPresence
from services.contracts.questions import AskSignedOut, ClaimGrant, GrantClaimed, SignedOut
from services.contracts.standing import StandingEntry
from services.embedded.stack import Stack
from services.runtime.bus import Bus, open_bus
from services.runtime.ids import new_id
from services.runtime.settings import ServiceSettings
from services.runtime.tokens import KeyRing
from tests.signaling.room.play import Person

PATIENCE_SECONDS = 20.0


class Voice:
    """One for all tests of a run; each test has visits of its own."""

    def __init__(self, bus: Bus, keys: KeyRing) -> None:
        self.bus, self._keys = bus, keys
        self._claimed: set[GrantId] = set()
        self.claimed_at: dict[VisitId, int] = {}
        """From which standing version on a claim of a visit's grant lets in, where it is not just any."""
        self._newest: dict[tuple[VisitId | None, PersonId], int] = {}
        self.is_deaf = False
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        """What else session does before it answers the next claim."""
        self.signed_out: set[DeviceId] = set()
        self.presence: dict[VisitId, dict[str, VisitPresence]] = {}
        self._news = asyncio.Condition()

    async def begin(self) -> None:
        await self.bus.serve(subjects.ASK_CLAIM_GRANT, ClaimGrant, self._claim)
        await self.bus.serve(subjects.ASK_SIGNED_OUT, AskSignedOut, self._name_signed_out)
        await self.bus.subscribe(subjects.ALL_PRESENCE, self._hear_presence)

    def grant(
        self,
        stage: "Stage",
        person: Person,
        n: int,
        *,
        life: timedelta = grants.JOIN_GRANT_LIFE,
        audience: str = grants.SIGNALING,
        **more: object,
    ) -> str:
        """A grant as session makes it; `more` replaces any of its fields."""
        made = JoinGrant(
            kind="visit",
            jti=GrantId(new_id()),
            person_id=person.id,
            role=person.role,
            door=Door.VISIT,
            handle=stage.handle_of(person),
            clinic_id=stage.clinic,
            visit_id=stage.visit,
            queue_id=stage.queue,
            device_id=person.device,
            n=n,
        ).model_copy(update=more)
        return self._keys.sign(made, audience=audience, life=life, now=datetime.now(UTC))

    async def write(self, visit: VisitId, entry: StandingEntry, *, ahead: bool = True) -> None:
        """Write a standing into the bucket, and say it on the core subject unless `ahead` is false."""
        data = entry.model_dump_json().encode()
        if ahead:
            await self.bus.publish(subjects.standing(visit), data)
        bucket = await self.bus.jetstream.key_value(subjects.STANDING_BUCKET)
        await bucket.put(str(visit), data)

    async def hint(self, hint: AddressedHint) -> None:
        await self.bus.publish(subjects.hint(hint.clinic_id, hint.queue_id), hint.model_dump_json().encode())

    def present(self, visit: VisitId) -> list[Present]:
        """Everybody whom some instance holds, as told last."""
        return [one for said in self.presence.get(visit, {}).values() for one in said.people]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until presence says something."""
        async with asyncio.timeout(PATIENCE_SECONDS), self._news:
            await self._news.wait_for(holds)

    async def _claim(self, claim: ClaimGrant) -> GrantClaimed:
        if self.is_deaf:
            await asyncio.Event().wait()
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        if claim.jti in self._claimed:
            return GrantClaimed(code=GrantCode.USED)
        self._claimed.add(claim.jti)
        whose = (claim.visit_id, claim.person_id)
        if claim.n < self._newest.get(whose, 0):
            return GrantClaimed(code=GrantCode.SUPERSEDED)
        self._newest[whose] = claim.n
        at = self.claimed_at.get(claim.visit_id, 0) if claim.visit_id else 0
        return GrantClaimed(standing_version=at)

    async def _name_signed_out(self, asked: AskSignedOut) -> SignedOut:
        return SignedOut(devices=asked.devices & self.signed_out)

    async def _hear_presence(self, message: Msg) -> None:
        said = VisitPresence.model_validate_json(message.data)
        self.presence.setdefault(said.visit_id, {})[said.instance] = said
        async with self._news:
            self._news.notify_all()


class Stage:
    """One visit of one test."""

    def __init__(self, voice: Voice, entry: StandingEntry) -> None:
        self.voice, self.entry = voice, entry
        self.visit, self.queue = VisitId(new_id()), QueueId(new_id())
        self.clinic = ClinicId(new_id())
        self.last_n = 0

    def handle_of(self, person: Person) -> str:
        return f"{self.visit.hex[-8:]}-{person.id.hex[:8]}"

    async def begin(self) -> "Stage":
        await self.voice.write(self.visit, self.entry)
        return self

    async def stands(self, *, ahead: bool = True, **more: object) -> StandingEntry:
        """A new standing: `more` replaces fields of the entry, the version grows by one."""
        version = self.entry.standing_version + 1
        self.entry = self.entry.model_copy(update={"standing_version": version, **more})
        await self.voice.write(self.visit, self.entry, ahead=ahead)
        return self.entry

    def grant(self, person: Person, n: int | None = None, **more: object) -> str:
        self.last_n = self.last_n + 1 if n is None else n
        return self.voice.grant(self, person, self.last_n, **more)  # type: ignore[arg-type]


@asynccontextmanager
async def opened_voice(stack: Stack) -> AsyncIterator[Voice]:
    """Session's voice, with session's own name, password and keys."""
    url = urlsplit(stack.nats_url("session"))
    settings = ServiceSettings(
        nats_url=f"nats://{url.hostname}:{url.port}",
        nats_user="session",
        nats_password=SecretStr(url.password or ""),
    )
    keys = KeyRing(stack.keys("session"))
    async with open_bus(settings, "session") as bus:
        await keys._put_missing(await bus.jetstream.key_value(subjects.KEYS_BUCKET))
        voice = Voice(bus, keys)
        await voice.begin()
        yield voice


def unknown_visit() -> VisitId:
    """A visit that nobody has heard of."""
    return VisitId(UUID(int=new_id().int))
