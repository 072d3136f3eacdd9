"""Makes a message at the moment of sending, and says how it ended.

Address and link are asked of session then, so that no row holds them. Consent is looked at once more: whom the news
does not concern any more, by what they may read by now, is sent nothing.
"""

from collections.abc import Mapping
from typing import Final

from services.contracts.events import Fact, SummaryNotSent, SummarySent
from services.contracts.summary import Gets
from services.notes.asking import Session
from services.notes.audience import rules as audience_rules
from services.notes.audience import store as audience
from services.notes.callers import DELIVERER
from services.notes.change import Change, Note
from services.notes.delivery import wording
from services.notes.delivery.sending import NEWS
from services.notes.reading import rules as reading
from services.notes.reading.rules import News
from services.notes.summary import store as summaries
from services.notes.summary.model import Summary
from services.notes.work import Edge
from services.runtime.database import Tx
from services.runtime.deliveries import Compose, Delivery, State
from services.runtime.mail import Mail, UndeliverableError
from services.runtime.words import Words

TAKEN_BACK: Final = "summary.taken_back"
"""Consent opens nothing of what is new to this person any more: nobody need call them."""


class Composer:
    """Writes the messages."""

    def __init__(self, edge: Edge, session: Session, words: Words) -> None:
        self._edge = edge
        self._session = session
        self._words = words

    def composers(self) -> Mapping[str, Compose]:
        """By kind of message, for the deliverer."""
        return dict.fromkeys(NEWS, self.compose)

    async def compose(self, tx: Tx, delivery: Delivery) -> Mail:
        """The message, or `UndeliverableError` when there is no address or link, or nothing is theirs to read."""
        assert delivery.visit_id is not None  # noqa: S101 (every message of notes is about a visit)
        summary = await summaries.find(tx, delivery.visit_id)
        if summary is None or not await _concerns(tx, summary, delivery):
            raise UndeliverableError(TAKEN_BACK)
        contact = await self._session.contact(delivery.visit_id, delivery.person_id)
        if contact.link is None:
            raise UndeliverableError("link.closed")
        if contact.email is None:
            raise UndeliverableError("person.no_address")
        facts = wording.Facts(
            to=contact.email,
            link=contact.link,
            first_name=contact.first_name,
            language=contact.language,
            clinic=contact.clinic.name,
            phone=contact.clinic.phone,
        )
        return wording.summary_letter(facts, self._words, NEWS[delivery.kind])

    async def settled(self, tx: Tx, delivery: Delivery, state: State, failure: str | None) -> None:
        """Say that a message was sent, or that somebody has to call."""
        assert delivery.visit_id is not None  # noqa: S101
        async with self._edge.inside(tx, DELIVERER) as work:
            if await summaries.find(tx, delivery.visit_id) is None:
                return
            summary = await summaries.read(work, delivery.visit_id)
            details: dict[str, object] = {"delivery": str(delivery.id), "number": delivery.details["number"]}
            if failure is not None:
                details["failure"] = failure
            action = "summary.sent" if state == "sent" else "summary.not_sent"
            note = Note(action, delivery.visit_id, delivery.person_id, details)
            facts = _facts(delivery, state, failure)
            work.tell(Change(summary, facts=facts, hints=(summary.changed(),), notes=(note,)))


def _facts(delivery: Delivery, state: State, failure: str | None) -> tuple[Fact, ...]:
    assert delivery.visit_id is not None  # noqa: S101
    number = int(delivery.details["number"])
    if state == "sent":
        return (SummarySent(visit_id=delivery.visit_id, number=number, person_id=delivery.person_id),)
    if failure is None or failure == TAKEN_BACK:
        return ()
    sent = SummaryNotSent(visit_id=delivery.visit_id, number=number, person_id=delivery.person_id, failure=failure)
    return (sent,)


async def _concerns(tx: Tx, summary: Summary, delivery: Delivery) -> bool:
    """Whether the message still tells its reader of something that they may read."""
    version = summary.version(int(delivery.details["number"]))
    if version is None or version.seal is None:
        return False
    gets = audience_rules.gets_now(version.seal.audience, await audience.of_visit(tx, summary.visit_id))
    now = gets.get(delivery.person_id, Gets.NOTHING)
    if NEWS[delivery.kind] is News.MISTAKE:
        return now is not Gets.NOTHING
    return reading.is_news(summary.published, version, delivery.person_id, now)
