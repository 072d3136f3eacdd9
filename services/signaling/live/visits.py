"""The rooms of this instance: tells each what happens, when, and does what it wants done."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextvars import Context
from dataclasses import dataclass, field
from typing import ClassVar, Final

from services.contracts import wire
from services.contracts.chat import ChatHistory
from services.contracts.hints import AddressedHint
from services.contracts.ids import ClinicId, QueueId, VisitId
from services.contracts.presence import VisitPresence
from services.contracts.standing import StandingEntry
from services.signaling.chat.keeper import Keeper
from services.signaling.errors import BY_CODE, GrantRefused, ResumeRefused, SocketProblem
from services.signaling.live.news import News
from services.signaling.live.page import Page, Passage
from services.signaling.live.records import Records
from services.signaling.live.staff import is_of_queue
from services.signaling.room import effects, inputs
from services.signaling.room.room import Room
from services.signaling.socket.envelope import Envelope

_NOBODYS: Final = Context()
"""Timers of rooms belong to no hello: a context of their own, one for all, keeps no trace alive."""

Now = Callable[[], float]
"""The present moment in Unix seconds; never runs backwards."""


@dataclass(slots=True)
class Hall:
    """A room, the pages in it, and the timer that wakes it."""

    clinic: ClinicId
    queue: QueueId
    room: Room
    pages: dict[int, Page] = field(default_factory=dict)
    timer: asyncio.Handle | None = None
    wakes_at: float = 0.0
    """When the timer wakes it, by the loop's clock: a handle of uvloop for what is due at once cannot say it."""
    sequence: int = 0


class Visits:
    """All rooms in which somebody is connected here."""

    def __init__(
        self,
        *,
        now: Now,
        instance: str,
        news: News,
        chat: Keeper,
        records: Records,
        ice: tuple[wire.IceServer, ...],
        told_before: Callable[[VisitId], Iterable[VisitPresence]],
    ) -> None:
        """`told_before`: what other instances told of a visit before anybody of it came here."""
        self._now, self._instance, self._news, self._records, self._ice = now, instance, news, records, ice
        self._chat = chat
        self._told_before = told_before
        self._halls: dict[VisitId, Hall] = {}

    def __contains__(self, visit: object) -> bool:
        return visit in self._halls

    def __len__(self) -> int:
        return len(self._halls)

    def hint_staff(self, addressed: AddressedHint) -> None:
        """Hand a hint of a queue to the clinicians who see that queue beside their call, once a page."""
        for hall in self._halls.values():
            for page in hall.pages.values():
                is_told = addressed.visit_id == page.facts.visit_id and page.facts.person_id in addressed.to_people
                if page.facts.queue_ids and is_of_queue(page, addressed) and not is_told:
                    page.send("hint", addressed.hint)

    # ---- Pages come, speak and go

    def join(self, page: Page, entry: StandingEntry, hello: wire.Hello) -> None:
        """Bring a page into its visit, or turn it away. Number, register and snapshot are one step."""
        facts = page.facts
        assert facts.visit_id is not None  # noqa: S101 (the door lets no other page of kind visit in)
        assert facts.queue_id is not None  # noqa: S101
        assert facts.role is not None  # noqa: S101
        hall = self._halls.get(facts.visit_id)
        is_new = hall is None
        if hall is None:
            hall = self._halls[facts.visit_id] = Hall(facts.clinic_id, facts.queue_id, Room(facts.visit_id))
        self._do_what_follows(hall, inputs.StandingChanged(entry))
        for told in self._told_before(facts.visit_id) if is_new else ():
            if told.instance != self._instance:
                self._do_what_follows(hall, inputs.PeerInstanceSaid(told))
        joined = inputs.Joined(
            person=facts.person_id,
            role=facts.role,
            device=facts.device_id,
            n=facts.n,
            attached=facts.attached,
            hidden=hello.hidden,
            microphone=hello.microphone,
            camera=hello.camera,
            device_kind=hello.device_kind,
        )
        refusal = self._do_what_follows(hall, joined, newcomer=page)
        self._wake_later(hall)
        if refusal is not None:
            page.refuse_entry(_problem(refusal, is_resume=hello.resume is not None))

    def came_back(self, page: Page, hello: wire.Hello) -> None:
        """A page of ours has a new socket."""
        back = inputs.SocketBack(
            n=page.n,
            attached=page.facts.attached,
            hidden=hello.hidden,
            microphone=hello.microphone,
            camera=hello.camera,
            device_kind=hello.device_kind,
        )
        self._tell_of(page, back)

    def said(self, page: Page, what: inputs.Input) -> None:
        """A page said something, or its line changed."""
        self._tell_of(page, what)

    def relay(self, page: Page, envelope: Envelope) -> None:
        """Hand a page's word to another connection: by the passage found before, or by asking the room."""
        payload = bytes(envelope.payload)
        passage = page.passages.get((envelope.type, envelope.to, envelope.n)) or self._passage(page, envelope)
        if passage is not None and passage.way.takes(payload):
            passage.to.put(passage.prefix, payload)
        else:
            said = inputs.RelaySaid(page.n, envelope.type, envelope.to, envelope.n, payload)
            self._tell_of(page, said)

    def _passage(self, page: Page, envelope: Envelope) -> Passage | None:
        hall = self._hall_of(page)
        way = hall.room.way(page.n, envelope.type, envelope.to, envelope.n) if hall is not None else None
        if hall is None or way is None:
            return None
        passage = page.passages[envelope.type, envelope.to, envelope.n] = page.passage(way, hall.pages[way.to_n])
        return passage

    # ---- The bus

    def standing_changed(self, visit: VisitId, entry: StandingEntry | None) -> None:
        """Session wrote a visit's standing, or took it away."""
        hall = self._halls.get(visit)
        if hall is not None:
            self._tell(hall, inputs.StandingGone() if entry is None else inputs.StandingChanged(entry))

    def heard(self, visit: VisitId, what: inputs.Input) -> None:
        """The bus brought something for a visit."""
        hall = self._halls.get(visit)
        if hall is not None:
            self._tell(hall, what)

    def bus_is_back(self) -> None:
        """What was published while NATS was away must be said again."""
        for hall in tuple(self._halls.values()):
            self._tell(hall, inputs.BusBack())

    def knowledge_aged(self, is_fresh: bool) -> None:  # noqa: FBT001 (what a bell rings with)
        """What is known of standings is old now, or fresh again."""
        for hall in tuple(self._halls.values()):
            self._tell(hall, inputs.KnowledgeAged(is_fresh))

    # ---- Driving one room

    def _tell_of(self, page: Page, what: inputs.Input) -> None:
        hall = self._hall_of(page)
        if hall is not None:
            self._tell(hall, what)

    def _hall_of(self, page: Page) -> Hall | None:
        visit = page.facts.visit_id
        hall = self._halls.get(visit) if visit is not None else None
        return hall if hall is not None and hall.pages.get(page.n) is page else None

    def _tell(self, hall: Hall, what: inputs.Input) -> None:
        self._do_what_follows(hall, what)
        self._wake_later(hall)

    def _do_what_follows(self, hall: Hall, what: inputs.Input, newcomer: Page | None = None) -> str | None:
        """Hand it in and do what follows. For a newcomer: the code with which the room refuses them, or None."""
        refusal = None
        for page in hall.pages.values():
            page.passages.clear()
        for effect in hall.room.handle(what, self._now()):
            if isinstance(effect, effects.Refuse):
                refusal = effect.code
                continue
            if isinstance(effect, effects.Admit) and newcomer is not None:
                hall.pages[newcomer.n] = newcomer
            self._DO[type(effect)](self, hall, effect)
        return refusal

    def _wake_later(self, hall: Hall) -> None:
        """Wake the room when it wants; an empty one is given up. A timer that is too early does no harm and stays."""
        if hall.room.is_empty:
            self._clear(hall)
            return
        due = hall.room.due
        if due is None:
            return
        loop = asyncio.get_running_loop()
        when = loop.time() + max(0.0, due - self._now())
        if hall.timer is None or hall.wakes_at > when:
            if hall.timer is not None:
                hall.timer.cancel()
            hall.timer = loop.call_at(when, self._wake, hall, context=_NOBODYS)
            hall.wakes_at = when

    def _wake(self, hall: Hall) -> None:
        hall.timer = None
        self._tell(hall, inputs.Ticked())

    def _clear(self, hall: Hall) -> None:
        if hall.timer is not None:
            hall.timer.cancel()
        if self._halls.get(hall.room.visit) is hall:
            del self._halls[hall.room.visit]

    # ---- What rooms want done

    def _admit(self, hall: Hall, admit: effects.Admit) -> None:
        hall.pages[admit.n].welcome(instance=self._instance, ice=self._ice, room=admit.room)

    def _send_room(self, hall: Hall, send: effects.SendRoom) -> None:
        hall.pages[send.n].send("room", send.room)

    def _send_hint(self, hall: Hall, send: effects.SendHint) -> None:
        hall.pages[send.n].send("hint", send.hint)

    def _send_error(self, hall: Hall, send: effects.SendError) -> None:
        hall.pages[send.n].refuse(BY_CODE[send.code](), send.about)

    def _send_chat(self, hall: Hall, send: effects.SendChat) -> None:
        hall.pages[send.n].send("chat", send.message)

    def _send_chat_history(self, hall: Hall, send: effects.SendChatHistory) -> None:
        page = hall.pages[send.n]
        if not (send.unless_resumed and page.is_resumed):
            page.send("chat_history", ChatHistory(messages=send.messages))

    def _cut_replay(self, hall: Hall, cut: effects.CutReplay) -> None:
        hall.pages[cut.n].cut_replay()

    def _store_chat(self, hall: Hall, store: effects.StoreChat) -> None:
        self._chat.store(hall.room.visit, store, self.heard)

    def _load_chat(self, hall: Hall, load: effects.LoadChat) -> None:
        self._chat.load(hall.room.visit, load, self.heard)

    def _tell_chat_moved(self, hall: Hall, moved: effects.TellChatMoved) -> None:
        self._news.chat_moved(hall.room.visit, moved.sequence)

    def _whisper(self, hall: Hall, word: effects.Whisper) -> None:
        hall.pages[word.n].whisper(word.kind, word.sender, word.sender_n)

    def _deliver(self, hall: Hall, word: effects.Deliver) -> None:
        hall.pages[word.n].deliver(word.kind, word.sender, word.sender_n, word.payload)

    def _pass_on(self, hall: Hall, word: effects.PassOn) -> None:
        self._news.pass_on(hall.room.visit, word.relay)

    def _close(self, hall: Hall, close: effects.Close) -> None:
        page = hall.pages.pop(close.n)
        self._records.forget(page)
        page.end(close.code, BY_CODE[close.error]() if close.error is not None else None)

    def _forget(self, hall: Hall, forget: effects.Forget) -> None:
        self._records.forget(hall.pages.pop(forget.n))

    def _save_resume(self, hall: Hall, save: effects.SaveResume) -> None:
        page = hall.pages[save.n]
        page.hidden = save.hidden
        self._records.save(page)

    def _publish_presence(self, hall: Hall, publish: effects.PublishPresence) -> None:
        now = self._now()
        # Numbers of a restarted instance go on where the last ones ended: both follow the time of day.
        hall.sequence = max(hall.sequence + 1, int(now * 1000))
        self._news.presence(hall.clinic, hall.queue, hall.room.visit, hall.sequence, now, publish)

    _DO: ClassVar[Mapping[type[effects.Effect], Callable[..., None]]] = {
        effects.Admit: _admit,
        effects.SendRoom: _send_room,
        effects.SendHint: _send_hint,
        effects.SendError: _send_error,
        effects.SendChat: _send_chat,
        effects.SendChatHistory: _send_chat_history,
        effects.CutReplay: _cut_replay,
        effects.StoreChat: _store_chat,
        effects.LoadChat: _load_chat,
        effects.TellChatMoved: _tell_chat_moved,
        effects.Whisper: _whisper,
        effects.Deliver: _deliver,
        effects.PassOn: _pass_on,
        effects.Close: _close,
        effects.Forget: _forget,
        effects.SaveResume: _save_resume,
        effects.PublishPresence: _publish_presence,
    }


def _problem(code: str, *, is_resume: bool) -> SocketProblem:
    """A page that resumes shows no grant, so that only its resume can be refused."""
    problem = BY_CODE[code]()
    return ResumeRefused() if is_resume and isinstance(problem, GrantRefused) else problem
