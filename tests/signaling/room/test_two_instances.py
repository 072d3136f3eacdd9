"""Two instances of one visit with a bus between them that loses and reorders: whatever happens, nobody is shown what
they may not see, nobody is there twice, and once it is quiet all screens agree.
"""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from services.contracts.ids import PersonId
from services.contracts.presence import VisitPresence
from services.contracts.standing import ONE_DEVICE, Seat, StandingEntry, flows_to, visible_to
from services.contracts.states import DevicePlace, Link, Scope, Standing, VisitState
from services.contracts.wire import Room as RoomMessage
from services.contracts.wire import RoomPerson
from services.signaling.room import effects, inputs
from services.signaling.room.room import Room
from tests.signaling.room.play import (
    ANA,
    BEGIN,
    CAST,
    CLINIC,
    EVERYONE,
    LIND,
    MAREK,
    QUEUE,
    ROSA,
    VISIT,
    Person,
    admitted,
    standing,
)

LAPTOP = ANA.with_device("laptop")
TABLET = ROSA.with_device("tablet")
SEATS = (*EVERYONE, LAPTOP, TABLET)
QUIET_SECONDS = 40.0


@dataclass
class Page:
    """A page in somebody's hand: which number it has, and where it believes its socket to be."""

    person: Person
    n: int
    attached: float
    at: int | None
    is_over: bool = False
    seen: RoomMessage | None = None


@dataclass
class Instance:
    """A room and what has been published to it."""

    index: int
    room: Room
    sequence: int = 0


class TwoInstances(RuleBasedStateMachine):
    """Hypothesis chooses what happens next, and in which order the bus delivers."""

    pages = Bundle("pages")

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.instances = [Instance(index, Room(VISIT)) for index in (0, 1)]
        self.bus: deque[tuple[int, inputs.Input]] = deque()
        self.entries: list[deque[StandingEntry]] = [deque(), deque()]
        self.all_pages: dict[int, Page] = {}
        self.last_n = 0
        self.entry = standing(1, {person: admitted(person) for person in EVERYONE})

    @initialize()
    def begins(self) -> None:
        self.stand(ANA, devices={ANA.device: DevicePlace.ADMITTED, LAPTOP.device: DevicePlace.AT_DOOR})
        self.stand(ROSA, devices={ROSA.device: DevicePlace.ADMITTED, TABLET.device: DevicePlace.ADMITTED})
        for instance in self.instances:
            self.tell(instance, inputs.StandingChanged(self.entry))

    # ---- Driving

    def tell(self, instance: Instance, what: inputs.Input) -> None:
        """One input to one room; everything it wants done is judged and done."""
        for effect in instance.room.handle(what, self.now):
            self.judge(instance, effect)
            self.do(instance, effect)

    def judge(self, instance: Instance, effect: effects.Effect) -> None:
        """No screen and no word may break the two functions that say who may know of whom."""
        entry = instance.room.entry
        if isinstance(effect, effects.Admit | effects.SendRoom):
            page = self.all_pages[effect.n]
            people = [one.person_id for one in effect.room.people]
            assert entry is not None
            assert len(people) == len(set(people)), "somebody is there twice"
            assert set(people) == visible_to(entry, Seat(page.person.id, page.person.device))
        if isinstance(effect, effects.Deliver):
            receiver = self.all_pages[effect.n].person
            sender = self.all_pages[effect.sender_n].person
            assert entry is not None
            assert sender.id == effect.sender
            assert flows_to(entry, Seat(sender.id, sender.device), Seat(receiver.id, receiver.device))

    def do(self, instance: Instance, effect: effects.Effect) -> None:
        other = 1 - instance.index
        if isinstance(effect, effects.Admit | effects.SendRoom):
            page = self.all_pages[effect.n]
            if page.at == instance.index:  # what is said on a line that the page has left, nobody sees
                page.seen = effect.room
        elif isinstance(effect, effects.PublishPresence):
            instance.sequence = max(instance.sequence + 1, int(self.now * 1000))
            said = VisitPresence(
                clinic_id=CLINIC,
                queue_id=QUEUE,
                visit_id=VISIT,
                instance=str(instance.index),
                sequence=instance.sequence,
                at=datetime.fromtimestamp(self.now, UTC),
                well_since=datetime.fromtimestamp(BEGIN, UTC),
                standing_version=effect.standing_version,
                people=effect.people,
            )
            self.bus.append((other, inputs.PeerInstanceSaid(said)))
        elif isinstance(effect, effects.PassOn):
            self.bus.append((other, inputs.RelayArrived(effect.relay)))
        elif isinstance(effect, effects.Close | effects.Forget):
            page = self.all_pages[effect.n]
            page.is_over |= page.at == instance.index or (page.at is None and isinstance(effect, effects.Forget))
        elif isinstance(effect, effects.Refuse):
            self.all_pages[effect.n].is_over = True

    def stand(self, person: Person, **more: object) -> None:
        """Session changes one person, and says so to both instances, each in its own time."""
        one = self.entry.people[person.id].model_copy(update=more)
        self.entry = self.entry.model_copy(
            update={
                "standing_version": self.entry.standing_version + 1,
                "people": {**self.entry.people, person.id: one},
            }
        )
        for queue in self.entries:
            queue.append(self.entry)

    def know(self, instance: Instance) -> None:
        """Nobody is let in before the instance knows what the grant was made with."""
        while self.entries[instance.index]:
            self.tell(instance, inputs.StandingChanged(self.entries[instance.index].popleft()))

    # ---- What can happen

    @rule(target=pages, person=st.sampled_from(SEATS), at=st.sampled_from((0, 1)))
    def joins(self, person: Person, at: int) -> Page:
        self.last_n += 1
        page = self.all_pages[self.last_n] = Page(person, self.last_n, self.now, at)
        self.know(self.instances[at])
        joined = inputs.Joined(person.id, person.role, person.device, page.n, page.attached)
        self.tell(self.instances[at], joined)
        return page

    @rule(page=pages)
    def line_breaks(self, page: Page) -> None:
        """The page and, sooner or later, its instance notice."""
        if page.is_over or page.at is None:
            return
        at, page.at = page.at, None
        if page.n in self.instances[at].room.members:
            self.tell(self.instances[at], inputs.SocketLost(page.n))

    @rule(page=pages, to=st.sampled_from((0, 1)))
    def resumes(self, page: Page, to: int) -> None:
        """At any instance, also while the one before still believes in the old line."""
        if page.is_over:
            return
        page.attached = max(self.now, page.attached + 0.001)
        page.at = to
        instance = self.instances[to]
        self.know(instance)
        if page.n in instance.room.members:
            back = inputs.SocketBack(page.n, page.attached, hidden=False, microphone=True, camera=True)
            self.tell(instance, back)
        else:
            person = page.person
            joined = inputs.Joined(person.id, person.role, person.device, page.n, page.attached)
            self.tell(instance, joined)

    @rule(page=consumes(pages))
    def says_bye(self, page: Page) -> None:
        if not page.is_over and page.at is not None and page.n in self.instances[page.at].room.members:
            self.tell(self.instances[page.at], inputs.ByeSaid(page.n))

    @rule(page=pages, hidden=st.booleans())
    def hides(self, page: Page, *, hidden: bool) -> None:
        self.says(page, inputs.HiddenSaid(page.n, hidden))

    @rule(page=pages)
    def falls_silent(self, page: Page) -> None:
        self.says(page, inputs.WentSilent(page.n, 4.5))

    @rule(page=pages)
    def is_heard_again(self, page: Page) -> None:
        self.says(page, inputs.HeardAgain(page.n))

    @rule(page=pages, other=pages, kind=st.sampled_from(("offer", "answer", "candidate", "please_offer")))
    def speaks(self, page: Page, other: Page, kind: str) -> None:
        self.says(page, inputs.RelaySaid(page.n, kind, str(other.person.id), other.n, b"{}"))

    def says(self, page: Page, what: inputs.Input) -> None:
        if not page.is_over and page.at is not None and page.n in self.instances[page.at].room.members:
            self.tell(self.instances[page.at], what)

    @rule(person=st.sampled_from(EVERYONE), to=st.sampled_from(tuple(Standing)))
    def is_moved(self, person: Person, to: Standing) -> None:
        self.stand(person, standing=to)

    @rule(person=st.sampled_from((ANA, MAREK)), is_held=st.booleans())
    def is_held_or_brought_back(self, person: Person, *, is_held: bool) -> None:
        self.stand(person, held_by=frozenset({LIND.id}) if is_held else frozenset())

    @rule(person=st.sampled_from((ANA, MAREK)), has_agreed=st.booleans())
    def consent_changes(self, person: Person, *, has_agreed: bool) -> None:
        self.stand(person, scopes=frozenset({Scope.JOIN}) if has_agreed else frozenset())

    @rule(state=st.sampled_from((VisitState.WAITING, VisitState.IN_PROGRESS, VisitState.ENDED)))
    def visit_moves(self, state: VisitState) -> None:
        self.entry = self.entry.model_copy(update={"visit_state": state})
        self.stand(LIND)

    @rule(at=st.sampled_from((0, 1)))
    def instance_learns_a_standing(self, at: int) -> None:
        if self.entries[at]:
            self.tell(self.instances[at], inputs.StandingChanged(self.entries[at].popleft()))

    @rule(which=st.integers(0, 30), is_lost=st.booleans())
    def bus_moves(self, which: int, *, is_lost: bool) -> None:
        """One message arrives, or is lost; not necessarily the oldest."""
        if self.bus:
            index = which % len(self.bus)
            to, what = self.bus[index]
            del self.bus[index]
            if not is_lost:
                self.tell(self.instances[to], what)

    @rule(seconds=st.sampled_from((0.05, 0.5, 2.0, 6.0, 20.0)))
    def time_passes(self, seconds: float) -> None:
        self.pass_time(seconds, is_quiet=False)

    def pass_time(self, seconds: float, *, is_quiet: bool) -> None:
        until = self.now + seconds
        while True:
            dues = [(one.room.due, one.index) for one in self.instances if one.room.due is not None]
            due, index = min(dues, default=(float("inf"), 0))
            if due > until:
                break
            self.now = max(self.now, due)
            self.tell(self.instances[index], inputs.Ticked())
            if is_quiet:
                self.deliver_everything()
        self.now = until

    def deliver_everything(self) -> None:
        while self.bus:
            to, what = self.bus.popleft()
            self.tell(self.instances[to], what)

    # ---- Once it is quiet

    @rule()
    def all_agree_when_it_is_quiet(self) -> None:
        for instance in self.instances:
            self.know(instance)
        self.deliver_everything()
        self.pass_time(QUIET_SECONDS, is_quiet=True)
        held = self.held()
        for instance in self.instances:
            for n in instance.room.members:
                if self.all_pages[n].at == instance.index:
                    self.agrees(self.all_pages[n], held)

    def held(self) -> dict[PersonId, list[tuple[Page, Link]]]:
        """Every connection that some instance holds; none is held twice, no device has two."""
        found: dict[PersonId, list[tuple[Page, Link]]] = {}
        for instance in self.instances:
            for member in instance.room.members.values():
                found.setdefault(member.person, []).append((self.all_pages[member.n], member.link))
        for person, pages in found.items():
            places = [person if CAST[person].role in ONE_DEVICE else page.person.device for page, _ in pages]
            assert len(places) == len(set(places)), f"{CAST[person].name} is held twice"
        return found

    def agrees(self, page: Page, held: dict[PersonId, list[tuple[Page, Link]]]) -> None:
        assert page.seen is not None
        for row in page.seen.people:
            self.row_agrees(row, held.get(row.person_id, []))

    def row_agrees(self, row: RoomPerson, held: list[tuple[Page, Link]]) -> None:
        links = {one.n: link for one, link in held}
        if not links:
            assert (row.n, row.link, row.flows) == (None, Link.ABSENT, False)
        else:
            assert row.n in links
            assert row.link is links[row.n]

    @invariant()
    def no_screen_shows_anybody_twice(self) -> None:
        for page in self.all_pages.values():
            if page.seen is not None:
                people = [one.person_id for one in page.seen.people]
                assert len(people) == len(set(people))


TwoInstances.TestCase.settings = settings(stateful_step_count=40)
TestTwoInstances = TwoInstances.TestCase
