"""The keys of persons in the database, made and opened within a transaction.

    key = await person_keys.begin(tx, person_id)           # somebody of whom nothing is known yet
    row = {"name": key.seal(persons.c.name, "Rosa Diaz")}
    keys = await person_keys.of(tx, ids)                   # one query for all of them
    name = keys[person_id].open(persons.c.name, row.name)  # None once the person was erased

No key is kept in memory beyond its transaction: an erased one opens nothing more from the commit on.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.runtime.database import PERSONAL, Tx
from services.runtime.personal import Personal, PersonErasedError, PersonKey
from services.runtime.record_tables import person_keys
from services.runtime.settings import SettingsError


def personal_of(tx: Tx) -> Personal:
    """What the transaction's database was opened with."""
    assert tx.sync_connection is not None  # noqa: S101 (a transaction is always connected)
    found = tx.sync_connection.get_execution_options().get(PERSONAL)
    if not isinstance(found, Personal):
        raise SettingsError("BESIDE_KEYS_DIR is not set; it names the folder that holds the key of persons' keys.")
    return found


async def begin(tx: Tx, person_id: UUID) -> PersonKey:
    """The person's key; made when this is the first that is written about them. Error: `PersonErasedError`."""
    personal = personal_of(tx)
    made, wrapped = personal.new_key(person_id)
    row = insert(person_keys).values(person_id=person_id, wrapped=wrapped).on_conflict_do_nothing()
    if (await tx.execute(row.returning(person_keys.c.person_id))).first() is not None:
        return made
    known = (await of(tx, [person_id]))[person_id]
    if known.is_erased:
        raise PersonErasedError
    return known


async def of(tx: Tx, ids: Iterable[UUID]) -> Mapping[UUID, PersonKey]:
    """The keys of all these persons; of whoever was erased, or never had one, one that opens nothing."""
    personal, wanted = personal_of(tx), set(ids)
    rows = await tx.execute(select(person_keys).where(person_keys.c.person_id.in_(wanted)))
    wrapped: dict[UUID, bytes | None] = {row.person_id: row.wrapped for row in rows}
    return {person_id: personal.key(person_id, wrapped.get(person_id)) for person_id in wanted}


async def erase(tx: Tx, person_id: UUID, now: datetime) -> bool:
    """Erase a person's key; no other will ever be made. False when that was done before."""
    gone = {"wrapped": None, "erased_at": now}
    row = insert(person_keys).values(person_id=person_id, **gone)
    erased = row.on_conflict_do_update(
        index_elements=["person_id"], set_=gone, where=person_keys.c.erased_at.is_(None)
    ).returning(person_keys.c.person_id)
    return (await tx.execute(erased)).first() is not None
