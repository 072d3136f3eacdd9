"""One visit played twice: as it was, and as it would have been if one guest had never been invited.

What happens is a list of steps. The second visit leaves out what the absent guest did, what was done to them, and what
staff asked for in vain. What one viewer's page could notice is written down on the way, from both sides of the service:
session's rules and hints, and the room that signaling makes of the standing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import uuid5

from services.contracts.hints import AddressedHint
from services.contracts.ids import DeviceId, PersonId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.problems import Problem
from services.contracts.standing import Seat, is_held, visible_to, words_reach
from services.contracts.states import ConsentState, Modality, Outcome, Scope, Standing
from services.session.change import Change
from services.session.visit import store
from services.session.visit.rules import apart, consent, door, private, talk
from services.session.visit.rules.model import Visit
from services.signaling.room import effects, inputs
from services.signaling.room.room import Room
from tests.session.visit import plays
from tests.session.visit.plays import AT, LIND, ROSA, TIMES
from tests.signaling.room.play import BEGIN

ANA, MAREK, OLU = (PersonId(uuid5(ROSA, name)) for name in ("Ana", "Marek", "Olu"))
"""Ana and Marek must not meet; Olu may meet both."""

GUESTS: Final = (ANA, MAREK, OLU)
ALL_SCOPES: Final = frozenset({Scope.JOIN, Scope.CHAT})
ROOM_HOLDS: Final = 4


def device_of(person: PersonId, number: int = 0) -> DeviceId:
    return DeviceId(uuid5(person, f"device {number}"))


@dataclass(frozen=True)
class Step:
    """Somebody does something, or something is done to them. `by_staff`: asked for in vain it leaves no trace."""

    what: str
    person: PersonId
    number: int = 0
    other: PersonId | None = None

    @property
    def by_staff(self) -> bool:
        return self.what in {"admit", "remove", "undo_remove", "hold", "bring_back", "consent", "revoke"}


def _alone_with_the_clinician() -> Visit:
    talking = plays.talking()
    return replace(talking, people={ROSA: talking.people[ROSA], LIND: talking.people[LIND]})


@dataclass
class World:
    """One of the two visits. `absent`: who was never invited here."""

    viewer: PersonId
    absent: PersonId | None = None
    visit: Visit = field(default_factory=_alone_with_the_clinician)
    moments: int = 0
    noticed: list[object] = field(default_factory=list)
    n_of: dict[Seat, int] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    pages: dict[DeviceId, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.room = Room(self.visit.id)
        self._tell_room(inputs.StandingChanged(self.visit.standing_entry()))

    # ---- What happens

    def play(self, step: Step, *, was_refused: bool = False) -> bool:
        """Let it happen, unless it cannot here; whether it was refused."""
        self.moments += 1
        code = None if step.person == self.absent or (was_refused and step.by_staff) else self._do(step)
        if step.person == self.viewer and not step.by_staff:
            self.noticed.append((step.what, code))
        self._look_at_page()
        return code is not None

    def _do(self, step: Step) -> str | None:
        if step.what in {"join", "call", "write"}:
            _LIVE[step.what](self, step)
            return None
        try:
            change = _COMMANDS[step.what](self.visit, step)
        except Problem as problem:
            return problem.code
        self.become(change)
        return None

    def become(self, change: Change[Visit]) -> None:
        """What session does when a visit is saved: its numbers step, signaling and pages are told."""
        before, after = self.visit, store._stepped(self.visit, change.becomes)
        self.visit = after
        if before.standing_version != after.standing_version:
            self._tell_room(inputs.StandingChanged(after.standing_entry()))
        if before.version != after.version:
            for addressed in store._hints(before, after, ROOM_HOLDS):
                self._hint(addressed)

    def sends_back(self, person: PersonId) -> None:
        """The same as what keeping two apart does to whoever came later, by no reason that anybody could name."""
        back = self.visit.person(person).moved(ParticipantCommand.SEND_BACK)
        self.become(Change(self.visit.with_person(back)))

    def _hint(self, addressed: AddressedHint) -> None:
        self._tell_room(inputs.HintArrived(addressed.to_people, addressed.hint))

    # ---- What pages do live

    def joins(self, step: Step) -> None:
        """A page comes with a good grant; its number is the time of day, as session gives it."""
        person = self.visit.people.get(step.person)
        seat = Seat(step.person, device_of(step.person, step.number))
        if person is None or seat.device not in person.devices:
            return
        n = self.n_of[seat] = self.moments
        if step.person == self.viewer:
            self.own.add(n)
        self._tell_room(inputs.Joined(step.person, person.role, seat.device, n, BEGIN + self.moments))

    def calls(self, step: Step) -> None:
        """A page says a word to another's connection, guessing its number rightly where there is one."""
        mine = self.n_of.get(Seat(step.person, device_of(step.person, step.number)))
        if mine not in self.room.members or step.other is None:
            return
        to_n = self.n_of.get(Seat(step.other, device_of(step.other)), 1)
        self._tell_room(inputs.RelaySaid(mine, "candidate", str(step.other), to_n, b"{}"))

    def writes(self, step: Step) -> None:
        """A message of the chat, to whoever may read it now."""
        entry, writer = self.visit.standing_entry(), Seat(step.person, device_of(step.person))
        if not words_reach(entry, step.person, writer):
            return
        seats = [Seat(self.viewer, device_of(self.viewer, number)) for number in (0, 1)]
        self.noticed += [
            ("reads", step.person, self.moments) for seat in seats if words_reach(entry, step.person, seat)
        ]

    # ---- What is noticed

    def _tell_room(self, what: inputs.Input) -> None:
        for effect in self.room.handle(what, BEGIN + self.moments):
            if getattr(effect, "n", None) in self.own and not isinstance(effect, effects.SaveResume):
                self.noticed.append(_uncounted(effect))

    def _look_at_page(self) -> None:
        """What the viewer's page would show if it were fetched now."""
        me = self.visit.people.get(self.viewer)
        if me is None:
            return
        entry = self.visit.standing_entry()
        for device in me.devices:
            seen = visible_to(entry, Seat(self.viewer, device))
            cards = [
                (id_, self.visit.person(id_).standing, sorted(self.visit.person(id_).scopes)) for id_ in sorted(seen)
            ]
            full = self.viewer in self.visit.waiting_for_a_place(ROOM_HOLDS)
            page = (me.standing, me.devices[device], full, is_held(entry, self.viewer), cards)
            if self.pages.get(device) != page:
                self.pages[device] = page
                self.noticed.append(("page", device, page))

    def begin_anew(self) -> None:
        """What was noticed before is not compared."""
        self.noticed.clear()
        self.pages.clear()


def _uncounted(effect: effects.Effect) -> effects.Effect:
    """Rooms are counted for each connection; what was seen before two were set apart is in that count."""
    if isinstance(effect, effects.Admit | effects.SendRoom):
        return replace(effect, room=effect.room.model_copy(update={"number": 0}))
    return effect


_LIVE: Final[dict[str, Callable[[World, Step], None]]] = {
    "join": World.joins,
    "call": World.calls,
    "write": World.writes,
}

_COMMANDS: Final[dict[str, Callable[[Visit, Step], Change[Visit]]]] = {
    "consent": lambda v, s: consent.consent_moved(v, s.person, ConsentState.AGREED, ALL_SCOPES),
    "revoke": lambda v, s: consent.consent_moved(v, s.person, ConsentState.REVOKED, frozenset()),
    "tap": lambda v, s: door.tap(v, s.person, device_of(s.person, s.number), TIMES, AT),
    "admit": lambda v, s: door.admit_companion(v, s.person, most=ROOM_HOLDS),
    "emergency": lambda v, s: door.admit_companion(v, s.person, is_emergency=True),
    "leave": lambda v, s: door.leave(v, s.person),
    "away": lambda v, s: door.away_too_long(v, s.person),
    "remove": lambda v, s: door.remove(v, s.person, AT),
    "undo_remove": lambda v, s: door.undo_remove(v, s.person, TIMES, AT),
    "hold": lambda v, s: private.hold(v, s.person, LIND),
    "bring_back": lambda v, s: private.bring_back(v, s.person, LIND),
    "private": lambda v, _: private.make_private(v, ROSA, frozenset()),
    "end_private": lambda v, _: private.end_private(v, ROSA),
    "finish": lambda v, _: talk.finish(v, Outcome.COMPLETED, Modality.VIDEO, AT),
    "reopen": lambda v, _: talk.reopen(v, TIMES, AT),
    "patient_comes": lambda v, _: _patient_is_in(v),
}


def _patient_is_in(visit: Visit) -> Change[Visit]:
    tapped = door.tap(visit, ROSA, plays.PHONE, TIMES, AT).becomes
    return talk.admit_patient(tapped, AT, is_away=False, confirmed=False)


def compare(steps: list[Step], set_at: int, viewer: PersonId) -> tuple[list[object], list[object]]:
    """What the viewer notices from the moment when the two were set apart, with the other one there and without."""
    other = MAREK if viewer == ANA else ANA
    true = World(viewer)
    alone = World(viewer, absent=other, visit=true.visit)
    for place, step in enumerate(steps):
        if place == set_at:
            _set_apart(true, alone, viewer)
        alone.play(step, was_refused=true.play(step))
        if place >= set_at and {ANA, MAREK} <= true.visit.people.keys() and not true.visit.person(ANA).apart:
            true.become(apart.set_apart(true.visit, ANA, MAREK))
    return true.noticed, alone.noticed


def _set_apart(true: World, alone: World, viewer: PersonId) -> None:
    """Whoever is sent back to the door is so in both. If the two had met before, it is compared from here on."""
    if not {ANA, MAREK} <= true.visit.people.keys():
        return
    before, had_not_met = true.visit.person(viewer).standing, true.noticed == alone.noticed
    true.become(apart.set_apart(true.visit, ANA, MAREK))
    if before is Standing.ADMITTED and true.visit.person(viewer).standing is not Standing.ADMITTED:
        alone.sends_back(viewer)
    if not had_not_met:
        true.begin_anew()
        alone.begin_anew()
