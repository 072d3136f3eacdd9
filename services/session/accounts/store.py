"""Accounts and wrong passwords in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, any_, delete, func, insert, literal, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import ClinicId, PersonId, QueueId
from services.runtime.database import Tx
from services.runtime.person_keys import personal_of
from services.session.accounts.rules import Account, Failures
from services.session.accounts.tables import account_queues, accounts, queue_ids, sign_in_failures
from services.session.callers import StaffRole
from services.session.errors import SignedOut
from services.session.people.rules import Person
from services.session.people.store import person_of, with_keys
from services.session.people.tables import persons
from services.session.tables import queues


def _account_of(row: Row[Any]) -> Account:
    return Account(
        person_id=row.person_id,
        clinic_id=row.clinic_id,
        name=row.name,
        password_hash=row.password_hash,
        roles=frozenset(StaffRole(role) for role in row.roles),
        queue_ids=frozenset(row.queue_ids),
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
    row = (await tx.execute(select(accounts, queue_ids).where(accounts.c.name == name.strip().lower()))).first()
    return _account_of(row) if row else None


async def find(tx: Tx, person_id: PersonId) -> Account | None:
    """The account of a member of staff; None for anybody else."""
    row = (await tx.execute(select(accounts, queue_ids).where(accounts.c.person_id == person_id))).first()
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
        with_keys()
        .join(accounts, accounts.c.person_id == persons.c.id)
        .where(accounts.c.clinic_id == clinic_id, literal(StaffRole.CLINICIAN.value) == any_(accounts.c.roles))
    )
    personal = personal_of(tx)
    return sorted((person_of(row, personal) for row in rows), key=lambda person: (person.name, person.id))


async def queues_of(tx: Tx, ids: frozenset[QueueId]) -> list[tuple[QueueId, str]]:
    """Ids and names of queues, by name."""
    rows = await tx.execute(select(queues).where(queues.c.id.in_(list(ids))).order_by(queues.c.name, queues.c.id))
    return [(QueueId(row.id), row.name) for row in rows]


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
