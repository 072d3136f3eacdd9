"""What people of a visit write to each other: as it goes over a page's socket, and as it is kept until the visit
closes.

A message is named by its writer and an `id` that the writer's page made, so that saying it twice is saying it once. No
number counts messages: whoever may not see one must not learn that it is there. Their order is that of `at`.
"""

from datetime import datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from services.contracts.ids import MessageId, PersonId

MAX_TEXT: Final = 2_000
"""Characters of one message."""
MOST_MESSAGES: Final = 500
"""Of one visit, as one person sees it. They count what they see: a number that was full of others' words would tell."""

KeptOut = Annotated[frozenset[PersonId], Field(max_length=64)]
"""Who was kept out of the talk when words were written, as the page showed it: these never get them, though they may be
back when the words arrive.
"""

Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ChatSaid(_Message):
    """Client: something written, under an id of the page's own making. Saying it again changes nothing."""

    id: MessageId
    text: Text
    kept_out: KeptOut = frozenset()


class ChatEdit(_Message):
    """Client: one of my messages reads like this now."""

    id: MessageId
    text: Text
    kept_out: KeptOut = frozenset()


class ChatWithdraw(_Message):
    """Client: one of my messages is taken back. Its text is gone for everybody."""

    id: MessageId


class Typing(_Message):
    """Client: I am writing; at most every two seconds. Server: somebody (`from`) is; good for five seconds."""


class ChatMessage(_Message):
    """Server: one message as it is now, new or changed; the writer's own is the receipt. Withdrawn, it has no text."""

    id: MessageId
    person_id: PersonId
    at: datetime
    text: str
    edited: bool = False
    withdrawn: bool = False


class ChatHistory(_Message):
    """Server: all that this page may read now, in order. It replaces what the page knew, unsent words apart."""

    messages: tuple[ChatMessage, ...] = ()


class Written(ChatMessage):
    """A message as it is kept. `audience`: who could read when it was said, and at each change of its words since;
    nobody else ever gets it.
    """

    audience: frozenset[PersonId]
