"""Reading the two state tables: a cell's error, its guards, and the order that the row version gives to a race."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from services.contracts.participant_table import ParticipantCommand, place
from services.contracts.states import DevicePlace, Standing
from services.contracts.visit_table import Cell, Guard, VisitCommand, visit_cell
from services.session.change import Change
from services.session.errors import FromTable, VisitChanged, from_table
from services.session.visit.rules.model import Participant, Visit

Holds = Mapping[Guard, bool]
"""Which of the conditions that a cell may ask hold now; one that is not named does not."""


def cell_for(visit: Visit, command: VisitCommand, holds: Holds | None = None) -> Cell:
    """The table's cell for a command; raises the named error that it answers, or that of a guard that does not hold."""
    cell = visit_cell(command, visit.column)
    if cell.error is not None:
        raise from_table(cell.error, **visit.present())
    for guard in cell.needs:
        if not (holds or {}).get(guard, False):
            raise from_table(guard.value, **visit.present())
    return cell


def moved(person: Participant, command: ParticipantCommand) -> Participant:
    """The person after a command, by the participant table, or the named error of the cell.

    Whoever is removed stays so; what the command makes of the place that an undo would give back is kept.
    """
    cell = place(command, person.standing)
    if cell.error is not None:
        raise from_table(cell.error, standing=person.standing.value)
    if cell.restores and person.before_removal is not None:
        return replace(person, standing=person.before_removal, before_removal=None, removed_at=None)
    becomes = cell.becomes(person.role)
    if becomes is None or becomes is person.standing:
        return _moved_behind(person, command)
    if becomes is Standing.REMOVED:
        return replace(person, standing=becomes, before_removal=person.standing)
    after = replace(person, standing=becomes)
    return after if becomes is Standing.ADMITTED else after.with_all_devices(DevicePlace.AT_DOOR)


def _moved_behind(person: Participant, command: ParticipantCommand) -> Participant:
    if person.before_removal is None:
        return person
    becomes = place(command, person.before_removal).becomes(person.role)
    return person if becomes is None else replace(person, before_removal=becomes)


def everyone(visit: Visit, command: ParticipantCommand) -> Visit:
    """The visit after a command that moves all who take part."""
    moves = {id_: moved(person, command) for id_, person in visit.people.items() if visit.takes_part(person)}
    return replace(visit, people={**visit.people, **moves})


def ordered(visit: Visit, seen: int | None, rule: Callable[[Visit], Change[Visit]]) -> Change[Visit]:
    """Let a rule judge a visit whose row version the caller saw as `seen` (None: callers who see none).

    The loser of a race hears `visit.changed` with the present state, and success when what it wished already holds.
    """
    is_stale = seen is not None and seen != visit.version
    try:
        change = rule(visit)
    except FromTable as problem:
        if is_stale:
            raise VisitChanged(None, **visit.present()) from problem
        raise
    if is_stale and change.becomes != visit:
        raise VisitChanged(None, **visit.present())
    return change


def same(visit: Visit) -> Change[Visit]:
    """Success that changes nothing."""
    return Change(visit)
