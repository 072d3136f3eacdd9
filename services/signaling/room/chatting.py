"""The chat of a room: in which order words take effect, and which connection is shown what, when.

One thing is under way at a time, so that what is stored follows what was said. Until the stream was read nothing is
shown and nothing is stored; while it is out of reach, whoever writes is told.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from services.contracts.standing import StandingEntry, reads
from services.contracts.wire import WireCode
from services.signaling.chat.pace import Pace
from services.signaling.chat.rules import Book, Kept, Word, becomes, is_shown, shown_of
from services.signaling.room import inputs
from services.signaling.room.effects import (
    CutReplay,
    Effect,
    LoadChat,
    SendChat,
    SendChatHistory,
    SendError,
    StoreChat,
    TellChatMoved,
)
from services.signaling.room.members import Member, Members

MOST_WAITING: Final = 64
"""Words that wait their turn; as many come while the stream is slow."""

MOST_TRIES: Final = 3
"""Of one word that another instance's word about the same message crossed."""

LOAD_AGAIN_AFTER: Final = 0.5
"""Seconds until the stream is asked again that did not answer, or did not have yet what another instance stored."""

MOST_LOADS_BEHIND: Final = 5
"""After so many, what was told of is not there any more."""

ONCE_MORE_AFTER: Final = 2.0
"""Seconds until it is read once more: words sent while the line broke may take effect only now."""

ChatInput = (
    inputs.ChatWordSaid
    | inputs.ChatStored
    | inputs.ChatNotStored
    | inputs.ChatLoaded
    | inputs.ChatNotLoaded
    | inputs.ChatMoved
)


@dataclass(slots=True)
class _Said:
    n: int
    word: Word
    tries: int = 0


class Chatting:
    """Told what happens, with the standing and the members as they are then; says what is to be done."""

    def __init__(self, order: int = 0) -> None:
        self.order = order
        """Numbers what is under way, so that an answer to anything else is known for what it is."""
        self._book = Book()
        self._pace = Pace()
        self._waiting: deque[_Said] = deque()
        self._under_way: _Said | None = None
        self._is_loading = False
        self._was_loaded = False
        self._load_at: float | None = float("-inf")
        """When the stream is to be read; None: all is known."""
        self._once_more_at: float | None = None
        self._loaded_to = 0
        """All that the stream has of the visit up to here is known."""
        self._wanted = 0
        """Up to here something was stored, by what was told."""
        self._loads_behind = 0
        self._judged_by: StandingEntry | None = None
        """The standing by which pages were shown what they know."""

    @property
    def newest(self) -> int:
        """The highest sequence that is known of, for the other instances."""
        return self._book.newest

    def happened(self, what: ChatInput, entry: StandingEntry, members: Members, now: float) -> list[Effect]:
        """Take in what concerns the chat alone."""
        match what:
            case inputs.ChatWordSaid():
                return self._said(members[what.n], what.word, entry, now)
            case inputs.ChatStored():
                return self._stored(what, entry, members)
            case inputs.ChatNotStored():
                return self._not_stored(what, members, now)
            case inputs.ChatLoaded():
                return self._loaded(what, entry, members, now)
            case inputs.ChatNotLoaded():
                return self._not_loaded(what, members, now)
            case inputs.ChatMoved():
                self.moved(what.sequence, now)
                return []

    # ---- What pages say

    def _said(self, member: Member, word: Word, entry: StandingEntry, now: float) -> list[Effect]:
        """Somebody writes, edits, or withdraws."""
        if not reads(entry, member.seat):
            return [SendError(member.n, WireCode.CHAT_NOT_NOW, word.id)]
        if not self._pace.may_write(member.person, now) or len(self._waiting) >= MOST_WAITING:
            return [SendError(member.n, WireCode.CHAT_TOO_FAST, word.id)]
        self._waiting.append(_Said(member.n, word))
        return []

    def may_tell_typing(self, member: Member, entry: StandingEntry, now: float) -> bool:
        """Whether the others should hear that somebody writes."""
        return reads(entry, member.seat) and self._pace.may_tell_typing(member.person, now)

    # ---- What the stream and the other instances say

    def _stored(self, stored: inputs.ChatStored, entry: StandingEntry, members: Members) -> list[Effect]:
        """The word that was under way took effect."""
        if stored.order != self.order:
            return []
        self._under_way = None
        return [*self._show([stored.kept], entry, members), TellChatMoved(stored.kept.sequence)]

    def _not_stored(self, failed: inputs.ChatNotStored, members: Members, now: float) -> list[Effect]:
        """It did not, or nobody knows. One that was crossed by another is judged anew."""
        said = self._under_way
        if failed.order != self.order or said is None:
            return []
        self._under_way = None
        said.tries += 1
        if failed.was_crossed and said.tries < MOST_TRIES:
            self._load_at = now
            self._waiting.appendleft(said)
            return []
        self._read_twice(now)
        return _refused([said], WireCode.CHAT_NOT_SENT, members)

    def _loaded(self, loaded: inputs.ChatLoaded, entry: StandingEntry, members: Members, now: float) -> list[Effect]:
        """The stream was read on from where it was known."""
        found = loaded.found
        if loaded.order != self.order:
            return []
        self._is_loading, self._was_loaded = False, True
        self._load_at, self._once_more_at = self._once_more_at, None
        self._loaded_to = max([self._loaded_to, *(kept.sequence for kept in found)])
        self._look_whether_behind(now)
        return self._show(found, entry, members)

    def _look_whether_behind(self, now: float) -> None:
        if self._loaded_to >= self._wanted:
            self._loads_behind = 0
        elif self._loads_behind < MOST_LOADS_BEHIND:
            self._loads_behind += 1
            self._load_at = now + LOAD_AGAIN_AFTER
        else:
            self._loaded_to, self._loads_behind = self._wanted, 0

    def _not_loaded(self, failed: inputs.ChatNotLoaded, members: Members, now: float) -> list[Effect]:
        """The stream is out of reach: whoever waits is told, and it is asked again."""
        if failed.order != self.order:
            return []
        self._is_loading, self._load_at = False, now + LOAD_AGAIN_AFTER
        waited, self._waiting = self._waiting, deque()
        return _refused(waited, WireCode.CHAT_NOT_SENT, members)

    def moved(self, sequence: int, now: float) -> None:
        """Another instance stored something, up to there."""
        if sequence > max(self._loaded_to, self._wanted):
            self._wanted, self._load_at = sequence, now

    def bus_back(self, now: float) -> None:
        """What others stored meanwhile was told to nobody."""
        self._read_twice(now)

    def _read_twice(self, now: float) -> None:
        """Now, and after a while: what nobody answered for may have taken effect, or may yet."""
        self._load_at, self._once_more_at = now, now + ONCE_MORE_AFTER

    def ended(self, members: Members) -> list[Effect]:
        """The talk is over, and this with it: what was still on its way is refused."""
        said = [*([self._under_way] if self._under_way else []), *self._waiting]
        return _refused(said, WireCode.CHAT_NOT_NOW, members)

    # ---- What follows, whatever happened

    def follows(self, entry: StandingEntry, members: Members, now: float) -> list[Effect]:
        """Whoever comes to read gets the history; then the next thing is begun."""
        return [*self._open_and_close(entry, members), *self._begin(entry, members, now)]

    def history(self, member: Member, entry: StandingEntry, *, unless_resumed: bool) -> list[Effect]:
        """All that a page may be shown, once it may be shown anything."""
        if not (self._was_loaded and reads(entry, member.seat)):
            return []
        member.reads_chat = True
        return [SendChatHistory(member.n, self._book.shown_to(entry, member.seat), unless_resumed)]

    def due(self, entry: StandingEntry, members: Members) -> float | None:
        """When something is to be begun if nothing happens."""
        return self._load_at if self._may_load(entry, members) else None

    def _open_and_close(self, entry: StandingEntry, members: Members) -> Iterator[Effect]:
        before, self._judged_by = self._judged_by, entry
        for member in members.values():
            if not reads(entry, member.seat):
                if member.reads_chat:
                    member.reads_chat = False
                    yield CutReplay(member.n)
            elif not member.reads_chat:
                yield from self.history(member, entry, unless_resumed=False)
            elif before is not None and before is not entry and self._is_judged_anew(before, entry, member):
                yield CutReplay(member.n)
                yield from self.history(member, entry, unless_resumed=False)

    def _is_judged_anew(self, before: StandingEntry, entry: StandingEntry, member: Member) -> bool:
        """Whether somebody's words are hidden from a page now that were not, or the other way round."""
        return self._book.legible_to(before, member.seat) != self._book.legible_to(entry, member.seat)

    def _begin(self, entry: StandingEntry, members: Members, now: float) -> list[Effect]:
        if self._load_at is not None and now >= self._load_at:
            if not self._may_load(entry, members):
                return []
            self.order += 1
            self._is_loading = True
            return [LoadChat(self.order, self._loaded_to)]
        if self._is_loading or not self._was_loaded:
            return []
        effects: list[Effect] = []
        while self._waiting and self._under_way is None:
            effects += self._take_up(self._waiting.popleft(), entry, members, now)
        return effects

    def _may_load(self, entry: StandingEntry, members: Members) -> bool:
        is_idle = not self._is_loading and self._under_way is None
        return is_idle and any(reads(entry, member.seat) for member in members.values())

    def _take_up(self, said: _Said, entry: StandingEntry, members: Members, now: float) -> list[Effect]:
        member = members.get(said.n)
        if member is None:
            return []
        message = becomes(self._book, entry, member.seat, said.word, now)
        if isinstance(message, WireCode):
            return [SendError(said.n, message, said.word.id)]
        known = self._book.find((message.person_id, message.id))
        if known is not None and known.message == message:
            return [SendChat(said.n, shown_of(message))]
        self.order += 1
        self._under_way = said
        return [StoreChat(self.order, message, known.sequence if known is not None else 0)]

    def _show(self, found: Sequence[Kept], entry: StandingEntry, members: Members) -> list[Effect]:
        news = [kept.message for kept in found if self._book.take(kept)]
        return [
            SendChat(member.n, shown_of(message))
            for message in news
            for member in members.values()
            if member.reads_chat and is_shown(entry, message, member.seat)
        ]


def _refused(said: Iterable[_Said], code: WireCode, members: Members) -> list[Effect]:
    """Tell those who are still here."""
    return [SendError(one.n, code, one.word.id) for one in said if one.n in members]
