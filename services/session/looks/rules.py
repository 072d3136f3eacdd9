"""Which screens show people's data, when a look is told again, and as what the person reads of it. Pure."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from services.contracts.ids import PersonId, VisitId
from services.session.change import Note


class Screen(StrEnum):
    """A screen that shows data of persons; its name is the action of the audit's line."""

    DAY = "desk.day_read"
    SEARCH = "people.searched"
    VISIT = "desk.visit_read"
    CONSENTS = "consents.read"
    PAGE = "page.read"
    LOOKS = "looks.read"
    EMERGENCIES = "emergencies.read"
    PAIRS = "pairs.read"
    DOOR = "door.picture_seen"


STAFF_AGAIN: Final = timedelta(minutes=15)
"""A staff page fetches with every hint; looks at the same people within so long are one look."""

GUEST_AGAIN: Final = timedelta(hours=1)


def look(screen: Screen, shown: Iterable[PersonId], visit_id: VisitId | None = None) -> Note:
    """The line that says so."""
    return Note(screen.value, visit_id, shown=frozenset(shown))


WHAT: Final[Mapping[str, str]] = {
    Screen.DAY: "day",
    Screen.SEARCH: "search",
    Screen.VISIT: "visit",
    Screen.CONSENTS: "consents",
    Screen.PAGE: "page",
    Screen.EMERGENCIES: "consents",
}
"""action of the audit -> what was looked at, as the person reads it: the day's list, a search in the clinic's list of
people, the visit with its people and contacts, who was asked for consent (and who was let in without one), the page of
the visit."""
