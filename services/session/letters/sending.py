"""Queues letters in the transaction of the change they tell of. A row holds ids, no words and no contact."""

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.runtime import deliveries
from services.runtime.deliveries import Delivery
from services.session.letters.wording import LetterKind
from services.session.link.rules import Link
from services.session.work import Work


async def send_link(work: Work, link: Link, occasion: str, *, new: bool = False) -> None:
    """Send a link; the same occasion sends it once."""
    kind = LetterKind.NEW_LINK if new else LetterKind.LINK
    await _queue(work, link, kind, occasion, {"generation": link.generation})


async def send_code(work: Work, link: Link, serial: int) -> None:
    """Send the one-time code with this number."""
    await _queue(work, link, LetterKind.CODE, str(serial), {"serial": serial, "generation": link.generation})


async def send_news(work: Work, link: Link, kind: LetterKind, version: int) -> None:
    """Tell somebody that the visit moved or was cancelled, once per row version of the visit."""
    await _queue(work, link, kind, str(version), {"generation": link.generation})


async def _queue(work: Work, link: Link, kind: LetterKind, occasion: str, details: dict[str, object]) -> None:
    delivery = Delivery(
        kind=kind.value,
        clinic_id=ClinicId(link.clinic_id),
        queue_id=QueueId(link.queue_id),
        visit_id=VisitId(link.visit_id),
        person_id=PersonId(link.person_id),
        once_key=f"{kind.value}:{link.id}:{link.generation}:{occasion}",
        details=details,
    )
    await deliveries.queue(work.tx, delivery)
