"""Accounts, sign-ins and how long they last, and when the door closes after wrong passwords. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId
from services.session.callers import StaffRole

IDLE: Final = timedelta(minutes=30)
AT_MOST: Final = timedelta(hours=12)
TOUCH_AFTER: Final = timedelta(seconds=30)
"""A session's last use is written at most this often: reading a page is not a write."""

TRIES: Final = 5
CLOSED_FOR: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Account:
    """A local account. The name is compared in lower case."""

    person_id: PersonId
    clinic_id: ClinicId
    name: str
    password_hash: str
    roles: frozenset[StaffRole]
    queue_ids: frozenset[QueueId]


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One sign-in of one browser. `device_id` is how sockets and standing know that browser."""

    id: UUID
    person_id: PersonId
    device_id: DeviceId
    started_at: datetime
    used_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passwords for one account name, whether or not such an account exists: the answer tells neither."""

    name_hash: bytes
    wrong: int = 0
    closed_until: datetime | None = None


def minutes_closed(failures: Failures, now: datetime) -> int | None:
    """For how many more minutes (rounded up) nobody signs in under this name; None when one may."""
    if failures.closed_until is None or now >= failures.closed_until:
        return None
    return -(-int((failures.closed_until - now).total_seconds()) // 60)


def one_more(failures: Failures, now: datetime) -> Failures:
    """After a wrong password; the last allowed one closes the door for a while."""
    wrong = failures.wrong + 1
    if wrong < TRIES:
        return replace(failures, wrong=wrong, closed_until=None)
    return replace(failures, wrong=0, closed_until=now + CLOSED_FOR)
