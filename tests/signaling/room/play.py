"""A stage for the room core: people by name, time by hand, and what each screen shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from services.contracts import wire
from services.contracts.ids import ClinicId, DeviceId, PersonId, QueueId, VisitId
from services.contracts.presence import Present, VisitPresence
from services.contracts.standing import NEEDS_CONSENT, PersonStanding, StandingEntry
from services.contracts.states import DevicePlace, Modality, Role, Scope, Standing, VisitState
from services.signaling.room import effects, inputs
from services.signaling.room.room import Room

_NAMES = UUID("0197b1a0-0000-7000-8000-000000000000")
VISIT = VisitId(uuid5(_NAMES, "visit"))
CLINIC = ClinicId(uuid5(_NAMES, "clinic"))
QUEUE = QueueId(uuid5(_NAMES, "queue"))
BEGIN = 1_800_000_000.0


@dataclass(frozen=True)
class Person:
    """Somebody of the visit and the device they hold."""

    name: str
    role: Role
    device_name: str = "phone"

    @property
    def id(self) -> PersonId:
        return PersonId(uuid5(_NAMES, self.name))

    @property
    def device(self) -> DeviceId:
        return DeviceId(uuid5(_NAMES, f"{self.name}'s {self.device_name}"))

    def with_device(self, name: str) -> "Person":
        return replace(self, device_name=name)


LIND = Person("Dr. Lind", Role.CLINICIAN, "computer")
ROSA = Person("Rosa", Role.PATIENT)
ANA = Person("Ana", Role.GUEST)
MAREK = Person("Marek", Role.GUEST)
SAM = Person("Sam", Role.INTERPRETER)
EVERYONE = (LIND, ROSA, ANA, MAREK, SAM)
CAST = {person.id: person for person in EVERYONE}


def admitted(person: Person, **more: object) -> PersonStanding:
    """In the talk, with the device in their hand."""
    return _standing(person, Standing.ADMITTED, DevicePlace.ADMITTED, more)


def at_door(person: Person, **more: object) -> PersonStanding:
    """Knocking, or in the waiting room."""
    return _standing(person, Standing.AT_DOOR, DevicePlace.AT_DOOR, more)


def _standing(person: Person, standing: Standing, place: DevicePlace, more: dict[str, object]) -> PersonStanding:
    scopes = frozenset({Scope.JOIN}) if person.role in NEEDS_CONSENT else frozenset()
    made = PersonStanding(role=person.role, standing=standing, scopes=scopes, devices={person.device: place})
    return made.model_copy(update=more)


def standing(version: int, people: dict[Person, PersonStanding], **more: object) -> StandingEntry:
    """A visit in progress by video, unless said otherwise."""
    entry = StandingEntry(
        standing_version=version,
        visit_state=VisitState.IN_PROGRESS,
        modality=Modality.VIDEO,
        people={person.id: place for person, place in people.items()},
    )
    return entry.model_copy(update=more)


EVERYONE_IN = standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: admitted(ANA)})


@dataclass
class Play:
    """One instance's room, and everything that it ever wanted done."""

    entry: StandingEntry = EVERYONE_IN
    now: float = BEGIN
    done: list[effects.Effect] = field(default_factory=list)
    numbers: dict[Person, int] = field(default_factory=dict)
    last_n: int = 0

    def __post_init__(self) -> None:
        self.room = Room(VISIT)
        self.happens(inputs.StandingChanged(self.entry))

    def happens(self, what: inputs.Input) -> list[effects.Effect]:
        """Something happens now. Says what the room wants done for that alone."""
        follows = self.room.handle(what, self.now)
        self.done += follows
        return follows

    def passes(self, seconds: float) -> None:
        """Time passes; the room is woken whenever it asked to be."""
        until = self.now + seconds
        while self.room.due is not None and self.room.due <= until:
            self.now = max(self.now, self.room.due)
            self.happens(inputs.Ticked())
        self.now = until

    # ---- What people do

    def joins(self, person: Person, n: int | None = None, **more: object) -> list[effects.Effect]:
        """A page comes with a good grant. Without a number it is the next one of the visit."""
        self.last_n = self.last_n + 1 if n is None else max(self.last_n, n)
        number = self.last_n if n is None else n
        self.numbers[person] = number
        joined = inputs.Joined(person.id, person.role, person.device, number, self.now)
        return self.happens(replace(joined, **more))  # type: ignore[arg-type]

    def loses_socket(self, person: Person) -> None:
        self.happens(inputs.SocketLost(self.n(person)))

    def goes_silent(self, person: Person) -> None:
        """No pong any more; the socket layer says so after four and a half seconds."""
        self.passes(4.5)
        self.happens(inputs.WentSilent(self.n(person), 4.5))

    def comes_back(self, person: Person, *, hidden: bool = False) -> list[effects.Effect]:
        return self.happens(inputs.SocketBack(self.n(person), self.now, hidden, microphone=True, camera=True))

    def says_bye(self, person: Person) -> None:
        self.happens(inputs.ByeSaid(self.n(person)))

    def puts_phone_down(self, person: Person) -> None:
        self.happens(inputs.HiddenSaid(self.n(person), hidden=True))

    def says(self, kind: str, person: Person, to: Person, to_n: int | None = None) -> list[effects.Effect]:
        """A word from page to page."""
        number = self.n(to) if to_n is None else to_n
        word = inputs.RelaySaid(self.n(person), kind, str(to.id), number, b'{"call":1,"sdp":"v=0"}')
        return self.happens(word)

    def closes(self, person: Person, number: int | None = None) -> list[effects.Effect]:
        """A page says that nothing is open but what a room lets flow: the one shown last, unless another is named."""
        shown = self.screen(person).number if number is None else number
        return self.happens(inputs.MediaClosedSaid(self.n(person), shown))

    def stands(self, people: dict[Person, PersonStanding], **more: object) -> list[effects.Effect]:
        """Session writes a new standing: the people named are different, the rest is as it was."""
        changed = {person.id: place for person, place in people.items()}
        self.entry = self.entry.model_copy(
            update={
                "standing_version": self.entry.standing_version + 1,
                "people": {**self.entry.people, **changed},
                **more,
            }
        )
        return self.happens(inputs.StandingChanged(self.entry))

    def other_instance_says(
        self, *people: Present, sequence: int | None = None, instance: str = "other", version: int = 0
    ) -> list[effects.Effect]:
        said = VisitPresence(
            clinic_id=CLINIC,
            queue_id=QUEUE,
            visit_id=VISIT,
            instance=instance,
            sequence=int(self.now * 1000) if sequence is None else sequence,
            at=datetime.fromtimestamp(self.now, UTC),
            well_since=datetime.fromtimestamp(BEGIN, UTC),
            standing_version=version,
            people=people,
        )
        return self.happens(inputs.PeerInstanceSaid(said))

    # ---- What can be seen

    def n(self, person: Person) -> int:
        return self.numbers[person]

    def screens(self, person: Person) -> list[wire.Room]:
        """Everything that the person's page was shown, in order."""
        return [
            effect.room
            for effect in self.done
            if isinstance(effect, effects.Admit | effects.SendRoom) and effect.n == self.n(person)
        ]

    def screen(self, person: Person) -> wire.Room:
        """What the person's page was shown last."""
        return self.screens(person)[-1]

    def sees(self, person: Person) -> dict[str, str]:
        """Who is on a person's screen, and how their line is."""
        return {CAST[one.person_id].name: one.link.value for one in self.screen(person).people}

    def flowing(self, person: Person) -> set[str]:
        """Whose sound and picture a person's page exchanges."""
        return {CAST[one.person_id].name for one in self.screen(person).people if one.flows}

    def privacy(self, person: Person) -> str | None:
        """How far the private moment has come, on a person's screen."""
        said = self.screen(person).privacy
        return said.state.value if said is not None else None

    def silent(self, person: Person) -> set[str]:
        """Whose phone a person's screen says to be silent."""
        said = self.screen(person).privacy
        return {CAST[one].name for one in said.silent} if said is not None else set()

    def row(self, person: Person, of: Person) -> wire.RoomPerson:
        """One person on another's screen."""
        return next(one for one in self.screen(person).people if one.person_id == of.id)

    def told(self, person: Person, kind: type[effects.Effect] | None = None) -> list[effects.Effect]:
        """Everything done to a person's connection, in order."""
        return [
            effect
            for effect in self.done
            if getattr(effect, "n", None) == self.n(person) and (kind is None or isinstance(effect, kind))
        ]

    def published(self) -> dict[str, Present]:
        """Who is here, as told last; by name and device."""
        last = next(effect for effect in reversed(self.done) if isinstance(effect, effects.PublishPresence))
        return {CAST[one.person_id].name: one for one in last.people}


def present(person: Person, n: int, *, attached: float, link: str = "live", settled: bool = False) -> Present:
    """A connection that another instance holds."""
    return Present.model_validate(
        {
            "person_id": person.id,
            "role": person.role,
            "device_id": person.device,
            "n": n,
            "link": link,
            "settled": settled,
            "since": datetime.fromtimestamp(attached, UTC),
            "attached": datetime.fromtimestamp(attached, UTC),
        }
    )


def relays(done: list[effects.Effect]) -> Iterator[tuple[int, str]]:
    """What was delivered: to which connection, of which kind."""
    for effect in done:
        if isinstance(effect, effects.Deliver):
            yield effect.n, effect.kind
