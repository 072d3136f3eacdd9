"""Two instances, pages that read and answer late, a bus that loses and reorders: whatever happens, no screen says
`private` while a page that stays still has a connection to somebody kept out, and a held page hears of nobody.

One thing is left to the bus: that somebody came is told at once, for nobody waits for whom they never heard of.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from services.contracts.ids import PersonId
from services.contracts.presence import VisitPresence
from services.contracts.standing import Seat, StandingEntry, is_held, receives
from services.contracts.wire import Media, PrivacyState
from services.contracts.wire import Room as RoomMessage
from services.signaling.room import effects, inputs
from services.signaling.room.room import Room
from tests.signaling.room.play import (
    ANA,
    BEGIN,
    CLINIC,
    EVERYONE,
    LIND,
    MAREK,
    QUEUE,
    ROSA,
    SAM,
    VISIT,
    Person,
    admitted,
    standing,
)

STAYING = st.sampled_from((LIND, ROSA, MAREK, SAM))


@dataclass
class Page:
    """A page: what came and is not read yet, what it said and has not arrived yet, and what is really open."""

    person: Person
    n: int
    at: int
    attached: float
    arrived: deque[RoomMessage] = field(default_factory=deque)
    said: deque[int] = field(default_factory=deque)
    open: set[PersonId] = field(default_factory=set)
    is_over: bool = False
    last: RoomMessage | None = None


class PrivateTime(RuleBasedStateMachine):
    """Hypothesis chooses who is held when, who answers how late, and what the bus does."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.rooms = [Room(VISIT), Room(VISIT)]
        self.fresh = [True, True]
        self.sequences = [0, 0]
        self.bus: deque[tuple[int, inputs.Input]] = deque()
        self.entries: list[deque[StandingEntry]] = [deque(), deque()]
        self.pages: dict[PersonId, Page] = {}
        self.by_n: dict[int, Page] = {}
        self.entry = standing(1, {person: admitted(person) for person in EVERYONE})
        self.written = [self.entry]

    @initialize(places=st.tuples(*(st.sampled_from((0, 1)) for _ in EVERYONE)))
    def everyone_is_in(self, places: tuple[int, ...]) -> None:
        for at in (0, 1):
            self.tell(at, inputs.StandingChanged(self.entry))
        for person, at in zip(EVERYONE, places, strict=True):
            self.joins(person, at)
        self.all_is_read()

    # ---- Driving

    def tell(self, at: int, what: inputs.Input) -> None:
        for effect in self.rooms[at].handle(what, self.now):
            if isinstance(effect, effects.Admit | effects.SendRoom):
                self.is_shown(at, effect)
            elif isinstance(effect, effects.PublishPresence):
                self.is_published(at, effect)
            elif isinstance(effect, effects.Close | effects.Forget):
                page = self.by_n[effect.n]
                page.is_over |= page.at == at

    def is_shown(self, at: int, shown: effects.Admit | effects.SendRoom) -> None:
        page, entry = self.by_n[shown.n], self.rooms[at].entry
        assert entry is not None
        if shown.room.privacy is not None and shown.room.privacy.state is PrivacyState.PRIVATE:
            assert self.fresh[at]
            self.is_truly_private(entry)
        if is_held(entry, page.person.id):
            self.tells_a_held_page_nothing(page, shown)
        if page.at == at:
            page.last = shown.room
            page.arrived.append(shown.room)

    def is_truly_private(self, entry: StandingEntry) -> None:
        for page in self.pages.values():
            if receives(entry, Seat(page.person.id, page.person.device)) and not page.is_over:
                out = {who for who in page.open if self.is_kept_out(who, entry, page)}
                assert not out, f"{page.person.name} still sends to {out}"

    def is_kept_out(self, who: PersonId, entry: StandingEntry, page: Page) -> bool:
        """By the standing that says `private`, and by all that the page's own instance has learnt of since.

        Whom session has brought back, pages of the instance that knows it first may open to before the other does.
        """
        obeyed = self.rooms[page.at].entry or entry
        since = self.written[entry.standing_version - 1 : max(entry.standing_version, obeyed.standing_version)]
        return all(is_held(one, who) for one in since)

    def tells_a_held_page_nothing(self, page: Page, shown: effects.Admit | effects.SendRoom) -> None:
        assert [one.person_id for one in shown.room.people] == [page.person.id]
        assert shown.room.privacy is None
        if isinstance(shown, effects.SendRoom) and page.last is not None and len(page.last.people) == 1:
            assert shown.room.people != page.last.people, "nothing of their own changed"

    def is_published(self, at: int, published: effects.PublishPresence) -> None:
        self.sequences[at] = max(self.sequences[at] + 1, int(self.now * 1000))
        said = VisitPresence(
            clinic_id=CLINIC,
            queue_id=QUEUE,
            visit_id=VISIT,
            instance=str(at),
            sequence=self.sequences[at],
            at=datetime.fromtimestamp(self.now, UTC),
            well_since=datetime.fromtimestamp(BEGIN, UTC),
            standing_version=published.standing_version,
            people=published.people,
        )
        self.bus.append((1 - at, inputs.PeerInstanceSaid(said)))

    def is_new(self, **more: object) -> None:
        """Session writes; each instance learns of it in its own time."""
        version = self.entry.standing_version + 1
        self.entry = self.entry.model_copy(update={"standing_version": version, **more})
        self.written.append(self.entry)
        for queue in self.entries:
            queue.append(self.entry)

    def know(self, at: int) -> None:
        while self.entries[at]:
            self.tell(at, inputs.StandingChanged(self.entries[at].popleft()))

    def deliver_everything(self) -> None:
        while self.bus:
            to, what = self.bus.popleft()
            self.tell(to, what)

    # ---- What can happen

    @rule(person=st.sampled_from(EVERYONE), at=st.sampled_from((0, 1)))
    def joins(self, person: Person, at: int) -> None:
        """Also a reload: the old page is gone with all it had open."""
        self.know(at)
        if person.id in self.pages:
            self.pages[person.id].is_over = True
        n = len(self.by_n) + 1
        page = self.pages[person.id] = self.by_n[n] = Page(person, n, at, self.now)
        self.tell(at, inputs.Joined(person.id, person.role, person.device, n, self.now))
        self.deliver_everything()
        assert page.is_over or page.last is not None

    @rule(person=st.sampled_from(EVERYONE))
    def takes_its_line_to_the_other_instance(self, person: Person) -> None:
        page = self.pages[person.id]
        if page.is_over:
            return
        if page.n in self.rooms[page.at].members:
            self.tell(page.at, inputs.SocketLost(page.n))
        page.at, page.attached = 1 - page.at, max(self.now, page.attached + 0.001)
        page.arrived.clear()
        page.said.clear()
        self.know(page.at)
        if page.n in self.rooms[page.at].members:
            back = inputs.SocketBack(page.n, page.attached, hidden=False, microphone=True, camera=True)
            self.tell(page.at, back)
        else:
            person = page.person
            self.tell(page.at, inputs.Joined(person.id, person.role, person.device, page.n, page.attached))
        self.deliver_everything()

    @rule(
        person=st.sampled_from((ANA, MAREK, SAM)),
        by=st.sampled_from((LIND, ROSA)),
        out=st.sampled_from((True, True, False)),
    )
    def is_held_or_brought_back(self, person: Person, by: Person, *, out: bool) -> None:
        one = self.entry.people[person.id]
        held_by = one.held_by | {by.id} if out else one.held_by - {by.id}
        people = {**self.entry.people, person.id: one.model_copy(update={"held_by": held_by})}
        self.is_new(people=people)

    @rule(by=st.sampled_from((LIND, ROSA)), alone=st.booleans())
    def is_made_private_or_opened(self, by: Person, *, alone: bool) -> None:
        private_by = self.entry.private_by
        self.is_new(private_by=private_by | {by.id} if alone else private_by - {by.id})

    @rule(person=st.sampled_from(EVERYONE))
    def reads(self, person: Person) -> None:
        """The page takes its next room: it closes, says so, and opens."""
        page = self.pages[person.id]
        if page.is_over or not page.arrived:
            return
        room = page.arrived.popleft()
        page.open = {one.person_id for one in room.people if one.flows and one.n is not None}
        page.said.append(room.number)

    @rule(person=st.sampled_from(EVERYONE))
    def is_heard(self, person: Person) -> None:
        page = self.pages[person.id]
        if not page.is_over and page.said and page.n in self.rooms[page.at].members:
            self.tell(page.at, inputs.MediaClosedSaid(page.n, page.said.popleft()))

    @rule()
    def all_is_read(self) -> None:
        for person in EVERYONE:
            self.answers(person)

    def answers(self, person: Person) -> None:
        """A page reads whatever came, and whatever it says arrives."""
        page = self.pages[person.id]
        while page.arrived and not page.is_over:
            self.reads(person)
        while page.said and not page.is_over and page.n in self.rooms[page.at].members:
            self.is_heard(person)

    @rule(late=STAYING, whom=st.sampled_from((ANA, MAREK)), by=st.sampled_from((LIND, ROSA)), arrives=st.booleans())
    def is_held_while_an_old_answer_is_on_its_way(
        self, late: Person, whom: Person, by: Person, *, arrives: bool
    ) -> None:
        """What a page said of an earlier room says nothing of the hold that it has not read yet."""
        self.all_is_read()
        page = self.pages[late.id]
        if page.last is not None:
            page.said.append(page.last.number)
        self.is_held_or_brought_back(whom, by, out=True)
        for at in (0, 1):
            self.know(at)
        for person in EVERYONE:
            if person is not late:
                self.answers(person)
        self.deliver_everything()
        if arrives:
            self.is_heard(late)

    @rule(person=st.sampled_from(EVERYONE))
    def line_breaks(self, person: Person) -> None:
        page = self.pages[person.id]
        if not page.is_over and page.n in self.rooms[page.at].members:
            self.tell(page.at, inputs.SocketLost(page.n))

    @rule(person=STAYING, microphone=st.booleans())
    def mutes(self, person: Person, *, microphone: bool) -> None:
        page = self.pages[person.id]
        if not page.is_over and page.n in self.rooms[page.at].members:
            self.tell(page.at, inputs.MediaSaid(page.n, Media(microphone=microphone, camera=True)))

    @rule(at=st.sampled_from((0, 1)))
    def instance_learns_a_standing(self, at: int) -> None:
        if self.entries[at]:
            self.tell(at, inputs.StandingChanged(self.entries[at].popleft()))

    @rule(which=st.integers(0, 30), is_lost=st.booleans())
    def bus_moves(self, which: int, *, is_lost: bool) -> None:
        if self.bus:
            index = which % len(self.bus)
            to, what = self.bus[index]
            del self.bus[index]
            if not is_lost:
                self.tell(to, what)

    @rule(at=st.sampled_from((0, 1)), is_fresh=st.booleans())
    def knowledge_ages(self, at: int, *, is_fresh: bool) -> None:
        self.fresh[at] = is_fresh
        self.tell(at, inputs.KnowledgeAged(is_fresh))
        if not is_fresh:
            self.shows_nothing_private(at)

    def shows_nothing_private(self, at: int) -> None:
        for n in self.rooms[at].members:
            page = self.by_n[n]
            if page.at == at and page.last is not None and page.last.privacy is not None:
                assert page.last.privacy.state is PrivacyState.CLOSING

    @rule(seconds=st.sampled_from((0.05, 0.5, 2.0, 3.0, 8.0)))
    def time_passes(self, seconds: float) -> None:
        until = self.now + seconds
        while True:
            due, at = min((room.due, at) for at, room in enumerate(self.rooms) if room.due is not None)
            if due > until:
                break
            self.now = max(self.now, due)
            self.tell(at, inputs.Ticked())
        self.now = until

    # ---- Once everybody has answered

    @rule()
    def it_is_private_once_everybody_has_answered(self) -> None:
        for person in EVERYONE:
            if self.pages[person.id].is_over:
                self.joins(person, 0)
        for at in (0, 1):
            self.know(at)
            self.knowledge_ages(at, is_fresh=True)
        for person in EVERYONE:
            if self.rooms[self.pages[person.id].at].members.get(self.pages[person.id].n) is None:
                self.joins(person, 0)
        for _ in range(3):
            self.all_is_read()
            self.deliver_everything()
        screen = self.pages[LIND.id].last
        assert screen is not None
        is_on = bool(self.entry.private_by) or any(one.held_by for one in self.entry.people.values())
        assert screen.privacy is None or is_on
        assert not is_on or (screen.privacy is not None and screen.privacy.state is PrivacyState.PRIVATE)


PrivateTime.TestCase.settings = settings(stateful_step_count=30)
TestWhateverHappens = PrivateTime.TestCase
