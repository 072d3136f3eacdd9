"""What one capability tells the others, in the same transaction. app.py wires who reacts to what.

Past tense; ids and times wherever those are enough. Each names the capability that tells it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.contracts.ids import ClinicId, DeviceId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentState, Role, Scope, VisitState
from services.contracts.visit_table import Actor
from services.session.change import Happening
from services.session.visit.rules.model import Visit
from services.session.visit.rules.times import Awaited


@dataclass(frozen=True, slots=True)
class Booked(Happening):
    """booking: a visit was agreed upon. visit/ makes its row and the patient's and clinician's places."""

    visit_id: VisitId
    clinic_id: ClinicId
    queue_id: QueueId
    patient_id: PersonId
    clinician_id: PersonId
    decision_maker_id: PersonId
    scheduled_at: datetime
    minutes: int
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class ConsentMoved(Happening):
    """invitation: somebody's invitation is now in `state`, with these scopes (empty unless agreed, or in an emergency).

    visit/ makes their place at the first one, with this role; it opens the scopes, puts out whoever may not join any
    more, and cuts everything on declined, revoked and expired, in the same transaction. `changed`: the yes
    stood already and has other scopes now.
    """

    visit_id: VisitId
    invitation_id: InvitationId
    person_id: PersonId
    state: ConsentState
    scopes: frozenset[Scope] = frozenset()
    role: Role = Role.GUEST
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PairMoved(Happening):
    """pairs: from now on two people of a visit are kept apart, or are not any more. Told to visit/."""

    visit_id: VisitId
    one_id: PersonId
    other_id: PersonId
    is_apart: bool


@dataclass(frozen=True, slots=True)
class DeviceTapped(Happening):
    """link: a person tapped on their page, with a device that is theirs (after the second fact where one is needed).

    visit/ moves their standing by the ENTER row, ends the first device of a patient, and lets a guest's second device
    stand at the door. Too early it binds only.
    """

    visit_id: VisitId
    person_id: PersonId
    device_id: DeviceId


@dataclass(frozen=True, slots=True)
class DevicesEnded(Happening):
    """link: these devices of a person are no longer theirs (a newer link, a lost phone)."""

    visit_id: VisitId
    person_id: PersonId
    device_ids: frozenset[DeviceId]


@dataclass(frozen=True, slots=True)
class PersonShutOut(Happening):
    """visit: a removal is final (10 s after it): the person's link dies. Told to link/."""

    visit_id: VisitId
    person_id: PersonId


@dataclass(frozen=True, slots=True)
class VisitMoved(Happening):
    """visit: rescheduled. Everyone whose link lives is told the new time."""

    visit_id: VisitId
    moved_from: datetime
    scheduled_at: datetime
    by: Actor


@dataclass(frozen=True, slots=True)
class VisitCalledOff(Happening):
    """visit: cancelled. Patient and decision-maker are told; a guest's link then answers `link.closed`."""

    visit_id: VisitId
    by: Actor


@dataclass(frozen=True, slots=True)
class TimeAwaited(Happening):
    """visit: from this change on time alone does these things to it, unless somebody does something first."""

    visit: Visit
    awaited: frozenset[Awaited]


@dataclass(frozen=True, slots=True)
class LineMoved(Happening):
    """visit: who waits, or who is expected when, changed in the lines of these clinicians. waiting/ tells places anew.

    Told when the visit's row is written already, so that a reaction reads what now is.
    """

    visit_id: VisitId
    state: VisitState
    clinician_ids: frozenset[PersonId]


class DeskTaskKind(StrEnum):
    """What the desk is asked to do; sentences stand in the catalogues under these words."""

    STILL_WAITING = "still_waiting"
    STILL_WAITING_AT_DAYS_END = "still_waiting_at_days_end"
    CAME_AFTER_NO_SHOW = "came_after_no_show"
    CAME_AND_LEFT = "came_and_left"
    ABANDONED = "abandoned"
    SUMMARY_NOT_SENT = "summary_not_sent"
    PROTECTED_PAIR = "protected_pair"


@dataclass(frozen=True, slots=True)
class DeskTask(Happening):
    """visit: the desk has something to do about a visit. desk/ keeps it and rings."""

    visit_id: VisitId
    kind: DeskTaskKind


@dataclass(frozen=True, slots=True)
class PatientCalled(Happening):
    """visit: the clinician let the patient in while the patient was away; a message goes out to call them back."""

    visit_id: VisitId
