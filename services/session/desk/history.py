"""The audit of a visit as plain sentences: which lines are told, by which message, about whom. Pure."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "visit.booked": ("visit.booked", "history-booked"),
    "visit.rescheduled": ("visit.rescheduled", "history-moved"),
    "visit.cancelled": ("visit.cancelled", "history-cancelled"),
    "visit.started": ("visit.started", "history-started"),
    "visit.finished": ("visit.ended", "history-ended"),
    "visit.no_show_marked": ("visit.no_show", "history-no-show"),
    "visit.no_show_undone": ("visit.no_show_undone", "history-no-show-undone"),
    "visit.patient_came_after_no_show": ("person.came_late", "history-came-late"),
    "visit.waiting_stopped": ("person.stopped_waiting", "history-stopped-waiting"),
    "visit.reopened": ("visit.reopened", "history-reopened"),
    "visit.patient_arrived": ("person.arrived", "history-arrived"),
    "person.entered": ("person.knocked", "history-knocked"),
    "person.admitted": ("person.admitted", "history-admitted"),
    "person.left": ("person.left", "history-left"),
    "person.away_too_long": ("person.left", "history-left"),
    "person.removed": ("person.removed", "history-removed"),
    "link.device_bound": ("link.opened", "history-link-opened"),
    "link.wrong_person": ("page.wrong_person", "history-wrong-person"),
    "invitation.proposed": ("consent.asked", "history-consent-asked"),
    "invitation.agreed": ("consent.agreed", "history-consent-agreed"),
    "invitation.told": ("consent.emergency_told", "history-consent-told"),
    "invitation.expired": ("consent.expired", "history-consent-expired"),
    "invitation.declined": ("consent.declined", "history-consent-declined"),
    "invitation.revoked": ("consent.revoked", "history-consent-revoked"),
    "visit.handed_over": ("visit.handed_over", "history-handed-over"),
    "person.held": ("person.held", "history-held"),
    "person.brought_back": ("person.brought_back", "history-brought-back"),
    "page.check_passed": ("check.passed", "history-check-passed"),
    "page.check_failed": ("check.failed", "history-check-failed"),
    "link.sent": ("link.sent", "history-link-sent"),
    "link.failed": ("link.failed", "history-link-failed"),
    "visit.summary_signed": ("summary.signed", "history-summary-signed"),
    "summary.not_sent": ("summary.not_sent", "history-summary-not-sent"),
}
"""action of the audit -> code of the line, key of its sentence. What is not here is for the audit alone."""

BY_WHO_DID_IT: Final = frozenset(
    {
        "visit.booked",
        "visit.rescheduled",
        "visit.cancelled",
        "visit.finished",
        "visit.no_show_marked",
        "visit.no_show_undone",
        "visit.reopened",
    }
)
"""Actions whose sentence names who did it; the others name whom it was about."""

BY_PHONE: Final = ("visit.went_by_phone", "history-by-phone")


def sentence(action: str, details: Mapping[str, object]) -> tuple[str, str] | None:
    """The code and the message of a line; None for what no history tells."""
    if action == "visit.modality_changed":
        return BY_PHONE if details.get("modality") == "phone" else None
    return SENTENCES.get(action)
