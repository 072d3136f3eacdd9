"""Presence: who is live in a visit, published by each signaling instance as a state, never as an edge."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.states import DeviceKind, Link, Role


class Present(BaseModel):
    """One connection of one person at this instance. `receiving`: whose packets came in during the last seconds.

    `settled`: the page has said that it closed whatever the standing of its instance no longer lets flow.
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
    device_kind: DeviceKind | None = None
    settled: bool = False


class VisitPresence(BaseModel):
    """All live people of a visit at one instance, on change and every 5 s.

    A higher `sequence` of the same instance replaces the last; an instance that was silent for 12 s is not believed any
    more. `standing_version`: of the standing entry that this instance obeys. `well_since`: since when this instance has
    watched without a gap; away is judged only by a well watcher.
    `chat`: up to which sequence of the stream CHAT it knows the visit's messages; whoever is behind catches up.
    """

    model_config = ConfigDict(frozen=True)

    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId
    instance: str
    sequence: int
    at: datetime
    well_since: datetime
    standing_version: int = 0
    chat: int = 0
    people: tuple[Present, ...] = ()
