"""Who has looked, over HTTP, at the patient's own page."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from services.contracts.access import Action
from services.contracts.standing import is_outside
from services.contracts.states import Role, VisitState
from services.runtime.routes import InTx, TransactionRoute
from services.session.callers import LinkCaller
from services.session.link.door import AtLink
from services.session.looks import store
from services.session.looks.rules import WHAT, Screen, look
from services.session.parts import InParts
from services.session.people import store as people
from services.session.people.rules import ERASED, Person, short_name
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import require

router = APIRouter(prefix="/api/session/v1", tags=["visit page"], route_class=TransactionRoute)


class WhoLooked(BaseModel):
    """Somebody was shown data of the patient. `role`: as what they looked."""

    who: str = Field(description="a clinician as patients know them, others by their name, a guest by the first one")
    role: Literal["clinician", "desk"] | Role
    what: Literal["day", "search", "visit", "consents", "page"]
    at: datetime


@router.get("/looks")
async def looks(caller: AtLink, tx: InTx, parts: InParts) -> list[WhoLooked]:
    """Who was shown the patient's data, the newest first; looks at the same within minutes are one.

    For the patient and whoever decides for them. Of a talk that goes on a guest who decides is told only while in it.
    """
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.SEE_LOOKS)
    hidden = visit.person(caller.person_id).apart
    found = await store.at(tx, visit.patient_id, visit.id, hidden=hidden, before=_until(visit, caller))
    persons = await people.of_ids(tx, {row.caller_id for row in found})
    async with parts.edge.inside(tx, caller) as work:
        await work.look(look(Screen.LOOKS, {visit.patient_id}, visit.id), None)
    return [
        WhoLooked.model_validate(
            {
                "who": _name(persons.get(row.caller_id), row.role),
                "role": row.role.partition("+")[0],
                "what": WHAT[row.action],
                "at": row.at,
            }
        )
        for row in found
    ]


def _until(visit: Visit, caller: LinkCaller) -> datetime | None:
    """Somebody's first look is their coming in: who comes to a talk is not for whoever is outside of it."""
    is_out = is_outside(visit.standing_entry(), caller.person_id, caller.device_id)
    return visit.started_at if is_out and visit.state is VisitState.IN_PROGRESS else None


def _name(person: Person | None, role: str) -> str:
    if person is None:
        return ERASED
    return person.first_name if role in set(Role) - {Role.CLINICIAN} else short_name(person)
