"""The visit as one viewer may see it: pure functions over the standing and the live connections."""

from collections.abc import Iterable, Mapping

from services.contracts import wire
from services.contracts.ids import PersonId, VisitId
from services.contracts.presence import Present
from services.contracts.standing import (
    NEVER_PRIVATE,
    PersonStanding,
    Seat,
    StandingEntry,
    flows_to,
    visible_to,
)
from services.contracts.states import DevicePlace, Link, Role, Standing

Connections = Mapping[PersonId, tuple[Present, ...]]
"""Every believed connection by person, one a device, in no order."""


def merge(presents: Iterable[Present]) -> dict[PersonId, tuple[Present, ...]]:
    """One connection a device: the newest, and of two claims to the same one the later (no person twice, no ghost)."""
    newest: dict[Seat, Present] = {}
    for present in presents:
        seat = Seat(present.person_id, present.device_id)
        other = newest.get(seat)
        if other is None or (present.n, present.attached) > (other.n, other.attached):
            newest[seat] = present
    people: dict[PersonId, tuple[Present, ...]] = {}
    for seat, present in newest.items():
        people[seat.person] = (*people.get(seat.person, ()), present)
    return people


def place_of(standing: PersonStanding, seat: Seat) -> DevicePlace:
    """Where a device stands; one that session has not placed yet stands at the door."""
    return standing.devices.get(seat.device, DevicePlace.AT_DOOR)


def is_held(entry: StandingEntry, person: PersonId) -> bool:
    """Whether someone who was let in is kept out for the moment: held by name, or by a private room."""
    standing = entry.people[person]
    shut_out = bool(entry.private_by) and standing.role not in NEVER_PRIVATE and person not in entry.exempt
    return standing.standing is Standing.ADMITTED and (bool(standing.held_by) or shut_out)


def look(visit: VisitId, entry: StandingEntry, connections: Connections, viewer: Seat, viewer_n: int) -> wire.Room:
    """The `room` message for one connection."""
    me = entry.people[viewer.person]
    mine = {viewer.person: _only(connections.get(viewer.person, ()), viewer_n)}
    return wire.Room(
        visit_id=visit,
        standing_version=entry.standing_version,
        visit_state=entry.visit_state,
        modality=entry.modality,
        standing=me.standing,
        device=place_of(me, viewer),
        people=tuple(
            _person(entry, person, mine.get(person) or connections.get(person, ()), viewer)
            for person in sorted(visible_to(entry, viewer))
        ),
    )


def _only(presents: tuple[Present, ...], n: int) -> tuple[Present, ...]:
    return tuple(present for present in presents if present.n == n)


def _person(entry: StandingEntry, person: PersonId, presents: tuple[Present, ...], viewer: Seat) -> wire.RoomPerson:
    standing = entry.people[person]
    held = is_held(entry, person)
    shown = _foremost(standing, presents)
    if shown is None:
        return wire.RoomPerson(
            person_id=person, role=standing.role, standing=standing.standing, link=Link.ABSENT, held=held
        )
    return wire.RoomPerson(
        person_id=person,
        role=standing.role,
        standing=standing.standing,
        link=shown.link,
        n=shown.n,
        hidden=shown.hidden,
        microphone=shown.microphone,
        camera=shown.camera,
        flows=flows_to(entry, Seat(person, shown.device_id), viewer),
        held=held,
        second_device_at_door=_knocks_again(entry, standing, presents, viewer),
    )


def _foremost(standing: PersonStanding, presents: tuple[Present, ...]) -> Present | None:
    """The connection by which a person is known: the admitted device's before one at the door, then the newest."""

    def rank(present: Present) -> tuple[bool, int]:
        return standing.devices.get(present.device_id) is DevicePlace.ADMITTED, present.n

    return max(presents, key=rank, default=None)


def _knocks_again(entry: StandingEntry, standing: PersonStanding, presents: tuple[Present, ...], viewer: Seat) -> bool:
    """A further device of someone who is in stands at the door. Only the clinician lets in, so only they are told."""
    return (
        entry.people[viewer.person].role is Role.CLINICIAN
        and standing.standing is Standing.ADMITTED
        and DevicePlace.ADMITTED in standing.devices.values()
        and any(
            standing.devices.get(present.device_id) is DevicePlace.AT_DOOR and present.link is not Link.ABSENT
            for present in presents
        )
    )
