"""What each person could read at each moment is what consent and the signed versions say, whatever happened before.

A second account of the rules is kept here by hand, in plain dictionaries, and compared after every step.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.questions import ClinicFacts, PeopleFacts, PersonFacts
from services.contracts.states import Role, Scope
from services.contracts.summary import (
    Actions,
    Decision,
    Decisions,
    GetHelp,
    Gets,
    MainMessage,
    Medicine,
    MedicineChange,
    Medicines,
    Mistake,
    Section,
    SectionName,
    ToDo,
    VersionState,
)
from services.notes.audience.rules import Consent, gets_now, readers
from services.notes.reading import rules as reading
from services.notes.reading.rules import News
from services.notes.summary import rules
from services.notes.summary.model import Summary, Version
from services.notes.summary.rules import Typed, Visit
from services.notes.summary.sealing import is_intact

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ROSA, ANA, MAREK, LIND = (PersonId(UUID(int=number)) for number in (1, 2, 3, 4))
GUESTS = (ANA, MAREK)

MAY_READ = {
    "everything": {"main_message", "decisions", "actions", "medicines", "help"},
    "actions": {"actions", "medicines", "help"},
    "nothing": set[str](),
}
"""By hand: what a guest's yes opens."""

SCOPES = {
    "everything": frozenset({Scope.JOIN, Scope.SUMMARY_ALL}),
    "actions": frozenset({Scope.SUMMARY_ACTIONS}),
    "nothing": frozenset({Scope.JOIN}),
}


def _person(person_id: PersonId, role: Role, name: str) -> PersonFacts:
    return PersonFacts(
        person_id=person_id,
        role=role,
        name=f"{name} Diaz",
        short_name=name,
        first_name=name,
        decides=person_id == ROSA,
        relationship=None,
        language="en",
    )


AUDIENCE = PeopleFacts(
    version=7,
    clinic=ClinicFacts(name="Hill Clinic", phone="+1 555 0100", zone="Europe/Madrid"),
    people=(
        _person(ROSA, Role.PATIENT, "Rosa"),
        _person(ANA, Role.GUEST, "Ana"),
        _person(MAREK, Role.GUEST, "Marek"),
        _person(LIND, Role.CLINICIAN, "Eva"),
    ),
)


def _content(section: str, text: str) -> Section:
    match section:
        case "main_message":
            return MainMessage(text=text)
        case "decisions":
            return Decisions(items=(Decision(what=text),))
        case "actions":
            return Actions(items=(ToDo(what=text),))
        case "medicines":
            return Medicines(items=(Medicine(change=MedicineChange.START, name=text),))
        case _:
            return GetHelp(signs=(text,))


@dataclass
class Sealed:
    """One signed version, as the second account keeps it: texts, what is the patient's alone, who was to read what."""

    words: dict[str, tuple[str, bool]]
    frozen: dict[PersonId, str]
    is_wrong: bool = False


@dataclass
class Account:
    """The second account."""

    draft: dict[str, tuple[str, bool]] = field(default_factory=dict)
    signed: list[Sealed] = field(default_factory=list)
    consent: dict[PersonId, str] = field(default_factory=lambda: {ANA: "nothing", MAREK: "nothing"})
    removed: set[PersonId] = field(default_factory=set)

    def now(self, guest: PersonId) -> str:
        """What a guest's consent opens now."""
        return "nothing" if guest in self.removed else self.consent[guest]

    def sees(self, person: PersonId, sealed: Sealed, now: str) -> dict[str, str] | None:
        """The texts that a person may read of a version; None for nothing at all."""
        if person == ROSA:
            return {name: text for name, (text, _) in sealed.words.items()}
        open_now, open_then = MAY_READ[now], MAY_READ[sealed.frozen[person]]
        if not open_now & open_then:
            return None
        return {name: text for name, (text, only) in sealed.words.items() if name in open_now & open_then and not only}

    def reads(self, person: PersonId) -> tuple[dict[str, str], bool] | None:
        """What a person reads now, and whether it is marked as a mistake."""
        now = "" if person == ROSA else self.now(person)
        for sealed in reversed(self.signed):
            seen = self.sees(person, sealed, now)
            if seen is not None:
                return seen, sealed.is_wrong
        return None


class Readers(RuleBasedStateMachine):
    """A summary's life, with consents given, narrowed, widened and taken back in between."""

    def __init__(self) -> None:
        super().__init__()
        self.account = Account()
        self.now = NOW
        self.visit = Visit(LIND, 5, has_ended=True)
        empty = Summary(VisitId(uuid4()), ClinicId(uuid4()), QueueId(uuid4()), ROSA)
        self.summary = rules.visit_ended(empty, 5, uuid4(), self.now).becomes

    def _later(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def _gets(self) -> dict[PersonId, Gets]:
        account = self.account
        consents = {
            guest: Consent(SCOPES[account.consent[guest]], removed=guest in account.removed) for guest in GUESTS
        }
        return gets_now(AUDIENCE, consents)

    def _own(self, person: PersonId) -> list[reading.OwnVersion]:
        return reading.own_versions(self.summary.published, person, self._gets()[person])

    @property
    def _draft(self) -> Version | None:
        return self.summary.draft

    @precondition(lambda self: self._draft is not None)
    @rule(
        section=st.sampled_from(sorted(MAY_READ["everything"])),
        text=st.sampled_from(["one", "two", "three"]),
        only=st.booleans(),
    )
    def write(self, section: str, text: str, *, only: bool) -> None:
        assert self._draft is not None
        seen = self._draft.seen[SectionName(section)]
        typed = Typed(_content(section, text), only, seen)
        self.summary = rules.save(self.summary, self._draft.number, typed, LIND, self._later()).becomes
        self.account.draft[section] = (text, only)

    @precondition(lambda self: self._draft is not None and "main_message" in self.account.draft)
    @rule()
    def sign(self) -> None:
        assert self._draft is not None
        account, number = self.account, self._draft.number
        frozen = {guest: account.now(guest) for guest in GUESTS}
        new = Sealed(dict(account.draft), frozen)
        expected = {person for person in (ROSA, *GUESTS) if self._is_news(person, new)}
        change = rules.sign(
            self.summary,
            number,
            self._draft.seen,
            LIND,
            self.visit,
            AUDIENCE,
            readers(self._gets()),
            self._later(),
            language="en",
        )
        self.summary = change.becomes
        signed = self.summary.version(number)
        assert signed is not None
        assert set(reading.news_of(self.summary.published, signed)) == expected
        account.signed.append(new)

    def _is_news(self, person: PersonId, new: Sealed) -> bool:
        """By hand: whoever gets something is told, unless the last they may read of before reads alike."""
        now = "" if person == ROSA else new.frozen[person]
        seen = self.account.sees(person, new, now)
        if seen is None:
            return False
        for earlier in reversed(self.account.signed):
            before = self.account.sees(person, earlier, now)
            if before is not None:
                return before != seen or earlier.is_wrong
        return True

    @precondition(lambda self: self._draft is None)
    @rule()
    def amend(self) -> None:
        latest = self.summary.latest
        assert latest is not None
        self.summary = rules.amend(
            self.summary, latest.number, "Better.", LIND, self.visit, uuid4(), self._later()
        ).becomes
        is_carried = latest.state is VersionState.SIGNED
        self.account.draft = dict(self.account.signed[-1].words) if is_carried else {}

    @precondition(lambda self: bool(self.account.signed))
    @rule(data=st.data())
    def enter_in_error(self, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(self.account.signed) - 1))
        number = self.summary.published[index].number
        before = {person for person in (ROSA, *GUESTS) if self.account.reads(person) is not None}
        change = rules.enter_in_error(
            self.summary, number, Mistake.WRONG_WORDS, "Wrong.", LIND, self.visit, self._later()
        )
        self.summary = change.becomes
        self.account.signed[index].is_wrong = True
        wrong = self.summary.version(number)
        assert wrong is not None
        assert reading.hit_by_mistake(self.summary.published, wrong, self._gets()) <= before

    @precondition(lambda self: self._draft is not None and bool(self.account.signed))
    @rule()
    def drop_the_correction(self) -> None:
        assert self._draft is not None
        change = rules.waive(self.summary, self._draft.number, "Not needed.", LIND, self.visit, self._later())
        self.summary, self.account.draft = change.becomes, {}

    @rule(guest=st.sampled_from(GUESTS), choice=st.sampled_from(sorted(MAY_READ)))
    def consent(self, guest: PersonId, choice: str) -> None:
        self.account.consent[guest] = choice

    @rule(guest=st.sampled_from(GUESTS))
    def remove_or_bring_back(self, guest: PersonId) -> None:
        self.account.removed ^= {guest}

    @invariant()
    def everybody_reads_what_is_theirs_and_nothing_else(self) -> None:
        for person in (ROSA, *GUESTS):
            expected, own = self.account.reads(person), self._own(person)
            if expected is None:
                assert own == []
                continue
            words, is_wrong = expected
            present = own[-1]
            assert (present.mistake is not None) == is_wrong
            seen = {name: section for name, section in present.view.items() if name in words}
            assert seen == {SectionName(name): _content(name, text) for name, text in words.items()}
            assert all(present.view[name] == Medicines() for name in present.view if name not in words)

    @invariant()
    def nobody_else_reads_anything(self) -> None:
        assert self._own(LIND) == []
        assert reading.own_versions(self.summary.published, PersonId(uuid4()), Gets.EVERYTHING) == []

    @invariant()
    def what_was_signed_is_what_was_signed(self) -> None:
        assert all(is_intact(self.summary.visit_id, version) for version in self.summary.published)
        assert [version.state for version in self.summary.versions].count(VersionState.SIGNED) <= 1
        assert len([version for version in self.summary.versions if version.state is VersionState.DRAFT]) <= 1


TestReaders = Readers.TestCase
TestReaders.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)


def test_a_correction_that_only_the_patient_may_see_concerns_nobody_else() -> None:
    play = Readers()
    play.consent(ANA, "everything")
    play.write("main_message", "one", only=False)
    play.sign()
    before = play._own(ANA)
    play.amend()
    play.write("decisions", "two", only=True)
    play.sign()
    after = play._own(ANA)
    assert [(one.first.id, one.view, one.changed) for one in after] == [
        (one.first.id, one.view, one.changed) for one in before
    ]
    signed = play.summary.published[-1]
    assert reading.news_of(play.summary.published, signed) == {ROSA: (News.CORRECTED, (SectionName.DECISIONS,))}
