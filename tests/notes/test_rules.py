"""The life of a summary's versions, against a table typed by hand, and what becomes of it when a visit goes on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from typing import Final
from uuid import uuid4

import pytest

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.problems import Problem
from services.contracts.questions import ClinicFacts, PeopleFacts
from services.contracts.summary import Actions, Gets, MainMessage, Mistake, SectionName, ToDo, VersionState
from services.notes.change import Change
from services.notes.summary import rules
from services.notes.summary.model import Ending, Saved, Seal, Summary, Version
from services.notes.summary.rules import SUMMARY_TABLE, Command, Typed, Visit

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LIND, OKAFOR = PersonId(uuid4()), PersonId(uuid4())
ENDED = Visit(LIND, 5, has_ended=True)
NAMES = PeopleFacts(version=5, clinic=ClinicFacts(name="Hill", phone="1", zone="Europe/Madrid"), people=())
FINE = {
    SectionName.MAIN_MESSAGE: Saved(
        MainMessage(text="All is well."), patient_only=False, row_version=1, saved_at=NOW, saved_by=LIND
    )
}

D, S, P, E, W = VersionState
EXPECTED: Final[Mapping[Command, Mapping[VersionState, str]]] = {
    Command.SAVE: {
        D: "draft",
        S: "summary.is_signed",
        P: "summary.is_superseded",
        E: "summary.is_entered_in_error",
        W: "summary.is_waived",
    },
    Command.SIGN: {
        D: "signed",
        S: "summary.is_signed",
        P: "summary.is_superseded",
        E: "summary.is_entered_in_error",
        W: "summary.is_waived",
    },
    Command.AMEND: {
        D: "summary.is_draft",
        S: "signed, and a draft",
        P: "summary.is_superseded",
        E: "entered_in_error, and a draft",
        W: "waived, and a draft",
    },
    Command.ENTER_IN_ERROR: {
        D: "summary.is_draft",
        S: "entered_in_error",
        P: "entered_in_error",
        E: "entered_in_error",
        W: "summary.is_waived",
    },
    Command.WAIVE: {
        D: "waived",
        S: "summary.is_signed",
        P: "summary.is_superseded",
        E: "summary.is_entered_in_error",
        W: "waived",
    },
}


def of(state: VersionState) -> Summary:
    """A summary whose only version is in this state."""
    version = Version(uuid4(), 1, state, 5, NOW, sections=FINE)
    if state in {S, P, E}:
        version = replace(version, seal=Seal(NOW, OKAFOR, "en", NAMES, {}, b"seal"))
    if state in {E, W}:
        version = replace(version, ending=Ending(NOW, LIND, "why"))
    return Summary(VisitId(uuid4()), ClinicId(uuid4()), QueueId(uuid4()), PersonId(uuid4()), 1, (version,))


def given(command: Command, visit: Visit = ENDED) -> Callable[[Summary], Change[Summary]]:
    """The command, given by Dr. Lind to version 1."""
    typed = Typed(MainMessage(text="Better."), patient_only=False, seen=1)
    return {
        Command.SAVE: lambda it: rules.save(it, 1, typed, LIND, NOW),
        Command.SIGN: lambda it: rules.sign(it, 1, it.versions[0].seen, LIND, visit, NAMES, {}, NOW, language="en"),
        Command.AMEND: lambda it: rules.amend(it, 1, "Better.", LIND, visit, uuid4(), NOW),
        Command.ENTER_IN_ERROR: lambda it: rules.enter_in_error(it, 1, Mistake.WRONG_WORDS, "Wrong.", LIND, visit, NOW),
        Command.WAIVE: lambda it: rules.waive(it, 1, "No need.", LIND, visit, NOW),
    }[command]


def outcome(command: Command, state: VersionState) -> str:
    """What the command makes of a version, or the code with which it is refused."""
    try:
        after = given(command)(of(state)).becomes
    except Problem as problem:
        return problem.code
    first, *more = after.versions
    return first.state.value + (", and a draft" if more and more[0].state is D else "")


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("state", list(VersionState))
def test_each_command_does_to_each_version_what_was_promised(command: Command, state: VersionState) -> None:
    assert outcome(command, state) == EXPECTED[command][state]
    has_cell = state in SUMMARY_TABLE[command]
    assert has_cell == (not EXPECTED[command][state].startswith("summary."))


@pytest.mark.parametrize("command", [Command.SIGN, Command.AMEND, Command.ENTER_IN_ERROR, Command.WAIVE])
def test_only_the_responsible_clinician_decides(command: Command) -> None:
    it = of(next(iter(SUMMARY_TABLE[command])))
    with pytest.raises(Problem) as refused:
        given(command, Visit(OKAFOR, 6, has_ended=True))(it)
    assert refused.value.code == "summary.not_responsible"


def test_a_signature_covers_what_the_signing_page_showed_and_nothing_newer() -> None:
    it = of(D)
    seen = it.versions[0].seen
    newer = rules.save(it, 1, Typed(MainMessage(text="Other."), patient_only=False, seen=1), OKAFOR, NOW).becomes
    with pytest.raises(Problem) as refused:
        rules.sign(newer, 1, seen, LIND, ENDED, NAMES, {}, NOW, language="en")
    assert refused.value.code == "summary.changed"


def test_four_things_to_do_are_kept_in_a_draft_and_not_signed() -> None:
    it = of(D)
    many = Actions(items=tuple(ToDo(what=str(number)) for number in range(4)))
    it = rules.save(it, 1, Typed(many, patient_only=False, seen=0), LIND, NOW).becomes
    with pytest.raises(Problem) as refused:
        rules.sign(it, 1, it.versions[0].seen, LIND, ENDED, NAMES, {}, NOW, language="en")
    assert refused.value.code == "summary.too_many_actions"


def test_a_visit_that_goes_on_leaves_the_signature_standing_and_its_next_end_begins_a_correction() -> None:
    """Reopen and sign crossed: session reopened before it heard of the signature."""
    signed = rules.sign(of(D), 1, of(D).versions[0].seen, LIND, ENDED, NAMES, {}, NOW, language="en").becomes
    went_on = rules.visit_reopened(signed, 6).becomes
    assert [(one.state, one.went_on) for one in went_on.versions] == [(S, True)]
    again = rules.visit_ended(went_on, 7, uuid4(), NOW).becomes
    assert [(one.number, one.state) for one in again.versions] == [(1, S), (2, D)]
    assert again.versions[1].sections == FINE


@pytest.mark.parametrize("order", list(permutations([6, 7])))
def test_in_whichever_order_reopening_and_end_are_heard_it_comes_to_the_same(order: tuple[int, ...]) -> None:
    it = rules.sign(of(D), 1, of(D).versions[0].seen, LIND, ENDED, NAMES, {}, NOW, language="en").becomes
    for version in order:
        heard = rules.visit_reopened(it, 6) if version == 6 else rules.visit_ended(it, 7, uuid4(), NOW)
        it = heard.becomes
    assert [(one.number, one.state, one.went_on) for one in it.versions] == [(1, S, True), (2, D, False)]


def test_a_draft_that_is_open_goes_on_when_the_visit_ends_again() -> None:
    it = of(D)
    assert rules.visit_ended(rules.visit_reopened(it, 6).becomes, 7, uuid4(), NOW).becomes == it


def test_a_mistake_is_told_at_once_to_those_whose_page_says_so_and_to_nobody_else() -> None:
    rosa, ana = PersonId(uuid4()), PersonId(uuid4())
    readers = {rosa: Gets.WHOLE, ana: Gets.ACTIONS}

    def signed(it: Summary, number: int) -> Summary:
        seen = it.versions[-1].seen
        return rules.sign(it, number, seen, LIND, ENDED, NAMES, readers, NOW, language="en").becomes

    draft = rules.amend(signed(of(D), 1), 1, "Better.", LIND, ENDED, uuid4(), NOW).becomes
    seen = draft.versions[-1].seen[SectionName.MAIN_MESSAGE]
    typed = Typed(MainMessage(text="Better."), patient_only=False, seen=seen)
    corrected = signed(rules.save(draft, 2, typed, LIND, NOW).becomes, 2)

    def told(number: int) -> frozenset[PersonId]:
        change = rules.enter_in_error(corrected, number, Mistake.WRONG_WORDS, "Wrong.", LIND, ENDED, NOW)
        [hint] = change.hints
        return hint.to_people

    assert told(2) == {rosa, ana}
    assert told(1) == {rosa}, "to Ana both read alike, and the second one holds"


def test_not_even_a_hint_tells_a_guest_of_a_correction_of_what_they_may_not_see() -> None:
    rosa, ana = PersonId(uuid4()), PersonId(uuid4())
    readers = {rosa: Gets.WHOLE, ana: Gets.ACTIONS}

    def signed(it: Summary, number: int) -> Change[Summary]:
        seen = it.versions[-1].seen
        return rules.sign(it, number, seen, LIND, ENDED, NAMES, readers, NOW, language="en")

    first = signed(of(D), 1)
    assert [hint.to_people for hint in first.hints] == [{rosa, ana}]
    draft = rules.amend(first.becomes, 1, "Better.", LIND, ENDED, uuid4(), NOW).becomes
    seen = draft.versions[-1].seen[SectionName.MAIN_MESSAGE]
    typed = Typed(MainMessage(text="Better."), patient_only=False, seen=seen)
    again = signed(rules.save(draft, 2, typed, LIND, NOW).becomes, 2)
    assert [hint.to_people for hint in again.hints] == [{rosa}]
