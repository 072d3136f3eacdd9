"""The standing of a visit's people: the one entry per visit that session writes and signaling obeys.

It lies in the JetStream KV bucket `standing` under the visit's id. `standing_version` is the fencing number of the
whole system: it grows with each change of anything about the visit's people; an entry with a lower one never replaces
a higher one. `flows_to`, `words_reach`, `visible_to` and `concerned` are the only places that say who may receive whom,
read whom, know of whom, and hear of a change.
"""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from services.contracts.access import Action, may, party_of
from services.contracts.ids import DeviceId, PersonId
from services.contracts.states import DevicePlace, Modality, Role, Scope, Standing, VisitState

NEVER_PRIVATE = frozenset({Role.PATIENT, Role.CLINICIAN, Role.INTERPRETER})
"""Roles that a private room leaves in: the talk is theirs."""

NEEDS_CONSENT = frozenset({Role.GUEST, Role.OBSERVER})
"""Roles that receive anything only with the decision-maker's yes to joining."""

BY_INVITATION = frozenset({Role.GUEST, Role.OBSERVER, Role.INTERPRETER})
"""Roles that somebody was asked for: a no, or a yes taken back, puts them out at once."""

ONE_DEVICE = frozenset({Role.PATIENT, Role.CLINICIAN})
"""Roles whose newer device, after a second fact, ends the older one; others' devices stand side by side."""

SEES_EVERYONE = frozenset({Role.PATIENT, Role.CLINICIAN})
"""Roles that see everyone who was invited: the visit is theirs."""


class PersonStanding(BaseModel):
    """Where one person stands in the visit, who holds them, what they may do, and which devices are theirs.

    `apart`: who is hidden from this person, and this person from them (a protected pair). No page is told of it.
    """

    model_config = ConfigDict(frozen=True)

    role: Role
    standing: Standing
    held_by: frozenset[PersonId] = frozenset()
    scopes: frozenset[Scope] = frozenset()
    devices: dict[DeviceId, DevicePlace] = {}
    apart: frozenset[PersonId] = frozenset()


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
    if person is None:
        return False
    return (
        may(Action.TALK, frozenset({party_of(person.role)}), person.standing, entry.visit_state)
        and person.devices.get(seat.device) is DevicePlace.ADMITTED
        and (person.role not in NEEDS_CONSENT or Scope.JOIN in person.scopes)
        and not _is_shut_out(entry, seat.person)
    )


def is_held(entry: StandingEntry, person: PersonId) -> bool:
    """Whether somebody who was let in is kept out of the talk for the moment: by name, or by a private room."""
    standing = entry.people.get(person)
    if standing is None or standing.standing is not Standing.ADMITTED:
        return False
    return entry.visit_state is VisitState.IN_PROGRESS and _is_shut_out(entry, person)


def is_outside(entry: StandingEntry, person: PersonId, device: DeviceId | None = None) -> bool:
    """Whether somebody by invitation is not in the talk: nothing that happens in it is theirs to know.

    `device`: whether this one of theirs is not; without it, whether none is.
    """
    standing = entry.people.get(person)
    if standing is None or standing.role not in BY_INVITATION:
        return False
    devices = standing.devices if device is None else (device,)
    return not any(receives(entry, Seat(person, one)) for one in devices)


def _is_shut_out(entry: StandingEntry, person: PersonId) -> bool:
    """Held by name, or left out by a private room, whether or not they stand in it."""
    standing = entry.people[person]
    stays = not entry.private_by or standing.role in NEVER_PRIVATE or person in entry.exempt
    return bool(standing.held_by) or not stays


def are_apart(entry: StandingEntry, one: PersonId, other: PersonId) -> bool:
    """Whether these two are a protected pair: nothing of either reaches the other, and neither learns of the other."""
    first, second = entry.people.get(one), entry.people.get(other)
    return (first is not None and other in first.apart) or (second is not None and one in second.apart)


def flows_to(entry: StandingEntry, sender: Seat, receiver: Seat) -> bool:
    """Whether the sender's sound, picture and words may reach the receiver."""
    return (
        sender.person != receiver.person
        and receives(entry, sender)
        and receives(entry, receiver)
        and not are_apart(entry, sender.person, receiver.person)
    )


def reads(entry: StandingEntry, seat: Seat) -> bool:
    """Whether the chat is open to this device now: to read, and to write."""
    person = entry.people.get(seat.person)
    if person is None or not receives(entry, seat):
        return False
    return person.role not in NEEDS_CONSENT or Scope.CHAT in person.scopes


def words_reach(entry: StandingEntry, writer: PersonId, seat: Seat) -> bool:
    """Whether what this person writes, or wrote, may be shown on a device now. They see their own words, too."""
    return reads(entry, seat) and not are_apart(entry, writer, seat.person)


def audience(entry: StandingEntry, writer: PersonId) -> frozenset[PersonId]:
    """Who could read what this person writes now, connected or not; nobody else ever gets to see it."""
    return frozenset(
        id_
        for id_, person in entry.people.items()
        if any(words_reach(entry, writer, Seat(id_, device)) for device in person.devices)
    )


def visible_to(entry: StandingEntry, viewer: Seat) -> frozenset[PersonId]:
    """Whom the viewer's device may know of, itself included.

    The clinician and the patient see everyone who was invited. A guest sees nobody but themself until let in, and then
    those whose media reach them: never the other one of a protected pair, whatever else holds.
    """
    me = entry.people.get(viewer.person)
    if me is None:
        return frozenset()
    if me.role in SEES_EVERYONE:
        return frozenset(entry.people)
    if not receives(entry, viewer):
        return frozenset({viewer.person})
    return frozenset(
        person
        for person, standing in entry.people.items()
        if person == viewer.person
        or (
            not are_apart(entry, viewer.person, person)
            and any(receives(entry, Seat(person, device)) for device in standing.devices)
        )
    )


def concerned(before: StandingEntry, after: StandingEntry) -> frozenset[PersonId]:
    """Who may know of a change: those for whom the visit looks another one. A held guest learns of nobody's doings."""
    return frozenset(viewer for viewer in after.people if _as_known(before, viewer) != _as_known(after, viewer))


def _as_known(entry: StandingEntry, viewer: PersonId) -> object:
    """The standing as one person may know it: of others whether they are there, of themself whether they are in.

    That two were set apart is nothing that a page may know.
    """
    me = entry.people.get(viewer)
    if me is None:
        return None
    if me.role in {Role.PATIENT, Role.CLINICIAN}:
        people = {person: _as_pages_know(entry, person) for person in entry.people}
        return people, entry.private_by, entry.exempt
    own = (me.role, me.standing, me.scopes, me.devices, is_held(entry, viewer))
    others = _seen_by(entry, viewer) - {viewer}
    return own, {(person, entry.people[person].role, entry.people[person].standing) for person in others}


def _as_pages_know(entry: StandingEntry, person: PersonId) -> PersonStanding | None:
    standing = entry.people.get(person)
    return standing and standing.model_copy(update={"apart": frozenset()})


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
