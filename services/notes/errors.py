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


class SummaryProblem(NotesProblem):
    """Base of what a summary refuses. `present` says what is the case instead."""

    status = 409


class SummaryIsDraft(SummaryProblem):
    code = "summary.is_draft"
    message = "This version is a draft; nobody has got it yet."


class SummaryIsSigned(SummaryProblem):
    code = "summary.is_signed"
    message = "This version is signed. To change it, please correct it."


class SummaryIsSuperseded(SummaryProblem):
    code = "summary.is_superseded"
    message = "There is a newer version. Please correct that one."


class SummaryIsInError(SummaryProblem):
    code = "summary.is_entered_in_error"
    message = "This version is marked as a mistake."


class SummaryIsWaived(SummaryProblem):
    code = "summary.is_waived"
    message = "It was decided that this is not written."


class SummaryVersionUnknown(NotesProblem):
    code = "summary.version_unknown"
    status = 404
    message = "There is no such version."


class SectionChanged(SummaryProblem):
    """`saved` is what is there now, `yours` what was to be saved; neither is lost."""

    code = "summary.section_changed"
    message = "Somebody else changed this part a moment ago. Both texts are here."


class SummaryChanged(SummaryProblem):
    code = "summary.changed"
    message = "The summary changed since you looked. Please look again before you go on."


class SummaryBeingCorrected(SummaryProblem):
    """`number`: the draft that is open."""

    code = "summary.being_corrected"
    message = "A correction is being written already."


class VisitNotEnded(SummaryProblem):
    code = "summary.visit_not_ended"
    message = "The visit still goes on. Please finish it, then sign."


class NotResponsible(NotesProblem):
    code = "summary.not_responsible"
    status = 403
    message = "Only the clinician who is responsible for this visit can do this."


class NotAnAuthor(NotesProblem):
    code = "access.not_allowed"
    status = 403
    message = "This is not yours to do in this visit."


class NothingWritten(NotesProblem):
    code = "summary.nothing_written"
    status = 422
    message = "There is no main message yet. Please write one sentence that matters most."


class TooManyActions(NotesProblem):
    code = "summary.too_many_actions"
    status = 422
    message = "Three things to do are remembered. Please leave out the others, or put them elsewhere."


class PeopleUnknown(NotesProblem):
    code = "summary.people_unknown"
    status = 503
    message = "We do not know yet who gets this. Please try again in a moment; what you wrote is saved."


class SecondFactNeeded(NotesProblem):
    code = "second_fact.needed"
    status = 403
    message = "To open the summary, please show that it is you."


class NoSummaryForYou(NotesProblem):
    code = "summary.not_for_you"
    status = 404
    message = "There is no summary for you here."


class SectionMisnamed(NotesProblem):
    code = "summary.section_misnamed"
    status = 422
    message = "The content is of another section than the address says."
