"""Hints: short notes over a page's socket that something changed. Ids only; the last one wins; they may be lost."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId


class _Hint(BaseModel):
    model_config = ConfigDict(frozen=True)


class Changed(_Hint):
    """Something that the page shows is different now: fetch it again.

    `version`, the row version that it will find, is for staff alone: it counts what others do. Whoever comes by a link
    hears none.
    """

    type: Literal["changed"] = "changed"
    what: Literal["visit", "people", "queue", "consent", "summary"]
    id: VisitId | QueueId
    version: int | None = None


class PlaceInLine(_Hint):
    """A waiting patient's own place (1: next)."""

    type: Literal["place"] = "place"
    place: int
    version: int


class Go(_Hint):
    """You were let in: the page may go into the call."""

    type: Literal["go"] = "go"
    visit_id: VisitId


Hint = Annotated[Changed | PlaceInLine | Go, Field(discriminator="type")]


def uncounted(hint: Hint) -> Hint:
    """The same hint for somebody who comes by a link: without the number of a row that others step."""
    return hint.model_copy(update={"version": None}) if isinstance(hint, Changed) else hint


class AddressedHint(BaseModel):
    """What session publishes on `hint.<clinic>.<queue>`: a hint, and whose pages may hear of it.

    `to_people` are people of the visit; `to_staff` reaches every staff page of the queue.
    """

    model_config = ConfigDict(frozen=True)

    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId | None = None
    to_people: frozenset[PersonId] = frozenset()
    to_staff: bool = False
    hint: Hint
