"""Makes a letter at the moment of sending, from what is true then."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from services.contracts.ids import PersonId
from services.contracts.states import Role
from services.runtime.clock import Clock, utc_now
from services.runtime.database import Tx
from services.runtime.deliveries import Compose, Delivery
from services.runtime.mail import Mail, UndeliverableError
from services.runtime.words import Words
from services.session.invitation import store as invitations
from services.session.letters import wording
from services.session.letters.wording import Facts, LetterKind, Seat
from services.session.link import code_rules, rules
from services.session.link import store as links
from services.session.link.rules import Link
from services.session.people import store as people
from services.session.visit import store as visits
from services.session.visit.rules.consent import may_come
from services.session.visit.rules.model import Participant, Visit


class Composer:
    """`origin` is the public address that links begin with; `key` is what link secrets are computed from."""

    def __init__(self, words: Words, key: bytes, origin: str, clock: Clock = utc_now) -> None:
        self._words = words
        self._key = key
        self._origin = origin
        self._clock = clock

    def composers(self) -> Mapping[str, Compose]:
        """By kind of letter, for the deliverer."""
        return dict.fromkeys((kind.value for kind in LetterKind), self.compose)

    async def compose(self, tx: Tx, delivery: Delivery) -> Mail:
        """The letter, or `UndeliverableError` when there is no address, or the link it would carry is dead by now."""
        assert delivery.visit_id is not None  # noqa: S101 (every letter of session is about a visit)
        visit = await visits.read(tx, delivery.visit_id)
        link = (await links.of_visit(tx, visit.id)).get(delivery.person_id)
        around = await links.around(tx, link) if link is not None else None
        if link is None or around is None or link.generation != delivery.details["generation"]:
            raise UndeliverableError("link.closed")
        if rules.why_closed(link, around, self._clock()) is not None:
            raise UndeliverableError("link.closed")
        secret = rules.secret_of(self._key, link.id, link.generation)
        facts = await facts_of(tx, visit, link.person_id, rules.address_of(self._origin, link.handle, secret))
        if facts.to is None:
            raise UndeliverableError("person.no_address")
        return self._letter(LetterKind(delivery.kind), facts, visit, link, delivery.details)

    def _letter(self, kind: LetterKind, facts: Facts, visit: Visit, link: Link, details: Mapping[str, Any]) -> Mail:
        match kind:
            case LetterKind.LINK | LetterKind.NEW_LINK:
                letter = wording.link_letter(facts, self._words, new=kind is LetterKind.NEW_LINK)
                if facts.seat is Seat.READER:
                    return letter
                return wording.with_calendar(letter, entry_of(facts, self._words, visit, visit.scheduled_at))
            case LetterKind.CODE:
                code = code_rules.code_of(self._key, link.id, int(details["serial"]))
                return wording.code_letter(facts, self._words, code, code_rules.CODE_LIFE)
            case LetterKind.MOVED:
                letter = wording.moved_letter(facts, self._words)
                return wording.with_calendar(letter, entry_of(facts, self._words, visit, visit.scheduled_at))
            case LetterKind.CANCELLED:
                return wording.cancelled_letter(facts, self._words)
            case LetterKind.CALLED:
                return wording.called_letter(facts, self._words)


async def facts_of(tx: Tx, visit: Visit, person_id: PersonId, link: str | None) -> Facts:
    """What letters and calendars say to one person of a visit."""
    person = await people.load(tx, person_id, visit.clinic_id)
    clinic = await people.clinic_of(tx, visit.clinic_id)
    return Facts(
        to=person.email,
        first_name=person.first_name,
        language=person.language,
        clinic=clinic.name,
        phone=clinic.phone,
        zone=clinic.zone,
        scheduled_at=visit.scheduled_at,
        seat=_seat_of(visit.person(person_id)),
        interprets=await invitations.interpreted_by(tx, visit.id, person_id),
        link=link,
    )


_SEATS = {Role.GUEST: Seat.GUEST, Role.INTERPRETER: Seat.INTERPRETER, Role.OBSERVER: Seat.OBSERVER}


def _seat_of(person: Participant) -> Seat:
    seat = _SEATS.get(person.role, Seat.PATIENT)
    return seat if may_come(person) else Seat.READER


def entry_of(facts: Facts, words: Words, visit: Visit, now: datetime) -> bytes:
    """The calendar entry; the same visit keeps its UID when it moves."""
    ends_at = visit.scheduled_at + timedelta(minutes=visit.minutes)
    return wording.calendar(facts, words, f"{visit.id}@beside", ends_at, now)


async def calendar_of(tx: Tx, words: Words, visit: Visit, person_id: PersonId, now: datetime) -> bytes:
    """The calendar entry that a person asks for on their page."""
    return entry_of(await facts_of(tx, visit, person_id, None), words, visit, now)
