"""What each message of the socket asks the access table. Words from page to page, and of the chat, are judged by
`flows_to` and `reads`, which ask the table for both ends; whoever may connect may say what concerns nobody else.
"""

from collections.abc import Mapping
from typing import Final

from services.contracts.access import Action, Asks, Free

_OF_ONESELF: Final = Free("speaks of the sender's own page alone; others see it in the room, as `visible_to` says")
_COUNTS: Final = Free("says what arrived; moves nobody")

ASKS: Final[Mapping[str, Asks]] = {
    "hello": (Action.CONNECT,),
    "ack": _COUNTS,
    "media": _OF_ONESELF,
    "hidden": _OF_ONESELF,
    "received": Free("believed only of people whose packets may have come"),
    "media_closed": _OF_ONESELF,
    "bye": _OF_ONESELF,
    "chat": (Action.TALK,),
    "chat_edit": (Action.TALK,),
    "chat_withdraw": (Action.TALK,),
    "typing": (Action.TALK,),
    "offer": (Action.TALK,),
    "answer": (Action.TALK,),
    "candidate": (Action.TALK,),
    "please_offer": (Action.TALK,),
}
"""Type of a client's message -> what is asked."""
