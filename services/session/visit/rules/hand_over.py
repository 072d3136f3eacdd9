"""Handing a visit to another clinician: one offers, the other accepts, and exactly one is responsible at any time."""

from dataclasses import replace

from services.contracts.events import VisitHandedOver
from services.contracts.ids import PersonId
from services.contracts.participant_table import ParticipantCommand
from services.contracts.states import Role, Standing
from services.contracts.visit_table import Cell, Effect, Guard, VisitCommand
from services.session.change import Change, Note
from services.session.errors import NotAllowed, from_table
from services.session.visit.rules.model import Participant, Visit
from services.session.visit.rules.private import handed_to


def offer(visit: Visit, to: PersonId) -> Change[Visit]:
    """Offer the visit to a colleague. Nothing moves until they accept."""
    _cell(visit)
    if visit.hand_over_to == to or visit.clinician_id == to:
        return Change(visit)
    offered = replace(visit, hand_over_to=to)
    return Change(
        offered,
        hints=(offered.changed("visit", staff=True),),
        notes=(Note("visit.hand_over_offered", visit.id, to, {"from": str(visit.clinician_id)}),),
    )


def take_back(visit: Visit) -> Change[Visit]:
    """No longer offer the visit to anybody."""
    _cell(visit)
    if visit.hand_over_to is None:
        return Change(visit)
    kept = replace(visit, hand_over_to=None)
    return Change(
        kept,
        hints=(kept.changed("visit", staff=True),),
        notes=(Note("visit.hand_over_taken_back", visit.id, visit.hand_over_to),),
    )


def accept(visit: Visit, taker: PersonId | None) -> Change[Visit]:
    """The colleague takes the visit over. `taker` None: the desk accepts for whom it was offered to."""
    cell = _cell(visit)
    if Effect.HANDS_OVER not in cell.does or (taker is not None and taker == visit.clinician_id):
        return Change(visit)
    to = visit.hand_over_to
    if to is None or (taker is not None and taker != to):
        raise from_table("hand_over.not_offered", **visit.present())
    taken = replace(_put_in_place(_let_go(visit), to), clinician_id=to, hand_over_to=None)
    taken = handed_to(taken, visit.clinician_id, to)
    return Change(
        taken,
        facts=(VisitHandedOver(visit_id=visit.id, from_id=visit.clinician_id, to_id=to),),
        notes=(Note("visit.handed_over", visit.id, to, {"from": str(visit.clinician_id)}),),
    )


def _cell(visit: Visit) -> Cell:
    return visit.cell(VisitCommand.HAND_OVER, {Guard.NOTHING_SIGNED: visit.signed_at is None})


def _let_go(visit: Visit) -> Visit:
    """A clinician who handed over is gone, with no device left in the room."""
    before = visit.clinician.moved(ParticipantCommand.LEAVE)
    return visit.with_person(replace(before, devices={}, held_by=frozenset()))


def _put_in_place(visit: Visit, to: PersonId) -> Visit:
    """The taker has a place as clinician and takes the seat when they enter."""
    known = visit.people.get(to)
    if known is None:
        return visit.with_person(Participant(to, Role.CLINICIAN))
    if known.role is not Role.CLINICIAN:
        raise NotAllowed
    return visit.with_person(replace(known, standing=Standing.INVITED))
