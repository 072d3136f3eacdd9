"""One connection of one person that this instance holds: what its page was shown, what it said, how its line is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.contracts import wire
from services.contracts.ids import DeviceId, PersonId
from services.contracts.presence import Present
from services.contracts.standing import Seat
from services.contracts.states import DeviceKind, Link, Role
from services.signaling.room.contact import Contact
from services.signaling.room.inputs import Joined
from services.signaling.room.limits import RECEIVING_FOR


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
    device_kind: DeviceKind | None
    link: Link = Link.LIVE
    link_since: float = 0.0
    receiving: frozenset[PersonId] = frozenset()
    received_at: float = 0.0
    shown: int | None = None
    """A hash of what its page was shown last: a waiting room is full of pages to which nothing happens."""
    number: int = 0
    """Of the room that its page was shown last."""
    flowing: frozenset[PersonId] = frozenset()
    """Whose media reached it, by what it was shown last."""
    may_be_open: dict[PersonId, int] = field(default_factory=dict)
    """To whom its page may have a connection, and the last room that let it flow."""
    has_confirmed: bool = False
    """Whether its page has said what is open since it came here; another instance's word for it is not known."""
    is_settled: bool = True
    reads_chat: bool = False
    """Its page was shown the chat, and is shown whatever comes."""
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
            device_kind=joined.device_kind,
            link_since=now,
        )

    def show(self, room: wire.Room, *, always: bool = False) -> wire.Room | None:
        """What is to be sent so that its page shows this room, numbered; None where it shows it already."""
        before, self.shown = self.shown, hash(room)
        if self.shown == before and not always:
            return None
        self.flowing = frozenset(person.person_id for person in room.people if person.flows)
        self.number += 1
        self.may_be_open.update(dict.fromkeys(self.flowing, self.number))
        return room.model_copy(update={"number": self.number})

    def confirm(self, number: int) -> bool:
        """The page says that nothing is open but what the room of this number lets flow; whether it was shown it."""
        if number > self.number:
            return False
        self.has_confirmed = True
        self.may_be_open = {person: last for person, last in self.may_be_open.items() if last >= number}
        return True

    def settle(self, inside: frozenset[PersonId]) -> bool:
        """Whether nothing of its page is open to anybody who is not in the talk; whether that is news."""
        before, self.is_settled = self.is_settled, self.has_confirmed and self.may_be_open.keys() <= inside
        return self.is_settled is not before

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
            device_kind=self.device_kind,
            settled=self.is_settled,
        )


Members = Mapping[int, Member]
"""Every connection that this instance holds, by its number."""
