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


class ParticipantUnknown(SessionProblem):
    code = "participant.unknown"
    status = 404
    message = "This person does not take part in the visit."


class CannotRemove(SessionProblem):
    code = "participant.not_removable"
    status = 409
    message = "The patient and the clinician cannot be removed. To end the talk, please use Finish."


class CannotHold(SessionProblem):
    code = "participant.not_holdable"
    status = 409
    message = "The talk is the patient's and the clinician's. Neither can be kept out of it."


class ProtectedPair(SessionProblem):
    """`with_person`: the other one of the two, who is in. For staff alone."""

    code = "guest.protected_pair"
    status = 409
    message = "These two must not meet. One of them is in the visit."


class RoomFull(SessionProblem):
    """`most`: how many people a room holds."""

    code = "room.full"
    status = 409
    message = "The room is full just now. Somebody has to leave before another person can come in."


class NotGuests(SessionProblem):
    code = "pair.not_guests"
    status = 422
    message = "Only two different people who come as guests can be kept apart."


class PairUnknown(SessionProblem):
    code = "pair.unknown"
    status = 404
    message = "There is no such pair in this visit."


class NotAPicture(SessionProblem):
    code = "picture.not_one"
    status = 422
    message = "This is not a JPEG of at most 30 kB."


class NoPicture(SessionProblem):
    code = "picture.none"
    status = 404
    message = "There is no picture of this person."


class SignedOut(SessionProblem):
    code = "staff.signed_out"
    status = 401
    message = "You are signed out. Please sign in again."


class WrongPassword(SessionProblem):
    code = "staff.wrong"
    status = 401
    message = "Name or password does not fit."


class SignInClosed(SessionProblem):
    """`minutes`: for how long."""

    code = "staff.locked"
    status = 429
    message = "Too many tries. For your safety signing in is closed for a few minutes."


class SecondFactNeeded(SessionProblem):
    code = "second_fact.needed"
    status = 403
    message = "This link was opened on another phone or computer. To go on here, please enter the code we send you."


class SecondFactWrong(SessionProblem):
    """`tries_left`: how many more."""

    code = "second_fact.wrong"
    status = 403
    message = "That does not fit."


class SecondFactClosed(SessionProblem):
    """`minutes`: for how long."""

    code = "second_fact.closed"
    status = 429
    message = "Too many tries. For your safety it is closed for a few minutes. Or call us."


class DeviceReplaced(SessionProblem):
    code = "device.replaced"
    status = 409
    message = "You went on with another phone or computer."


class LinkEnded(SessionProblem):
    code = "link.ended"
    status = 409
    message = "No link can be sent here any more. A guest needs a new invitation."


class TooMany(SessionProblem):
    """`minutes`: for how long."""

    code = "request.too_many"
    status = 429
    message = "That was a lot at once. Please try again in a few minutes."


class PersonUnknown(SessionProblem):
    code = "person.unknown"
    status = 404
    message = "There is no such person here."


class BookingClash(SessionProblem):
    """`visit_id`, `scheduled_at`: the visit that is there already."""

    code = "booking.clash"
    status = 409
    message = "The clinician has a visit at that time."


class BookingInThePast(SessionProblem):
    code = "booking.in_the_past"
    status = 422
    message = "This time has passed. Please choose a later one."


class BookingTooFar(SessionProblem):
    code = "booking.too_far"
    status = 422
    message = "This is too far away. Please choose an earlier time."


class InvitationUnknown(SessionProblem):
    code = "invitation.unknown"
    status = 404
    message = "There is no such invitation."


class NotYours(SessionProblem):
    code = "invitation.not_yours"
    status = 403
    message = "Only the patient, or who decides for the patient, can answer this."


class ChooseSummary(SessionProblem):
    code = "invitation.choose_summary"
    status = 422
    message = "Please choose what this person may read afterwards."


class ChooseSomething(SessionProblem):
    code = "invitation.choose_something"
    status = 422
    message = "Please choose at least one thing this person may do. To allow nothing, say no or take it back."


class ChooseInterpretedLanguage(SessionProblem):
    code = "invitation.choose_language"
    status = 422
    message = "Please choose the language that the interpreter speaks beside the one of the visit."


class CannotDecide(SessionProblem):
    code = "decision_maker.not_possible"
    status = 422
    message = "Please name the patient, or a guest of this visit with the papers that staff have seen."


class NotSaidAloud(SessionProblem):
    code = "invitation.not_said_aloud"
    status = 409
    message = "Nobody wrote this down for you. To take a yes back, please use Take back."


class NotCarriedOver(SessionProblem):
    code = "invitation.not_carried_over"
    status = 404
    message = "This person was not with you last time, or was asked already."


class ConfirmEmergency(SessionProblem):
    """`must_not_meet`: who is in and makes a protected pair with this person; it warns and does not bar."""

    code = "guest.confirm_emergency"
    status = 409
    message = "The patient has not said yes. They see afterwards that you went on, and why. Go on without a yes?"


class AlreadyInvited(SessionProblem):
    """`invitation_id`, `state`: the one that is open."""

    code = "invitation.is_open"
    status = 409
    message = "This person was asked already."


class InvitationMoved(SessionProblem):
    """Base of the empty cells of the consent table."""

    status: ClassVar[int] = 409


class InvitationProposed(InvitationMoved):
    code = "invitation.is_proposed"
    message = "This was not answered yet."


class InvitationAgreed(InvitationMoved):
    code = "invitation.is_agreed"
    message = "The answer was yes. It can be taken back."


class InvitationDeclined(InvitationMoved):
    code = "invitation.is_declined"
    message = "The answer was no. A new invitation is needed."


class InvitationRevoked(InvitationMoved):
    code = "invitation.is_revoked"
    message = "The yes was taken back. A new invitation is needed."


class InvitationExpired(InvitationMoved):
    code = "invitation.is_expired"
    message = "This invitation was not answered in time. A new one is needed."


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
    "participant.too_late_to_undo": "The removal can no longer be undone. Please send a new link.",
    "modality.by_itself": "Sound without picture comes by itself when the network is weak. Choose phone or video.",
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
