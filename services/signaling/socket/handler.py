"""What a socket tells whoever decides: the room core never sees a transport."""

from typing import TYPE_CHECKING, Protocol

from services.signaling.socket.envelope import Envelope

if TYPE_CHECKING:
    from services.signaling.socket.connection import Socket


class SocketHandler(Protocol):
    """Receives events in the order in which they happened, one at a time, on the loop's thread.

    Must not block. None of them is called from within a call that the handler makes on a socket.
    """

    def opened(self, socket: "Socket") -> None:
        """The handshake is done; `socket.opening` says who asked for what. No message has come yet."""

    def message(self, socket: "Socket", envelope: Envelope) -> None:
        """A new message: in order, never twice, within its rate. Its payload is not yet validated."""

    def went_silent(self, socket: "Socket") -> None:
        """Nothing, not even a pong, came for `Limits.silent_after`. The socket stays open."""

    def heard_again(self, socket: "Socket") -> None:
        """A silent socket has sent something."""

    def closed(self, socket: "Socket", code: int) -> None:
        """The last event of an opened socket. `code` is 1006 when the line broke, else what was said."""
