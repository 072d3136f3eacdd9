"""What each command makes of a person's standing in one visit, as one table.

An empty cell is `participant.is_<standing>`. Who may give a command, and what it needs besides (the yes of the
decision-maker, an open window, the patient going first), is checked by session's rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.contracts.states import Role, Standing


class ParticipantCommand(StrEnum):
    """What can be asked of one person's place in a visit."""

    ENTER = "enter"
    ADMIT = "admit"
    LEAVE = "leave"
    AWAY_TOO_LONG = "away_too_long"
    CUT = "cut"
    SEND_BACK = "send_back"
    REMOVE = "remove"
    UNDO_REMOVE = "undo_remove"
    FINISH = "finish"
    REOPEN = "reopen"
    RESCHEDULE = "reschedule"


@dataclass(frozen=True, slots=True)
class Place:
    """One cell: the standing that follows, for everyone (`all`) or by role; `restores` takes back a removal."""

    all: Standing | None = None
    patient: Standing | None = None
    clinician: Standing | None = None
    guest: Standing | None = None
    restores: bool = False
    error: str | None = None

    def becomes(self, role: Role) -> Standing | None:
        """The standing that follows for a role. None: the standing stays, or `restores` says what it was before."""
        if self.all is not None:
            return self.all
        if role is Role.PATIENT:
            return self.patient
        if role is Role.CLINICIAN:
            return self.clinician
        return self.guest


SAME = Place()
_CLOSED = Place(error="link.closed")
_NOT_HERE = Place(error="participant.not_here")
_INVITED, _AT_DOOR, _ADMITTED, _GONE, _REMOVED = (Place(all=standing) for standing in Standing)
_ENTERS = Place(patient=Standing.AT_DOOR, clinician=Standing.ADMITTED, guest=Standing.AT_DOOR)
_I, _D, _A, _G, _R = Standing

PARTICIPANT_TABLE: Mapping[ParticipantCommand, Mapping[Standing, Place]] = {
    ParticipantCommand.ENTER: {_I: _ENTERS, _D: SAME, _A: SAME, _G: _ENTERS, _R: _CLOSED},
    ParticipantCommand.ADMIT: {_I: _NOT_HERE, _D: _ADMITTED, _A: SAME, _G: _NOT_HERE, _R: _CLOSED},
    ParticipantCommand.LEAVE: {_I: _GONE, _D: _GONE, _A: _GONE, _G: SAME, _R: SAME},
    ParticipantCommand.AWAY_TOO_LONG: {_D: _GONE, _A: _GONE},
    ParticipantCommand.CUT: {_I: _INVITED, _D: _INVITED, _A: _INVITED, _G: _INVITED, _R: _REMOVED},
    ParticipantCommand.SEND_BACK: {_I: SAME, _D: SAME, _A: _AT_DOOR, _G: SAME, _R: SAME},
    ParticipantCommand.REMOVE: {_I: _REMOVED, _D: _REMOVED, _A: _REMOVED, _G: _REMOVED, _R: SAME},
    ParticipantCommand.UNDO_REMOVE: {_R: Place(restores=True)},
    ParticipantCommand.FINISH: {_I: _GONE, _D: _GONE, _A: _GONE, _G: _GONE, _R: _REMOVED},
    ParticipantCommand.REOPEN: {
        _G: Place(patient=Standing.ADMITTED, clinician=Standing.ADMITTED, guest=Standing.INVITED),
        _R: _REMOVED,
    },
    ParticipantCommand.RESCHEDULE: {_I: SAME, _D: _INVITED, _G: _INVITED, _R: _REMOVED},
}
"""command -> standing -> place. A missing standing is an empty cell; read it through `place`."""


def place(command: ParticipantCommand, standing: Standing) -> Place:
    """The cell of the table, an empty one turned into its named error `participant.is_<standing>`."""
    cell = PARTICIPANT_TABLE[command].get(standing)
    return cell if cell is not None else Place(error=f"participant.is_{standing.value}")
