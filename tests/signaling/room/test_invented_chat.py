"""A chat that Hypothesis invents, at two instances with one stream behind them: what each page was shown is what the
rules say, message by message. People are held, brought back, cut off from the chat and left out by a private room;
lines break and come back; the stream is slow, away, or answers into the void.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid5

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.contracts.chat import ChatEdit, ChatMessage, ChatSaid, ChatWithdraw, Written
from services.contracts.ids import MessageId, PersonId
from services.contracts.presence import VisitPresence
from services.contracts.standing import StandingEntry
from services.contracts.states import DevicePlace, Scope, Standing
from services.contracts.wire import Room as RoomMessage
from services.signaling.chat.rules import Kept, Word
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

GUESTS = (ANA, MAREK)
TALK = frozenset({Scope.JOIN, Scope.CHAT})
IDS = [MessageId(uuid5(UUID(int=0), str(number))) for number in range(6)]
Key = tuple[PersonId, MessageId]


def may_read(entry: StandingEntry, person: Person) -> bool:
    """The rule once more, in the words of the design: let in, not kept out, and agreed to."""
    place = entry.people[person.id]
    is_in = place.standing is Standing.ADMITTED and place.devices.get(person.device) is DevicePlace.ADMITTED
    is_private = bool(entry.private_by) and person in GUESTS and person.id not in entry.exempt
    has_agreed = person not in GUESTS or place.scopes >= TALK
    return is_in and has_agreed and not place.held_by and not is_private


@dataclass
class Page:
    """A page, what it was sent and has not taken in, and what it knows of the chat."""

    person: Person
    n: int
    at: int
    attached: float
    has_line: bool = True
    is_back: bool = False
    """It comes back to the instance that it was at."""
    is_over: bool = False
    is_resumed: bool = False
    unheard: deque[object] = field(default_factory=deque)
    was_cut: bool = False
    is_open: bool = False
    knows: dict[Key, ChatMessage] = field(default_factory=dict)


@dataclass
class Instance:
    """A room, its own view of the standing, and what it waits for."""

    room: Room = field(default_factory=lambda: Room(VISIT))
    sequence: int = 0
    standings: deque[StandingEntry] = field(default_factory=deque)
    wanted: deque[effects.StoreChat | effects.LoadChat] = field(default_factory=deque)
    news: deque[inputs.Input] = field(default_factory=deque)
    closed: deque[inputs.MediaClosedSaid] = field(default_factory=deque)

    @property
    def entry(self) -> StandingEntry:
        assert self.room.entry is not None
        return self.room.entry


class InventedChat(RuleBasedStateMachine):
    """Hypothesis chooses what people do, and when anything arrives anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.last_n, self.last_sequence = BEGIN, 0, 0
        self.stream: dict[Key, Kept] = {}
        self.pages: dict[Person, Page] = {}
        self.entry = standing(
            1, {one: admitted(one, scopes=TALK if one in GUESTS else frozenset()) for one in EVERYONE}
        )
        self.instances = (Instance(), Instance())
        for index in (0, 1):
            self.happens(index, inputs.StandingChanged(self.entry))

    # ---- What people do

    @rule(person=st.sampled_from(EVERYONE), at=st.sampled_from((0, 1)))
    def joins(self, person: Person, at: int) -> None:
        self.last_n += 1
        page = Page(person, self.last_n, at, self.now)
        before = self.pages.get(person)
        if before is not None:
            before.is_over = True
        self.pages[person] = page
        self.happens(at, inputs.Joined(person.id, person.role, person.device, page.n, self.now))

    @rule(person=st.sampled_from(EVERYONE), number=st.sampled_from(IDS), text=st.sampled_from(("one", "two", "three")))
    def writes(self, person: Person, number: MessageId, text: str) -> None:
        self.says(person, ChatSaid(id=number, text=text))

    @rule(person=st.sampled_from(EVERYONE), number=st.sampled_from(IDS), text=st.sampled_from(("four", "five")))
    def edits(self, person: Person, number: MessageId, text: str) -> None:
        self.says(person, ChatEdit(id=number, text=text))

    @rule(person=st.sampled_from(EVERYONE), number=st.sampled_from(IDS))
    def withdraws(self, person: Person, number: MessageId) -> None:
        self.says(person, ChatWithdraw(id=number))

    def says(self, person: Person, word: Word) -> None:
        page = self.pages.get(person)
        if page is not None and page.has_line and not page.is_over:
            self.now += 1  # nobody writes faster
            self.happens(page.at, inputs.ChatWordSaid(page.n, word))

    @rule(person=st.sampled_from(EVERYONE))
    def line_breaks(self, person: Person) -> None:
        """The instance goes on sending for a while."""
        page = self.pages.get(person)
        if page is not None and page.has_line:
            page.has_line = False

    @rule(person=st.sampled_from(EVERYONE), is_noticed=st.booleans())
    def comes_back(self, person: Person, *, is_noticed: bool) -> None:
        """To the same instance, whether or not it had noticed."""
        page = self.pages.get(person)
        if page is None or page.has_line or page.is_over:
            return
        if is_noticed:
            self.happens(page.at, inputs.SocketLost(page.n))
        if page.n not in self.instances[page.at].room.members:
            return
        page.has_line = page.is_back = True
        page.attached = self.now
        back = inputs.SocketBack(page.n, self.now, hidden=False, microphone=True, camera=True)
        self.happens(page.at, back)

    @rule(person=st.sampled_from(EVERYONE))
    def comes_back_elsewhere(self, person: Person) -> None:
        """To the other instance, which holds nothing of what was missed."""
        page = self.pages.get(person)
        if page is None or page.is_over or page.has_line:
            return
        self.now += 1
        page.at, page.attached, page.has_line, page.is_back = 1 - page.at, self.now, True, False
        page.unheard.clear()
        page.was_cut = False
        self.happens(page.at, inputs.Joined(person.id, person.role, person.device, page.n, self.now))

    # ---- What session says

    @rule(person=st.sampled_from(EVERYONE[2:]), by=st.sampled_from((LIND, ROSA)), on=st.booleans())
    def is_held(self, person: Person, by: Person, *, on: bool) -> None:
        held = self.entry.people[person.id].held_by
        self.stands(person, held_by=held | {by.id} if on else held - {by.id})

    @rule(on=st.booleans(), exempt=st.sets(st.sampled_from(GUESTS)))
    def room_is_private(self, exempt: set[Person], *, on: bool) -> None:
        named = frozenset(one.id for one in exempt)
        self.writes_standing(private_by=frozenset({LIND.id}) if on else frozenset(), exempt=named)

    @rule(person=st.sampled_from(GUESTS), scopes=st.sampled_from((TALK, frozenset({Scope.JOIN}))))
    def consent_changes(self, person: Person, scopes: frozenset[Scope]) -> None:
        self.stands(person, scopes=scopes)

    @rule(person=st.sampled_from(GUESTS), place=st.sampled_from((Standing.AT_DOOR, Standing.ADMITTED)))
    def goes_to_the_door_or_is_let_in(self, person: Person, place: Standing) -> None:
        device = DevicePlace.ADMITTED if place is Standing.ADMITTED else DevicePlace.AT_DOOR
        self.stands(person, standing=place, devices={person.device: device})

    def stands(self, person: Person, **more: object) -> None:
        place = self.entry.people[person.id].model_copy(update=more)
        self.writes_standing(people={**self.entry.people, person.id: place})

    def writes_standing(self, **more: object) -> None:
        version = self.entry.standing_version + 1
        self.entry = self.entry.model_copy(update={"standing_version": version, **more})
        for instance in self.instances:
            instance.standings.append(self.entry)

    # ---- What arrives when

    @rule(at=st.sampled_from((0, 1)))
    def standing_is_heard(self, at: int) -> None:
        while self.instances[at].standings:
            self.happens(at, inputs.StandingChanged(self.instances[at].standings.popleft()))

    @rule(at=st.sampled_from((0, 1)))
    def stream_answers(self, at: int) -> None:
        if self.instances[at].wanted:
            self.happens(at, self.done(self.instances[at].wanted.popleft()))

    @rule(at=st.sampled_from((0, 1)), was_done=st.booleans())
    def stream_does_not_answer(self, at: int, *, was_done: bool) -> None:
        """Nobody knows whether it was done."""
        if self.instances[at].wanted:
            wanted = self.instances[at].wanted.popleft()
            if was_done:
                self.done(wanted)
            is_load = isinstance(wanted, effects.LoadChat)
            order = wanted.order
            self.happens(at, inputs.ChatNotLoaded(order) if is_load else inputs.ChatNotStored(order, was_crossed=False))

    @rule(at=st.sampled_from((0, 1)))
    def news_arrives(self, at: int) -> None:
        news = self.instances[at].news
        while news:
            self.happens(at, news.popleft())
        self.confirmations_arrive(at)

    def confirmations_arrive(self, at: int) -> None:
        instance = self.instances[at]
        while instance.closed:
            closed = instance.closed.popleft()
            if closed.n in instance.room.members:
                self.happens(at, closed)

    @rule(at=st.sampled_from((0, 1)))
    def news_is_lost(self, at: int) -> None:
        self.instances[at].news.clear()

    @rule()
    def bus_comes_back(self) -> None:
        for at in (0, 1):
            self.happens(at, inputs.BusBack())

    @rule()
    def it_is_quiet(self) -> None:
        """Everything arrives; then every page that has a line shows all that its person may read, and nothing else."""
        for _ in range(5):
            self.now += 1
            for at in (0, 1):
                self.standing_is_heard(at)
                self.happens(at, inputs.Ticked())
                while self.instances[at].wanted:
                    self.stream_answers(at)
            for at in (0, 1):
                self.news_arrives(at)
        for page in self.live_pages():
            assert page.is_open is may_read(self.entry, page.person), page
            wanted = self.readable(page.person) if page.is_open else {}
            assert page.knows == wanted, (page.person.name, page.knows, wanted)

    def teardown(self) -> None:
        self.it_is_quiet()

    # ---- The stream, and what rooms want done

    def done(self, wanted: effects.StoreChat | effects.LoadChat) -> inputs.Input:
        if isinstance(wanted, effects.LoadChat):
            kept = sorted(self.stream.values(), key=lambda one: one.sequence)
            return inputs.ChatLoaded(wanted.order, tuple(one for one in kept if one.sequence > wanted.after))
        key = (wanted.message.person_id, wanted.message.id)
        before = self.stream.get(key)
        if (before.sequence if before else 0) != wanted.instead_of:
            return inputs.ChatNotStored(wanted.order, was_crossed=True)
        self.last_sequence += 1
        self.stream[key] = Kept(wanted.message, self.last_sequence)
        return inputs.ChatStored(wanted.order, self.stream[key])

    def happens(self, at: int, what: inputs.Input) -> None:
        for effect in self.instances[at].room.handle(what, self.now):
            self.follows(at, effect)

    def follows(self, at: int, effect: effects.Effect) -> None:
        match effect:
            case effects.StoreChat():
                self.assert_audience(at, effect.message)
                self.instances[at].wanted.append(effect)
            case effects.LoadChat():
                self.instances[at].wanted.append(effect)
            case effects.TellChatMoved():
                self.instances[1 - at].news.append(inputs.ChatMoved(effect.sequence))
            case effects.PublishPresence():
                self.instances[1 - at].news.append(inputs.PeerInstanceSaid(self.presence(at, effect)))
        page = next((one for one in self.pages.values() if (one.n, one.at) == (getattr(effect, "n", None), at)), None)
        if page is not None and not page.is_over:
            self.reaches(page, effect)

    def presence(self, at: int, told: effects.PublishPresence) -> VisitPresence:
        instance = self.instances[at]
        instance.sequence += 1
        return VisitPresence(
            clinic_id=CLINIC,
            queue_id=QUEUE,
            visit_id=VISIT,
            instance=f"signaling-{at}",
            sequence=instance.sequence,
            at=datetime.fromtimestamp(self.now, UTC),
            well_since=datetime.fromtimestamp(BEGIN, UTC),
            standing_version=told.standing_version,
            chat=told.chat,
            people=told.people,
        )

    # ---- What pages are sent, and take in

    def reaches(self, page: Page, effect: effects.Effect) -> None:
        match effect:
            case effects.Admit(room=room):
                self.is_welcomed(page, room)
            case effects.Refuse() | effects.Close() | effects.Forget():
                page.is_over = True
            case effects.CutReplay():
                page.was_cut |= bool(page.unheard)
                page.unheard.clear()
            case effects.SendChatHistory(unless_resumed=True) if page.is_resumed:
                return
            case effects.SendRoom() | effects.SendChat() | effects.SendChatHistory():
                page.unheard.append(effect)
                self.takes_in(page)

    def is_welcomed(self, page: Page, room: RoomMessage) -> None:
        """Resumed where nothing that was missed was cut; a line that is new has missed nothing."""
        page.is_resumed = page.is_back and not page.was_cut
        if not page.is_resumed:
            page.unheard.clear()
            page.was_cut = False
        page.unheard.append(effects.SendRoom(page.n, room))
        self.takes_in(page)

    def takes_in(self, page: Page) -> None:
        while page.has_line and page.unheard:
            match page.unheard.popleft():
                case effects.SendRoom(room=room):
                    page.is_open = room.chat
                    page.knows = page.knows if room.chat else {}
                    self.confirms(page, room)
                case effects.SendChatHistory(messages=messages):
                    self.assert_may_see(page, messages)
                    page.knows = {(message.person_id, message.id): message for message in messages}
                case effects.SendChat(message=message):
                    self.assert_may_see(page, (message,))
                    page.knows[message.person_id, message.id] = message

    def confirms(self, page: Page, room: RoomMessage) -> None:
        """Sound and picture flow as the room says: a page that says so is never dropped for its silence."""
        self.instances[page.at].closed.append(inputs.MediaClosedSaid(page.n, room.number))

    # ---- What the rules say

    def live_pages(self) -> Iterator[Page]:
        return (page for page in self.pages.values() if page.has_line and not page.is_over)

    def readable(self, person: Person) -> dict[Key, ChatMessage]:
        return {
            key: ChatMessage(**kept.message.model_dump(exclude={"audience"}))
            for key, kept in self.stream.items()
            if person.id in kept.message.audience
        }

    def assert_audience(self, at: int, message: Written) -> None:
        """Whoever may read as the words are taken up. Other words in their place reach nobody who is out meanwhile."""
        entry = self.instances[at].entry
        assert may_read(entry, CAST[message.person_id])
        now = frozenset(one.id for one in EVERYONE if may_read(entry, one))
        if message.edited:
            assert message.audience <= now
        elif not message.withdrawn:
            assert message.audience == now

    def assert_may_see(self, page: Page, messages: tuple[ChatMessage, ...]) -> None:
        assert may_read(self.instances[page.at].entry, page.person), page.person.name
        for message in messages:
            kept = self.stream[message.person_id, message.id].message
            assert page.person.id in kept.audience, (page.person.name, message.text)
            assert message.text or message.withdrawn

    @invariant()
    def nobody_who_may_not_read_keeps_a_word(self) -> None:
        for page in self.live_pages():
            if not may_read(self.instances[page.at].entry, page.person):
                assert not page.knows, page.person.name


TestInventedChat = InventedChat.TestCase
TestInventedChat.settings = settings(max_examples=3, stateful_step_count=150, deadline=None)
