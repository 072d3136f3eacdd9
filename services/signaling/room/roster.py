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
    is_held,
    is_outside,
    reads,
    receives,
    visible_to,
)
from services.contracts.states import DevicePlace, Link, Modality, Role, Standing

_SEE_HOLDERS = frozenset({Role.PATIENT, Role.CLINICIAN})

Connections = Mapping[PersonId, tuple[Present, ...]]
"""Every believed connection by person, one a device, in no order."""


def newest(presents: Iterable[Present]) -> dict[Seat, Present]:
    """One connection a device: the newest, and of two claims to the same one the later (no person twice, no ghost)."""
    by_seat: dict[Seat, Present] = {}
    for present in presents:
        seat = Seat(present.person_id, present.device_id)
        other = by_seat.get(seat)
        if other is None or (present.n, present.attached) > (other.n, other.attached):
            by_seat[seat] = present
    return by_seat


def merge(presents: Iterable[Present]) -> Connections:
    """Those connections by person."""
    people: dict[PersonId, tuple[Present, ...]] = {}
    for seat, present in newest(presents).items():
        people[seat.person] = (*people.get(seat.person, ()), present)
    return people


def place_of(standing: PersonStanding, seat: Seat) -> DevicePlace:
    """Where a device stands; one that session has not placed yet stands at the door."""
    return standing.devices.get(seat.device, DevicePlace.AT_DOOR)


def look(
    visit: VisitId,
    entry: StandingEntry,
    connections: Connections,
    viewer: Seat,
    viewer_n: int,
    privacy: wire.Privacy | None = None,
) -> wire.Room:
    """The `room` message for one connection; it gets its number when it is sent."""
    me = entry.people[viewer.person]
    mine = {viewer.person: _only(connections.get(viewer.person, ()), viewer_n)}
    return wire.Room(
        visit_id=visit,
        number=0,
        visit_state=entry.visit_state,
        modality=Modality.VIDEO if is_outside(entry, viewer.person, viewer.device) else entry.modality,
        standing=me.standing,
        device=place_of(me, viewer),
        chat=reads(entry, viewer),
        people=tuple(
            _person(entry, person, mine.get(person) or connections.get(person, ()), viewer)
            for person in sorted(visible_to(entry, viewer))
        ),
        privacy=_as_seen(privacy, entry, viewer) if privacy is not None else None,
    )


def _is_kept_out(entry: StandingEntry, viewer: Seat) -> bool:
    """Whether this device was let in and is held. One that still knocks, whosever it is, learns of nothing."""
    return is_held(entry, viewer.person) and place_of(entry.people[viewer.person], viewer) is DevicePlace.ADMITTED


def _as_seen(privacy: wire.Privacy, entry: StandingEntry, viewer: Seat) -> wire.Privacy | None:
    """What those whose talk it is may know of a private moment, while they are in it."""
    if entry.people[viewer.person].role not in NEVER_PRIVATE or not receives(entry, viewer):
        return None
    known = visible_to(entry, viewer)
    return privacy.model_copy(update={"held": tuple(person for person in privacy.held if person in known)})


def _only(presents: tuple[Present, ...], n: int) -> tuple[Present, ...]:
    return tuple(present for present in presents if present.n == n)


def _person(entry: StandingEntry, person: PersonId, presents: tuple[Present, ...], viewer: Seat) -> wire.RoomPerson:
    standing = entry.people[person]
    held = _is_kept_out(entry, viewer) if person == viewer.person else is_held(entry, person)
    holders = tuple(sorted(standing.held_by)) if entry.people[viewer.person].role in _SEE_HOLDERS else ()
    shown = _foremost(standing, presents)
    if shown is None:
        return wire.RoomPerson(
            person_id=person,
            role=standing.role,
            standing=standing.standing,
            link=Link.ABSENT,
            held=held,
            held_by=holders,
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
        held_by=holders,
        device_kind=shown.device_kind if entry.people[viewer.person].role is Role.CLINICIAN else None,
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
