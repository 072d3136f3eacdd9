"""The demo's switch that takes away what one step of a visit lives from, so that people see what is said then.

`BREAK=<step>` names a step of the visit that plays itself. The launcher writes the name into a file in the state
folder; every service reads it anew wherever something could be withheld. Outside the demo nothing is ever withheld.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from services.runtime.settings import ServiceSettings

SWITCH: Final = "break"
"""A file of this name in the state folder holds the names of broken steps, separated by white space."""


class Where(StrEnum):
    """A place where something can be withheld, and what is asked about there."""

    REQUEST = "request"
    """An HTTP request is refused: `POST /api/session/v1/visits`."""
    COMMIT = "commit"
    """A request is answered as if it had been done, and its transaction is lost: as above."""
    MAIL = "mail"
    """A message to a person is refused by the mail server: its subject."""
    QUESTION = "question"
    """A question to another service finds nobody who answers: its NATS subject."""
    SEAL = "seal"
    """New lines of the audit are not sealed: the service whose audit it is."""
    EVENT = "event"
    """An outbox row is not published, though it is taken for published: its payload. So with the next two."""
    STANDING = "standing"
    HINT = "hint"
    HELLO = "hello"
    """A page's socket is refused: its role, and where its device stands, `guest at_door`."""
    SAID = "said"
    """A message of a page is dropped: role and type, `guest offer`."""
    PRESENCE = "presence"
    """Signaling does not say who is live: the roles."""


_API = r"POST /api/session/v1"
_SUMMARY = r" /api/notes/v1/visits/[^/]+/summary"
_OWN_SUMMARY = r" /api/notes/v1/summary"

CAUSES: Final[Mapping[str, Mapping[Where, str]]] = {
    "booked": {Where.REQUEST: _API + "/visits"},
    "mailed": {Where.MAIL: ".*"},
    "look": {Where.REQUEST: _API + "/look"},
    "enter": {Where.REQUEST: _API + "/enter"},
    "check": {Where.REQUEST: _API + "/check"},
    "waiting": {Where.PRESENCE: ".*patient.*"},
    "let-in": {Where.REQUEST: _API + "/visits/[^/]+/admit"},
    "first-media": {Where.SAID: ".* offer"},
    "invited": {Where.REQUEST: _API + "/visits/[^/]+/invitations"},
    "consent": {Where.REQUEST: _API + "/invitations/[^/]+/answer"},
    "knock": {Where.HELLO: "guest .*"},
    "guest-in": {Where.STANDING: '.*"role":"guest","standing":"admitted".*'},
    "three-way-media": {Where.SAID: "guest (offer|answer)"},
    "chat": {Where.SAID: ".* chat"},
    "muted": {Where.SAID: ".* media"},
    "reload": {Where.HELLO: "(patient|guest) admitted"},
    "removed": {Where.REQUEST: _API + "/visits/[^/]+/people/[^/]+/remove"},
    "removal-undone": {Where.REQUEST: _API + "/visits/[^/]+/people/[^/]+/undo-remove"},
    "finish": {Where.REQUEST: _API + "/visits/[^/]+/finish"},
    "closing-screen": {Where.STANDING: '.*"visit_state":"ended".*', Where.HINT: '.*"what":"visit".*'},
    "known-to-notes": {Where.EVENT: '.*"type":"visit.ended".*'},
    "drafted": {Where.QUESTION: r"ask\.session\.people\.facts"},
    "edited": {Where.COMMIT: "PUT" + _SUMMARY + "/versions/1/sections/help"},
    "two-tabs": {Where.HINT: '.*"what":"summary".*'},
    "signed": {Where.EVENT: '.*"type":"summary.signed".*'},
    "summary-mailed": {Where.MAIL: ".*your visit in writing"},
    "second-fact": {Where.MAIL: ".*your code"},
    "opened": {Where.COMMIT: "POST" + _OWN_SUMMARY + "/versions/[^/]+/opened"},
    "amended-for-one": {Where.MAIL: ".*was corrected"},
    "amended-for-both": {Where.REQUEST: "POST" + _SUMMARY + "/versions/3/sign"},
    "opened-again": {Where.REQUEST: "GET" + _OWN_SUMMARY + "/versions/[^/]+"},
    "looked": {Where.COMMIT: "GET" + _OWN_SUMMARY + "(/versions/[^/]+)?"},
    "audit-sealed": {Where.SEAL: "notes"},
}
"""step -> where -> pattern of what is withheld there."""


class Breakage:
    """Says what is withheld on purpose; never anything outside the demo."""

    def __init__(self, settings: ServiceSettings) -> None:
        folder = settings.state_dir if settings.demo else None
        self._switch = folder / SWITCH if folder else None

    @property
    def is_armed(self) -> bool:
        """Whether anything could be withheld at all: true in the demo only."""
        return self._switch is not None

    def withholds(self, where: Where, what: str) -> bool:
        """True while a broken step lives from this. The switch is read anew each time."""
        return any(
            pattern is not None and re.fullmatch(pattern, what, re.DOTALL) is not None
            for pattern in (CAUSES.get(step, {}).get(where) for step in self._broken())
        )

    def _broken(self) -> list[str]:
        if self._switch is None:
            return []
        try:
            return self._switch.read_text(encoding="utf-8").split()
        except OSError:
            return []
