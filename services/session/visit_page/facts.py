"""What one person did on the page of one visit."""

from dataclasses import dataclass
from datetime import datetime


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
    present: tuple[str, ...] = ()


NOTHING = PageFacts()
