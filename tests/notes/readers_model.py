"""Who may read what, a second time: typed by hand from what the product promises, in plain dictionaries.

Sections of a summary are words here, versions are numbered from 1, people are called by their names.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal

Choice = Literal["everything", "actions", "nothing"]

OPENS: Final[dict[str, set[str]]] = {
    "everything": {"main_message", "decisions", "actions", "medicines", "help"},
    "actions": {"actions", "medicines", "help"},
    "nothing": set(),
}
"""What a guest's yes opens: everything, or what to do, medicines and when to get help."""

GUESTS: Final = ("Ana", "Marek")
ALL: Final = ("Rosa", *GUESTS)

Words = dict[str, tuple[str, bool]]
"""Section -> what stands there, and whether it is the patient's alone."""

Read = tuple[dict[str, str], bool]
"""What somebody reads, by section; and whether all they are told is that it was a mistake."""


@dataclass
class Signed:
    """A version that was signed: words, and what each guest's consent opened at that moment."""

    words: Words
    then: dict[str, Choice]
    is_mistake: bool = False

    def seen_by(self, person: str, now: Choice) -> dict[str, str] | None:
        """What is there for somebody; None where nothing of it is theirs.

        Never more than consent opened when it was signed, nor than it opens now. Medicines always say something.
        """
        if person == "Rosa":
            return {name: words for name, (words, _) in self.words.items()}
        mine = OPENS[now] & OPENS[self.then[person]]
        if not mine:
            return None
        return {name: words for name, (words, is_rosas) in self.words.items() if name in mine and not is_rosas}


@dataclass
class Model:
    """The visit, its summary and its consents, as whoever knows the rules by heart would keep them on paper."""

    consent: dict[str, Choice | None] = field(default_factory=dict)
    """What each guest's yes opens; None or missing: there is no yes."""
    has_ended: bool = True
    versions: list[Signed | Words | None] = field(default_factory=lambda: [{}])
    """Signed, a draft's words, or None for what was waived; the number is the place."""
    mails: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Person and kind of news -> how many messages."""

    # ---- What is there

    def now(self, person: str) -> Choice:
        """What somebody's consent opens at this moment."""
        return self.consent.get(person) or "nothing"

    @property
    def signed(self) -> list[Signed]:
        """All that was ever signed, the first one first."""
        return [one for one in self.versions if isinstance(one, Signed)]

    @property
    def draft(self) -> int | None:
        """The number of what is being written."""
        return next((at for at, one in enumerate(self.versions, 1) if isinstance(one, dict)), None)

    @property
    def valid(self) -> int | None:
        """The number of the version that counts: the last that was signed, unless it was a mistake."""
        numbers = [at for at, one in enumerate(self.versions, 1) if isinstance(one, Signed)]
        last = numbers[-1] if numbers else None
        return None if last is None or self.signed[-1].is_mistake else last

    def reads(self, person: str) -> Read | None:
        """What somebody reads at this moment: the last version of which anything is theirs."""
        return self._reads(person, self.signed, self.now(person))

    def holds(self, person: str) -> bool:
        """Whether what somebody reads still counts: no mistake, and nothing was signed after it, theirs or not."""
        return self._present(person) is not None and self._present(person) is self.signed[-1] and self.valid is not None

    @staticmethod
    def _reads(person: str, signed: list[Signed], now: Choice) -> Read | None:
        for one in reversed(signed):
            seen = one.seen_by(person, now)
            if seen is not None:
                return ({} if one.is_mistake else seen), one.is_mistake
        return None

    def status(self, person: str) -> str:
        """What somebody's page says before the second fact."""
        if person != "Rosa" and self.now(person) == "nothing":
            return "not_for_you"
        read = self.reads(person)
        if read is not None:
            return "in_error" if read[1] else "ready"
        if self.signed:
            return "not_for_you"
        return "none" if self.versions[-1] is None else "being_written"

    # ---- What people do; each gives the code of the refusal, None when it is done

    def write(self, section: str, words: str, *, is_rosas: bool) -> str | None:
        """Dr. Lind saves a section of the draft."""
        if self.draft is None:
            return self._is(len(self.versions))
        draft = self.versions[self.draft - 1]
        assert isinstance(draft, dict)
        draft[section] = (words, is_rosas)
        return None

    def sign(self) -> str | None:
        """Dr. Lind signs; whoever reads something new is written to."""
        if self.draft is None:
            return self._is(len(self.versions))
        if not self.has_ended:
            return "summary.visit_not_ended"
        words = self.versions[self.draft - 1]
        assert isinstance(words, dict)
        if not words.get("main_message", ("", False))[0]:
            return "summary.nothing_written"
        new = Signed(dict(words), {guest: self.now(guest) for guest in GUESTS})
        for person in ALL:
            self._tell_news(person, new)
        self.versions[self.draft - 1] = new
        return None

    def _tell_news(self, person: str, new: Signed) -> None:
        """Nobody is written to whose own view is as before, save who had read that it was a mistake."""
        seen = new.seen_by(person, self.now(person))
        if seen is None:
            return
        before = self._reads(person, self.signed, self.now(person))
        if before is None:
            self.mails[person, "ready"] += 1
        elif before != (seen, False):
            self.mails[person, "corrected"] += 1

    def amend(self) -> str | None:
        """Dr. Lind begins a correction of what counts, or writes anew."""
        if self.draft is not None:
            return "summary.being_corrected" if self.valid else "summary.is_draft"
        counts = self.versions[self.valid - 1] if self.valid else None
        self.versions.append(dict(counts.words) if isinstance(counts, Signed) else {})
        return None

    def mistake(self, which: int) -> str | None:
        """Dr. Lind marks a signed version as a mistake: whose present one it is, is told, if it is still theirs."""
        wrong = self.signed[which]
        if wrong.is_mistake:
            return None
        for person in ALL:
            if self._present(person) is wrong:
                self.mails[person, "mistake"] += 1
        wrong.is_mistake = True
        return None

    def _present(self, person: str) -> Signed | None:
        return next((one for one in reversed(self.signed) if one.seen_by(person, self.now(person)) is not None), None)

    def waive(self) -> str | None:
        """Dr. Lind says that there will be no summary, or no correction."""
        if self.draft is None:
            return None if self.versions[-1] is None else self._is(len(self.versions))
        if not self.has_ended:
            return "summary.visit_not_ended"
        self.versions[self.draft - 1] = None
        return None

    def reopen(self) -> str | None:
        """The talk goes on after all, as long as nothing is signed."""
        if self.has_ended and self.signed:
            return "visit.already_signed"
        self.has_ended = False
        return None

    def finish(self) -> str | None:
        """The talk is over: there is a draft, with what counts in it where something does."""
        if not self.has_ended and self.draft is None:
            counts = self.versions[self.valid - 1] if self.valid else None
            self.versions.append(dict(counts.words) if isinstance(counts, Signed) else {})
        self.has_ended = True
        return None

    def agree(self, guest: str, choice: Choice) -> str | None:
        """Rosa lets somebody read so much, or no more than so much."""
        self.consent[guest] = choice
        return None

    def revoke(self, guest: str) -> str | None:
        """Rosa takes her yes back."""
        self.consent[guest] = None
        return None

    def _is(self, number: int) -> str:
        one = self.versions[number - 1]
        if one is None:
            return "summary.is_waived"
        assert isinstance(one, Signed)
        return "summary.is_entered_in_error" if one.is_mistake else "summary.is_signed"
