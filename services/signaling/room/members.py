"""One connection of one person: held here, or told of by another instance."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.contracts import wire
from services.contracts.ids import DeviceId, PersonId
from services.contracts.presence import Present
from services.contracts.standing import Seat
from services.contracts.states import Link, Role
from services.signaling.room.contact import Contact
from services.signaling.room.inputs import Joined
from services.signaling.room.limits import RECEIVING_FOR

ONE_DEVICE = frozenset({Role.PATIENT, Role.CLINICIAN})
"""Roles whose newer device ends the older one; others' newer device stands at the door beside it."""


@dataclass(slots=True)
class Member:
    """A connection that this instance holds, with or without a socket just now."""

    person: PersonId
    role: Role
    device: DeviceId
    n: int
    attached: float
    contact: Contact
    microphone: bool
    camera: bool
    link: Link = Link.LIVE
    link_since: float = 0.0
    receiving: frozenset[PersonId] = frozenset()
    received_at: float = 0.0
    shown: int | None = None
    """A hash of what its page was shown last: a waiting room is full of pages to which nothing happens."""
    flowing: frozenset[PersonId] = frozenset()
    """Whose media reached it, by what it was shown last."""
    candidates: dict[int, int] = field(default_factory=dict)
    """How many went to each connection since the last description."""

    @classmethod
    def of(cls, joined: Joined, now: float) -> "Member":
        """The member that a join makes."""
        return cls(
            person=joined.person,
            role=joined.role,
            device=joined.device,
            n=joined.n,
            attached=joined.attached,
            contact=Contact(hidden=joined.hidden),
            microphone=joined.microphone,
            camera=joined.camera,
            link_since=now,
        )

    def show(self, room: wire.Room) -> bool:
        """Note what its page is shown; whether that is anything new."""
        before, self.shown = self.shown, hash(room)
        self.flowing = frozenset(person.person_id for person in room.people if person.flows)
        return self.shown != before

    @property
    def seat(self) -> Seat:
        """The person and device that media flow to and from."""
        return Seat(self.person, self.device)

    def look(self, now: float) -> bool:
        """Bring `link` and `receiving` up to date; whether something changed."""
        before = self.link, self.receiving
        self.link = self.contact.link(now)
        if self.link is not before[0]:
            self.link_since = now
        if self.receiving and now >= self.received_at + RECEIVING_FOR:
            self.receiving = frozenset()
        return (self.link, self.receiving) != before

    def due(self, now: float) -> float | None:
        """When `look` next finds something new if nothing is heard."""
        ends = self.received_at + RECEIVING_FOR if self.receiving else None
        moments = [moment for moment in (self.contact.due(now), ends) if moment is not None]
        return min(moments, default=None)

    def present(self) -> Present:
        """As other instances and session get to know it."""
        return Present(
            person_id=self.person,
            role=self.role,
            device_id=self.device,
            n=self.n,
            link=self.link,
            hidden=self.contact.hidden,
            since=datetime.fromtimestamp(self.link_since, UTC),
            attached=datetime.fromtimestamp(self.attached, UTC),
            receiving=self.receiving,
            microphone=self.microphone,
            camera=self.camera,
        )


def ends(newer: Present, older: Member) -> bool:
    """Whether a connection told of by another instance takes the place of one held here."""
    if newer.person_id != older.person:
        return False
    if newer.n == older.n:
        return newer.attached > datetime.fromtimestamp(older.attached, UTC)
    return newer.n > older.n and (newer.device_id == older.device or older.role in ONE_DEVICE)
