"""Erasing a person from the database of a service who knows no more of them than what lies under their key."""

from uuid import UUID

from services.runtime import audit, idempotency, person_keys, record_tables
from services.runtime.audit import Line
from services.runtime.clock import utc_now
from services.runtime.database import Database, open_database
from services.runtime.settings import ServiceSettings

OPERATOR = "operator"


class KeyStillThereError(Exception):
    """The person is erased; the key is gone from the table, and not yet from its file."""


async def erase(settings: ServiceSettings, person_id: UUID) -> bool:
    """Erase the person's key, whether or not one was made yet. False when that was done before.

    Raises `KeyStillThereError`.
    """
    now = utc_now()
    async with open_database(settings, "beside person") as database:
        async with database.transaction() as tx:
            erased = await person_keys.erase(tx, person_id, now)
            if erased:
                await idempotency.forget_answers(tx)
                await audit.append(tx, [Line(now, OPERATOR, "person.erased", person_id=person_id)])
        await leave_the_file(database)
    return erased


async def leave_the_file(database: Database) -> None:
    """Have erased keys leave the file of their table. Raises `KeyStillThereError`."""
    if not await database.vacuum(record_tables.person_keys):
        raise KeyStillThereError
