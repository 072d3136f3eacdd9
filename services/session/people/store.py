"""Persons in the database."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update

from services.contracts.ids import ClinicId, PersonId
from services.runtime.database import Tx
from services.session.errors import PersonUnknown
from services.session.people.rules import Clinic, Person
from services.session.people.tables import persons
from services.session.tables import clinics

MOST_FOUND = 20


def person_of(row: Row[Any]) -> Person:
    """A row of `persons` as a person."""
    return Person(
        id=row.id,
        clinic_id=row.clinic_id,
        name=row.name,
        first_name=row.first_name,
        language=row.language,
        email=row.email,
        birth_date=row.birth_date,
        title=row.title,
        phone=row.phone,
    )


async def add(tx: Tx, person: Person) -> None:
    """Keep a new person."""
    await tx.execute(
        insert(persons).values(
            id=person.id,
            clinic_id=person.clinic_id,
            name=person.name,
            first_name=person.first_name,
            language=person.language,
            email=person.email,
            birth_date=person.birth_date,
            title=person.title,
            phone=person.phone,
        )
    )


async def load(tx: Tx, person_id: PersonId, clinic_id: ClinicId) -> Person:
    """A person of this clinic. Error: `person.unknown`."""
    found = await of_ids(tx, [person_id])
    person = found.get(person_id)
    if person is None or person.clinic_id != clinic_id:
        raise PersonUnknown
    return person


async def of_ids(tx: Tx, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    """Several persons at once; unknown ids are left out."""
    rows = await tx.execute(select(persons).where(persons.c.id.in_(list(ids))))
    return {row.id: person_of(row) for row in rows}


async def search(tx: Tx, clinic_id: ClinicId, words: str) -> list[Person]:
    """People of the clinic whose name has a word that begins so, or whose address is this one; staff are left out."""
    escaped = words.strip().lower().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    if not escaped:
        return []
    name = func.lower(persons.c.name)
    rows = await tx.execute(
        select(persons)
        .where(persons.c.clinic_id == clinic_id, persons.c.title.is_(None))
        .where(
            or_(
                name.like(f"{escaped}%"),
                name.like(f"% {escaped}%"),
                func.lower(persons.c.email) == words.strip().lower(),
            )
        )
        .order_by(name, persons.c.id)
        .limit(MOST_FOUND)
    )
    return [person_of(row) for row in rows]


async def by_email(tx: Tx, email: str) -> list[Person]:
    """Everyone with this address."""
    rows = await tx.execute(select(persons).where(func.lower(persons.c.email) == email.strip().lower()))
    return [person_of(row) for row in rows]


async def set_language(tx: Tx, person_id: PersonId, language: str) -> None:
    """What the person reads from now on."""
    await tx.execute(update(persons).where(persons.c.id == person_id).values(language=language))


async def clinic_of(tx: Tx, clinic_id: ClinicId) -> Clinic:
    """The clinic itself."""
    row = (await tx.execute(select(clinics).where(clinics.c.id == clinic_id))).one()
    return Clinic(ClinicId(row.id), row.name, row.phone, row.zone, row.language)
