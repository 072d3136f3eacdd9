"""Names and consents in the database. Each fact of consent stays as the highest row version of the visit said it."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from services.contracts.ids import PersonId, VisitId
from services.contracts.questions import PeopleFacts, Scopes
from services.contracts.states import Scope
from services.notes.audience.rules import Consent
from services.notes.audience.tables import audiences, consents
from services.notes.words_at_rest import words_of
from services.runtime.database import Tx


async def keep_scopes(tx: Tx, visit_id: VisitId, person_id: PersonId, scopes: frozenset[Scope], version: int) -> None:
    """What a person's consent says at this row version of the visit."""
    said = {"scopes": sorted(scopes), "scopes_version": version}
    row = insert(consents).values(visit_id=visit_id, person_id=person_id, removed=False, removed_version=0, **said)
    await tx.execute(
        row.on_conflict_do_update(
            index_elements=["visit_id", "person_id"], set_=said, where=consents.c.scopes_version < version
        )
    )


async def keep_removed(tx: Tx, visit_id: VisitId, person_id: PersonId, version: int, *, removed: bool) -> None:
    """Whether a person is removed at this row version of the visit."""
    said = {"removed": removed, "removed_version": version}
    row = insert(consents).values(visit_id=visit_id, person_id=person_id, scopes=[], scopes_version=0, **said)
    await tx.execute(
        row.on_conflict_do_update(
            index_elements=["visit_id", "person_id"], set_=said, where=consents.c.removed_version < version
        )
    )


async def keep_answers(tx: Tx, visit_id: VisitId, patient_id: PersonId, facts: PeopleFacts, scopes: Scopes) -> None:
    """What session answered: names, and everyone's scopes at once."""
    words = await words_of(tx, patient_id)
    values = {"version": facts.version, "facts": words.close(facts.model_dump_json()), "asked_at": func.now()}
    row = insert(audiences).values(visit_id=visit_id, **values)
    await tx.execute(
        row.on_conflict_do_update(index_elements=["visit_id"], set_=values, where=audiences.c.version <= facts.version)
    )
    known = await of_visit(tx, visit_id)
    for person in {*known, *scopes.scopes}:
        await keep_scopes(tx, visit_id, person, scopes.scopes.get(person, frozenset()), scopes.version)


async def of_visit(tx: Tx, visit_id: VisitId) -> dict[PersonId, Consent]:
    """What is known of consent in a visit, by person."""
    rows = (await tx.execute(select(consents).where(consents.c.visit_id == visit_id))).all()
    return {
        PersonId(row.person_id): Consent(frozenset(Scope(scope) for scope in row.scopes), row.removed) for row in rows
    }


async def facts_of(tx: Tx, visit_id: VisitId, patient_id: PersonId) -> PeopleFacts | None:
    """The names of a visit's people, as session last said them; None while it never did."""
    row = (await tx.execute(select(audiences.c.facts).where(audiences.c.visit_id == visit_id))).first()
    if row is None:
        return None
    words = await words_of(tx, patient_id)
    return PeopleFacts.model_validate_json(words.open(row.facts))
