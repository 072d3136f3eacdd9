"""Booking: one transaction makes the visit, its people, their links and the questions to the decision-maker."""

from dataclasses import dataclass
from datetime import date, datetime

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentBasis
from services.contracts.visit_table import Actor
from services.runtime.ids import new_id
from services.session.accounts import store as accounts
from services.session.booking import rules, store
from services.session.booking.rules import Slot, VisitKind
from services.session.callers import StaffRole, device_of
from services.session.errors import PersonUnknown
from services.session.happenings import Booked
from services.session.invitation import asking
from services.session.invitation.asking import Guest
from services.session.invitation.hand import AskedOn, Hand
from services.session.people import adding
from services.session.people import store as people
from services.session.people.rules import Person, first_name_of
from services.session.visit import store as visits
from services.session.work import Work


@dataclass(frozen=True, slots=True)
class NewPatient:
    """A patient whom the clinic does not know yet."""

    name: str
    birth_date: date
    email: str | None
    language: str
    first_name: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Representative:
    """Who decides for the patient, and by which basis; staff have seen it."""

    guest: Guest
    basis: ConsentBasis


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be booked."""

    patient: PersonId | NewPatient
    clinician_id: PersonId
    scheduled_at: datetime
    minutes: int
    kind: VisitKind
    guests: tuple[Guest, ...] = ()
    decision_maker: Representative | None = None
    double_book: bool = False


async def book(
    work: Work, order: Order, clinic_id: ClinicId, queue_ids: frozenset[QueueId], by: Actor, by_person: PersonId | None
) -> VisitId:
    """Book a visit. Errors: `booking.clash`, `booking.in_the_past`, `person.unknown`, `invitation.is_open`."""
    queue_id = await _queue_of(work, order.clinician_id, clinic_id, queue_ids)
    await store.hold_agenda(work.tx, order.clinician_id)
    taken = await store.around(work.tx, order.clinician_id, order.scheduled_at)
    rules.check(Slot(order.scheduled_at, order.minutes), taken, work.now, double_book=order.double_book)
    patient = await _patient(work, order.patient, clinic_id)
    visit_id = VisitId(new_id())
    decides = await _decides(work, order.decision_maker, patient)
    await work.happen(
        Booked(
            visit_id=visit_id,
            clinic_id=clinic_id,
            queue_id=queue_id,
            patient_id=patient.id,
            clinician_id=order.clinician_id,
            decision_maker_id=decides.id if decides else patient.id,
            scheduled_at=order.scheduled_at,
            minutes=order.minutes,
            kind=order.kind.value,
            language=patient.language,
        )
    )
    if order.decision_maker is not None and decides is not None:
        await _seat(work, visit_id, order.decision_maker, decides, by, by_person)
    hand = Hand(by_person, by, ConsentBasis.STAFF, AskedOn.BOOKING, device_of(work.caller))
    for guest in order.guests:
        await asking.propose(work, await visits.load(work, visit_id), guest, hand)
    return visit_id


async def _queue_of(work: Work, clinician_id: PersonId, clinic_id: ClinicId, mine: frozenset[QueueId]) -> QueueId:
    """The queue that the clinician serves and whoever books may see."""
    account = await accounts.find(work.tx, clinician_id)
    shared = sorted(account.queue_ids & mine) if account else []
    if account is None or account.clinic_id != clinic_id or StaffRole.CLINICIAN not in account.roles or not shared:
        raise PersonUnknown("There is no such clinician here.")
    return shared[0]


async def _patient(work: Work, wanted: PersonId | NewPatient, clinic_id: ClinicId) -> Person:
    if not isinstance(wanted, NewPatient):
        return await people.load(work.tx, wanted, clinic_id)
    person = Person(
        id=PersonId(new_id()),
        clinic_id=clinic_id,
        name=wanted.name,
        first_name=wanted.first_name or first_name_of(wanted.name),
        language=wanted.language,
        email=wanted.email,
        birth_date=wanted.birth_date,
        phone=wanted.phone,
    )
    return await adding.add(work, person)


async def _decides(work: Work, representative: Representative | None, patient: Person) -> Person | None:
    if representative is None:
        return None
    guest = representative.guest
    language = guest.language or patient.language
    person = Person(PersonId(new_id()), patient.clinic_id, guest.name, guest.first_name, language, guest.email)
    return await adding.add(work, person)


async def _seat(
    work: Work,
    visit_id: VisitId,
    representative: Representative,
    person: Person,
    by: Actor,
    by_person: PersonId | None,
) -> None:
    """Whoever decides for the patient may join and read everything; the basis stands in the record."""
    visit = await visits.load(work, visit_id)
    hand = Hand(by_person, by, representative.basis, AskedOn.BOOKING, device_of(work.caller))
    await asking.seat(work, visit, person, representative.guest.relationship, hand)
