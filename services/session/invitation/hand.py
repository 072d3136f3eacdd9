"""By whose hand an act of consent is recorded, and the act itself as the record keeps it. Data only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.contracts.ids import ClinicId, DeviceId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Scope
from services.contracts.visit_table import Actor


class AskedOn(StrEnum):
    """On which screen it was done."""

    INVITE = "invite"
    REQUEST = "request"
    WHO_MAY_SEE = "who_may_see"
    CARRY_OVER = "carry_over"
    SAID_ALOUD_NOTICE = "said_aloud_notice"
    BOOKING = "booking"
    STAFF_INVITE = "staff_invite"
    STAFF_SAID_ALOUD = "staff_said_aloud"
    STAFF_EMERGENCY = "staff_emergency"
    NONE = "none"
    """Time alone did it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does it, as what, on which screen and device, and on what it rests.

    `words`: what the clinician's screen showed to be said aloud, or the reason of an emergency.
    """

    person_id: PersonId | None
    actor: Actor
    basis: ConsentBasis
    screen: AskedOn
    device_id: DeviceId | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act, as it was done; never changed afterwards. `state` and `scopes` are what stood after it."""

    id: UUID
    clinic_id: ClinicId
    queue_id: QueueId
    visit_id: VisitId
    invitation_id: InvitationId
    person_id: PersonId
    did: ConsentAct
    state: ConsentState
    scopes: frozenset[Scope]
    hand: Hand
    at: datetime


def standing_before(acts: list[Act]) -> frozenset[Scope]:
    """The scopes of the decision-maker's own yes before the clinician wrote something down; empty for none."""
    for act in reversed(acts):
        is_theirs = act.hand.basis not in {ConsentBasis.SAID_ALOUD, ConsentBasis.EMERGENCY}
        if is_theirs and act.did is not ConsentAct.CONFIRMED:
            return act.scopes if act.state is ConsentState.AGREED else frozenset()
    return frozenset()
