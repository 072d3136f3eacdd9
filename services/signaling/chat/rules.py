"""What a message becomes when somebody writes, edits or withdraws it, and who is shown which. Pure.

A rule gives the message as it should be kept; the same as it is kept already where nothing changes (the words came
twice); or the code of why not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from services.contracts.chat import MOST_MESSAGES, ChatEdit, ChatMessage, ChatSaid, ChatWithdraw, Written
from services.contracts.ids import MessageId, PersonId
from services.contracts.standing import BY_INVITATION, Seat, StandingEntry, audience, reads, words_reach
from services.contracts.wire import WireCode

MOST_BYTES: Final = 128 * 1024
"""Of the text that one person sees of a visit. Two long messages a minute, for half an hour, in any script."""

HISTORY_BYTES: Final = 384 * 1024
"""What a socket may leave unread holds it. Only who sees the full secrets of several people sees the newest alone."""

BESIDE_TEXT: Final = 220
"""Bytes of a message on the wire without its text."""

Key = tuple[PersonId, MessageId]
"""A message is named by its writer and their page's id: nobody can name, or find out about, one of another's."""

Word = ChatSaid | ChatEdit | ChatWithdraw


@dataclass(frozen=True, slots=True)
class Kept:
    """A message, and the sequence under which the stream has it."""

    message: Written
    sequence: int

    @property
    def key(self) -> Key:
        """What names it."""
        return self.message.person_id, self.message.id


class Book:
    """The messages of one visit, as far as this instance knows them."""

    def __init__(self) -> None:
        self._kept: dict[Key, Kept] = {}
        self.newest = 0
        """The highest sequence that is known of."""

    def find(self, key: Key) -> Kept | None:
        """A message by its name."""
        return self._kept.get(key)

    def take(self, kept: Kept) -> bool:
        """Note a message as it is kept now; whether that is news."""
        self.newest = max(self.newest, kept.sequence)
        known = self._kept.get(kept.key)
        if known is not None and known.sequence >= kept.sequence:
            return False
        self._kept[kept.key] = kept
        return known is None or known.message != kept.message

    def of(self, person: PersonId) -> Iterator[Written]:
        """What somebody was there for, in no order; whether or not they may read just now."""
        return (kept.message for kept in self._kept.values() if person in kept.message.audience)

    def legible_to(self, entry: StandingEntry, seat: Seat) -> frozenset[PersonId]:
        """Whose words a device may be shown now."""
        writers = {writer for writer, _ in self._kept}
        return frozenset(writer for writer in writers if words_reach(entry, writer, seat))

    def shown_to(self, entry: StandingEntry, seat: Seat) -> tuple[ChatMessage, ...]:
        """All that a device may be shown now, in order."""
        shown = [shown_of(message) for message in self.of(seat.person) if is_shown(entry, message, seat)]
        return _newest(sorted(shown, key=lambda message: (message.at, message.id)))

    def after_all(self, now: float) -> datetime:
        """The present moment, and later than every message that is known: order is told by time alone."""
        last = max((kept.message.at for kept in self._kept.values()), default=_EVER)
        return max(datetime.fromtimestamp(now, UTC), last + timedelta(milliseconds=1))


_EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)


def _newest(messages: list[ChatMessage]) -> tuple[ChatMessage, ...]:
    """As many as fit into one history."""
    left = HISTORY_BYTES
    for index in range(len(messages) - 1, -1, -1):
        left -= BESIDE_TEXT + _bytes_of(messages[index].text)
        if left < 0:
            return tuple(messages[index + 1 :])
    return tuple(messages)


def is_shown(entry: StandingEntry, message: Written, seat: Seat) -> bool:
    """Whether a device is shown a message: its person was there when it was said, and may read its writer now."""
    return seat.person in message.audience and words_reach(entry, message.person_id, seat)


def shown_of(message: Written) -> ChatMessage:
    """A message as pages see it: who else was there is nobody's business."""
    return ChatMessage(**message.model_dump(exclude={"audience"}))


def becomes(book: Book, entry: StandingEntry, seat: Seat, word: Word, now: float) -> Written | WireCode:
    """The message that a word makes, or makes of an earlier one."""
    if not reads(entry, seat):
        return WireCode.CHAT_NOT_NOW
    known = book.find((seat.person, word.id))
    message = known.message if known is not None else None
    match word:
        case ChatSaid():
            return message or _new(book, entry, seat.person, word, now)
        case ChatWithdraw() if message is not None:
            return message.model_copy(update={"text": "", "edited": False, "withdrawn": True})
        case ChatEdit() if message is not None and not message.withdrawn:
            return _edited(book, entry, message, word)
    return WireCode.CHAT_NOT_THERE


def _new(book: Book, entry: StandingEntry, writer: PersonId, said: ChatSaid, now: float) -> Written | WireCode:
    if _is_full(book, writer, said.text):
        return WireCode.CHAT_FULL
    return Written(
        id=said.id,
        person_id=writer,
        at=book.after_all(now),
        text=said.text,
        audience=_there_for(said, entry, writer),
    )


def _edited(book: Book, entry: StandingEntry, message: Written, edit: ChatEdit) -> Written | WireCode:
    """New words are said now: whoever may not read them now never gets them, though the old ones were theirs."""
    if message.text == edit.text:
        return message
    if _is_full(book, message.person_id, edit.text, instead=message):
        return WireCode.CHAT_FULL
    there = message.audience & _there_for(edit, entry, message.person_id)
    return message.model_copy(update={"text": edit.text, "edited": True, "audience": there})


def _there_for(word: ChatSaid | ChatEdit, entry: StandingEntry, writer: PersonId) -> frozenset[PersonId]:
    """Who reads the words now and was not kept out when they were written. Nobody writes past patient and clinician."""
    there = audience(entry, writer)
    others = word.kept_out & there - {writer}
    return there - {id_ for id_ in others if entry.people[id_].role in BY_INVITATION}


def _is_full(book: Book, writer: PersonId, text: str, instead: Written | None = None) -> bool:
    seen = [message for message in book.of(writer) if message is not instead]
    size = _bytes_of(text) + sum(_bytes_of(message.text) for message in seen)
    return len(seen) >= MOST_MESSAGES or size > MOST_BYTES


def _bytes_of(text: str) -> int:
    return len(text.encode())
