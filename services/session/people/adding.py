"""Somebody whom the clinic does not know yet."""

from services.session.change import Change, Note
from services.session.people import store
from services.session.people.rules import Person
from services.session.work import Work


async def add(work: Work, person: Person) -> Person:
    """Keep them, and say so in the audit."""
    await store.add(work.tx, person)
    await work.tell(Change(person, notes=(Note("person.added", person_id=person.id),)))
    return person
