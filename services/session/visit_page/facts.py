"""What one person did on the page of one visit."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who sits beside a person, without a device of their own. `relationship`: to the patient."""

    name: str
    relationship: str | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one person did on the page of one visit. The check's words are those of the wire; None: never tried."""

    camera: str | None = None
    microphone: str | None = None
    speaker: str | None = None
    network: str | None = None
    tried_at: datetime | None = None
    done_at: datetime | None = None
    help_wanted_at: datetime | None = None
    wrong_person_at: datetime | None = None
    not_yet_at: datetime | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def present(self) -> tuple[str, ...]:
        """The names of those who sit beside the person."""
        return tuple(one.name for one in self.beside)


NOTHING = PageFacts()
