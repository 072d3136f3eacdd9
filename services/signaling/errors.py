"""Everything the signalling service says no with, in one tree: stable codes, and sentences a person can act on."""

from collections.abc import Mapping
from typing import ClassVar, Final

from services.contracts import wire
from services.contracts.grants import GrantCode
from services.contracts.ids import MessageId
from services.contracts.problems import Problem
from services.contracts.wire import CloseCode, WireCode


class SocketProblem(Problem):
    """Base of all that goes out as an `error`. `close`: with what the socket closes after it, None if it stays open."""

    close: ClassVar[int | None] = None
    status = 400

    def said(self, *, closing: bool, about: MessageId | None = None) -> wire.Error:
        """The message on the wire. `about`: which chat message was refused."""
        return wire.Error(code=self.code, message=self.message, closing=closing, about=about)


class BadHello(SocketProblem):
    """The first message is no hello as the protocol has it."""

    code = WireCode.BAD_HELLO
    close = 1008
    message = "The first message must be a hello with a grant, or with what resumes an earlier socket."


class BadMessage(SocketProblem):
    """A message of an unknown type, or with a payload that is not of its type."""

    code = WireCode.BAD_MESSAGE
    message = "This message is not of the form that its type asks for. It was left out."


class NotAllowed(SocketProblem):
    """A word to somebody to whom nothing may flow now, or from the wrong side of two."""

    code = WireCode.NOT_ALLOWED
    message = "Nothing may be said to this person now. The message was left out."


class TooMany(SocketProblem):
    """More candidates than an honest page has."""

    code = WireCode.TOO_FAST
    message = "Too many of these. The message was left out."


class ChatNotNow(SocketProblem):
    """The chat is not open to this page: not let in, kept out for a while, or not agreed to."""

    code = WireCode.CHAT_NOT_NOW
    message = "You cannot write here just now. Your message was not sent."


class ChatNotSent(SocketProblem):
    """Where messages are kept is out of reach."""

    code = WireCode.CHAT_NOT_SENT
    message = "Your message was not sent. Please try again in a moment."


class ChatNotThere(SocketProblem):
    """An edit or a withdrawal of what its writer did not write, or has withdrawn."""

    code = WireCode.CHAT_NOT_THERE
    message = "This message is not there any more, so it was not changed."


class ChatFull(SocketProblem):
    """A visit keeps so many messages and no more."""

    code = WireCode.CHAT_FULL
    message = "This visit has as many messages as it can keep. Please say it aloud, or phone the clinic."


class ChatTooFast(SocketProblem):
    """More messages than anybody writes."""

    code = WireCode.CHAT_TOO_FAST
    message = "That was a lot at once. Please wait a moment, then send it again."


class NotReady(SocketProblem):
    """This instance does not know enough, or asked in vain; the same hello may succeed in a moment."""

    code = WireCode.NOT_READY
    close = CloseCode.NOT_READY
    message = "The connection is not ready yet. Please try again in a moment."


class ResumeRefused(SocketProblem):
    """Nothing is known of this secret any more; a new grant opens a new connection."""

    code = WireCode.RESUME_REFUSED
    close = CloseCode.RESUME_REFUSED
    message = "The earlier connection is over. Join anew with a new grant."


class OpenedElsewhere(SocketProblem):
    """The same person is here with a newer connection."""

    code = WireCode.OPENED_ELSEWHERE
    close = CloseCode.OPENED_ELSEWHERE
    message = "The visit is open on another page or device now."


class NoLongerHere(SocketProblem):
    """The person has no place in the visit now."""

    code = WireCode.NO_LONGER_HERE
    close = CloseCode.NO_LONGER_HERE
    message = "This page has no place in the visit now."


class Silent(SocketProblem):
    """The page did not say in time that it closed what may no longer flow; a new connection begins anew."""

    code = WireCode.SILENT
    close = CloseCode.SILENT
    message = "This page gave no sign for a moment. Join anew with a new grant."


class SignedOut(SocketProblem):
    """A staff page whose sign-in ended."""

    code = WireCode.SIGNED_OUT
    close = CloseCode.GRANT_REFUSED
    message = "You are signed out. Please sign in again."


class GrantRefused(SocketProblem):
    """Base of the six refusals of a grant."""

    close = CloseCode.GRANT_REFUSED
    message = "This way in does not work any more. Join anew with a new grant."


class GrantExpired(GrantRefused):
    """The grant is older than its 60 s."""

    code = GrantCode.EXPIRED


class GrantUsed(GrantRefused):
    """Somebody was here with this grant before."""

    code = GrantCode.USED


class GrantSuperseded(GrantRefused):
    """A newer connection or device of the same person took this one's place."""

    code = GrantCode.SUPERSEDED


class GrantForged(GrantRefused):
    """Not signed by session, or not of a grant's form."""

    code = GrantCode.FORGED


class GrantForWrongVisit(GrantRefused):
    """A grant made at another link than the one of this address."""

    code = GrantCode.WRONG_VISIT


class GrantForWrongRole(GrantRefused):
    """A staff grant at a person's door, or the other way round."""

    code = GrantCode.WRONG_ROLE


_ALL: Final[tuple[type[SocketProblem], ...]] = (
    BadHello,
    BadMessage,
    NotAllowed,
    TooMany,
    ChatNotNow,
    ChatNotSent,
    ChatNotThere,
    ChatFull,
    ChatTooFast,
    NotReady,
    ResumeRefused,
    OpenedElsewhere,
    NoLongerHere,
    Silent,
    SignedOut,
    GrantExpired,
    GrantUsed,
    GrantSuperseded,
    GrantForged,
    GrantForWrongVisit,
    GrantForWrongRole,
)

BY_CODE: Final[Mapping[str, type[SocketProblem]]] = {problem.code: problem for problem in _ALL}
"""Each problem by its code: how the room's decisions, which carry codes, become sentences."""
