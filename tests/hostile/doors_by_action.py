"""By which door, and with which words, each action is asked for. Typed by hand, like what is expected of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from services.contracts.access import Action

SESSION: Final = "/api/session/v1"
NOTES: Final = "/api/notes/v1"

LONG_AGO: Final = "2020-01-01T10:00:00+00:00"
"""Whoever may move a visit is told that this has passed: so much was allowed, and nothing moves."""

STALE: Final = 999_999_999
"""A row version that no visit has: whoever may give the command is told what the visit is instead."""

EVE: Final = {"name": "Eve Adams", "first_name": "Eve", "relationship": "friend", "email": "eve@example.org"}

A = Action


@dataclass(frozen=True)
class At:
    """A request. `{visit}`, `{person}`, `{asked}` and `{colleague}` stand for ids. `moves`: where it is allowed."""

    method: str
    path: str
    body: Mapping[str, object] | None = None
    moves: bool = False
    below: str = SESSION

    def filled(self, ids: Mapping[str, str]) -> tuple[str, object]:
        """Path and body for these ids."""
        return self.below + self.path.format(**ids), _filled(self.body, ids)


def _filled(body: Mapping[str, object] | None, ids: Mapping[str, str]) -> object:
    if body is None:
        return None
    return {name: ids[value[1:-1]] if str(value) in _PLACES else value for name, value in body.items()}  # type: ignore[index]


_PLACES: Final = frozenset({"{visit}", "{person}", "{asked}", "{colleague}"})

AT_LINK: Final[Mapping[Action, At]] = {
    A.STOP_WAITING: At("POST", "/stop-waiting", {}, moves=True),
    A.CANCEL: At("POST", "/cancel", {"reason": "better"}, moves=True),
    A.RESCHEDULE: At("POST", "/reschedule", {"scheduled_at": LONG_AGO}),
    A.LEAVE: At("POST", "/leave", {}, moves=True),
    A.HOLD: At("POST", "/people/{person}/hold", {"on": True}),
    A.BRING_BACK: At("POST", "/people/{person}/hold", {"on": False}),
    A.MAKE_PRIVATE: At("POST", "/me/private", {"on": True}, moves=True),
    A.END_PRIVATE: At("POST", "/me/private", {"on": False}, moves=True),
    A.SEE_OWN_PAGE: At("GET", "/calendar.ics"),
    A.SEE_LOOKS: At("GET", "/looks"),
    A.INVITE: At("POST", "/invitations", {**EVE, "summary": "nothing"}, moves=True),
    A.ANSWER_INVITATION: At("POST", "/invitations/{asked}/answer", {"yes": True, "summary": "everything"}),
    A.REVOKE: At("POST", "/invitations/{asked}/revoke", {}),
    A.CHANGE_CONSENT: At("POST", "/invitations/{asked}/change", {"join": True, "chat": True, "files": True}),
    A.UNDO_SAID_ALOUD: At("POST", "/invitations/{asked}/undo", {}),
    A.SEE_CONSENTS: At("GET", "/who-may-see"),
    A.SHOW_AT_DOOR: At("POST", "/me/door-picture/withdraw", {}),
    A.ASK_FOR_HELP: At("POST", "/help", {}, moves=True),
    A.NAME_PRESENT: At("POST", "/present", {"name": "Eve"}, moves=True),
    A.CONNECT: At("POST", "/grant", {}),
    A.READ_NOTES: At("POST", "/token", {}),
}
"""At a person's own link."""

_ALL: Final[Mapping[str, object]] = {"join": True, "chat": True, "files": True, "summary": "everything"}
_V: Final = "/visits/{visit}"
_SEEN: Final[Mapping[str, object]] = {"version": STALE}

AT_STAFF: Final[Mapping[Action, At]] = {
    A.ADMIT: At("POST", _V + "/admit", {**_SEEN, "person_id": "{person}"}),
    A.GO_ON_BY_PHONE: At("POST", _V + "/modality", {**_SEEN, "modality": "phone"}),
    A.GO_ON_BY_VIDEO: At("POST", _V + "/modality", {**_SEEN, "modality": "video"}),
    A.FINISH: At("POST", _V + "/finish", {**_SEEN, "outcome": "completed", "modality": "video"}),
    A.REOPEN: At("POST", _V + "/reopen", _SEEN),
    A.CANCEL: At("POST", _V + "/cancel", {**_SEEN, "reason": "ill"}),
    A.RESCHEDULE: At("POST", _V + "/reschedule", {**_SEEN, "scheduled_at": LONG_AGO}),
    A.MARK_NO_SHOW: At("POST", _V + "/no-show", {**_SEEN, "absent": "patient"}),
    A.UNDO_NO_SHOW: At("POST", _V + "/undo-no-show", _SEEN),
    A.HAND_OVER: At("POST", _V + "/hand-over/accept", _SEEN),
    A.OFFER_HAND_OVER: At("POST", _V + "/hand-over", {**_SEEN, "to": "{colleague}"}),
    A.ENTER: At("POST", _V + "/enter", _SEEN),
    A.LEAVE: At("POST", _V + "/leave", _SEEN),
    A.SAY_NOT_YET: At("POST", _V + "/not-yet", {"person_id": "{person}"}),
    A.SAY_SEEN: At("POST", _V + "/seen", {}, moves=True),
    A.REMOVE: At("POST", _V + "/people/{person}/remove", _SEEN),
    A.UNDO_REMOVE: At("POST", _V + "/people/{person}/undo-remove", _SEEN),
    A.HOLD: At("POST", _V + "/people/{person}/hold", {**_SEEN, "on": True}),
    A.BRING_BACK: At("POST", _V + "/people/{person}/hold", {**_SEEN, "on": False}),
    A.MAKE_PRIVATE: At("POST", _V + "/private", {**_SEEN, "on": True}, moves=True),
    A.END_PRIVATE: At("POST", _V + "/private", {**_SEEN, "on": False}, moves=True),
    A.SEE_VISIT: At("GET", _V),
    A.PROPOSE_GUEST: At("POST", _V + "/invitations", EVE, moves=True),
    A.NAME_DECISION_MAKER: At("POST", _V + "/decision-maker", {**_SEEN, "person_id": "{person}"}),
    A.EXPIRE_INVITATION: At("POST", _V + "/invitations/{asked}/expire", {}),
    A.RECORD_CONSENT: At("POST", _V + "/invitations/{asked}/said-aloud", {"yes": True, "words": "Yes.", **_ALL}),
    A.USE_EMERGENCY: At(
        "POST",
        _V + "/emergency",
        {**_SEEN, "person_id": "{person}", "how": "let_in", "reason": "now", "confirmed": True},
    ),
    A.SEE_CONSENTS: At("GET", _V + "/invitations/{asked}/acts"),
    A.RECORD_PRESENT: At("POST", _V + "/people/{person}/present", {"name": "Eve"}),
    A.SEE_PAIRS: At("GET", _V + "/pairs"),
    A.SET_PAIR: At("POST", _V + "/pairs", {"one": "{person}", "other": "{colleague}", "reason": "afraid"}),
    A.LIFT_PAIR: At("POST", _V + "/pairs/{asked}/lift", {"reason": "at peace"}),
    A.SEE_AT_DOOR: At("GET", _V + "/people/{person}/door-picture"),
    A.SEND_NEW_LINK: At("POST", _V + "/people/{person}/new-link", {}),
    A.ANSWER_HELP: At("POST", _V + "/help-answered", {}, moves=True),
    A.CONNECT: At("POST", _V + "/grant", {}),
    A.READ_NOTES: At("POST", _V + "/token", {}),
}
"""At the staff's door."""

WITH_TOKEN: Final[Mapping[Action, At]] = {
    A.WRITE_SUMMARY: At("POST", _V + "/summary/amend", {"number": 1, "reason": "the dose"}, below=NOTES),
}
"""At notes, with the token that session gave for the visit."""

ON_THE_SOCKET: Final = frozenset({A.TALK})


class Ids:
    """The ids that requests name: those of the visit, or such as belong to nobody."""

    def __init__(self, visit: object, colleague: object) -> None:
        self.visit, self.colleague = str(visit), str(colleague)

    def real(self, person: object, asked: object) -> Mapping[str, str]:
        """Who and what is there."""
        ids = {"visit": self.visit, "colleague": self.colleague}
        return {**ids, "person": str(person), "asked": str(asked or uuid4())}

    def made_up(self) -> Mapping[str, str]:
        """Nobody, and nothing: whoever may ask is told so, and nothing moves."""
        return self.real(uuid4(), None)
