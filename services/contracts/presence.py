"""Presence: who is live in a visit, published by each signaling instance as a state, never as an edge."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.states import Link, Role


class Present(BaseModel):
    """One connection of one person at this instance. `receiving`: whose packets came in during the last seconds.

    `since`: since when `link` is what it is. `attached`: when the page last opened a socket for this connection; of two
    instances that claim the same `n` the later one is right.
    """

    model_config = ConfigDict(frozen=True)

    person_id: PersonId
    role: Role
    device_id: DeviceId
    n: int
    link: Link
    hidden: bool = False
    since: datetime
    attached: datetime
    receiving: frozenset[PersonId] = frozenset()
    microphone: bool = True
    camera: bool = True


class VisitPresence(BaseModel):
    """All live people of a visit at one instance, on change and every 5 s.

    A higher `sequence` of the same instance replaces the last; an instance that was silent for 12 s is not believed any
    more. `well_since`: since when this instance has watched without a gap; away is judged only by a well watcher.
    """

    model_config = ConfigDict(frozen=True)

    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId
    instance: str
    sequence: int
    at: datetime
    well_since: datetime
    people: tuple[Present, ...] = ()
