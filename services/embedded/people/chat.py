"""What a person's page knows of the chat, and what it wrote itself and has no receipt for."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

from services.contracts.chat import ChatHistory, ChatMessage
from services.contracts.ids import MessageId, PersonId
from services.contracts.wire import Error, ServerFrame

Say = Callable[[str, dict[str, object]], Awaitable[None]]
KeptOut = Callable[[], tuple[PersonId, ...]]
"""Whom the page shows as kept out of the talk."""


class Chat:
    """As docs/wire-protocol.md has it: a history replaces, a message adds or changes, words are safe to say twice."""

    def __init__(self, say: Say, kept_out: KeptOut) -> None:
        self._say, self._kept_out = say, kept_out
        self._unsent: dict[MessageId, dict[str, object]] = {}
        self.messages: dict[tuple[PersonId, MessageId], ChatMessage] = {}
        self.refused: dict[MessageId, str] = {}
        """Why the server did not take a message: its code."""

    @property
    def texts(self) -> list[str]:
        """What can be read, in order."""
        return [one.text for one in sorted(self.messages.values(), key=lambda one: (one.at, one.id))]

    async def write(self, text: str) -> MessageId:
        """Write to everybody who may read; the receipt is the message itself."""
        id_ = MessageId(uuid4())
        self._unsent[id_] = {"id": str(id_), "text": text, "kept_out": [str(one) for one in self._kept_out()]}
        await self._say("chat", self._unsent[id_])
        return id_

    async def withdraw(self, id_: MessageId) -> None:
        """Take back what was written."""
        await self._say("chat_withdraw", {"id": str(id_)})

    async def begin_anew(self) -> None:
        """The server may have nothing of what it did not confirm."""
        for said in tuple(self._unsent.values()):
            await self._say("chat", said)

    def take(self, frame: ServerFrame) -> None:
        """Something of the chat arrived."""
        if frame.type == "chat":
            self._know(ChatMessage.model_validate(frame.payload))
        elif frame.type == "chat_history":
            self.messages.clear()
            for message in ChatHistory.model_validate(frame.payload).messages:
                self._know(message)

    def take_refusal(self, error: Error) -> None:
        """A message was refused."""
        if error.about is not None:
            self._unsent.pop(error.about, None)
            self.refused[error.about] = error.code

    def _know(self, message: ChatMessage) -> None:
        self._unsent.pop(message.id, None)
        self.messages[message.person_id, message.id] = message
