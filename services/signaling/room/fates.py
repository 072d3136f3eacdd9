"""What a change of standing means for a connection that is there, or that wants to come in."""

from services.contracts.ids import DeviceId, PersonId
from services.contracts.standing import StandingEntry
from services.contracts.states import Role, Scope, Standing
from services.contracts.wire import WireCode
from services.signaling.room.members import Member

_WAS_HERE = frozenset({Standing.AT_DOOR, Standing.ADMITTED})


def why_not_here(entry: StandingEntry, person: PersonId, device: DeviceId) -> WireCode | None:
    """Why a person's device has no place in the visit at all; None if it has one."""
    standing = entry.people.get(person)
    if standing is None or standing.standing is Standing.REMOVED:
        return WireCode.NO_LONGER_HERE
    if standing.devices and device not in standing.devices:
        return WireCode.OPENED_ELSEWHERE
    return None


def why_ended(before: StandingEntry, after: StandingEntry, member: Member) -> WireCode | None:
    """Why a connection ends with a change of standing; None if it goes on."""
    return why_not_here(after, member.person, member.device) or _cut(before, after, member)


def _cut(before: StandingEntry, after: StandingEntry, member: Member) -> WireCode | None:
    """A guest who was at the door or in, and whose yes was taken back, declined or ran out."""
    was, now = before.people.get(member.person), after.people[member.person]
    is_cut = (
        member.role is Role.GUEST
        and was is not None
        and was.standing in _WAS_HERE
        and now.standing is Standing.INVITED
        and Scope.JOIN not in now.scopes
    )
    return WireCode.NO_LONGER_HERE if is_cut else None
