"""How far a private moment has come: for whom the room still waits, for how long, and what it says meanwhile.

`private` is said only once every connection that is left in the talk has said, at a standing that has the hold, that it
closed whatever went to those kept out. Patient and clinician must be there to have said so. What they said stays true
while their line is down: without this room nobody could open anything anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from services.contracts import wire
from services.contracts.ids import PersonId
from services.contracts.presence import Present
from services.contracts.standing import NEVER_PRIVATE, Seat, StandingEntry, is_held, receives
from services.contracts.states import Modality, Role, VisitState
from services.signaling.room.limits import GIVEN_UP_AFTER, SETTLED_WITHIN
from services.signaling.room.roster import newest

_MUST_BE_THERE = frozenset({Role.PATIENT, Role.CLINICIAN})


@dataclass(frozen=True, slots=True)
class Heard:
    """A connection as it was last heard of. `version`: of the standing that its instance obeyed. `own`: held here."""

    present: Present
    version: int
    own: bool

    @property
    def seat(self) -> Seat:
        """The device that media flow to and from."""
        return Seat(self.present.person_id, self.present.device_id)


@dataclass(slots=True)
class PrivateMoment:
    """What one instance knows of it. Never true of a room in which nobody is kept out."""

    is_on: bool = False
    said: wire.Privacy | None = None
    """What may be told of it now, before anybody is left out whom a viewer may not know of."""
    _since_version: int = 0
    """The standing that last shut somebody out. Who obeys an older one has not heard of it."""
    _people: dict[PersonId, float] = field(default_factory=dict)
    """Patient, clinician and interpreter who have not closed yet, since when."""
    _others: dict[int, float] = field(default_factory=dict)
    """The same of guests and observers, by connection."""
    _given_up: frozenset[int] = frozenset()

    def stands(self, before: StandingEntry | None, after: StandingEntry) -> None:
        """Session wrote a new standing."""
        if before is None or receiving(before) - receiving(after):
            self._since_version = after.standing_version
        self.is_on = is_private(after)

    def is_given_up(self, n: int) -> bool:
        """Whether another instance should have dropped this connection and did not, dead as it may be."""
        return n in self._given_up

    def left(self, person: PersonId) -> None:
        """A page closed on purpose: nothing of it is open any more."""
        self._people.pop(person, None)

    def look(self, entry: StandingEntry, heard: Iterable[Heard], now: float, *, is_fresh: bool) -> bool:
        """Bring it up to date; whether it now says anything else."""
        before = self.said
        if self.is_on:
            self._wait_for(entry, [one for one in _newest(heard) if receives(entry, one.seat)], now)
            self.said = self._saying(entry, now, is_fresh=is_fresh)
        else:
            self.said, self._people, self._others, self._given_up = None, {}, {}, frozenset()
        return self.said != before

    def _wait_for(self, entry: StandingEntry, inside: list[Heard], now: float) -> None:
        """Note whose connections are still open, and since when they were asked to close."""
        open_people = list(self._not_closed(entry, inside))
        open_others = {
            one.present.n: one for one in inside if _role(entry, one) not in NEVER_PRIVATE and self._is_open(one)
        }
        self._people = {person: self._people.get(person, now) for person in open_people}
        self._others = {n: self._others.get(n, now) for n in open_others}
        self._given_up = frozenset(
            n for n, since in self._others.items() if not open_others[n].own and now >= since + GIVEN_UP_AFTER
        )

    def _saying(self, entry: StandingEntry, now: float, *, is_fresh: bool) -> wire.Privacy:
        is_closed = not self._people and self._others.keys() <= self._given_up
        return wire.Privacy(
            state=wire.PrivacyState.PRIVATE if is_closed and is_fresh else wire.PrivacyState.CLOSING,
            held=tuple(sorted(person for person in entry.people if is_held(entry, person))),
            private_by=tuple(sorted(entry.private_by)),
            silent=tuple(sorted(who for who, since in self._people.items() if now >= since + SETTLED_WITHIN)),
        )

    def _not_closed(self, entry: StandingEntry, inside: list[Heard]) -> Iterator[PersonId]:
        """Of those whose talk it is: who has a connection that did not close, or none that could say so.

        An interpreter who went is not waited for, unless they vanished while they were waited for. By telephone neither
        patient nor clinician need have a page.
        """
        for person in receiving(entry):
            role, theirs = entry.people[person].role, [one for one in inside if one.present.person_id == person]
            by_phone = entry.modality is Modality.PHONE
            is_missed = not theirs and (not by_phone if role in _MUST_BE_THERE else person in self._people)
            if role in NEVER_PRIVATE and (is_missed or any(self._is_open(one) for one in theirs)):
                yield person

    def _is_open(self, one: Heard) -> bool:
        return not one.present.settled or one.version < self._since_version

    def is_dropped(self, n: int, now: float) -> bool:
        """Whether a guest's or observer's connection here was silent for too long."""
        return n in self._others and now >= self._others[n] + SETTLED_WITHIN

    def due(self, now: float) -> float | None:
        """When it next says or does something else if nothing is heard."""
        moments = [since + SETTLED_WITHIN for since in (*self._people.values(), *self._others.values())]
        moments += [since + GIVEN_UP_AFTER for since in self._others.values()]
        return min((moment for moment in moments if moment > now), default=None)


def is_private(entry: StandingEntry) -> bool:
    """Whether somebody is kept out of the talk, or would be if they came."""
    if entry.visit_state is not VisitState.IN_PROGRESS:
        return False
    return bool(entry.private_by) or any(is_held(entry, person) for person in entry.people)


def receiving(entry: StandingEntry) -> frozenset[PersonId]:
    """Everybody with a device to and from which the talk may flow."""
    return frozenset(
        person
        for person, standing in entry.people.items()
        if any(receives(entry, Seat(person, device)) for device in standing.devices)
    )


def _newest(heard: Iterable[Heard]) -> list[Heard]:
    """One connection a device, as the roster has it."""
    everything = tuple(heard)
    shown = newest(one.present for one in everything)
    return [one for one in everything if shown[one.seat] is one.present]


def _role(entry: StandingEntry, one: Heard) -> Role:
    return entry.people[one.present.person_id].role
