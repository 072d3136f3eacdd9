"""The words of each letter, from facts that a stranger may read over someone's shoulder.

First name, clinic, time, link. No clinician, no reason, no full name (product.md: Invitation and consent).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vText

from services.runtime.letters import Part, letter
from services.runtime.mail import Attachment, Mail
from services.runtime.words import Words


class LetterKind(StrEnum):
    """Which letter; also the kind of its delivery row."""

    LINK = "link"
    NEW_LINK = "new_link"
    CODE = "code"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CALLED = "called"


class Seat(StrEnum):
    """As what somebody is written to; also how the messages of the catalogue begin. READER: only afterwards."""

    PATIENT = "visit"
    GUEST = "guest"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is made of. `link` is None where the letter has none; `interprets` (BCP 47) for interpreters."""

    to: str | None
    first_name: str
    language: str
    clinic: str
    phone: str
    zone: str
    scheduled_at: datetime
    seat: Seat = Seat.PATIENT
    interprets: str | None = None
    link: str | None = None


def link_letter(facts: Facts, words: Words, *, new: bool = False) -> Mail:
    """The link of somebody of a visit; `new`: the earlier one stopped working."""
    say, who = _Say(facts, words), facts.seat.value
    first = (Part(say("new-link-words")),) if new else ()
    parts = (
        *first,
        Part(say(f"{who}-link-when"), strong=True),
        Part(say(f"{who}-link-open")),
        _button(say, facts),
        *((Part(say("visit-link-test")),) if facts.seat is Seat.PATIENT else ()),
        Part(say("visit-link-yours")),
    )
    return _mail(facts, words, say("new-link-subject" if new else f"{who}-link-subject"), parts)


def code_letter(facts: Facts, words: Words, code: str, life: timedelta) -> Mail:
    """A one-time code."""
    say = _Say(facts, words)
    minutes = int(life.total_seconds()) // 60
    parts = (Part(say("code-words", code=code), strong=True), Part(say("code-lasts", minutes=minutes)))
    return _mail(facts, words, say("code-subject"), parts)


def moved_letter(facts: Facts, words: Words) -> Mail:
    """The visit has a new time."""
    say = _Say(facts, words)
    when = say("visit-moved-when" if facts.seat is Seat.PATIENT else "guest-moved-when")
    parts = (Part(when, strong=True), Part(say("visit-moved-open")), _button(say, facts))
    return _mail(facts, words, say("visit-moved-subject"), parts)


def cancelled_letter(facts: Facts, words: Words) -> Mail:
    """The visit will not take place; only patient and decision-maker are told."""
    say = _Say(facts, words)
    return _mail(facts, words, say("visit-cancelled-subject"), (Part(say("visit-cancelled-words")),))


def called_letter(facts: Facts, words: Words) -> Mail:
    """The clinician is ready, and the patient's page is away just now."""
    say = _Say(facts, words)
    parts = (Part(say("visit-called-words"), strong=True), _button(say, facts))
    return _mail(facts, words, say("visit-called-subject"), parts)


def calendar(facts: Facts, words: Words, uid: str, ends_at: datetime, now: datetime) -> bytes:
    """The visit as an entry for the person's calendar (RFC 5545). It holds no link: calendars are shared."""
    entry = Event()
    entry.add("uid", uid)
    entry.add("dtstamp", now)
    entry.add("dtstart", facts.scheduled_at)
    entry.add("dtend", ends_at)
    entry["summary"] = vText(words.say(facts.language, "calendar-title", clinic=facts.clinic))
    entry["description"] = vText(words.say(facts.language, "calendar-words", clinic=facts.clinic, phone=facts.phone))
    entry.add("class", "PRIVATE")
    whole = Calendar()
    whole.add("prodid", "-//Beside//Beside//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add_component(entry)
    ical: bytes = whole.to_ical()
    return ical


def with_calendar(mail: Mail, entry: bytes) -> Mail:
    """The same letter with the entry for the calendar."""
    attached = Attachment("visit.ics", "text/calendar; method=PUBLISH; charset=UTF-8", entry)
    return Mail(mail.to, mail.subject, mail.text, mail.html, mail.language, (attached,))


class _Say:
    """Says a message of the catalogue; every message may name the clinic, the first name and the time."""

    def __init__(self, facts: Facts, words: Words) -> None:
        moment = words.moment(facts.language, facts.scheduled_at, facts.zone)
        self._words, self._language = words, facts.language
        self._facts: dict[str, str] = {
            "name": facts.first_name,
            "clinic": facts.clinic,
            "phone": facts.phone,
            "day": moment.date,
            "time": moment.time,
            "zone": moment.zone,
            "interprets": words.name_of_language(facts.language, facts.interprets) if facts.interprets else "",
        }

    def __call__(self, message: str, /, **values: str | int) -> str:
        return self._words.say(self._language, message, **self._facts, **values)


_BUTTONS = {Seat.PATIENT: "open-visit", Seat.READER: "open-page"}


def _button(say: _Say, facts: Facts) -> Part:
    return Part(say(_BUTTONS.get(facts.seat, "open-seat")), link=facts.link)


def _mail(facts: Facts, words: Words, subject: str, parts: tuple[Part, ...]) -> Mail:
    assert facts.to is not None  # noqa: S101 (whoever has no address gets no letter)
    say = _Say(facts, words)
    hello = Part(say("visit-link-hello" if facts.seat is Seat.PATIENT else "guest-link-hello"))
    whole = (hello, *parts, Part(say("mail-help")), Part(say("mail-goodbye")))
    language = words.best(facts.language)
    return letter(facts.to, subject, whole, language)
