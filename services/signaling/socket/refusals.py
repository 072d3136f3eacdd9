"""What a client is told when its own messages end its socket: an `error`, then a close frame."""

from dataclasses import dataclass

import msgspec
from websockets.frames import CloseCode as StandardCode

from services.contracts.wire import CloseCode, WireCode


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a socket is closed. `sentence` is for whoever writes the client."""

    close: int
    code: str
    sentence: str

    def payload(self) -> bytes:
        """The payload of the `error` that goes before the close frame."""
        return msgspec.json.encode({"code": self.code, "message": self.sentence, "closing": True})


def _bad_message(sentence: str) -> Refusal:
    return Refusal(StandardCode.POLICY_VIOLATION, WireCode.BAD_MESSAGE, sentence)


NO_ENVELOPE = _bad_message("A message must be a JSON object with a type, and its payload a JSON object.")
NO_SEQUENCE = _bad_message("Every message after hello, but ack, carries a seq.")
SEQUENCE_GAP = _bad_message("A seq was left out: count by one, and send again what was not acknowledged.")
HELLO_FIRST = Refusal(StandardCode.POLICY_VIOLATION, WireCode.BAD_HELLO, "Say hello, and wait for welcome.")
TOO_FAST = Refusal(CloseCode.TOO_FAST, WireCode.TOO_FAST, "More messages came than one person can mean.")
FULL = Refusal(StandardCode.TRY_AGAIN_LATER, WireCode.NOT_READY, "This server has no room now; try again.")
BROKEN = Refusal(StandardCode.INTERNAL_ERROR, WireCode.NOT_READY, "This server failed; connect again.")
