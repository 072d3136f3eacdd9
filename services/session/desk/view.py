"""Puts together what staff see of visits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.contracts.ids import PersonId, VisitId
from services.contracts.standing import BY_INVITATION
from services.contracts.states import Link, Standing, VisitState
from services.runtime.database import Tx
from services.session.callers import StaffCaller
from services.session.desk import rules, store
from services.session.desk.store import Sent
from services.session.desk.wire import HandOver, ListedClinician, ListedGuest, ListedPatient, VisitRow
from services.session.invitation import store as invitations
from services.session.invitation.rules import Invitation
from services.session.parts import Parts
from services.session.people import store as people
from services.session.people.rules import Person, age_at, initial_name, short_name
from services.session.visit.rules.model import Visit
from services.session.visit_page import store as pages
from services.session.visit_page.facts import NOTHING, PageFacts
from services.session.waiting import store as waiting
from services.session.waiting.rules import place_of


@dataclass(frozen=True, slots=True)
class Around:
    """What lists show beside the visits themselves, loaded for all of them at once."""

    now: datetime
    persons: Mapping[PersonId, Person]
    invitations: Mapping[VisitId, Sequence[Invitation]]
    pages: Mapping[tuple[VisitId, PersonId], PageFacts]
    sent: Mapping[tuple[VisitId, PersonId], Sent]
    tasks: Mapping[UUID, list[str]]
    places: Mapping[VisitId, int]
    links: Mapping[VisitId, Mapping[PersonId, Link]]
    hidden: Mapping[VisitId, frozenset[PersonId]]


async def look_around(tx: Tx, parts: Parts, found: Sequence[Visit]) -> Around:
    """Load what the rows of these visits need."""
    ids, now = [visit.id for visit in found], parts.clock()
    everyone = {person for visit in found for person in (*visit.people, visit.hand_over_to) if person}
    return Around(
        now=now,
        persons=await people.of_ids(tx, everyone),
        invitations=await invitations.of_visits(tx, ids),
        pages=await pages.of_visits(tx, ids),
        sent=await store.sent(tx, ids),
        tasks=await store.tasks(tx, ids),
        places=await _places(tx, found, now),
        links={visit.id: await parts.presence.links_of(tx, visit.id) for visit in found},
        hidden={visit.id: await parts.presence.hidden_in(tx, visit.id) for visit in found},
    )


async def _places(tx: Tx, found: Sequence[Visit], now: datetime) -> dict[VisitId, int]:
    places: dict[VisitId, int] = {}
    for clinician in {visit.clinician_id for visit in found if visit.state is VisitState.WAITING}:
        order = await waiting.line_of(tx, clinician, now)
        for visit in found:
            place = place_of(visit.id, order, now)
            if place is not None:
                places[visit.id] = place
    return places


def row_of(visit: Visit, around: Around, caller: StaffCaller) -> VisitRow:
    """One visit in a list."""
    page = around.pages.get((visit.id, visit.patient_id), NOTHING)
    return VisitRow.model_validate(row_fields(visit, page, around, caller))


def row_fields(visit: Visit, page: PageFacts, around: Around, caller: StaffCaller) -> dict[str, object]:
    """The fields of a row, which a detail has as well."""
    patient, links = around.persons[visit.patient_id], around.links[visit.id]
    sent = around.sent.get((visit.id, visit.patient_id))
    mine = visit.people.get(caller.person_id)
    return {
        "id": visit.id,
        "queue_id": visit.queue_id,
        "version": visit.version,
        "state": visit.state,
        "automatic": visit.automatic,
        "absent": visit.absent,
        "outcome": visit.outcome,
        "modality": visit.modality,
        "scheduled_at": visit.scheduled_at,
        "moved_from": visit.moved_from,
        "minutes": visit.minutes,
        "kind": visit.kind,
        "patient": _patient(patient, around.now),
        "clinician": _clinician(around.persons[visit.clinician_id]),
        "waiting_since": visit.waiting_since,
        "started_at": visit.started_at,
        "ended_at": visit.ended_at,
        "place": around.places.get(visit.id),
        "standing": visit.patient.standing,
        "link": links.get(visit.patient_id, Link.ABSENT),
        "hidden": visit.patient_id in around.hidden[visit.id],
        "check": rules.check_of(page),
        "help_wanted": _anybody(visit, around, "help_wanted_at"),
        "wrong_person": _anybody(visit, around, "wrong_person_at"),
        "guests": _guests(visit, around),
        "present": list(page.present),
        "contact_phone": patient.phone,
        "hand_over": _offered(visit, around),
        "open_for_me": mine is not None and mine.standing is Standing.ADMITTED,
        "trouble": rules.troubles(
            visit,
            page,
            has_contact=patient.email is not None or patient.phone is not None,
            link_failed=sent is not None and sent.state == "failed",
        ),
        "tasks": around.tasks.get(visit.id, []),
        "allowed": rules.allowed(visit, caller),
        "summary": rules.summary_of(visit),
    }


def _patient(person: Person, now: datetime) -> ListedPatient:
    return ListedPatient(
        id=person.id,
        name=person.name,
        list_name=initial_name(person.name),
        first_name=person.first_name,
        age=age_at(person.birth_date, now.date()),
    )


def _clinician(person: Person) -> ListedClinician:
    return ListedClinician(id=person.id, name=person.name, short_name=short_name(person))


def _anybody(visit: Visit, around: Around, what: str) -> bool:
    own = (around.pages.get((visit.id, person), NOTHING) for person in visit.people)
    return any(getattr(page, what) is not None for page in own)


def _guests(visit: Visit, around: Around) -> list[ListedGuest]:
    latest = {one.person_id: one for one in around.invitations.get(visit.id, ())}
    return [
        ListedGuest(
            person_id=person.person_id,
            first_name=around.persons[person.person_id].first_name,
            relationship=latest[person.person_id].relationship,
            role=person.role,
            interprets=latest[person.person_id].interprets,
            standing=person.standing,
            invitation=latest[person.person_id].state,
            invitation_id=latest[person.person_id].id,
            link=around.links[visit.id].get(person.person_id, Link.ABSENT),
            apart=sorted(person.apart & visit.people.keys()),
        )
        for person in visit.people.values()
        if person.role in BY_INVITATION and person.person_id in latest
    ]


def _offered(visit: Visit, around: Around) -> HandOver | None:
    if visit.hand_over_to is None:
        return None
    return HandOver(to=visit.hand_over_to, name=short_name(around.persons[visit.hand_over_to]))
