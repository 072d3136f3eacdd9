"""Every named error of the notes service."""

from services.contracts.problems import Problem


class NotesProblem(Problem):
    """Base of this service's errors."""


class VisitNotKnown(NotesProblem):
    """The visit has not ended, or its end has not arrived here yet."""

    code = "notes.visit_not_known"
    status = 404
    message = "There are no notes for this visit yet."


class NotYourVisit(NotesProblem):
    """The token is for another visit."""

    code = "notes.not_your_visit"
    status = 403
    message = "This page may not read these notes."


class TokenForged(NotesProblem):
    """No token, or one that session did not sign for notes."""

    code = "token.forged"
    status = 401
    message = "Please open the page again."


class TokenExpired(NotesProblem):
    """The token was good, and is too old; the page asks session for a new one."""

    code = "token.expired"
    status = 401
    message = "Please open the page again."
