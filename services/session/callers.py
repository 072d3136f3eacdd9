"""Who asks: staff with a session, a person at their link with a bound device, or the service itself."""

from dataclasses import dataclass
from enum import StrEnum

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.states import Role


class StaffRole(StrEnum):
    """What a member of staff may act as."""

    CLINICIAN = "clinician"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class StaffCaller:
    """A member of staff who is signed in. `device_id` is their session's, for grants and presence."""

    person_id: PersonId
    clinic_id: ClinicId
    queue_ids: frozenset[QueueId]
    roles: frozenset[StaffRole]
    device_id: DeviceId


@dataclass(frozen=True, slots=True)
class LinkCaller:
    """A person of one visit, at a device that their tap bound to their link."""

    person_id: PersonId
    visit_id: VisitId
    clinic_id: ClinicId
    queue_id: QueueId
    role: Role
    device_id: DeviceId
    handle: str


@dataclass(frozen=True, slots=True)
class OwnCaller:
    """The service itself: a timer, presence, a question of another service, the demo's seeding."""

    part: str


Caller = StaffCaller | LinkCaller | OwnCaller


def device_of(caller: Caller) -> DeviceId | None:
    """The browser that somebody asks from; the service itself has none."""
    return None if isinstance(caller, OwnCaller) else caller.device_id


TIMER = OwnCaller("timer")
PRESENCE = OwnCaller("presence")
WAITING = OwnCaller("waiting")
