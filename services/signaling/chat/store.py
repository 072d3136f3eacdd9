"""The stream CHAT: each message of a visit under a subject of its own, whose last word is the message as it is now.

What is replaced or forgotten is erased from the disk one by one. A purge of the stream would only make it unreachable:
the text would lie in the file until the server happens to write it anew.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from typing import Final

import nats.errors
from nats.aio.msg import Msg
from nats.js.api import Header
from nats.js.errors import APIError
from pydantic import ValidationError

from services.contracts import subjects
from services.contracts.chat import Written
from services.contracts.ids import PersonId, VisitId
from services.contracts.subjects import CHAT_STREAM
from services.runtime.bus import JETSTREAM_SECONDS, Bus
from services.runtime.logs import get_logger
from services.signaling.chat.rules import Kept

WRONG_LAST_SEQUENCE: Final = 10071
"""NATS's code for a subject that has another last sequence than was expected."""

NOT_ERASED: Final = 10057
"""The same for a message that could not be erased, mostly because it is not there."""

MOST_AT_ONCE: Final = 1_000
"""Messages read in one answer; a visit has fewer, save while many are replaced."""

ERASED_AT_ONCE: Final = 16
MOST_LOOKS: Final = 3

END_OF_ANSWER, NOTHING_FOUND = "204", "404"

OUT_OF_REACH: Final = (nats.errors.Error, OSError, TimeoutError)

log = get_logger(__name__)


class CrossedError(Exception):
    """Another instance changed the same message first."""


class ChatStore:
    """Raises one of `OUT_OF_REACH` when NATS does not do it in time."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def put(self, visit: VisitId, message: Written, instead_of: int) -> Kept:
        """Keep a message in place of its state of that sequence, 0 for none. Raises `CrossedError`."""
        if not self._bus.connected:
            raise ConnectionError
        subject = subjects.chat_message(visit, message.person_id, message.id)
        expected = {Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value: str(instead_of)}
        try:
            ack = await self._bus.jetstream.publish(subject, message.model_dump_json().encode(), headers=expected)
        except APIError as error:
            if error.err_code == WRONG_LAST_SEQUENCE:
                raise CrossedError from error
            raise
        if instead_of:
            await self._erase_if_in_reach(instead_of)
        return Kept(message, ack.seq)

    async def read(self, visit: VisitId, after: int) -> tuple[Kept, ...]:
        """The messages that came or changed after a sequence, as they are now."""
        found: dict[str, Kept] = {}
        async for message in self._messages(subjects.chat_of(visit), after):
            kept = _kept_of(message)
            if kept is None:
                continue
            replaced = found.get(_subject_of(message))
            found[_subject_of(message)] = kept
            if replaced is not None:  # whoever replaced it was stopped before it could erase it
                await self._erase_if_in_reach(replaced.sequence)
        return tuple(found.values())

    async def forget(self, visit: VisitId, writer: PersonId | None) -> int:
        """Erase all of a visit's chat, or what one person wrote, and look that it is gone; how much there was."""
        removed = 0
        subject = subjects.chat_of(visit, writer)
        for _ in range(MOST_LOOKS):
            sequences = [_sequence_of(message) async for message in self._messages(subject, 0)]
            if not sequences:
                return removed
            await self._erase_all(sequences)
            removed += len(sequences)
        raise nats.errors.Error("there is still something left of the chat")

    async def _erase_all(self, sequences: Iterable[int]) -> None:
        slots = asyncio.Semaphore(ERASED_AT_ONCE)

        async def erase(sequence: int) -> None:
            async with slots:
                await self._erase(sequence)

        await asyncio.gather(*map(erase, sequences))

    async def _erase_if_in_reach(self, sequence: int) -> None:
        try:
            await self._erase(sequence)
        except OUT_OF_REACH as error:
            log.warning("replaced_text_not_erased", error=type(error).__name__)

    async def _erase(self, sequence: int) -> None:
        """Overwrites it on the disk, too. Fails without a word for what is not there any more."""
        try:
            await self._bus.jetstream.delete_msg(CHAT_STREAM, sequence)
        except APIError as error:
            if error.err_code != NOT_ERASED:
                raise

    async def _messages(self, subject: str, after: int) -> AsyncIterator[Msg]:
        """Everything that matches, oldest first."""
        while True:
            last = after
            async for message in self._batch(subject, after):
                last = _sequence_of(message)
                yield message
            if last == after:
                return
            after = last

    async def _batch(self, subject: str, after: int) -> AsyncIterator[Msg]:
        if not self._bus.connected:
            raise ConnectionError
        client = self._bus.client
        inbox = client.new_inbox()
        answers = await client.subscribe(inbox)
        try:
            asked = {"seq": after + 1, "batch": MOST_AT_ONCE, "next_by_subj": subject}
            await client.publish(f"$JS.API.DIRECT.GET.{CHAT_STREAM}", json.dumps(asked).encode(), reply=inbox)
            while True:
                answer = await answers.next_msg(JETSTREAM_SECONDS)
                status = (answer.headers or {}).get("Status")
                if status in (END_OF_ANSWER, NOTHING_FOUND):
                    return
                if status is not None:
                    raise nats.errors.Error(f"reading the chat was answered with {status}")
                yield answer
        finally:
            await answers.unsubscribe()


def _sequence_of(message: Msg) -> int:
    return int((message.headers or {})["Nats-Sequence"])


def _subject_of(message: Msg) -> str:
    return (message.headers or {})["Nats-Subject"]


def _kept_of(message: Msg) -> Kept | None:
    try:
        return Kept(Written.model_validate_json(message.data), _sequence_of(message))
    except ValidationError:
        log.error("chat_message_unreadable")
        return None
