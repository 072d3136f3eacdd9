"""Second facts over HTTP: at a person's own link, and at the desk for whoever has none."""

from fastapi import APIRouter, Request, status

from services.contracts.access import Action
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Role
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts.signed_in import Staff
from services.session.callers import LinkCaller
from services.session.change import Change, Note
from services.session.errors import NotAllowed, ParticipantUnknown
from services.session.link import code_rules, proving
from services.session.link import store as links
from services.session.link.door import AtLink
from services.session.link.rules import Link
from services.session.parts import InParts, Parts
from services.session.people import store as people
from services.session.people.rules import masked
from services.session.second_fact import rules
from services.session.second_fact.wire import DeskCode, GivenCode, OwnCode, SecondFact
from services.session.visit import store as visits
from services.session.visit.rules.permission import require
from services.session.web import source_of

router = APIRouter(prefix="/api/session/v1", tags=["second facts"], route_class=TransactionRoute)


@router.get("/second-fact")
async def read_second_fact(caller: AtLink, tx: InTx, parts: InParts) -> SecondFact:
    """How this person shows that it is them. Error: `link.closed`."""
    return await _fact_now(tx, parts, caller)


@router.post("/second-fact")
async def give_second_fact(given: GivenCode, caller: AtLink, request: Request, tx: InTx, parts: InParts) -> SecondFact:
    """Show it: for half an hour this device's tokens open the summary. A wrong one is counted, whatever becomes of
    the request.

    Errors: `link.closed`, `second_fact.wrong` (`tries_left`), `second_fact.closed` (`minutes`), `request.too_many`.
    """
    link = await _link(tx, caller)
    await proving.spend(parts, caller, link, given.code, source_of(request))
    return await _fact_now(tx, parts, caller)


@router.put("/second-fact/own-code", status_code=status.HTTP_204_NO_CONTENT)
async def set_own_code(chosen: OwnCode, caller: AtLink, tx: InTx, parts: InParts) -> None:
    """A guest sets a code, on the device on which the clinician admitted them. Error: `access.not_allowed`."""
    link = await _link(tx, caller)
    state, device = await links.code_state(tx, link.id), await links.device(tx, caller.device_id)
    if not rules.may_set_code(caller.role, device, state, parts.clock()):
        raise NotAllowed
    await links.put_code_state(tx, code_rules.with_own(state, parts.link_key, chosen.code))
    async with parts.edge.inside(tx, caller) as work:
        await work.tell(Change(link, notes=(Note("link.own_code_set", link.visit_id, link.person_id),)))


@router.post("/visits/{visit_id}/people/{person_id}/code")
async def say_code(visit_id: VisitId, person_id: PersonId, caller: Staff, tx: InTx, parts: InParts) -> DeskCode:
    """A code for the phone, after the desk has made sure who calls; it opens a door that too many tries closed.

    Errors: `visit.unknown`, `participant.unknown`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, visit_id)
        require(visit, caller, Action.SEND_NEW_LINK)
        link = await links.of_person(tx, visit_id, person_id)
        if link is None or visit.person(person_id).role is Role.CLINICIAN:
            raise ParticipantUnknown
        state = code_rules.said(await links.code_state(tx, link.id), work.now)
        await links.put_code_state(tx, state)
        await work.tell(Change(link, notes=(Note("link.code_said", visit_id, person_id),)))
    code = code_rules.code_of(parts.link_key, link.id, state.serial)
    return DeskCode(code=code, minutes=int(code_rules.CODE_LIFE.total_seconds()) // 60)


async def _link(tx: Tx, caller: LinkCaller) -> Link:
    link = await links.by_handle(tx, caller.handle)
    assert link is not None  # noqa: S101 (the caller stands before it)
    return link


async def _fact_now(tx: Tx, parts: Parts, caller: LinkCaller) -> SecondFact:
    link, now = await _link(tx, caller), parts.clock()
    state, device = await links.code_state(tx, link.id), await links.device(tx, caller.device_id)
    person = await people.load(tx, caller.person_id, caller.clinic_id)
    return SecondFact(
        kind=rules.kind_of(caller.role, state),
        channel=masked(person.email) if rules.is_mailed(caller.role) else None,
        proven_until=rules.proven_until(device, now),
        may_set_code=rules.may_set_code(caller.role, device, state, now),
        tries_left=code_rules.tries_left(state),
        closed_minutes=code_rules.minutes_closed(state, now),
    )
