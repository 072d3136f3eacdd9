"""Names and consents in the database. Each fact of consent stays as the highest row version of the visit said it."""

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import PersonId, VisitId
from services.contracts.questions import ClinicFacts, PeopleFacts, Scopes
from services.contracts.states import Role, Scope
from services.contracts.summary import Gets
from services.notes.audience import names
from services.notes.audience.rules import Consent, gets_by
from services.notes.audience.tables import audiences, consents, people
from services.runtime.database import Tx


async def keep_scopes(tx: Tx, visit_id: VisitId, person_id: PersonId, scopes: frozenset[Scope], version: int) -> bool:
    """What a person's consent says at this row version of the visit. False when something later is known already."""
    said = {"scopes": sorted(scopes), "scopes_version": version}
    row = insert(consents).values(visit_id=visit_id, person_id=person_id, removed=False, removed_version=0, **said)
    kept = row.on_conflict_do_update(
        index_elements=["visit_id", "person_id"], set_=said, where=consents.c.scopes_version < version
    )
    return (await tx.execute(kept.returning(consents.c.person_id))).first() is not None


async def keep_removed(tx: Tx, visit_id: VisitId, person_id: PersonId, version: int, *, removed: bool) -> bool:
    """Whether a person is removed at this row version of the visit. False when something later is known already."""
    said = {"removed": removed, "removed_version": version}
    row = insert(consents).values(visit_id=visit_id, person_id=person_id, scopes=[], scopes_version=0, **said)
    kept = row.on_conflict_do_update(
        index_elements=["visit_id", "person_id"], set_=said, where=consents.c.removed_version < version
    )
    return (await tx.execute(kept.returning(consents.c.person_id))).first() is not None


async def keep_answers(tx: Tx, visit_id: VisitId, facts: PeopleFacts, scopes: Scopes) -> None:
    """What session answered: names, and everyone's scopes at once."""
    values = {"version": facts.version, "clinic": facts.clinic.model_dump_json(), "asked_at": func.now()}
    row = insert(audiences).values(visit_id=visit_id, **values)
    kept = row.on_conflict_do_update(
        index_elements=["visit_id"], set_=values, where=audiences.c.version <= facts.version
    )
    if (await tx.execute(kept.returning(audiences.c.visit_id))).first() is not None:
        await tx.execute(delete(people).where(people.c.visit_id == visit_id))
        named = await names.close(tx, people.c.facts, facts.people)
        await tx.execute(insert(people).values([{"visit_id": visit_id, **one} for one in named]))
    known = await of_visit(tx, visit_id)
    for person in {*known, *scopes.scopes}:
        await keep_scopes(tx, visit_id, person, scopes.scopes.get(person, frozenset()), scopes.version)


async def of_visit(tx: Tx, visit_id: VisitId) -> dict[PersonId, Consent]:
    """What is known of consent in a visit, by person."""
    rows = (await tx.execute(select(consents).where(consents.c.visit_id == visit_id))).all()
    return {
        PersonId(row.person_id): Consent(frozenset(Scope(scope) for scope in row.scopes), row.removed) for row in rows
    }


async def is_somebody_unnamed(tx: Tx, visit_id: VisitId, facts: PeopleFacts) -> bool:
    """Whether consent opens something to a person of whom session had said nothing yet when it told these names."""
    named = {person.person_id for person in facts.people}
    newer = select(consents).where(consents.c.visit_id == visit_id, consents.c.scopes_version > facts.version)
    rows = (await tx.execute(newer.where(consents.c.person_id.not_in(named)))).all()
    given = [Consent(frozenset(Scope(scope) for scope in row.scopes), row.removed) for row in rows]
    return any(gets_by(one, Role.GUEST, decides=False) is not Gets.NOTHING for one in given)


async def facts_of(tx: Tx, visit_id: VisitId) -> PeopleFacts | None:
    """The names of a visit's people, as session last said them; None while it never did."""
    row = (await tx.execute(select(audiences).where(audiences.c.visit_id == visit_id))).first()
    if row is None:
        return None
    rows = (await tx.execute(select(people).where(people.c.visit_id == visit_id))).all()
    clinic = ClinicFacts.model_validate_json(row.clinic)
    named = await names.opened(tx, people.c.facts, rows)
    return PeopleFacts(version=row.version, clinic=clinic, people=tuple(named))
