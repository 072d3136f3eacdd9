"""Erasing a person from the database of a service who knows no more of them than what lies under their key."""

from uuid import UUID

from services.runtime import audit, idempotency, person_keys, record_tables
from services.runtime.audit import Line
from services.runtime.clock import utc_now
from services.runtime.database import open_database
from services.runtime.settings import ServiceSettings

OPERATOR = "operator"


async def erase(settings: ServiceSettings, person_id: UUID) -> bool:
    """Erase the person's key, whether or not one was made yet. False when that was done before."""
    now = utc_now()
    async with open_database(settings, "beside person") as database:
        async with database.transaction() as tx:
            erased = await person_keys.erase(tx, person_id, now)
            if erased:
                await idempotency.forget_answers(tx)
                await audit.append(tx, [Line(now, OPERATOR, "person.erased", person_id=person_id)])
        await database.vacuum(record_tables.person_keys)
    return erased
