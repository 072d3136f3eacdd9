"""What is known of a page from its grant, and kept for as long as its connection can be resumed."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from pydantic import TypeAdapter

from services.contracts.grants import Door, JoinGrant
from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Who a connection is.

    `attached` (Unix seconds) grows with each hello, so that of two claims to one connection the later wins.
    """

    kind: Literal["visit", "staff"]
    person_id: PersonId
    role: Role | None
    device_id: DeviceId
    n: int
    door: Door
    handle: str | None
    clinic_id: ClinicId
    queue_ids: frozenset[QueueId]
    visit_id: VisitId | None
    queue_id: QueueId | None
    attached: float

    @classmethod
    def of(cls, grant: JoinGrant, now: float) -> Self:
        """The facts of a page whose grant was found good."""
        return cls(
            kind=grant.kind,
            person_id=grant.person_id,
            role=grant.role,
            device_id=grant.device_id,
            n=grant.n,
            door=grant.door,
            handle=grant.handle,
            clinic_id=grant.clinic_id,
            queue_ids=grant.queue_ids,
            visit_id=grant.visit_id,
            queue_id=grant.queue_id,
            attached=now,
        )

    def attached_anew(self, now: float) -> Self:
        """The same after another hello. Later than the last one even where this host's clock is behind."""
        return replace(self, attached=max(now, self.attached + 0.001))

    def to_json(self) -> bytes:
        """As it is kept outside this process."""
        return _AS_JSON.dump_json(self)

    @staticmethod
    def from_json(data: bytes | str) -> "Facts":
        """Raises ValidationError for anything else than what `to_json` gave."""
        return _AS_JSON.validate_json(data)


_AS_JSON = TypeAdapter(Facts)
