"""The words of a message about a summary, from what a stranger may read over someone's shoulder.

First name, clinic, link. No clinician, no reason, nothing of what is in it.
"""

from dataclasses import dataclass

from services.notes.reading.rules import News
from services.runtime.letters import Part, letter
from services.runtime.mail import Mail
from services.runtime.words import Words


@dataclass(frozen=True, slots=True)
class Facts:
    """What the message is made of. `link` is the reader's own."""

    to: str
    link: str
    first_name: str
    language: str
    clinic: str
    phone: str


def summary_letter(facts: Facts, words: Words, news: News) -> Mail:
    """That a summary is ready, was corrected, or was a mistake."""

    def say(message: str) -> str:
        return words.say(facts.language, message, name=facts.first_name, clinic=facts.clinic, phone=facts.phone)

    parts = (
        Part(say("visit-link-hello")),
        Part(say(f"summary-{news.value}-words"), strong=True),
        Part(say("summary-open"), link=facts.link),
        Part(say("summary-proof")),
        Part(say("mail-help")),
        Part(say("mail-goodbye")),
    )
    return letter(facts.to, say(f"summary-{news.value}-subject"), parts, words.best(facts.language))
