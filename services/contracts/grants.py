"""Credentials that session signs (EdDSA, RFC 8037) and others verify with the public keys in the bucket `keys`."""

from datetime import timedelta
from enum import StrEnum
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from services.contracts.access import Party
from services.contracts.ids import ClinicId, DeviceId, GrantId, PersonId, QueueId, VisitId
from services.contracts.states import Role

JOIN_GRANT_LIFE: Final = timedelta(seconds=60)
ACCESS_TOKEN_LIFE: Final = timedelta(minutes=5)

SIGNALING: Final = "beside.signaling"
NOTES: Final = "beside.notes"
SESSION: Final = "beside.session"


class Door(StrEnum):
    """By which address a page came: a person's link, or the staff's pages."""

    VISIT = "visit"
    STAFF = "staff"


class GrantCode(StrEnum):
    """Why a join grant is refused."""

    EXPIRED = "grant.expired"
    USED = "grant.used"
    SUPERSEDED = "grant.superseded"
    FORGED = "grant.forged"
    WRONG_VISIT = "grant.wrong_visit"
    WRONG_ROLE = "grant.wrong_role"


class JoinGrant(BaseModel):
    """Opens one socket, once. `kind` visit: a person in one visit; staff: a staff page outside a visit.

    `n` numbers the connections of a visit, across its people: the higher one came later, and offers. A clinician's
    visit grant names the queues whose hints the page shows beside the call. `handle` is the address of the link it
    was made at, None at the staff's door.

    A page can read its own grant. So nothing in it counts what others do: `n` follows the time of day, and how far the
    visit's standing must be known for it, session says when it is claimed.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["visit", "staff"]
    jti: GrantId
    person_id: PersonId
    role: Role | None
    door: Door
    handle: str | None
    clinic_id: ClinicId
    queue_ids: frozenset[QueueId] = frozenset()
    visit_id: VisitId | None
    queue_id: QueueId | None
    device_id: DeviceId
    n: int


class AccessToken(BaseModel):
    """Lets a page read and write at notes, for 5 minutes.

    `parties` is all that the person is to the visit. `second_fact_until` (seconds since 1970) is set while a second
    fact that this device gave still counts.
    """

    model_config = ConfigDict(frozen=True)

    person_id: PersonId
    role: Role
    visit_id: VisitId
    clinic_id: ClinicId
    door: Door = Door.VISIT
    parties: frozenset[Party] = frozenset()
    device_id: DeviceId | None = None
    second_fact_until: int | None = None
