"""What a saved change of a visit means for others: whose pages look again, who may go in, whether the line moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from services.contracts.hints import AddressedHint, Changed, Go
from services.contracts.ids import PersonId
from services.contracts.standing import Seat, StandingEntry, visible_to
from services.contracts.states import Role, Standing, VisitState
from services.session.change import Happening
from services.session.happenings import LineMove
from services.session.visit.rules.model import Participant, Visit
from services.session.visit.rules.projection import standing_entry


@dataclass(frozen=True, slots=True)
class VisitSaved(Happening):
    """The visit's rows were written: what it was (None: it is new) and what it is."""

    before: Visit | None
    after: Visit


def hints(before: Visit | None, after: Visit) -> tuple[AddressedHint, ...]:
    """Hints for the people who may see what changed, for the queue's staff, and `go` for whoever was just let in."""
    entry = standing_entry(after)
    told = [_people_hint(standing_entry(before), entry, after)] if before else []
    if before is None or _face(before) != _face(after):
        told.append(_changed(after, "visit", frozenset(entry.people)))
    told.append(
        AddressedHint(
            clinic_id=after.clinic_id,
            queue_id=after.queue_id,
            visit_id=after.id,
            to_staff=True,
            hint=Changed(what="visit", id=after.id, version=after.version),
        )
    )
    told.extend(_go(after, person) for person in _let_in(before, after))
    return tuple(hint for hint in told if hint.to_people or hint.to_staff)


def _face(visit: Visit) -> tuple[object, ...]:
    """Of a visit what every page of it shows."""
    return (
        visit.state,
        visit.modality,
        visit.outcome,
        visit.scheduled_at,
        visit.clinician_id,
        visit.delay,
        visit.automatic,
    )


def _people_hint(before: StandingEntry, after: StandingEntry, visit: Visit) -> AddressedHint:
    """Everyone who sees, or saw, somebody whose standing changed; and these themselves."""
    changed = {
        person
        for person in before.people.keys() | after.people.keys()
        if before.people.get(person) != after.people.get(person)
    }
    concerned = {
        viewer
        for viewer in after.people
        if viewer in changed or changed & (_seen_by(before, viewer) | _seen_by(after, viewer))
    }
    return _changed(visit, "people", frozenset(concerned))


def _seen_by(entry: StandingEntry, viewer: PersonId) -> frozenset[PersonId]:
    person = entry.people.get(viewer)
    seats: Iterable[Seat] = (Seat(viewer, device) for device in person.devices) if person else ()
    return frozenset[PersonId]().union(*(visible_to(entry, seat) for seat in seats))


def _changed(visit: Visit, what: Literal["visit", "people"], to_people: frozenset[PersonId]) -> AddressedHint:
    return AddressedHint(
        clinic_id=visit.clinic_id,
        queue_id=visit.queue_id,
        visit_id=visit.id,
        to_people=to_people,
        hint=Changed(what=what, id=visit.id, version=visit.version),
    )


def _let_in(before: Visit | None, after: Visit) -> list[Participant]:
    if before is None:
        return []
    return [
        person
        for id_, person in after.people.items()
        if person.role is not Role.CLINICIAN
        and person.standing is Standing.ADMITTED
        and (id_ not in before.people or before.people[id_].standing is Standing.AT_DOOR)
    ]


def _go(visit: Visit, person: Participant) -> AddressedHint:
    return AddressedHint(
        clinic_id=visit.clinic_id,
        queue_id=visit.queue_id,
        visit_id=visit.id,
        to_people=frozenset({person.person_id}),
        hint=Go(visit_id=visit.id),
    )


def line_move(before: Visit | None, after: Visit) -> LineMove | None:
    """How the queue's line moved by this change; None when it did not."""
    if before is None:
        return LineMove.OTHER
    if before.state is not after.state:
        if after.state is VisitState.WAITING:
            return LineMove.JOINED
        if before.state is VisitState.WAITING:
            return LineMove.TURN_CAME if after.state is VisitState.IN_PROGRESS else LineMove.LEFT
        return LineMove.OTHER
    return LineMove.OTHER if _in_line(before) != _in_line(after) else None


def _in_line(visit: Visit) -> tuple[object, object, timedelta]:
    return (visit.scheduled_at, visit.clinician_id, visit.delay)
