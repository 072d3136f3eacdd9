"""One visit's room: what has happened goes in with its time, what is to be done comes out."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from services.contracts import wire
from services.contracts.grants import GrantCode
from services.contracts.hints import Changed
from services.contracts.ids import VisitId
from services.contracts.presence import Present
from services.contracts.standing import Seat, StandingEntry, flows_to
from services.contracts.states import VisitState
from services.contracts.wire import CloseCode, WireCode
from services.signaling.room import inputs, limits, relaying, roster
from services.signaling.room.effects import (
    Admit,
    Close,
    Deliver,
    Effect,
    Forget,
    PassOn,
    PublishPresence,
    Refuse,
    SaveResume,
    SendError,
    SendHint,
    SendRoom,
)
from services.signaling.room.fates import why_ended, why_not_here
from services.signaling.room.inputs import Input
from services.signaling.room.members import ONE_DEVICE, Member, ends
from services.signaling.room.peers import Peers

_CLOSED_WITH = {
    WireCode.NO_LONGER_HERE: CloseCode.NO_LONGER_HERE,
    WireCode.OPENED_ELSEWHERE: CloseCode.OPENED_ELSEWHERE,
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
        self._shown_at = float("-inf")
        self._published = hash(())
        self._published_at = float("-inf")
        self._often_until = float("-inf")
        self._over_since: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody is connected here, nor could come back here by a resume."""
        return not self.members

    def handle(self, happened: Input, now: float) -> list[Effect]:
        """Take in what happened; what is to be done, in order. Times are Unix seconds and never run backwards."""
        if isinstance(happened, inputs.RelaySaid):
            self._relay_said(happened)
            return self._what_follows()
        is_urgent = isinstance(happened, inputs.Joined | inputs.StandingChanged | inputs.ByeSaid)
        self._HANDLERS[type(happened)](self, happened, now)
        self._look(now)
        self._show(now, is_urgent=is_urgent or self.is_empty)
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
        for older in self._replaced_by(joined):
            self._close(older, WireCode.OPENED_ELSEWHERE)
        member = self.members[joined.n] = Member.of(joined, now)
        self._admit(member)

    def _why_refused(self, joined: inputs.Joined) -> WireCode | GrantCode | None:
        if self.entry is None:
            return WireCode.NOT_READY
        if joined.n in self.members:
            return GrantCode.USED
        missing = why_not_here(self.entry, joined.person, joined.device)
        if missing is WireCode.OPENED_ELSEWHERE or self._is_late(joined):
            return GrantCode.SUPERSEDED
        return missing

    def _is_late(self, joined: inputs.Joined) -> bool:
        """A later connection that would end this one is there already, here or elsewhere."""
        return any(
            present.person_id == joined.person
            and present.n > joined.n
            and (present.device_id == joined.device or joined.role in ONE_DEVICE)
            for present in self._presents()
        )

    def _replaced_by(self, joined: inputs.Joined) -> list[Member]:
        return [
            member
            for member in self.members.values()
            if member.person == joined.person
            and (member.device == joined.device or member.role in ONE_DEVICE)
            and member.n < joined.n
        ]

    def _admit(self, member: Member) -> None:
        self._changed = True
        room = self._look_as(member, self._connections())
        member.show(room)
        self._effects += [Admit(member.n, room), SaveResume(member.n, member.contact.hidden)]

    def _socket_back(self, back: inputs.SocketBack, _: float) -> None:
        member = self.members[back.n]
        member.contact.heard()
        member.contact.hidden = back.hidden
        member.attached = back.attached
        member.microphone, member.camera = back.microphone, back.camera
        member.candidates.clear()
        self._admit(member)

    def _socket_lost(self, lost: inputs.SocketLost, now: float) -> None:
        self.members[lost.n].contact.lost(now)

    def _went_silent(self, silent: inputs.WentSilent, now: float) -> None:
        self.members[silent.n].contact.went_silent(now - silent.seconds)

    def _heard_again(self, heard: inputs.HeardAgain, _: float) -> None:
        self.members[heard.n].contact.heard()

    def _bye_said(self, bye: inputs.ByeSaid, _: float) -> None:
        self._close(self.members[bye.n], None)

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

    # ---- Words from page to page

    def way(self, n: int, kind: str, to: str, to_n: int) -> relaying.Way | None:
        """The way for words between two connections held here; None where each word must be told to the room."""
        sender, target = self.members.get(n), self.members.get(to_n)
        if sender is None or target is None or str(target.person) != to:
            return None
        if not self._may_pass(sender, kind, target.seat, to_n):
            return None
        return relaying.Way(sender, kind, to_n)

    def _relay_said(self, said: inputs.RelaySaid) -> None:
        sender = self.members[said.n]
        target = self._target(said)
        if target is None:
            return
        error = self._why_not_relayed(sender, said, target)
        if error is not None:
            self._effects.append(SendError(said.n, error))
        elif said.to_n in self.members:
            self._effects.append(Deliver(said.to_n, said.kind, sender.person, sender.n, said.payload))
        else:
            self._effects.append(PassOn(_relay(sender, said, target)))

    def _target(self, said: inputs.RelaySaid) -> Seat | None:
        """Whom a word is for; None when it is addressed to a connection that is no more, and lost by right."""
        here = self.members.get(said.to_n)
        if here is not None and str(here.person) == said.to:
            return here.seat
        for present in self._peers.presents():
            if present.n == said.to_n and str(present.person_id) == said.to:
                return Seat(present.person_id, present.device_id)
        return None

    def _why_not_relayed(self, sender: Member, said: inputs.RelaySaid, target: Seat) -> WireCode | None:
        if not self._may_pass(sender, said.kind, target, said.to_n):
            return WireCode.NOT_ALLOWED
        if relaying.is_too_long(said.kind, said.payload):
            return WireCode.BAD_MESSAGE
        if relaying.is_one_too_many(sender, said.kind, said.to_n):
            return WireCode.TOO_FAST
        return None

    def _may_pass(self, sender: Member, kind: str, target: Seat, to_n: int) -> bool:
        if self.entry is None or not flows_to(self.entry, sender.seat, target):
            return False
        return relaying.is_said_by_the_right_side(kind, sender.n, to_n)

    def _relay_arrived(self, arrived: inputs.RelayArrived, _: float) -> None:
        """Judged here once more: this instance may know of a removal of which the other one did not."""
        relay = arrived.relay
        member = self.members.get(relay.to_n)
        if member is None or member.person != relay.to or self.entry is None:
            return
        if flows_to(self.entry, Seat(relay.sender, relay.sender_device), member.seat):
            self._effects.append(Deliver(relay.to_n, relay.kind, relay.sender, relay.sender_n, relay.payload))

    # ---- What session and the other instances say

    def _standing_changed(self, changed: inputs.StandingChanged, now: float) -> None:
        before, after = self.entry, changed.entry
        if before is not None and after.standing_version <= before.standing_version:
            return
        self.entry = after
        self._changed = True
        self._over_since = now if after.visit_state in _OVER else None
        if before is None:
            return
        if before.visit_state is not after.visit_state:
            self._tell_all(Changed(what="visit", id=self.visit, version=after.standing_version))
        for member in tuple(self.members.values()):
            why = why_ended(before, after, member)
            if why is not None:
                self._close(member, why)

    def _standing_gone(self, _: inputs.StandingGone, __: float) -> None:
        for member in tuple(self.members.values()):
            self._close(member, WireCode.NO_LONGER_HERE)

    def _hint_arrived(self, arrived: inputs.HintArrived, _: float) -> None:
        for member in self.members.values():
            if member.person in arrived.people:
                self._effects.append(SendHint(member.n, arrived.hint))

    def _tell_all(self, hint: Changed) -> None:
        self._effects += [SendHint(n, hint) for n in self.members]

    def _peer_instance_said(self, said: inputs.PeerInstanceSaid, now: float) -> None:
        """An instance not heard before is answered: it cannot know of us yet."""
        if said.presence.people and not self._peers.knows(said.presence.instance):
            self._published_at = float("-inf")
        if not self._peers.hear(said.presence, now):
            return
        self._changed = True
        for member in tuple(self.members.values()):
            self._yield_to(member, said.presence.people)

    def _yield_to(self, member: Member, people: tuple[Present, ...]) -> None:
        newer = next((present for present in people if ends(present, member)), None)
        if newer is not None:
            is_same = newer.n == member.n
            self._close(member, None if is_same else WireCode.OPENED_ELSEWHERE)

    def _bus_back(self, _: inputs.BusBack, now: float) -> None:
        self._published_at = float("-inf")
        self._often_until = now + limits.COMING_BACK_FOR

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
        if self._over_since is not None and now >= self._over_since + limits.ENDED_KEPT_FOR:
            self._standing_gone(inputs.StandingGone(), now)

    def _show(self, now: float, *, is_urgent: bool) -> None:
        """Send each screen what changed for it, and tell presence; at once, or gathered with what comes next."""
        if self._changed and (is_urgent or now >= self._shown_at + limits.GATHERED_FOR):
            self._changed = False
            self._shown_at = now
            connections = self._connections()
            for member in self.members.values():
                self._show_to(member, connections)
            self._publish(now)
        elif self.members and now >= self._publish_due(now):
            self._publish(now, always=True)

    def _show_to(self, member: Member, connections: roster.Connections) -> None:
        room = self._look_as(member, connections)
        if member.show(room):
            self._effects.append(SendRoom(member.n, room))

    def _look_as(self, member: Member, connections: roster.Connections) -> wire.Room:
        assert self.entry is not None  # noqa: S101 (nobody joins before the standing is known)
        return roster.look(self.visit, self.entry, connections, member.seat, member.n)

    def _publish(self, now: float, *, always: bool = False) -> None:
        people = tuple(member.present() for member in self.members.values())
        if always or hash(people) != self._published:
            self._published, self._published_at = hash(people), now
            self._effects.append(PublishPresence(people))

    def _publish_due(self, now: float) -> float:
        is_often = now < self._often_until
        return self._published_at + (limits.PRESENCE_OFTEN if is_often else limits.PRESENCE_EVERY)

    def _presents(self) -> Iterator[Present]:
        yield from (member.present() for member in self.members.values())
        yield from self._peers.presents()

    def _connections(self) -> roster.Connections:
        return roster.merge(self._presents())

    def _next_due(self, now: float) -> float | None:
        if not self.members:
            return None
        moments = [member.due(now) for member in self.members.values()]
        moments += [self._peers.due(), self._publish_due(now)]
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
        inputs.ByeSaid: _bye_said,
        inputs.RelayArrived: _relay_arrived,
        inputs.StandingChanged: _standing_changed,
        inputs.StandingGone: _standing_gone,
        inputs.HintArrived: _hint_arrived,
        inputs.PeerInstanceSaid: _peer_instance_said,
        inputs.BusBack: _bus_back,
        inputs.Ticked: _ticked,
    }


def _relay(sender: Member, said: inputs.RelaySaid, target: Seat) -> inputs.Relay:
    return inputs.Relay(
        kind=said.kind,
        sender=sender.person,
        sender_device=sender.device,
        sender_n=sender.n,
        to=target.person,
        to_n=said.to_n,
        payload=said.payload,
    )
