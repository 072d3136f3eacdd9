"""One visit with all that staff may know of it; the answer to every staff command."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from services.contracts.access import Action
from services.contracts.ids import PersonId, VisitId
from services.runtime.database import Tx
from services.session.callers import StaffCaller
from services.session.desk import history, store
from services.session.desk.store import Sent
from services.session.desk.view import Around, look_around, row_fields
from services.session.desk.wire import ContactView, HistoryLine, LinkView, VisitDetail
from services.session.invitation.rules import Invitation
from services.session.invitation.view import present_of, view_of
from services.session.link import store as links
from services.session.link.rules import Link, WhyClosed
from services.session.looks.rules import STAFF_AGAIN, Screen, look
from services.session.parts import Parts
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import require
from services.session.visit_page.facts import NOTHING
from services.session.visit_page.page import card_of, know, name_of
from services.session.visit_page.wire import PersonCard


async def detail_now(tx: Tx, parts: Parts, caller: StaffCaller, visit_id: VisitId) -> VisitDetail:
    """The visit as it now is, and that it was looked at. Error: `visit.unknown`."""
    visit = await visits.read(tx, visit_id)
    require(visit, caller, Action.SEE_VISIT)
    async with parts.edge.inside(tx, caller) as work:
        visits.number(work, visit)
        await work.look(look(Screen.VISIT, visit.people, visit.id), STAFF_AGAIN)
    around = await look_around(tx, parts, [visit])
    page = around.pages.get((visit.id, visit.patient_id), NOTHING)
    return VisitDetail.model_validate(
        {
            **row_fields(visit, page, around, caller),
            "birth_date": around.persons[visit.patient_id].birth_date,
            "contacts": _contacts(visit, around),
            "links": _links(await links.of_visit(tx, visit.id), around, visit),
            "people": await staff_cards(tx, parts, visit),
            "invitations": _invitations(visit, around),
            "beside": await present_of(tx, visit),
            "history": await _history(tx, visit, around),
            "decision_maker": visit.decision_maker_id,
            "opens_at": visit.opens_at(parts.times),
            "room_holds": parts.edge.room_holds,
            "no_place_for": sorted(visit.waiting_for_a_place(parts.edge.room_holds)),
            "pictures": _pictures(parts, visit),
        }
    )


def _pictures(parts: Parts, visit: Visit) -> list[PersonId]:
    return [id_ for id_ in visit.people if parts.pictures.of(visit, id_) is not None]


async def staff_cards(tx: Tx, parts: Parts, visit: Visit) -> list[PersonCard]:
    """Everyone who takes part, as staff know them."""
    known = await know(tx, parts, visit)
    there = [person for person in visit.people.values() if visit.takes_part(person)]
    return [
        card_of(known, one, name_of, whole=True, holds=True) for one in sorted(there, key=lambda one: one.role.value)
    ]


def _contacts(visit: Visit, around: Around) -> list[ContactView]:
    return [
        ContactView(person_id=person.id, name=person.name, email=person.email, phone=person.phone)
        for person in (around.persons[id_] for id_ in visit.people if id_ != visit.clinician_id)
    ]


def _links(found: Mapping[PersonId, Link], around: Around, visit: Visit) -> list[LinkView]:
    return [_link(link, around.sent.get((visit.id, person))) for person, link in found.items()]


def _link(link: Link, sent: Sent | None) -> LinkView:
    """A letter that carried an older link says nothing about this one."""
    now = sent if sent is not None and sent.generation == link.generation else None
    settled = now is not None and now.state != "queued"
    return LinkView(
        person_id=link.person_id,
        generation=link.generation,
        sent_at=now.settled_at or now.queued_at if now else None,
        delivered=now.state == "sent" if now and settled else None,
        failure=now.failure if now else None,
        opened_at=link.opened_at,
        closed=WhyClosed(link.closed).value if link.closed else None,
    )


def _invitations(visit: Visit, around: Around) -> list[object]:
    found: Iterable[Invitation] = around.invitations.get(visit.id, ())
    return [view_of(one, around.persons[one.person_id]) for one in found if one.person_id in around.persons]


async def _history(tx: Tx, visit: Visit, around: Around) -> list[HistoryLine]:
    lines = await store.history(tx, visit.id)
    doers = await people.of_ids(tx, {row.caller_id for row in lines if row.caller_id})
    persons = {**doers, **around.persons}
    done = [_line(row.at, row.action, row.details, _who(row, persons)) for row in lines]
    sent = [
        _line(row.settled_at, f"link.{row.state}", {}, _name(persons.get(row.person_id)))
        for row in await store.letters(tx, visit.id)
    ]
    return sorted((line for line in [*done, *sent] if line is not None), key=lambda line: line.at)


def _who(row: Any, persons: Mapping[PersonId, Person]) -> str:
    """The name that the line's sentence tells: who did it, or whom it was about."""
    about = row.caller_id if row.action in history.BY_WHO_DID_IT else row.person_id or row.caller_id
    return _name(persons.get(about))


def _name(person: Person | None) -> str:
    return person.name if person is not None else "Beside"


def _line(at: datetime, action: str, details: Mapping[str, object], who: str) -> HistoryLine | None:
    said = history.sentence(action, details)
    return None if said is None else HistoryLine(at=at, what=said[0], text_key=said[1], args={"who": who})
