"""When a link opens, which device it binds, and what the second fact is. Pure: no clock, no randomness of its own.

The secret is computed from the server's key, so that every later message carries the same link and neither a queue nor
a delivery row holds one; only its hash is stored.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.standing import BY_INVITATION
from services.contracts.states import ConsentState, Role, Standing, VisitState

SECRET_BYTES: Final = 16
HANDLE_BYTES: Final = 12
LINK_LIFE: Final = timedelta(days=90)
"""After the visit."""
DEVICE_LIFE: Final = timedelta(days=7)
"""After the visit."""
OPEN_INVITATIONS: Final = frozenset({ConsentState.PROPOSED, ConsentState.AGREED})

_NO_HASH: Final = bytes(32)


class WhyClosed(StrEnum):
    """Why a link ended; only the audit and the desk's detail ever say it."""

    REMOVED = "removed"
    REVOKED = "revoked"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    OLD = "old"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Link:
    """One person's link to one visit. A new link is the same row with a higher generation."""

    id: UUID
    handle: str
    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId
    person_id: PersonId
    generation: int
    secret_hash: bytes
    closed: WhyClosed | None = None
    opened_at: datetime | None = None
    first_tap_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that was bound to a link by a tap. `ended_at`: another device of the same person took over.

    `went_in_at`: somebody tapped "Go in" on it; `proved_at`: a second fact was last given on it.
    """

    id: DeviceId
    link_id: UUID
    generation: int
    cookie_hash: bytes
    bound_at: datetime
    ended_at: datetime | None = None
    went_in_at: datetime | None = None
    proved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What beside the link itself decides whether it opens."""

    role: Role
    standing: Standing
    visit_state: VisitState
    visit_over_at: datetime
    """When the visit ended, or its booked time while it has not."""
    invitation: ConsentState | None = None
    decides: bool = False
    """For the patient: whoever does is told that a visit was called off."""


def secret_of(key: bytes, link_id: UUID, generation: int) -> str:
    """The secret in a link's fragment: 128 bits, base64url without padding."""
    digest = hmac.digest(key, b"link" + link_id.bytes + generation.to_bytes(4, "big"), "sha256")
    return urlsafe_b64encode(digest[:SECRET_BYTES]).rstrip(b"=").decode()


def hash_of(secret: str) -> bytes:
    """What the database keeps of a secret or a cookie. They are random, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).digest()


def address_of(origin: str, handle: str, secret: str) -> str:
    """The link as it stands in a message. The secret is in the fragment, which reaches no server and no log."""
    return f"{origin}/v/{handle}#{secret}"


def secret_fits(link: Link | None, secret: str | None) -> bool:
    """Whether the secret is this link's present one, compared in constant time; an unknown link costs the same."""
    expected = link.secret_hash if link is not None else _NO_HASH
    return hmac.compare_digest(expected, hash_of(secret or "")) and link is not None


def why_closed(link: Link, around: Surroundings, now: datetime) -> WhyClosed | None:
    """Why this link opens nothing any more, or None while it does (product.md: Links and second facts)."""
    if link.closed is not None:
        return link.closed
    if around.standing is Standing.REMOVED:
        return WhyClosed.REMOVED
    if around.role in BY_INVITATION:
        if around.invitation not in OPEN_INVITATIONS:
            return WhyClosed.REVOKED
        if around.visit_state is VisitState.CANCELLED and not around.decides:
            return WhyClosed.CANCELLED
    return WhyClosed.OLD if now >= around.visit_over_at + LINK_LIFE else None


def device_of(
    cookie: str | None, link: Link, devices: tuple[Device, ...], ends_at: datetime, now: datetime
) -> Device | None:
    """The bound device whose cookie this is; none of an older generation of the link, none after its time."""
    hashed = hash_of(cookie or "")
    for device in devices:
        same = hmac.compare_digest(device.cookie_hash, hashed)
        if same and device.generation == link.generation and now < ends_at:
            return device
    return None


class Binding(StrEnum):
    """What a tap does to the devices of a link."""

    SAME = "same"
    FIRST = "first"
    BESIDE = "beside"
    """A guest's further device: it stands at the door, the first keeps its place until this one is let in."""
    INSTEAD = "instead"
    """A patient's further device: after the second fact it ends the first."""


def binding_of(link: Link, role: Role, devices: tuple[Device, ...], known: Device | None) -> Binding:
    """What a tap on `known` (None: a browser never seen) would do. `INSTEAD` needs the second fact first."""
    if known is not None and known.ended_at is None:
        return Binding.SAME
    if not any(device.generation == link.generation for device in devices):
        return Binding.FIRST
    return Binding.INSTEAD if role is Role.PATIENT else Binding.BESIDE
