"""Who is signed in: the staff session behind a request's cookie, how long it lasts, and whose it is."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from sqlalchemy import Row, bindparam, insert, select, update

from services.contracts.ids import DeviceId, PersonId
from services.runtime.database import Tx
from services.runtime.routes import InTx
from services.session.accounts.rules import AT_MOST, IDLE, TOUCH_AFTER, StaffSession
from services.session.accounts.tables import accounts, queue_ids, staff_sessions
from services.session.callers import StaffCaller, StaffRole
from services.session.errors import SignedOut
from services.session.parts import InParts, Parts

COOKIE: Final = "beside_staff"
PATH: Final = "/staff"

BACKGROUND: Final = "Beside-Background"
"""Set by a staff page that fetches because of a hint: nobody did anything, so the idle time goes on."""


async def staff_of(request: Request, tx: InTx, parts: InParts) -> StaffCaller:
    """Who is signed in, by `beside_staff`. Error: `staff.signed_out`."""
    cookie = request.cookies.get(COOKIE)
    row = (await tx.execute(_OF_COOKIE, {"cookie_hash": hash_of(cookie)})).first() if cookie else None
    if row is None:
        raise SignedOut
    session, now = _session_of(row), parts.clock()
    if await has_ended(tx, parts, session):
        raise SignedOut
    if BACKGROUND not in request.headers and now >= session.used_at + TOUCH_AFTER:
        await tx.execute(update(staff_sessions).where(staff_sessions.c.id == session.id).values(used_at=now))
    return StaffCaller(
        person_id=session.person_id,
        clinic_id=row.clinic_id,
        queue_ids=frozenset(row.queue_ids),
        roles=frozenset(StaffRole(role) for role in row.roles),
        device_id=session.device_id,
    )


Staff = Annotated[StaffCaller, Depends(staff_of)]


async def has_ended(tx: Tx, parts: Parts, session: StaffSession) -> bool:
    """Whether a session ended, by sign-out or by time."""
    now = parts.clock()
    if not is_over(session, now, live_in_visit=False):
        return False
    return is_over(session, now, live_in_visit=await parts.presence.is_live(tx, session.person_id))


def is_over(session: StaffSession, now: datetime, *, live_in_visit: bool) -> bool:
    """Whether the session timed out. Neither limit counts while its person is live in a visit. Pure."""
    if session.ended_at is not None:
        return True
    too_old = now >= session.started_at + AT_MOST
    idle = now >= session.used_at + IDLE
    return (too_old or idle) and not live_in_visit


def hash_of(secret: str) -> bytes:
    """What the database keeps of a cookie. It is random, so a plain digest is enough."""
    return sha256(secret.encode()).digest()


_OF_COOKIE: Final = (
    select(staff_sessions, accounts.c.clinic_id, accounts.c.roles, queue_ids)
    .join(accounts, accounts.c.person_id == staff_sessions.c.person_id)
    .where(staff_sessions.c.cookie_hash == bindparam("cookie_hash"))
)


def _session_of(row: Row[Any]) -> StaffSession:
    return StaffSession(
        id=row.id,
        person_id=row.person_id,
        device_id=row.device_id,
        started_at=row.started_at,
        used_at=row.used_at,
        ended_at=row.ended_at,
    )


async def sessions_at(tx: Tx, devices: Collection[DeviceId]) -> list[StaffSession]:
    """The sign-ins of several browsers."""
    rows = await tx.execute(select(staff_sessions).where(staff_sessions.c.device_id.in_(devices)))
    return [_session_of(row) for row in rows]


async def begin(tx: Tx, session: StaffSession, cookie: str) -> None:
    """Keep a new sign-in."""
    await tx.execute(
        insert(staff_sessions).values(
            id=session.id,
            person_id=session.person_id,
            device_id=session.device_id,
            cookie_hash=hash_of(cookie),
            started_at=session.started_at,
            used_at=session.used_at,
        )
    )


async def end(tx: Tx, cookie: str, now: datetime) -> list[PersonId]:
    """Sign out, and say who did; nobody where there is no session."""
    of_cookie = update(staff_sessions).where(staff_sessions.c.cookie_hash == hash_of(cookie))
    ended = of_cookie.where(staff_sessions.c.ended_at.is_(None)).values(ended_at=now)
    return list((await tx.execute(ended.returning(staff_sessions.c.person_id))).scalars())


async def end_all(tx: Tx, person_id: PersonId, now: datetime) -> None:
    """Sign somebody out everywhere."""
    of_person = update(staff_sessions).where(staff_sessions.c.person_id == person_id)
    await tx.execute(of_person.where(staff_sessions.c.ended_at.is_(None)).values(ended_at=now))
