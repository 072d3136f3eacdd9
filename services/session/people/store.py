"""Persons in the database. Who they are is written and read under their own keys."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, Select, insert, or_, select, update

from services.contracts.ids import ClinicId, PersonId
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.person_keys import personal_of
from services.runtime.personal import Personal
from services.runtime.record_tables import person_keys as keys
from services.session.errors import PersonUnknown
from services.session.people import rules
from services.session.people.rules import Clinic, Person
from services.session.people.tables import persons
from services.session.tables import clinics

MOST_FOUND: Final = 20
MOST_READ: Final = 500
"""Of those whose name may fit; whoever looks for one of more than these types another letter."""


def with_keys() -> Select[Any]:
    """Selects persons together with what opens their rows."""
    return select(persons, keys.c.wrapped).outerjoin(keys, keys.c.person_id == persons.c.id)


def person_of(row: Row[Any], personal: Personal) -> Person:
    """A row of `with_keys` as a person. Of whoever was erased only the id, the clinic and the language are left."""
    key, of = personal.key(row.id, row.wrapped), persons.c
    birth_date = key.open(of.birth_date, row.birth_date)
    return Person(
        id=row.id,
        clinic_id=row.clinic_id,
        name=key.open(of.name, row.name) or rules.ERASED,
        first_name=key.open(of.first_name, row.first_name) or rules.ERASED,
        language=row.language,
        email=key.open(of.email, row.email),
        birth_date=date.fromisoformat(birth_date) if birth_date else None,
        title=row.title,
        phone=key.open(of.phone, row.phone),
    )


async def add(tx: Tx, person: Person) -> None:
    """Keep a new person."""
    key, personal, of = await person_keys.begin(tx, person.id), personal_of(tx), persons.c
    born = person.birth_date.isoformat() if person.birth_date else None
    await tx.execute(
        insert(persons).values(
            id=person.id,
            clinic_id=person.clinic_id,
            name=key.seal(of.name, person.name),
            first_name=key.seal(of.first_name, person.first_name),
            language=person.language,
            email=key.seal_some(of.email, person.email),
            birth_date=key.seal_some(of.birth_date, born),
            title=person.title,
            phone=key.seal_some(of.phone, person.phone),
            name_index=sorted(_name(personal, person.clinic_id, one) for one in rules.beginnings(person.name)),
            email_index=address_index(tx, person.email) if person.email else None,
        )
    )


def _name(personal: Personal, clinic_id: ClinicId, beginning: str) -> bytes:
    """Of each clinic its own: two clinics' lists tell nothing of each other."""
    return personal.index("name", str(clinic_id), beginning)


def address_index(tx: Tx, address: str) -> bytes:
    """By what persons with this address are found."""
    return personal_of(tx).index("email", address.strip().lower())


async def forget_index(tx: Tx, person_id: PersonId) -> None:
    """Nobody finds the person any more; the last of their words that are kept outside of their key."""
    gone = update(persons).where(persons.c.id == person_id).values(name_index=[], email_index=None)
    await tx.execute(gone)


async def load(tx: Tx, person_id: PersonId, clinic_id: ClinicId) -> Person:
    """A person of this clinic. Error: `person.unknown`."""
    found = await of_ids(tx, [person_id])
    person = found.get(person_id)
    if person is None or person.clinic_id != clinic_id:
        raise PersonUnknown
    return person


async def of_ids(tx: Tx, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    """Several persons at once; unknown ids are left out."""
    return {person.id: person for person in await _read(tx, with_keys().where(persons.c.id.in_(list(ids))))}


async def _read(tx: Tx, which: Select[Any]) -> list[Person]:
    personal = personal_of(tx)
    return [person_of(row, personal) for row in await tx.execute(which)]


async def search(tx: Tx, clinic_id: ClinicId, words: str) -> list[Person]:
    """People of the clinic whose name has a word that begins so, or whose address is this one; staff are left out."""
    personal, wanted = personal_of(tx), rules.words_of(words)
    if not wanted:
        return []
    beginnings = [_name(personal, clinic_id, word[: rules.LONGEST_BEGINNING]) for word in wanted]
    may_be = or_(persons.c.name_index.contains(beginnings), persons.c.email_index == address_index(tx, words))
    which = with_keys().where(persons.c.clinic_id == clinic_id, persons.c.title.is_(None), may_be)
    found = await _read(tx, which.order_by(persons.c.id).limit(MOST_READ))
    fitting = [person for person in found if rules.is_found_by(person, words)]
    return sorted(fitting, key=lambda person: (person.name.lower(), person.id))[:MOST_FOUND]


async def by_address(tx: Tx, index: bytes) -> list[Person]:
    """Everyone with the address that has this index."""
    return await _read(tx, with_keys().where(persons.c.email_index == index))


async def of_clinic(tx: Tx, clinic_id: ClinicId) -> list[Person]:
    """Everyone whom a clinic knows."""
    return await _read(tx, with_keys().where(persons.c.clinic_id == clinic_id))


async def set_language(tx: Tx, person_id: PersonId, language: str) -> None:
    """What the person reads from now on."""
    await tx.execute(update(persons).where(persons.c.id == person_id).values(language=language))


async def clinic_of(tx: Tx, clinic_id: ClinicId) -> Clinic:
    """The clinic itself."""
    row = (await tx.execute(select(clinics).where(clinics.c.id == clinic_id))).one()
    return Clinic(ClinicId(row.id), row.name, row.phone, row.zone, row.language)
