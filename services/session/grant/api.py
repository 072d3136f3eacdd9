"""Join grants and access tokens over HTTP, at both doors."""

from datetime import datetime

from fastapi import APIRouter, Request

from services.contracts import grants
from services.contracts.access import Action
from services.contracts.grants import AccessToken, Door, JoinGrant
from services.contracts.ids import GrantId, VisitId
from services.contracts.states import Role
from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts.signed_in import Staff, staff_of
from services.session.callers import LinkCaller, StaffCaller
from services.session.errors import DeviceReplaced
from services.session.link import store as links
from services.session.link.door import AtLink, person_of
from services.session.parts import InParts, Parts
from services.session.second_fact.rules import proven_until
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import parties, require
from services.session.visit.wire import Grant, Token
from services.session.web import door_of

router = APIRouter(prefix="/api/session/v1", tags=["grants"], route_class=TransactionRoute)


@router.post("/grant")
async def grant(request: Request, tx: InTx, parts: InParts) -> Grant:
    """What opens this page's socket: a person's in their visit, or a staff page's outside of any.

    Errors: `link.closed`, `device.replaced`, `staff.signed_out`.
    """
    if door_of(request) is Door.STAFF:
        return _staff_grant(parts, await staff_of(request, tx, parts))
    caller = await person_of(request, tx, parts)
    return await _visit_grant(tx, parts, caller, caller.visit_id)


@router.post("/visits/{visit_id}/grant")
async def clinician_grant(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> Grant:
    """What opens the clinician's socket in a visit whose seat they took."""
    return await _visit_grant(tx, parts, caller, visit_id)


async def _visit_grant(tx: Tx, parts: Parts, caller: StaffCaller | LinkCaller, visit_id: VisitId) -> Grant:
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, visit_id)
        require(visit, caller, Action.CONNECT)
        person = visit.person(caller.person_id)
        if caller.device_id not in person.devices:
            raise DeviceReplaced
        claims = _claims(visit, caller, person.role, await visits.next_connection(work, visit_id))
    return _signed(parts, claims)


def _claims(visit: Visit, caller: StaffCaller | LinkCaller, role: Role, n: int) -> JoinGrant:
    is_staff = isinstance(caller, StaffCaller)
    return JoinGrant(
        kind="visit",
        jti=GrantId(new_id()),
        person_id=caller.person_id,
        role=role,
        door=Door.STAFF if is_staff else Door.VISIT,
        handle=None if isinstance(caller, StaffCaller) else caller.handle,
        clinic_id=visit.clinic_id,
        queue_ids=caller.queue_ids if isinstance(caller, StaffCaller) else frozenset(),
        visit_id=visit.id,
        queue_id=visit.queue_id,
        device_id=caller.device_id,
        n=n,
    )


def _staff_grant(parts: Parts, caller: StaffCaller) -> Grant:
    claims = JoinGrant(
        kind="staff",
        jti=GrantId(new_id()),
        person_id=caller.person_id,
        role=None,
        door=Door.STAFF,
        handle=None,
        clinic_id=caller.clinic_id,
        queue_ids=caller.queue_ids,
        visit_id=None,
        queue_id=None,
        device_id=caller.device_id,
        n=0,
    )
    return _signed(parts, claims)


def _signed(parts: Parts, claims: JoinGrant) -> Grant:
    token = parts.keys.sign(claims, audience=grants.SIGNALING, life=grants.JOIN_GRANT_LIFE, now=parts.clock())
    return Grant(grant=token, n=claims.n)


@router.post("/token")
async def token(caller: AtLink, tx: InTx, parts: InParts) -> Token:
    """What a person's page asks notes with. Error: `link.closed`."""
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.READ_NOTES)
    until = proven_until(await links.device(tx, caller.device_id), parts.clock())
    return _access(parts, visit, caller, visit.person(caller.person_id).role, until)


@router.post("/visits/{visit_id}/token")
async def staff_token(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> Token:
    """What a staff page asks notes with. Error: `visit.unknown`."""
    visit = await visits.read(tx, visit_id)
    require(visit, caller, Action.READ_NOTES)
    return _access(parts, visit, caller, Role.CLINICIAN)


def _access(
    parts: Parts, visit: Visit, caller: StaffCaller | LinkCaller, role: Role, proven: datetime | None = None
) -> Token:
    claims = AccessToken(
        person_id=caller.person_id,
        role=role,
        visit_id=visit.id,
        clinic_id=visit.clinic_id,
        door=Door.STAFF if isinstance(caller, StaffCaller) else Door.VISIT,
        parties=parties(visit, caller),
        device_id=caller.device_id,
        second_fact_until=int(proven.timestamp()) if proven else None,
    )
    signed = parts.keys.sign(claims, audience=grants.NOTES, life=grants.ACCESS_TOKEN_LIFE, now=parts.clock())
    return Token(token=signed)
