"""The standing of a visit's people: the one entry per visit that session writes and signaling obeys.

It lies in the JetStream KV bucket `standing` under the visit's id. `standing_version` is the fencing number of the
whole system: it grows with each change of anything about the visit's people; an entry with a lower one never replaces
a higher one. `flows_to`, `visible_to` and `concerned` are the only places that say who may receive whom, know of whom,
and hear of a change.
"""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from services.contracts.ids import DeviceId, PersonId
from services.contracts.states import DevicePlace, Modality, Role, Scope, Standing, VisitState

NEVER_PRIVATE = frozenset({Role.PATIENT, Role.CLINICIAN, Role.INTERPRETER})
"""Roles that a private room leaves in: the talk is theirs."""

NEEDS_CONSENT = frozenset({Role.GUEST})
"""Roles that receive anything only with the decision-maker's yes to joining."""


class PersonStanding(BaseModel):
    """Where one person stands in the visit, who holds them, what they may do, and which devices are theirs."""

    model_config = ConfigDict(frozen=True)

    role: Role
    standing: Standing
    held_by: frozenset[PersonId] = frozenset()
    scopes: frozenset[Scope] = frozenset()
    devices: dict[DeviceId, DevicePlace] = {}


class StandingEntry(BaseModel):
    """The standing of everyone in one visit, at one `standing_version`."""

    model_config = ConfigDict(frozen=True)

    standing_version: int
    visit_state: VisitState
    modality: Modality
    private_by: frozenset[PersonId] = frozenset()
    exempt: frozenset[PersonId] = frozenset()
    people: dict[PersonId, PersonStanding] = {}


class Seat(NamedTuple):
    """One device of one person: what media flow to and from."""

    person: PersonId
    device: DeviceId


def receives(entry: StandingEntry, seat: Seat) -> bool:
    """Whether anything of the talk may flow to or from this device. Its link is not judged here."""
    person = entry.people.get(seat.person)
    if person is None or entry.visit_state is not VisitState.IN_PROGRESS:
        return False
    return (
        person.standing is Standing.ADMITTED
        and person.devices.get(seat.device) is DevicePlace.ADMITTED
        and not person.held_by
        and (person.role not in NEEDS_CONSENT or Scope.JOIN in person.scopes)
        and (not entry.private_by or person.role in NEVER_PRIVATE or seat.person in entry.exempt)
    )


def flows_to(entry: StandingEntry, sender: Seat, receiver: Seat) -> bool:
    """Whether the sender's sound, picture and words may reach the receiver."""
    return sender.person != receiver.person and receives(entry, sender) and receives(entry, receiver)


def visible_to(entry: StandingEntry, viewer: Seat) -> frozenset[PersonId]:
    """Whom the viewer's device may know of, itself included.

    The clinician and the patient see everyone who was invited. A guest sees nobody but themself until let in, and then
    those whose media reach them.
    """
    me = entry.people.get(viewer.person)
    if me is None:
        return frozenset()
    if me.role is Role.CLINICIAN or me.role is Role.PATIENT:
        return frozenset(entry.people)
    if not receives(entry, viewer):
        return frozenset({viewer.person})
    return frozenset(
        person
        for person, standing in entry.people.items()
        if person == viewer.person or any(receives(entry, Seat(person, device)) for device in standing.devices)
    )


def concerned(before: StandingEntry, after: StandingEntry) -> frozenset[PersonId]:
    """Who may know of a change: those whose standing changed, and everyone who sees, or saw, one of them."""
    changed = {
        person
        for person in before.people.keys() | after.people.keys()
        if before.people.get(person) != after.people.get(person)
    }
    return frozenset(
        viewer
        for viewer in after.people
        if viewer in changed or changed & (_seen_by(before, viewer) | _seen_by(after, viewer))
    )


def _seen_by(entry: StandingEntry, viewer: PersonId) -> frozenset[PersonId]:
    person = entry.people.get(viewer)
    seats = [Seat(viewer, device) for device in person.devices] if person else []
    return frozenset[PersonId]().union(*(visible_to(entry, seat) for seat in seats))


def let_in(before: StandingEntry, after: StandingEntry) -> frozenset[PersonId]:
    """Who came in from the door by a change. A clinician needs nobody to let them in."""
    return frozenset(
        id_
        for id_, person in after.people.items()
        if person.role is not Role.CLINICIAN
        and person.standing is Standing.ADMITTED
        and (id_ not in before.people or before.people[id_].standing is Standing.AT_DOOR)
    )
