"""Who asks: staff with a session, a person at their link with a bound device, or the service itself.

`accounts/` and `link/` find out who it is (`Identify`, handed in by app.py); routes take `Staff`, `Clinician`, `Desk`
or `AtLink` as a parameter.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from services.contracts.grants import Door
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

TIMER = OwnCaller("timer")
PRESENCE = OwnCaller("presence")


class Identify(Protocol):
    """Finds the caller of a request, or raises `staff.signed_out` (401) or `link.closed` (404)."""

    async def staff(self, request: Request) -> StaffCaller:
        """By the cookie `beside_staff`, at the staff's door."""

    async def at_link(self, request: Request) -> LinkCaller:
        """By the handle's header and the cookie `beside_device`, at the visit's door."""


def door_of(request: Request) -> Door | None:
    """By which address the page came, as the proxy says; None when it says nothing."""
    value = request.headers.get("X-Beside-Door")
    return Door(value) if value in set(Door) else None


def identify(request: Request) -> Identify:
    """Who finds out who asks, for routes that serve both doors."""
    return cast("Identify", request.app.state.identify)


async def _staff(request: Request) -> StaffCaller:
    return await identify(request).staff(request)


async def _at_link(request: Request) -> LinkCaller:
    return await identify(request).at_link(request)


Staff = Annotated[StaffCaller, Depends(_staff)]
AtLink = Annotated[LinkCaller, Depends(_at_link)]
