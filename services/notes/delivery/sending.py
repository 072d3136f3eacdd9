"""Queues the messages that tell readers of a version, in the transaction that signs it or marks it as a mistake.

One row a reader, version and news, so that whatever is repeated sends nothing twice.
"""

from collections.abc import Iterable
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.summary import SectionName
from services.notes.audience import rules as audience_rules
from services.notes.audience import store as audience
from services.notes.reading import rules as reading
from services.notes.reading.rules import News
from services.notes.summary.model import Summary, Version
from services.notes.work import Work
from services.runtime import deliveries
from services.runtime.deliveries import Delivery

KINDS: Final = {news: f"summary_{news.value}" for news in News}
"""The kind of delivery row for each news."""

NEWS: Final = {kind: news for news, kind in KINDS.items()}
"""What each kind of delivery row tells of."""


async def tell_signed(work: Work, summary: Summary, signed: Version) -> None:
    """Tell every reader to whom this version is new."""
    for person, (news, changed) in reading.news_of(summary.published, signed).items():
        await _queue(work, summary, signed, person, news, changed)


async def tell_mistake(work: Work, summary: Summary, wrong: Version) -> None:
    """Tell everyone whose present version it is, as far as they may still read it."""
    assert wrong.seal is not None  # noqa: S101 (only what was signed is entered in error)
    consents = await audience.of_visit(work.tx, summary.visit_id)
    gets = audience_rules.gets_now(wrong.seal.audience, consents)
    for person in reading.hit_by_mistake(summary.published, wrong, gets):
        await _queue(work, summary, wrong, person, News.MISTAKE, ())


async def _queue(
    work: Work, summary: Summary, version: Version, person: PersonId, news: News, changed: Iterable[SectionName]
) -> None:
    delivery = Delivery(
        kind=KINDS[news],
        clinic_id=summary.clinic_id,
        queue_id=summary.queue_id,
        visit_id=summary.visit_id,
        person_id=person,
        once_key=f"{KINDS[news]}:{version.id}:{person}",
        details={"number": version.number, "changed": [section.value for section in changed]},
    )
    await deliveries.queue(work.tx, delivery)
