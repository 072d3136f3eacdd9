"""One visit's room: what has happened goes in with its time, what is to be done comes out."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from services.contracts import wire
from services.contracts.grants import GrantCode
from services.contracts.hints import Changed, Hint, uncounted
from services.contracts.ids import PersonId, VisitId
from services.contracts.presence import Present
from services.contracts.standing import StandingEntry
from services.contracts.states import Role, VisitState
from services.contracts.wire import CloseCode, WireCode
from services.signaling.room import inputs, limits, relaying, roster
from services.signaling.room.chatting import ChatInput, Chatting
from services.signaling.room.effects import (
    Admit,
    Close,
    Effect,
    Forget,
    PublishPresence,
    Refuse,
    SaveResume,
    SendError,
    SendHint,
    SendRoom,
)
from services.signaling.room.fates import is_replaced, replaced_by, why_ended, why_refused
from services.signaling.room.inputs import Input
from services.signaling.room.members import Member
from services.signaling.room.peers import Peers
from services.signaling.room.privacy import Heard, PrivateMoment, receiving
from services.signaling.room.reporting import Reporting

_CLOSED_WITH = {
    WireCode.NO_LONGER_HERE: CloseCode.NO_LONGER_HERE,
    WireCode.OPENED_ELSEWHERE: CloseCode.OPENED_ELSEWHERE,
    WireCode.SILENT: CloseCode.SILENT,
}
_OVER = frozenset({VisitState.ENDED, VisitState.CANCELLED, VisitState.NO_SHOW})


class Room:
    """The connections of one visit that this instance holds, and what it knows of all the others.

    Numbering, registering and the snapshot that a joining page gets are one step, so that two who join at the same
    moment never miss each other.
    """

    def __init__(self, visit: VisitId) -> None:
        self.visit = visit
        self.entry: StandingEntry | None = None
        self.members: dict[int, Member] = {}
        self.due: float | None = None
        """When `Ticked` must come at the latest; None for never."""
        self._peers = Peers()
        self._effects: list[Effect] = []
        self._changed = False
        self._is_urgent = False
        self._moment = PrivateMoment()
        self._inside = frozenset[PersonId]()
        self._is_fresh = True
        self._shown_at = float("-inf")
        self._reporting = Reporting()
        self._over_since: float | None = None
        self._chat = Chatting()

    @property
    def is_empty(self) -> bool:
        """Whether nobody is connected here, nor could come back here by a resume."""
        return not self.members

    def handle(self, happened: Input, now: float) -> list[Effect]:
        """Take in what happened; what is to be done, in order. Times are Unix seconds and never run backwards."""
        if isinstance(happened, inputs.RelaySaid):
            return list(relaying.said(happened, self._known, self.members, self._peers))
        self._is_urgent = isinstance(happened, inputs.Joined | inputs.StandingChanged | inputs.ByeSaid)
        self._HANDLERS[type(happened)](self, happened, now)
        self._look(now)
        self._show(now, is_urgent=self._is_urgent or self.is_empty)
        if self.entry is not None:
            self._effects += self._chat.follows(self.entry, self.members, now)
        self.due = self._next_due(now)
        return self._what_follows()

    def _what_follows(self) -> list[Effect]:
        effects, self._effects = self._effects, []
        return effects

    # ---- Coming and going

    def _joined(self, joined: inputs.Joined, now: float) -> None:
        refusal = self._why_refused(joined)
        if refusal is not None:
            self._effects.append(Refuse(joined.n, refusal))
            return
        for older in replaced_by(joined, self.members.values()):
            self._close(older, WireCode.OPENED_ELSEWHERE)
        member = self.members[joined.n] = Member.of(joined, now)
        self._admit(member, now)

    def _why_refused(self, joined: inputs.Joined) -> WireCode | GrantCode | None:
        if self.entry is None:
            return WireCode.NOT_READY
        if joined.n in self.members:
            return GrantCode.USED
        return why_refused(joined, self.entry, self._presents())

    def _admit(self, member: Member, now: float) -> None:
        self._changed = True
        self._look_at_privacy(now)
        room = member.show(self._look_as(member, self._connections()), always=True)
        assert room is not None  # noqa: S101 (always shown)
        self._effects += [Admit(member.n, room), SaveResume(member.n, member.contact.hidden)]

    def _socket_back(self, back: inputs.SocketBack, now: float) -> None:
        member = self.members[back.n]
        member.contact.heard()
        member.contact.hidden = back.hidden
        member.attached = back.attached
        member.microphone, member.camera = back.microphone, back.camera
        member.device_kind = back.device_kind
        member.candidates.clear()
        self._admit(member, now)
        self._effects += self._chat.history(member, self._known, unless_resumed=True)

    def _socket_lost(self, lost: inputs.SocketLost, now: float) -> None:
        self.members[lost.n].contact.lost(now)

    def _went_silent(self, silent: inputs.WentSilent, now: float) -> None:
        self.members[silent.n].contact.went_silent(now - silent.seconds)

    def _heard_again(self, heard: inputs.HeardAgain, _: float) -> None:
        self.members[heard.n].contact.heard()

    def _bye_said(self, bye: inputs.ByeSaid, _: float) -> None:
        member = self.members[bye.n]
        self._moment.left(member.person)
        self._close(member, None)

    def _close(self, member: Member, why: WireCode | None) -> None:
        del self.members[member.n]
        self._changed = True
        code = _CLOSED_WITH[why] if why is not None else CloseCode.LEFT
        if member.contact.lost_at is None:
            self._effects.append(Close(member.n, code, why))
        else:
            self._effects.append(Forget(member.n))

    # ---- What pages say of themselves

    def _media_said(self, said: inputs.MediaSaid, _: float) -> None:
        member = self.members[said.n]
        member.microphone, member.camera = said.media.microphone, said.media.camera
        self._changed = True

    def _hidden_said(self, said: inputs.HiddenSaid, _: float) -> None:
        member = self.members[said.n]
        if member.contact.hidden is not said.hidden:
            member.contact.hidden = said.hidden
            self._changed = True
            self._effects.append(SaveResume(said.n, said.hidden))

    def _received_said(self, said: inputs.ReceivedSaid, now: float) -> None:
        """Believed only of people whose packets may have come: a page cannot speak for others."""
        member = self.members[said.n]
        heard = said.people & member.flowing
        if heard != member.receiving:
            member.receiving = heard
            self._changed = True
        member.received_at = now

    def _media_closed_said(self, said: inputs.MediaClosedSaid, _: float) -> None:
        if not self.members[said.n].confirm(said.number):
            self._effects.append(SendError(said.n, WireCode.BAD_MESSAGE))

    # ---- The chat

    def _chat_happened(self, what: ChatInput, now: float) -> None:
        self._effects += self._chat.happened(what, self._known, self.members, now)

    def _typing_said(self, said: inputs.TypingSaid, now: float) -> None:
        member = self.members[said.n]
        if self._chat.may_tell_typing(member, self._known, now):
            self._effects += relaying.typing_said(member, self._known, self.members, self._peers)

    @property
    def _known(self) -> StandingEntry:
        assert self.entry is not None  # noqa: S101 (nobody joins before the standing is known)
        return self.entry

    # ---- Words from page to page

    def way(self, n: int, kind: str, to: str, to_n: int) -> relaying.Way | None:
        """The way for words between two connections held here; None where each word must be told to the room."""
        sender = self.members.get(n)
        return None if sender is None else relaying.way(sender, kind, to, to_n, self._known, self.members)

    def _relay_arrived(self, arrived: inputs.RelayArrived, _: float) -> None:
        member = self.members.get(arrived.relay.to_n)
        if member is not None and member.person == arrived.relay.to:
            self._effects += relaying.arrived(arrived.relay, member, self._known)

    # ---- What session and the other instances say

    def _standing_changed(self, changed: inputs.StandingChanged, now: float) -> None:
        before, after = self.entry, changed.entry
        if before is not None and after.standing_version <= before.standing_version:
            return
        self.entry = after
        self._changed = True
        self._inside = receiving(after)
        self._moment.stands(before, after)
        self._over_since = now if after.visit_state in _OVER else None
        if before is None:
            return
        for member in tuple(self.members.values()):
            why = why_ended(after, member)
            if why is not None:
                self._close(member, why)
        if before.visit_state is not after.visit_state:
            self._effects += self._chat.ended(self.members)
            self._chat = Chatting(self._chat.order + 1)
            self._tell_all(Changed(what="visit", id=self.visit))

    def _standing_gone(self, _: inputs.StandingGone, __: float) -> None:
        for member in tuple(self.members.values()):
            self._close(member, WireCode.NO_LONGER_HERE)

    def _hint_arrived(self, arrived: inputs.HintArrived, _: float) -> None:
        for member in self.members.values():
            if member.person in arrived.people:
                self._effects.append(SendHint(member.n, _for(member, arrived.hint)))

    def _tell_all(self, hint: Changed) -> None:
        self._effects += [SendHint(n, hint) for n in self.members]

    def _peer_instance_said(self, said: inputs.PeerInstanceSaid, now: float) -> None:
        """An instance not heard before is answered: it cannot know of us yet."""
        if said.presence.people and not self._peers.knows(said.presence.instance):
            self._reporting.again()
        self._chat.moved(said.presence.chat, now)
        if not self._peers.hear(said.presence, now):
            return
        self._changed = True
        for member in tuple(self.members.values()):
            self._yield_to(member, said.presence.people)

    def _yield_to(self, member: Member, people: tuple[Present, ...]) -> None:
        newer = next((present for present in people if is_replaced(member, present)), None)
        if newer is not None:
            is_same = newer.n == member.n
            self._close(member, None if is_same else WireCode.OPENED_ELSEWHERE)

    def _knowledge_aged(self, aged: inputs.KnowledgeAged, _: float) -> None:
        self._is_fresh = aged.is_fresh

    def _bus_back(self, _: inputs.BusBack, now: float) -> None:
        self._reporting.bus_back(now)
        self._chat.bus_back(now)

    def _ticked(self, _: inputs.Ticked, __: float) -> None:
        """Nothing happened but time; what time changes is looked at after every input."""

    # ---- What follows from time, and what others are shown

    def _look(self, now: float) -> None:
        for member in tuple(self.members.values()):
            if member.contact.is_forgotten(now):
                self._close(member, None)
            elif member.look(now):
                self._changed = True
        self._changed |= self._peers.look(now)
        self._look_at_privacy(now)
        self._drop_silent(now)
        if self._over_since is not None and now >= self._over_since + limits.ENDED_KEPT_FOR:
            self._standing_gone(inputs.StandingGone(), now)

    def _look_at_privacy(self, now: float) -> None:
        """Who has closed what, and what may be said of it; whatever is news there does not wait."""
        if self.entry is None:
            return
        is_news = False
        for member in self.members.values():
            is_news |= member.settle(self._inside) if self._moment.is_on else False
        is_news |= self._moment.look(self.entry, self._heard(), now, is_fresh=self._is_fresh)
        self._changed |= is_news
        self._is_urgent |= is_news

    def _drop_silent(self, now: float) -> None:
        silent = [member for member in self.members.values() if self._moment.is_dropped(member.n, now)]
        for member in silent:
            self._close(member, WireCode.SILENT)
        if silent:
            self._look_at_privacy(now)

    def _heard(self) -> Iterator[Heard]:
        version = self.entry.standing_version if self.entry is not None else 0
        for member in self.members.values():
            yield Heard(member.present(), version, own=True)
        for present, known in self._peers.told():
            yield Heard(present, known, own=False)

    def _show(self, now: float, *, is_urgent: bool) -> None:
        """Send each screen what changed for it, and report who is here; at once, or gathered with what comes next."""
        if self._changed and (is_urgent or now >= self._shown_at + limits.GATHERED_FOR):
            self._changed = False
            self._shown_at = now
            connections = self._connections()
            for member in self.members.values():
                self._show_to(member, connections)
            self._report(now)
        elif self.members and now >= self._reporting.due(now):
            self._report(now, always=True)

    def _show_to(self, member: Member, connections: roster.Connections) -> None:
        room = member.show(self._look_as(member, connections))
        if room is not None:
            self._effects.append(SendRoom(member.n, room))

    def _look_as(self, member: Member, connections: roster.Connections) -> wire.Room:
        return roster.look(self.visit, self._known, connections, member.seat, member.n, self._moment.said)

    def _report(self, now: float, *, always: bool = False) -> None:
        people = tuple(member.present() for member in self.members.values())
        version = self.entry.standing_version if self.entry is not None else 0
        report = PublishPresence(people, version, self._chat.newest)
        self._effects += self._reporting.report(report, now, is_private=self._moment.is_on, always=always)

    def _presents(self) -> Iterator[Present]:
        """Everybody who is there, as far as it is known and believed."""
        yield from (member.present() for member in self.members.values())
        yield from (present for present in self._peers.presents() if not self._moment.is_given_up(present.n))

    def _connections(self) -> roster.Connections:
        return roster.merge(self._presents())

    def _next_due(self, now: float) -> float | None:
        if not self.members:
            return None
        moments = [member.due(now) for member in self.members.values()]
        moments += [self._peers.due(), self._reporting.due(now), self._moment.due(now)]
        moments.append(self._chat.due(self._known, self.members))
        if self._changed:
            moments.append(self._shown_at + limits.GATHERED_FOR)
        if self._over_since is not None:
            moments.append(self._over_since + limits.ENDED_KEPT_FOR)
        return min(moment for moment in moments if moment is not None)

    _HANDLERS: ClassVar[Mapping[type[Input], Callable[..., None]]] = {
        inputs.Joined: _joined,
        inputs.SocketBack: _socket_back,
        inputs.SocketLost: _socket_lost,
        inputs.WentSilent: _went_silent,
        inputs.HeardAgain: _heard_again,
        inputs.MediaSaid: _media_said,
        inputs.HiddenSaid: _hidden_said,
        inputs.ReceivedSaid: _received_said,
        inputs.MediaClosedSaid: _media_closed_said,
        inputs.ByeSaid: _bye_said,
        inputs.ChatWordSaid: _chat_happened,
        inputs.TypingSaid: _typing_said,
        inputs.ChatStored: _chat_happened,
        inputs.ChatNotStored: _chat_happened,
        inputs.ChatLoaded: _chat_happened,
        inputs.ChatNotLoaded: _chat_happened,
        inputs.ChatMoved: _chat_happened,
        inputs.RelayArrived: _relay_arrived,
        inputs.StandingChanged: _standing_changed,
        inputs.StandingGone: _standing_gone,
        inputs.HintArrived: _hint_arrived,
        inputs.PeerInstanceSaid: _peer_instance_said,
        inputs.KnowledgeAged: _knowledge_aged,
        inputs.BusBack: _bus_back,
        inputs.Ticked: _ticked,
    }


def _for(member: Member, hint: Hint) -> Hint:
    return hint if member.role is Role.CLINICIAN else uncounted(hint)
