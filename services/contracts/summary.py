"""A summary's sections, in the order in which a patient reads them, and which of them a reader's consent opens.

Every text may be empty while it is a draft. Nothing here says who reads what at which moment: notes' rules do.
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from services.contracts.states import Role, Scope

MOST_ACTIONS: Final = 3
"""Things to do that a signed summary may hold; a draft may hold more, so that no word of it is lost."""


class SectionName(StrEnum):
    """The sections, in the patient's order."""

    MAIN_MESSAGE = "main_message"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    MEDICINES = "medicines"
    TESTS = "tests"
    HELP = "help"
    QUESTIONS = "questions"
    NEXT_APPOINTMENT = "next_appointment"


class VersionState(StrEnum):
    """What one version of a summary is. Only a draft ever changes its words."""

    DRAFT = "draft"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    ENTERED_IN_ERROR = "entered_in_error"
    WAIVED = "waived"


class Mistake(StrEnum):
    """Why a version was entered in error."""

    WRONG_WORDS = "wrong_words"
    WRONG_PERSON = "wrong_person"


class MedicineChange(StrEnum):
    """What becomes of a medicine."""

    START = "start"
    STOP = "stop"
    CHANGE = "change"
    KEEP = "keep"


def readable(words: str) -> str:
    """Words that can be shown and kept: no control letters, line ends of one kind."""
    words = words.replace("\r\n", "\n")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in words):
        raise ValueError("must be readable letters")
    return words


Words = Annotated[str, StringConstraints(max_length=2000), AfterValidator(readable)]
"""Free text of several lines, as it was typed."""

Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(readable)]


def _whole(schema: JsonDict) -> None:
    """Clients send and get every field; what is missing in an older row has its default."""
    properties = schema["properties"]
    assert isinstance(properties, dict)  # noqa: S101 (JSON Schema says so)
    schema["required"] = list(properties)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_whole)


class MainMessage(_Part):
    section: Literal[SectionName.MAIN_MESSAGE] = SectionName.MAIN_MESSAGE
    text: Words = ""


class Decision(_Part):
    """What was decided, and why."""

    what: Words = ""
    why: Words = ""


class Decisions(_Part):
    section: Literal[SectionName.DECISIONS] = SectionName.DECISIONS
    items: Annotated[tuple[Decision, ...], Field(max_length=10)] = ()


class ToDo(_Part):
    """One thing to do: what, when, how."""

    what: Words = ""
    when: Line = ""
    how: Words = ""


class Actions(_Part):
    """What to do. `nothing`: there is nothing to do, and that is said."""

    section: Literal[SectionName.ACTIONS] = SectionName.ACTIONS
    items: Annotated[tuple[ToDo, ...], Field(max_length=10)] = ()
    nothing: bool = False


class Medicine(_Part):
    """One medicine. `how`: how much of it, and when."""

    change: MedicineChange
    name: Line = ""
    how: Words = ""
    why: Words = ""


class Medicines(_Part):
    section: Literal[SectionName.MEDICINES] = SectionName.MEDICINES
    items: Annotated[tuple[Medicine, ...], Field(max_length=30)] = ()


class Test(_Part):
    """A test or a referral."""

    what: Words = ""
    when: Line = ""
    where: Line = ""


class Tests(_Part):
    section: Literal[SectionName.TESTS] = SectionName.TESTS
    items: Annotated[tuple[Test, ...], Field(max_length=10)] = ()


class GetHelp(_Part):
    """When to get help, and whom to call (a name and a number, as they are said)."""

    section: Literal[SectionName.HELP] = SectionName.HELP
    signs: Annotated[tuple[Words, ...], Field(max_length=10)] = ()
    call: Line = ""


class Question(_Part):
    question: Words = ""
    answer: Words = ""


class Questions(_Part):
    section: Literal[SectionName.QUESTIONS] = SectionName.QUESTIONS
    items: Annotated[tuple[Question, ...], Field(max_length=10)] = ()


class NextAppointment(_Part):
    """In words; `at` where the time is fixed."""

    section: Literal[SectionName.NEXT_APPOINTMENT] = SectionName.NEXT_APPOINTMENT
    text: Words = ""
    at: AwareDatetime | None = None


Section = Annotated[
    MainMessage | Decisions | Actions | Medicines | Tests | GetHelp | Questions | NextAppointment,
    Field(discriminator="section"),
]

EMPTY: Final[Mapping[SectionName, Section]] = {
    SectionName.MAIN_MESSAGE: MainMessage(),
    SectionName.DECISIONS: Decisions(),
    SectionName.ACTIONS: Actions(),
    SectionName.MEDICINES: Medicines(),
    SectionName.TESTS: Tests(),
    SectionName.HELP: GetHelp(),
    SectionName.QUESTIONS: Questions(),
    SectionName.NEXT_APPOINTMENT: NextAppointment(),
}


class Gets(StrEnum):
    """What a person may read of a summary: all of it, all but what is the patient's alone, the practical part, nothing.

    Sections marked "patient only" open for `whole` alone.
    """

    WHOLE = "whole"
    EVERYTHING = "everything"
    ACTIONS = "actions"
    NOTHING = "nothing"


OPENS: Final[Mapping[Gets, frozenset[SectionName]]] = {
    Gets.WHOLE: frozenset(SectionName),
    Gets.EVERYTHING: frozenset(SectionName),
    Gets.ACTIONS: frozenset({SectionName.ACTIONS, SectionName.MEDICINES, SectionName.HELP}),
    Gets.NOTHING: frozenset(),
}


def guest_gets(scopes: frozenset[Scope]) -> Gets:
    """What a guest's scopes say about the summary."""
    if Scope.SUMMARY_ALL in scopes:
        return Gets.EVERYTHING
    return Gets.ACTIONS if Scope.SUMMARY_ACTIONS in scopes else Gets.NOTHING


def gets_of(role: Role, scopes: frozenset[Scope], *, decides: bool) -> Gets:
    """What somebody of a visit gets: the patient the whole, who decides for the patient everything, a guest by consent.

    Clinicians, interpreters and observers are nobody's readers.
    """
    if role is Role.PATIENT:
        return Gets.WHOLE
    if decides:
        return Gets.EVERYTHING
    return guest_gets(scopes) if role is Role.GUEST else Gets.NOTHING


def narrower(one: Gets, other: Gets) -> Gets:
    """Of two the one that opens less."""
    order = tuple(Gets)
    return max(one, other, key=order.index)
