"""What a person is called, by whom. Pure."""

from dataclasses import dataclass
from datetime import date

from services.contracts.ids import ClinicId, PersonId

MASK = "…"

ERASED = "—"
"""Stands where the name of a person was who is erased."""

LONGEST_BEGINNING = 12
"""Letters of a word by which people are looked up; longer ones are compared after reading."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the clinic knows. `title` is what a clinician is addressed with ("Dr."), None for everybody else."""

    id: PersonId
    clinic_id: ClinicId
    name: str
    first_name: str
    language: str
    email: str | None = None
    birth_date: date | None = None
    title: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic as people see it. `phone` is the number to call for help; `zone` is IANA's name."""

    id: ClinicId
    name: str
    phone: str
    zone: str
    language: str


def first_name_of(name: str) -> str:
    """The first word of a full name, which is what mails and the page before the tap may say."""
    return name.split(maxsplit=1)[0] if name.strip() else name


def short_name(person: Person) -> str:
    """How a patient is told of a clinician: "Dr. Lind". Without a title the whole name."""
    if person.title is None:
        return person.name
    return f"{person.title} {person.name.split()[-1]}"


def initial_name(name: str) -> str:
    """How lists on staff screens name a patient: "Rosa M."."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def words_of(name: str) -> list[str]:
    """The words of a name, as a search compares them."""
    return name.lower().split()


def beginnings(name: str) -> frozenset[str]:
    """Everything that a search for this name may begin with."""
    return frozenset(word[: size + 1] for word in words_of(name) for size in range(LONGEST_BEGINNING))


def is_found_by(person: Person, words: str) -> bool:
    """Whether the name has a word that begins so, or the address is this one."""
    wanted, name = " ".join(words_of(words)), " ".join(words_of(person.name))
    return f" {wanted}" in f" {name}" or (person.email is not None and person.email.lower() == wanted)


def age_at(birth_date: date | None, day: date) -> int | None:
    """Whole years; None where the birth date is not known."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def ending(phone: str | None) -> str | None:
    """The last two digits of a number: enough for its owner to know which telephone will ring."""
    digits = [letter for letter in phone or "" if letter.isdigit()]
    return "".join(digits[-2:]) or None


def masked(email: str | None) -> str | None:
    """Enough of an address for its owner to know it again, too little for anybody else: "r…@e…"."""
    if email is None:
        return None
    local, _, domain = email.partition("@")
    return f"{local[:1]}{MASK}@{domain[:1]}{MASK}"
