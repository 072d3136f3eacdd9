"""What people did on their pages, in the database."""

import json
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, exists, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import VisitState
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.person_keys import personal_of
from services.runtime.personal import PersonKey
from services.runtime.record_tables import person_keys as keys
from services.session.accounts.rules import AT_MOST, IDLE
from services.session.accounts.tables import staff_sessions
from services.session.visit.rules.model import Visit
from services.session.visit.tables import visits
from services.session.visit_page.facts import NOTHING, Beside, PageFacts
from services.session.visit_page.rules import ClinicianStatus
from services.session.visit_page.tables import visit_pages

MOST_BESIDE: Final = 12
"""People in one room; of more the last ones count."""


def _facts_of(row: Row[Any], key: PersonKey) -> PageFacts:
    beside = key.open(visit_pages.c.present, row.present)
    return PageFacts(
        camera=row.camera,
        microphone=row.microphone,
        speaker=row.speaker,
        network=row.network,
        tried_at=row.tried_at,
        done_at=row.done_at,
        help_wanted_at=row.help_wanted_at,
        wrong_person_at=row.wrong_person_at,
        not_yet_at=row.not_yet_at,
        beside=_beside_of(json.loads(beside)) if beside else (),
    )


def _beside_of(kept: list[str | list[str | None]]) -> tuple[Beside, ...]:
    """Each is a name, or a name and who they are to the patient."""
    return tuple(Beside(one) if isinstance(one, str) else Beside(str(one[0]), one[1]) for one in kept)


async def of_visit(tx: Tx, visit_id: VisitId) -> dict[PersonId, PageFacts]:
    """The pages of everyone in a visit who did anything there."""
    return {person: facts for (_, person), facts in (await of_visits(tx, [visit_id])).items()}


async def of_visits(tx: Tx, ids: list[VisitId]) -> dict[tuple[VisitId, PersonId], PageFacts]:
    """The pages of several visits, by visit and person."""
    with_keys = select(visit_pages, keys.c.wrapped).outerjoin(keys, keys.c.person_id == visit_pages.c.person_id)
    rows, personal = await tx.execute(with_keys.where(visit_pages.c.visit_id.in_(ids))), personal_of(tx)
    return {
        (VisitId(row.visit_id), PersonId(row.person_id)): _facts_of(row, personal.key(row.person_id, row.wrapped))
        for row in rows
    }


async def keep(tx: Tx, visit_id: VisitId, person_id: PersonId, **facts: object) -> None:
    """Remember facts of a person's page, beside those that are there."""
    row = upsert(visit_pages).values(visit_id=visit_id, person_id=person_id, **facts)
    await tx.execute(row.on_conflict_do_update(index_elements=["visit_id", "person_id"], set_=facts))


async def add_present(tx: Tx, visit_id: VisitId, person_id: PersonId, beside: Beside) -> None:
    """Somebody sits beside the person, without a device of their own. The caller holds the visit's row."""
    page = (await of_visit(tx, visit_id)).get(person_id, NOTHING)
    others = tuple(one for one in page.beside if one.name != beside.name)
    await _keep_beside(tx, visit_id, person_id, (*others, beside)[-MOST_BESIDE:])


async def remove_present(tx: Tx, visit_id: VisitId, person_id: PersonId, name: str) -> bool:
    """Somebody has left the room in which the person is; False where nobody of that name was there."""
    page = (await of_visit(tx, visit_id)).get(person_id, NOTHING)
    others = tuple(one for one in page.beside if one.name != name)
    if len(others) == len(page.beside):
        return False
    await _keep_beside(tx, visit_id, person_id, others)
    return True


async def _keep_beside(tx: Tx, visit_id: VisitId, person_id: PersonId, all_of_them: tuple[Beside, ...]) -> None:
    beside = json.dumps([[one.name, one.relationship] for one in all_of_them])
    key = (await person_keys.of(tx, [person_id]))[person_id]
    await keep(tx, visit_id, person_id, present=key.seal(visit_pages.c.present, beside))


async def checked_before(tx: Tx, person_id: PersonId) -> bool:
    """Whether this person's picture and sound worked here once."""
    done = exists().where(visit_pages.c.person_id == person_id, visit_pages.c.done_at.is_not(None))
    return bool((await tx.execute(select(done))).scalar())


async def clinician_status(tx: Tx, visit: Visit, now: datetime) -> ClinicianStatus:
    """What a waiting patient may know of the clinician: with somebody else, here, or not here yet."""
    other = exists().where(
        visits.c.clinician_id == visit.clinician_id,
        visits.c.id != visit.id,
        visits.c.state == VisitState.IN_PROGRESS.value,
    )
    here = exists().where(
        staff_sessions.c.person_id == visit.clinician_id,
        staff_sessions.c.ended_at.is_(None),
        staff_sessions.c.used_at > now - IDLE,
        staff_sessions.c.started_at > now - AT_MOST,
    )
    row = (await tx.execute(select(other.label("busy"), here.label("here")))).one()
    if row.busy:
        return ClinicianStatus.WITH_SOMEONE
    return ClinicianStatus.FREE if row.here else ClinicianStatus.NOT_HERE
