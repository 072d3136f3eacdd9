"""Accounts, staff sessions and wrong passwords in the database."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, any_, delete, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId
from services.runtime.database import Tx
from services.session.accounts.rules import Account, Failures, StaffSession
from services.session.accounts.tables import account_queues, accounts, sign_in_failures, staff_sessions
from services.session.callers import StaffRole
from services.session.errors import SignedOut
from services.session.people.rules import Person
from services.session.people.store import person_of
from services.session.people.tables import persons
from services.session.tables import queues

_QUEUES = (
    select(func.coalesce(func.array_agg(account_queues.c.queue_id), []))
    .where(account_queues.c.person_id == accounts.c.person_id)
    .scalar_subquery()
    .label("queue_ids")
)


def _account_of(row: Row[Any]) -> Account:
    return Account(
        person_id=row.person_id,
        clinic_id=row.clinic_id,
        name=row.name,
        password_hash=row.password_hash,
        roles=frozenset(StaffRole(role) for role in row.roles),
        queue_ids=frozenset(row.queue_ids),
    )


def _session_of(row: Row[Any]) -> StaffSession:
    return StaffSession(
        id=row.id,
        person_id=row.person_id,
        device_id=row.device_id,
        cookie_hash=row.cookie_hash,
        started_at=row.started_at,
        used_at=row.used_at,
        ended_at=row.ended_at,
    )


async def add(tx: Tx, account: Account) -> None:
    """Keep a new account with its queues."""
    await tx.execute(
        insert(accounts).values(
            person_id=account.person_id,
            clinic_id=account.clinic_id,
            name=account.name,
            password_hash=account.password_hash,
            roles=sorted(account.roles),
        )
    )
    rows = [{"person_id": account.person_id, "queue_id": queue} for queue in sorted(account.queue_ids)]
    if rows:
        await tx.execute(insert(account_queues), rows)


async def by_name(tx: Tx, name: str) -> Account | None:
    """The account with this name, written in any case."""
    row = (await tx.execute(select(accounts, _QUEUES).where(accounts.c.name == name.strip().lower()))).first()
    return _account_of(row) if row else None


async def find(tx: Tx, person_id: PersonId) -> Account | None:
    """The account of a member of staff; None for anybody else."""
    row = (await tx.execute(select(accounts, _QUEUES).where(accounts.c.person_id == person_id))).first()
    return _account_of(row) if row else None


async def of_person(tx: Tx, person_id: PersonId) -> Account:
    """The account of somebody who is known to be staff. Error: `staff.signed_out`."""
    account = await find(tx, person_id)
    if account is None:
        raise SignedOut
    return account


async def clinicians(tx: Tx, clinic_id: ClinicId) -> list[Person]:
    """Everyone of the clinic who can have visits, by name."""
    rows = await tx.execute(
        select(persons)
        .join(accounts, accounts.c.person_id == persons.c.id)
        .where(accounts.c.clinic_id == clinic_id, literal(StaffRole.CLINICIAN.value) == any_(accounts.c.roles))
        .order_by(persons.c.name, persons.c.id)
    )
    return [person_of(row) for row in rows]


async def queues_of(tx: Tx, ids: frozenset[QueueId]) -> list[tuple[QueueId, str]]:
    """Ids and names of queues, by name."""
    rows = await tx.execute(select(queues).where(queues.c.id.in_(list(ids))).order_by(queues.c.name, queues.c.id))
    return [(QueueId(row.id), row.name) for row in rows]


async def begin_session(tx: Tx, session: StaffSession) -> None:
    """Keep a new sign-in."""
    await tx.execute(
        insert(staff_sessions).values(
            id=session.id,
            person_id=session.person_id,
            device_id=session.device_id,
            cookie_hash=session.cookie_hash,
            started_at=session.started_at,
            used_at=session.used_at,
        )
    )


async def session_of(tx: Tx, cookie_hash: bytes) -> StaffSession | None:
    """The sign-in whose cookie this is."""
    row = (await tx.execute(select(staff_sessions).where(staff_sessions.c.cookie_hash == cookie_hash))).first()
    return _session_of(row) if row else None


async def sessions_at(tx: Tx, devices: Collection[DeviceId]) -> list[StaffSession]:
    """The sign-ins of several browsers."""
    rows = await tx.execute(select(staff_sessions).where(staff_sessions.c.device_id.in_(devices)))
    return [_session_of(row) for row in rows]


async def touch(tx: Tx, session: StaffSession, now: datetime) -> None:
    """Remember that the session was used."""
    await tx.execute(update(staff_sessions).where(staff_sessions.c.id == session.id).values(used_at=now))


async def end_session(tx: Tx, session: StaffSession, now: datetime) -> None:
    """Sign out."""
    await tx.execute(
        update(staff_sessions)
        .where(staff_sessions.c.id == session.id, staff_sessions.c.ended_at.is_(None))
        .values(ended_at=now)
    )


async def failures_of(tx: Tx, name_hash: bytes) -> Failures:
    """Wrong passwords under a name so far, held until the transaction ends so that none goes uncounted."""
    first = upsert(sign_in_failures).values(name_hash=name_hash, wrong=0, last_at=func.now())
    await tx.execute(first.on_conflict_do_nothing())
    of_name = select(sign_in_failures).where(sign_in_failures.c.name_hash == name_hash)
    row = (await tx.execute(of_name.with_for_update())).one()
    return Failures(name_hash, row.wrong, row.closed_until)


async def keep_failures(tx: Tx, failures: Failures, now: datetime) -> None:
    """Remember wrong passwords under a name."""
    values = {"wrong": failures.wrong, "closed_until": failures.closed_until, "last_at": now}
    statement = upsert(sign_in_failures).values(name_hash=failures.name_hash, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["name_hash"], set_=values))


async def forget_failures(tx: Tx, name_hash: bytes) -> None:
    """After the right password."""
    await tx.execute(delete(sign_in_failures).where(sign_in_failures.c.name_hash == name_hash))
