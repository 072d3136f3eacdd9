"""A clinic, its staff and their passwords, as an operator makes them: everybody else is let in by somebody."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import insert, select, update

from services.contracts.ids import ClinicId, PersonId, QueueId
from services.runtime.ids import new_id
from services.session.accounts import signed_in, store
from services.session.accounts.rules import Account
from services.session.accounts.tables import accounts
from services.session.callers import StaffRole
from services.session.change import Change, Note
from services.session.people import store as people
from services.session.people.rules import Person, first_name_of
from services.session.tables import clinics, queues
from services.session.work import Work

SHORTEST_PASSWORD: Final = 12


class NotDoneError(Exception):
    """Why it was not done; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class NewClinic:
    """`phone` is whom people call for help; `zone` is IANA's name; visits of the clinic wait in one queue."""

    name: str
    phone: str
    zone: str
    language: str = "en"
    queue: str = "Video visits"


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody of the staff. `clinic_id` may be left out while there is one clinic."""

    name: str
    sign_in: str
    roles: frozenset[StaffRole]
    title: str | None = None
    language: str = "en"
    clinic_id: UUID | None = None


def refuse_weak(password: str) -> None:
    """Raises `NotDoneError` for one that somebody might guess (NIST SP 800-63B: length is what counts)."""
    if len(password) < SHORTEST_PASSWORD:
        raise NotDoneError(f"The password must have at least {SHORTEST_PASSWORD} characters.")


async def found(work: Work, wanted: NewClinic) -> ClinicId:
    """Make a clinic with a queue. Raises `NotDoneError`."""
    if wanted.zone not in available_timezones():
        raise NotDoneError(f"There is no time zone {wanted.zone}; they have names such as Europe/Madrid.")
    clinic_id = ClinicId(new_id())
    facts = {"name": wanted.name, "phone": wanted.phone, "zone": wanted.zone, "language": wanted.language}
    await work.tx.execute(insert(clinics).values(id=clinic_id, **facts))
    await work.tx.execute(insert(queues).values(id=QueueId(new_id()), clinic_id=clinic_id, name=wanted.queue))
    await work.tell(Change(clinic_id, notes=(Note("clinic.made", details={"clinic_id": str(clinic_id)}),)))
    return clinic_id


async def hire(work: Work, wanted: NewMember, password_hash: str) -> PersonId:
    """Give somebody an account, in every queue of the clinic. Raises `NotDoneError`."""
    name = wanted.sign_in.strip().lower()
    if await store.by_name(work.tx, name) is not None:
        raise NotDoneError(f"Somebody signs in as {name} already.")
    clinic_id = await _clinic(work, wanted.clinic_id)
    found_queues = await work.tx.execute(select(queues.c.id).where(queues.c.clinic_id == clinic_id))
    queue_ids = frozenset(QueueId(id_) for id_ in found_queues.scalars())
    person_id = PersonId(new_id())
    first = first_name_of(wanted.name)
    await people.add(work.tx, Person(person_id, clinic_id, wanted.name, first, wanted.language, title=wanted.title))
    await store.add(work.tx, Account(person_id, clinic_id, name, password_hash, wanted.roles, queue_ids))
    roles: list[str] = sorted(wanted.roles)
    await work.tell(Change(person_id, notes=(Note("staff.hired", person_id=person_id, details={"roles": roles}),)))
    return person_id


async def _clinic(work: Work, named: UUID | None) -> ClinicId:
    ids = (await work.tx.execute(select(clinics.c.id))).scalars().all()
    if named is None and len(ids) != 1:
        raise NotDoneError(f"There are {len(ids)} clinics; please make one, or say which.")
    clinic_id = named or ids[0]
    if clinic_id not in ids:
        raise NotDoneError("There is no such clinic.")
    return ClinicId(clinic_id)


async def change_password(work: Work, sign_in: str, password_hash: str) -> None:
    """Give an account another password, and end every sign-in under the old one. Raises `NotDoneError`."""
    account = await store.by_name(work.tx, sign_in)
    if account is None:
        raise NotDoneError(f"Nobody signs in as {sign_in}.")
    of_person = update(accounts).where(accounts.c.person_id == account.person_id)
    await work.tx.execute(of_person.values(password_hash=password_hash))
    await signed_in.end_all(work.tx, account.person_id, work.now)
    await work.tell(Change(account, notes=(Note("staff.password_changed", person_id=account.person_id),)))
