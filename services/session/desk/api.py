"""The staff's pages over HTTP: the day, one visit, booking, links."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from annotated_types import Interval
from fastapi import APIRouter, Query, status

from services.contracts.access import Action
from services.contracts.ids import PersonId, VisitId
from services.contracts.states import ConsentBasis
from services.contracts.visit_table import Actor
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts.signed_in import Staff
from services.session.booking.booking import NewPatient, Order, Representative, book
from services.session.callers import StaffCaller, StaffRole
from services.session.change import Change, Note
from services.session.desk import rules, store
from services.session.desk.detail import detail_now
from services.session.desk.view import look_around, row_of
from services.session.desk.wire import (
    BookVisit,
    Counts,
    Day,
    FoundPerson,
    FreshPatient,
    KnownPatient,
    NewLink,
    VisitDetail,
)
from services.session.invitation.api import guest_of
from services.session.letters import sending
from services.session.link import issue
from services.session.looks.rules import STAFF_AGAIN, Screen, look
from services.session.parts import InParts
from services.session.people import store as people
from services.session.people.fields import OneLine
from services.session.visit import store as visits
from services.session.visit.rules.permission import require
from services.session.waiting import store as waiting

_DAY = Query(alias="date", description="in the clinic's zone; today when missing")
SomeDay = Annotated[date, Interval(ge=date(2000, 1, 1), le=date(2199, 12, 31))]

router = APIRouter(prefix="/api/session/v1", tags=["desk"], route_class=TransactionRoute)


@router.get("/day")
async def day(
    caller: Staff,
    tx: InTx,
    parts: InParts,
    on: Annotated[SomeDay | None, _DAY] = None,
    *,
    mine: Annotated[bool, Query(description="only visits of whoever asks")] = False,
) -> Day:
    """The visits of a day in the order of their times; today's with what lies around midnight."""
    zone = ZoneInfo((await people.clinic_of(tx, caller.clinic_id)).zone)
    now = parts.clock()
    asked = on or now.astimezone(zone).date()
    start, end = rules.span(asked, zone, now)
    ids = await store.day(tx, caller.clinic_id, caller.queue_ids, start, end, caller.person_id if mine else None)
    is_today = start <= now < end and not mine
    earlier = await store.left(tx, caller.clinic_id, caller.queue_ids, start) if is_today else []
    found, left = await visits.read_many(tx, ids), await visits.read_many(tx, earlier)
    listed = [*found, *left]
    async with parts.edge.inside(tx, caller) as work:
        await work.look(look(Screen.DAY, {one for visit in listed for one in visit.people}), STAFF_AGAIN)
    around = await look_around(tx, parts, listed)
    waits, today, done = rules.counts(visit.state for visit in found)
    return Day(
        date=asked,
        now=now,
        version=sum(visit.version for visit in listed),
        visits=[row_of(visit, around, caller) for visit in found],
        left=[row_of(visit, around, caller) for visit in left],
        counts=Counts(waiting=waits, today=today, done=done),
    )


@router.get("/people")
async def find_people(
    caller: Staff,
    tx: InTx,
    parts: InParts,
    search: Annotated[str, Query(min_length=2, max_length=100), OneLine],
) -> list[FoundPerson]:
    """People of the clinic by the beginning of any part of their name, or by their whole address."""
    found = await people.search(tx, caller.clinic_id, search)
    async with parts.edge.inside(tx, caller) as work:
        await work.tell(Change(found, notes=(look(Screen.SEARCH, {person.id for person in found}),)))
    return [
        FoundPerson(
            person_id=one.id,
            name=one.name,
            birth_date=one.birth_date,
            email=one.email,
            phone=one.phone,
            language=one.language,
        )
        for one in found
    ]


@router.post("/visits", status_code=status.HTTP_201_CREATED)
async def book_visit(asked: BookVisit, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """Book a visit: the patient's link goes out, the decision-maker is asked about each guest.

    Errors: `booking.clash`, `booking.in_the_past`, `person.unknown`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit_id = await book(work, _order(asked), caller.clinic_id, caller.queue_ids, _actor(caller), caller.person_id)
    return await detail_now(tx, parts, caller, visit_id)


def _order(asked: BookVisit) -> Order:
    decides = asked.decision_maker
    return Order(
        patient=_patient(asked.patient),
        clinician_id=asked.clinician_id,
        scheduled_at=asked.scheduled_at,
        minutes=asked.minutes,
        kind=asked.kind,
        guests=tuple(guest_of(guest) for guest in asked.guests),
        decision_maker=Representative(guest_of(decides), ConsentBasis(decides.basis)) if decides else None,
        double_book=asked.double_book,
    )


def _patient(asked: KnownPatient | FreshPatient) -> PersonId | NewPatient:
    if isinstance(asked, KnownPatient):
        return asked.person_id
    return NewPatient(asked.name, asked.birth_date, asked.email, asked.language, asked.first_name, asked.phone)


def _actor(caller: StaffCaller) -> Actor:
    return Actor.DESK if StaffRole.DESK in caller.roles else Actor.CLINICIAN


@router.get("/visits/{visit_id}")
async def visit(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> VisitDetail:
    """One visit, with its people, links and history. Error: `visit.unknown`."""
    return await detail_now(tx, parts, caller, visit_id)


@router.post("/visits/{visit_id}/seen", status_code=status.HTTP_204_NO_CONTENT)
async def seen(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> None:
    """The row of this waiting patient was in a visible tab of the clinician for two seconds."""
    async with parts.edge.inside(tx, caller) as work:
        found = await visits.load(work, visit_id)
        require(found, caller, Action.SAY_SEEN)
        if await waiting.mark_seen(tx, visit_id, work.now):
            await work.tell(
                Change(found, hints=(found.changed("visit", found.patient_id),), notes=(Note("visit.seen", visit_id),))
            )


@router.post("/visits/{visit_id}/people/{person_id}/new-link")
async def new_link(
    visit_id: VisitId, person_id: PersonId, _: NewLink, caller: Staff, tx: InTx, parts: InParts
) -> VisitDetail:
    """Send a new link: the old one and every device bound by it stop working, and a locked code is open again.

    Errors: `visit.unknown`, `participant.unknown`, `link.ended` where no yes stands behind it any more.
    """
    async with parts.edge.inside(tx, caller) as work:
        found = await visits.load(work, visit_id)
        require(found, caller, Action.SEND_NEW_LINK)
        newer = await issue.renew_living(work, parts.link_key, found, person_id)
        await sending.send_link(work, newer, "new", new=True)
        await work.tell(Change(newer, hints=(found.changed("visit", staff=True),)))
    return await detail_now(tx, parts, caller, visit_id)


@router.post("/visits/{visit_id}/help-answered", status_code=status.HTTP_204_NO_CONTENT)
async def help_answered(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> None:
    """Somebody called: the visit leaves the top of the lists."""
    async with parts.edge.inside(tx, caller) as work:
        found = await visits.load(work, visit_id)
        require(found, caller, Action.ANSWER_HELP)
        await store.answer_help(tx, visit_id)
        await store.finish_tasks(tx, visit_id, work.now)
        note = Note("desk.help_answered", visit_id, found.patient_id)
        await work.tell(Change(found, hints=(found.changed("visit", staff=True),), notes=(note,)))
