"""Puts together what a person's page shows. Everything about others passes `visible_to`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.contracts.ids import DeviceId, PersonId
from services.contracts.standing import Seat, is_held, is_outside, visible_to
from services.contracts.states import ConsentState, DevicePlace, Link, Modality, Role, VisitState
from services.runtime.database import Tx
from services.session.invitation import store as invitations
from services.session.invitation.rules import Invitation
from services.session.invitation.view import proposals, written_down
from services.session.invitation.wire import PresentView
from services.session.link.rules import Device
from services.session.parts import Parts
from services.session.people import store as people
from services.session.people.rules import Clinic, Person, ending, short_name
from services.session.visit.rules.consent import may_come
from services.session.visit.rules.door import is_open
from services.session.visit.rules.model import Participant, Visit
from services.session.visit_page import store
from services.session.visit_page.facts import NOTHING, PageFacts
from services.session.visit_page.rules import Seen, When, can_enter, screen_of
from services.session.visit_page.wire import (
    ConsentRequest,
    Me,
    PageClinic,
    PageClinician,
    PagePerson,
    PageVisit,
    PersonCard,
    Place,
)
from services.session.waiting import store as waiting
from services.session.waiting.rules import place_of

NameOf = Callable[[Person, Role], str]
"""What a viewer may call somebody of this role."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the page is made of, loaded at once."""

    visit: Visit
    clinic: Clinic
    persons: dict[PersonId, Person]
    invitations: dict[PersonId, Invitation]
    pages: dict[PersonId, PageFacts]
    links: Mapping[PersonId, Link]


async def know(tx: Tx, parts: Parts, visit: Visit) -> Known:
    """Load everything about a visit that pages show."""
    return Known(
        visit=visit,
        clinic=await people.clinic_of(tx, visit.clinic_id),
        persons=await people.of_ids(tx, visit.people),
        invitations=invitations.latest(await invitations.of_visit(tx, visit.id)),
        pages=await store.of_visit(tx, visit.id),
        links=await parts.presence.links_of(tx, visit.id),
    )


def when_of(visit: Visit, parts: Parts) -> When:
    """The times that the page's rules ask for."""
    return When(
        opens_at=visit.opens_at(parts.times),
        scheduled_at=visit.scheduled_at,
        moved_from=visit.moved_from,
        is_open=is_open(visit, parts.times, parts.clock()),
    )


def undecided(visit: Visit) -> bool:
    """Whether a timer marked the no-show and no person has said anything yet."""
    return visit.state is VisitState.NO_SHOW and visit.automatic


def place_of_device(me: Participant, device: Device) -> DevicePlace | Literal["replaced"]:
    """Where this device stands; replaced when another device of the person has the place."""
    if device.ended_at is not None or (me.devices and device.id not in me.devices):
        return "replaced"
    return me.devices.get(device.id, DevicePlace.AT_DOOR)


async def me_of(tx: Tx, parts: Parts, visit: Visit, person_id: PersonId, device: Device) -> Me:
    """The whole page of one person at one device."""
    known = await know(tx, parts, visit)
    now = parts.clock()
    me, person = visit.person(person_id), known.persons[person_id]
    checked = await _checked(tx, known, person_id)
    where = place_of_device(me, device)
    when = when_of(visit, parts)
    seen = Seen(
        role=me.role,
        visit_state=visit.state,
        standing=me.standing,
        device=None if where == "replaced" else where,
        checked=checked,
        went_in=device.went_in_at is not None,
        outcome=visit.outcome,
        absent=visit.absent,
        undecided=undecided(visit),
        reads_only=not may_come(me),
    )
    decides = person_id == visit.decision_maker_id
    asked = [one for one in known.invitations.values() if one.person_id not in me.apart]
    page = known.pages.get(person_id, NOTHING)
    return Me(
        person=PagePerson(id=person.id, first_name=person.first_name, role=me.role),
        decision_maker=decides,
        clinic=PageClinic(name=known.clinic.name, phone=known.clinic.phone),
        visit=_visit(known, is_outside=is_outside(visit.standing_entry(), person_id, device.id)),
        clinician=await _clinician(tx, known, me, device.id, now),
        standing=me.standing,
        device=where,
        screen=screen_of(seen, when),
        can_enter=can_enter(me.standing, visit_is_open=when.is_open, reads_only=seen.reads_only),
        checked=checked,
        not_yet=where is DevicePlace.AT_DOOR and page.not_yet_at is not None,
        held=where is DevicePlace.ADMITTED and is_held(visit.standing_entry(), person_id),
        private_by=sorted(visit.private_by) if person_id == visit.patient_id else None,
        room_full=person_id in visit.waiting_for_a_place(parts.edge.room_holds),
        place=await _place(tx, known, person_id, now),
        people=cards(known, me, device.id),
        requests=requests(known, asked) if decides else [],
        written_down=await written_down(tx, visit, asked) if decides else [],
        carry_over=[one for _, one in await proposals(tx, visit)] if decides and _is_to_come(visit) else [],
        present=list(page.present),
        beside=besides(known, me, device.id),
        help_wanted=page.help_wanted_at is not None,
        phone_ending=ending(person.phone),
        moved_from=visit.moved_from,
        opens_at=when.opens_at,
        language=person.language,
    )


def _is_to_come(visit: Visit) -> bool:
    return visit.state in {VisitState.SCHEDULED, VisitState.WAITING, VisitState.IN_PROGRESS}


async def _checked(tx: Tx, known: Known, person_id: PersonId) -> bool:
    page = known.pages.get(person_id)
    return (page is not None and page.done_at is not None) or await store.checked_before(tx, person_id)


def _visit(known: Known, *, is_outside: bool) -> PageVisit:
    """The visit itself; how a talk goes on is for those who are in it."""
    visit = known.visit
    return PageVisit(
        id=visit.id,
        state=visit.state,
        modality=Modality.VIDEO if is_outside else visit.modality,
        scheduled_at=visit.scheduled_at,
        zone=known.clinic.zone,
        outcome=visit.outcome,
        ended_at=visit.ended_at,
    )


async def _clinician(tx: Tx, known: Known, me: Participant, device_id: DeviceId, now: datetime) -> PageClinician | None:
    """The clinician, for a patient after the tap, and for whoever is in the visit; nobody else learns of them."""
    visit = known.visit
    seat = Seat(me.person_id, device_id)
    if visit.clinician_id not in visible_to(visit.standing_entry(), seat):
        return None
    person = known.persons[visit.clinician_id]
    return PageClinician(
        id=person.id,
        name=person.name,
        short_name=short_name(person),
        status=await store.clinician_status(tx, visit, now),
        knows_you_are_here=await waiting.seen_at(tx, visit.id) is not None,
    )


async def _place(tx: Tx, known: Known, person_id: PersonId, now: datetime) -> Place | None:
    visit = known.visit
    if person_id != visit.patient_id or visit.state is not VisitState.WAITING:
        return None
    place = place_of(visit.id, await waiting.line_of(tx, visit.clinician_id, now), now)
    return None if place is None else Place(place=place)


def called(person: Person, role: Role) -> str:
    """What patients and guests call somebody."""
    return short_name(person) if role is Role.CLINICIAN else person.first_name


def name_of(person: Person, role: Role) -> str:
    """What staff call somebody."""
    return short_name(person) if role is Role.CLINICIAN else person.name


def cards(known: Known, me: Participant, device_id: DeviceId) -> list[PersonCard]:
    """Everybody whom this viewer may know of, themself left out."""
    decides = me.person_id == known.visit.decision_maker_id
    shown = visible_to(known.visit.standing_entry(), Seat(me.person_id, device_id)) - {me.person_id}
    return [
        card_of(known, known.visit.people[id_], called, whole=decides, holds=me.role is Role.PATIENT)
        for id_ in sorted(shown, key=lambda id_: known.visit.people[id_].role.value)
    ]


def besides(known: Known, me: Participant, device_id: DeviceId) -> list[PresentView]:
    """Who sits beside somebody whom this viewer may know of, or beside themself."""
    shown = visible_to(known.visit.standing_entry(), Seat(me.person_id, device_id)) | {me.person_id}
    return [
        PresentView(
            name=one.name,
            relationship=one.relationship,
            with_id=id_,
            with_name=called(known.persons[id_], known.visit.people[id_].role),
        )
        for id_, page in known.pages.items()
        if id_ in shown and id_ in known.persons
        for one in page.beside
    ]


def card_of(known: Known, one: Participant, name: NameOf, *, whole: bool, holds: bool) -> PersonCard:
    """One person's card. `whole`: with the invitation and what it allows. `holds`: with who keeps them out."""
    invitation = known.invitations.get(one.person_id)
    return PersonCard(
        person_id=one.person_id,
        name=name(known.persons[one.person_id], one.role),
        role=one.role,
        relationship=invitation.relationship if invitation else None,
        standing=one.standing,
        link=known.links.get(one.person_id, Link.ABSENT),
        invitation=invitation.state if invitation and whole else None,
        invitation_id=invitation.id if invitation and whole else None,
        scopes=sorted(invitation.scopes) if invitation and whole else None,
        held=is_held(known.visit.standing_entry(), one.person_id),
        held_by=sorted(one.held_by) if holds else None,
        held_since=one.held_since if holds else None,
        interprets=invitation.interprets if invitation else None,
        second_device=whole and set(one.devices.values()) == set(DevicePlace),
    )


def requests(known: Known, asked: Sequence[Invitation]) -> list[ConsentRequest]:
    """The questions that wait for the decision-maker."""
    return [
        ConsentRequest(
            invitation_id=one.id,
            person_id=one.person_id,
            first_name=known.persons[one.person_id].first_name,
            relationship=one.relationship,
            role=one.role,
            interprets=one.interprets,
            needs_yes=one.needs_yes,
            asked_by=_asker(known, one),
            asked_at=one.asked_at,
        )
        for one in asked
        if one.state is ConsentState.PROPOSED and one.person_id in known.persons
    ]


def _asker(known: Known, invitation: Invitation) -> str:
    """The clinician by name; the desk speaks for the clinic."""
    asker = known.persons.get(invitation.by_person) if invitation.by_person else None
    return short_name(asker) if asker is not None and asker.title is not None else known.clinic.name
