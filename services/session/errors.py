"""Every named error of session: a stable code, an HTTP status, and a sentence that a person can act on.

Codes that come out of the state tables (`visit.is_ended`, `participant.is_gone`) are made by `from_table`.
"""

from functools import cache
from typing import ClassVar

from services.contracts.problems import LinkClosed, Problem


class SessionProblem(Problem):
    """Base of session's tree."""


class VisitUnknown(SessionProblem):
    code = "visit.unknown"
    status = 404
    message = "There is no such visit here."


class VisitChanged(SessionProblem):
    code = "visit.changed"
    status = 409
    message = "Someone else changed this visit a moment ago. Please look again before you go on."


class NotAllowed(SessionProblem):
    code = "access.not_allowed"
    status = 403
    message = "This is not yours to do in this visit."


class FromTable(SessionProblem):
    """A cell of a state table that answers with an error, or a guard that does not hold."""

    status: ClassVar[int] = 409


_SENTENCES = {
    "visit.too_early": "It is too early. The waiting room opens half an hour before the visit.",
    "visit.nobody_waiting": "The patient is not in the waiting room.",
    "visit.patient_away": "The patient is away just now. Let in anyway?",
    "visit.reopen_too_late": "This visit ended too long ago to go on. Please book a new one.",
    "visit.already_signed": "The summary is signed. Please book a new visit or correct the summary.",
    "absent.was_here": "This person was here in time and cannot be named absent.",
    "visit.somebody_came": "Somebody came to this visit.",
    "visit.is_scheduled": "The visit has not begun.",
    "visit.is_waiting": "The patient is waiting; the talk has not begun.",
    "visit.is_in_progress": "The visit is in progress.",
    "visit.is_ended": "The visit has ended.",
    "visit.is_cancelled": "The visit was cancelled.",
    "visit.is_no_show": "The visit is marked as missed.",
    "participant.not_here": "This person is not at the door.",
    "participant.is_invited": "This person has not come yet.",
    "participant.is_at_door": "This person is at the door.",
    "participant.is_admitted": "This person is in the visit.",
    "participant.is_gone": "This person has left.",
    "participant.is_removed": "This person was removed.",
    "participant.unknown": "This person does not take part in the visit.",
    "participant.too_late_to_undo": "The removal can no longer be undone. Please send a new link.",
    "guest.not_agreed": "The patient has not said yes to this guest.",
    "guest.patient_first": "Please let the patient in first.",
    "hand_over.not_offered": "This visit was not offered to you.",
}


@cache
def _kind(code: str) -> type[FromTable]:
    return type("FromTable", (FromTable,), {"code": code, "message": _SENTENCES[code]})


def from_table(code: str, **present: object) -> Problem:
    """The error behind a code of the tables or of a guard; `present` is what is the case instead."""
    if code == LinkClosed.code:
        return LinkClosed()
    return _kind(code)(None, **present)
