"""Which connections may be: what session's word, or a newer connection of the same person, means for each."""

from collections.abc import Iterable
from datetime import UTC, datetime

from services.contracts.grants import GrantCode
from services.contracts.ids import DeviceId, PersonId
from services.contracts.presence import Present
from services.contracts.standing import BY_INVITATION, ONE_DEVICE, PersonStanding, StandingEntry
from services.contracts.states import Role, Standing, VisitState
from services.contracts.wire import WireCode
from services.signaling.room.inputs import Joined
from services.signaling.room.members import Member


def why_refused(joined: Joined, entry: StandingEntry, presents: Iterable[Present]) -> WireCode | GrantCode | None:
    """Why a connection may not come in; None if it may."""
    missing = _why_not_here(entry, joined.person, joined.device)
    if missing is WireCode.OPENED_ELSEWHERE or _is_late(joined, presents):
        return GrantCode.SUPERSEDED
    return missing


def _is_late(joined: Joined, presents: Iterable[Present]) -> bool:
    """A later connection that would end this one is there already, here or elsewhere."""
    return any(
        present.person_id == joined.person
        and present.n > joined.n
        and _is_one_place(joined.role, joined.device, present.device_id)
        for present in presents
    )


def replaced_by(joined: Joined, members: Iterable[Member]) -> list[Member]:
    """The connections that end when this one comes in."""
    return [
        member
        for member in members
        if member.person == joined.person
        and member.n < joined.n
        and _is_one_place(member.role, member.device, joined.device)
    ]


def is_replaced(member: Member, present: Present) -> bool:
    """Whether a connection told of by another instance takes the place of one held here."""
    if present.person_id != member.person:
        return False
    if present.n == member.n:
        return present.attached > datetime.fromtimestamp(member.attached, UTC)
    return present.n > member.n and _is_one_place(member.role, member.device, present.device_id)


def _is_one_place(role: Role, device: DeviceId, other: DeviceId) -> bool:
    """Whether of two devices of a person one ends the other; else the newer one stands at the door beside it."""
    return device == other or role in ONE_DEVICE


def _why_not_here(entry: StandingEntry, person: PersonId, device: DeviceId) -> WireCode | None:
    """Why a person's device has no place in the visit at all; None if it has one."""
    standing = entry.people.get(person)
    if standing is None or standing.standing is Standing.REMOVED or _is_cut(entry, standing):
        return WireCode.NO_LONGER_HERE
    return None if device in standing.devices else WireCode.OPENED_ELSEWHERE


def _is_cut(entry: StandingEntry, standing: PersonStanding) -> bool:
    """Somebody by invitation whose yes was taken back, declined or ran out, wherever they stood: it leaves them no
    device. Whoever may still read the summary, or comes another time, keeps theirs.

    That a visit was called off looks like that to all of them; whoever decides reads it on their page.
    """
    is_over = entry.visit_state is VisitState.CANCELLED or not standing.devices
    return standing.role in BY_INVITATION and is_over


def why_ended(after: StandingEntry, member: Member) -> WireCode | None:
    """Why a connection ends with a change of standing; None if it goes on."""
    return _why_not_here(after, member.person, member.device)
