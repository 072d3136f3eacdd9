"""Signing in and out, and who is signed in."""

from typing import Annotated

from fastapi import APIRouter, Request, Response, status
from pydantic import BaseModel, Field, StringConstraints

from services.contracts.ids import ClinicId, PersonId, QueueId
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts import store
from services.session.accounts.rules import IDLE
from services.session.accounts.sign_in import begin, end
from services.session.accounts.signed_in import COOKIE, PATH, Staff
from services.session.callers import StaffRole
from services.session.parts import InParts
from services.session.people import store as people
from services.session.people.fields import OneLine
from services.session.people.rules import short_name
from services.session.web import needs_tls, source_of

router = APIRouter(prefix="/api/session/v1", tags=["staff"])
"""Signing in takes as long as a password's hash, so it holds no transaction meanwhile."""

own = APIRouter(prefix="/api/session/v1", tags=["staff"], route_class=TransactionRoute)
"""For whoever is signed in."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200), OneLine]


class SignIn(BaseModel):
    name: Name
    password: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class StaffClinic(BaseModel):
    id: ClinicId
    name: str
    phone: str
    zone: str


class StaffQueue(BaseModel):
    id: QueueId
    name: str


class StaffMe(BaseModel):
    """Who is signed in. `short_name` is how patients know a clinician."""

    person_id: PersonId
    name: str
    short_name: str
    roles: list[StaffRole]
    clinic: StaffClinic
    queues: list[StaffQueue]
    language: str
    idle_minutes: int = Field(description="without use for so long the page is signed out, never during a visit")


class Clinician(BaseModel):
    person_id: PersonId
    name: str
    short_name: str


@router.post("/sign-in")
async def sign_in(asked: SignIn, request: Request, response: Response, parts: InParts) -> StaffMe:
    """Open a staff session. Errors: `staff.wrong`, `staff.locked`."""
    session, cookie = await begin(parts, asked.name, asked.password, source_of(request))
    response.set_cookie(
        COOKIE, cookie, path=PATH, httponly=True, samesite="lax", secure=needs_tls(parts.settings.public_origin)
    )
    async with parts.edge.reading() as tx:
        return await _staff_me(tx, session.person_id)


@router.post("/sign-out", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out(request: Request, response: Response, parts: InParts) -> None:
    """End the staff session, if there is one."""
    await end(parts, request.cookies.get(COOKIE))
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax")


@own.get("/staff-me")
async def staff_me(caller: Staff, tx: InTx) -> StaffMe:
    """Who is signed in here. Error: `staff.signed_out`."""
    return await _staff_me(tx, caller.person_id)


@own.get("/clinicians")
async def clinicians(caller: Staff, tx: InTx) -> list[Clinician]:
    """Everyone a visit can be booked with."""
    found = await store.clinicians(tx, caller.clinic_id)
    return [Clinician(person_id=one.id, name=one.name, short_name=short_name(one)) for one in found]


async def _staff_me(tx: Tx, person_id: PersonId) -> StaffMe:
    account = await store.of_person(tx, person_id)
    person = await people.load(tx, person_id, account.clinic_id)
    clinic = await people.clinic_of(tx, account.clinic_id)
    return StaffMe(
        person_id=person.id,
        name=person.name,
        short_name=short_name(person),
        roles=sorted(account.roles),
        clinic=StaffClinic(id=clinic.id, name=clinic.name, phone=clinic.phone, zone=clinic.zone),
        queues=[StaffQueue(id=id_, name=name) for id_, name in await store.queues_of(tx, account.queue_ids)],
        language=person.language,
        idle_minutes=int(IDLE.total_seconds()) // 60,
    )
