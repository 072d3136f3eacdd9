"""Who may ask for what: the one access table over party, standing and visit state. HTTP and the socket both ask `may`.

Whether a command makes sense in the visit's state is not access: `VISIT_TABLE` and `PARTICIPANT_TABLE` answer that with
their own named errors, so the rows of their commands are open in every state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from services.contracts.states import Role, Standing, VisitState
from services.contracts.visit_table import WHO, Actor, VisitCommand


class Party(StrEnum):
    """What somebody is to a visit. `colleague`: a clinician of the same queue who is not responsible for it."""

    PATIENT = "patient"
    DECISION_MAKER = "decision_maker"
    GUEST = "guest"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"
    CLINICIAN = "clinician"
    COLLEAGUE = "colleague"
    DESK = "desk"


class Action(StrEnum):
    """What can be asked for, beside the commands of the visit's table, whose names it repeats."""

    STOP_WAITING = "stop_waiting"
    ADMIT = "admit"
    GO_ON_BY_PHONE = "go_on_by_phone"
    GO_ON_BY_VIDEO = "go_on_by_video"
    FINISH = "finish"
    REOPEN = "reopen"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    MARK_NO_SHOW = "mark_no_show"
    UNDO_NO_SHOW = "undo_no_show"
    HAND_OVER = "hand_over"
    OFFER_HAND_OVER = "offer_hand_over"
    ENTER = "enter"
    LEAVE = "leave"
    SAY_NOT_YET = "say_not_yet"
    SAY_SEEN = "say_seen"
    REMOVE = "remove"
    UNDO_REMOVE = "undo_remove"
    HOLD = "hold"
    BRING_BACK = "bring_back"
    MAKE_PRIVATE = "make_private"
    END_PRIVATE = "end_private"
    SEE_OWN_PAGE = "see_own_page"
    SEE_LOOKS = "see_looks"
    SEE_VISIT = "see_visit"
    INVITE = "invite"
    PROPOSE_GUEST = "propose_guest"
    ANSWER_INVITATION = "answer_invitation"
    CHANGE_CONSENT = "change_consent"
    REVOKE = "revoke"
    UNDO_SAID_ALOUD = "undo_said_aloud"
    RECORD_CONSENT = "record_consent"
    USE_EMERGENCY = "use_emergency"
    SEE_CONSENTS = "see_consents"
    NAME_DECISION_MAKER = "name_decision_maker"
    EXPIRE_INVITATION = "expire_invitation"
    SEND_NEW_LINK = "send_new_link"
    ASK_FOR_HELP = "ask_for_help"
    ANSWER_HELP = "answer_help"
    NAME_PRESENT = "name_present"
    RECORD_PRESENT = "record_present"
    CONNECT = "connect"
    TALK = "talk"
    READ_NOTES = "read_notes"
    WRITE_SUMMARY = "write_summary"
    SEE_PAIRS = "see_pairs"
    SET_PAIR = "set_pair"
    LIFT_PAIR = "lift_pair"
    SHOW_AT_DOOR = "show_at_door"
    SEE_AT_DOOR = "see_at_door"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: these parties, in one of these standings (None: any, or none at all), in one of these states."""

    parties: frozenset[Party]
    standings: frozenset[Standing] | None = None
    states: frozenset[VisitState] | None = None

    def allows(self, party: Party, standing: Standing | None, state: VisitState) -> bool:
        """Whether this row says yes."""
        return (
            party in self.parties
            and (self.standings is None or standing in self.standings)
            and (self.states is None or state in self.states)
        )


@dataclass(frozen=True, slots=True)
class Free:
    """A request or message about which the table says nothing, and what guards it instead."""

    why: str


Asks = tuple[Action, ...] | Free
"""What a route or a message asks the table: one action, one of several as its body says, or nothing."""


_P = Party
_BY_LINK = frozenset({_P.PATIENT, _P.GUEST, _P.INTERPRETER, _P.OBSERVER})
_STAFF = frozenset({_P.CLINICIAN, _P.COLLEAGUE, _P.DESK})
_DECIDES = frozenset({_P.DECISION_MAKER})
_BESIDE = frozenset({_P.GUEST, _P.INTERPRETER, _P.OBSERVER})
_NOT_REMOVED = frozenset(Standing) - {Standing.REMOVED}
_ADMITTED = frozenset({Standing.ADMITTED})
_TALKING = frozenset({VisitState.IN_PROGRESS})
_OPEN = frozenset({VisitState.SCHEDULED, VisitState.WAITING, VisitState.IN_PROGRESS})
_NOT_CANCELLED = frozenset(VisitState) - {VisitState.CANCELLED}

_PARTY_OF_ACTOR: Mapping[Actor, Party] = {
    Actor.PATIENT: _P.PATIENT,
    Actor.DECISION_MAKER: _P.DECISION_MAKER,
    Actor.CLINICIAN: _P.CLINICIAN,
    Actor.DESK: _P.DESK,
}


def _by_table(command: VisitCommand) -> tuple[Row, ...]:
    return (Row(frozenset(_PARTY_OF_ACTOR[actor] for actor in WHO[command] if actor in _PARTY_OF_ACTOR)),)


_KEEPS_OUT = (Row(frozenset({_P.PATIENT, _P.CLINICIAN}), _NOT_REMOVED),)
"""Private time is the patient's and the clinician's; a decision-maker's word does not reach into it."""

ACCESS: Mapping[Action, tuple[Row, ...]] = {
    Action.STOP_WAITING: _by_table(VisitCommand.STOP_WAITING),
    Action.ADMIT: _by_table(VisitCommand.ADMIT),
    Action.GO_ON_BY_PHONE: _by_table(VisitCommand.GO_ON_BY_PHONE),
    Action.GO_ON_BY_VIDEO: _by_table(VisitCommand.GO_ON_BY_VIDEO),
    Action.FINISH: _by_table(VisitCommand.FINISH),
    Action.REOPEN: _by_table(VisitCommand.REOPEN),
    Action.CANCEL: _by_table(VisitCommand.CANCEL),
    Action.RESCHEDULE: _by_table(VisitCommand.RESCHEDULE),
    Action.MARK_NO_SHOW: _by_table(VisitCommand.MARK_NO_SHOW),
    Action.UNDO_NO_SHOW: _by_table(VisitCommand.UNDO_NO_SHOW),
    Action.HAND_OVER: (Row(frozenset({_P.COLLEAGUE, _P.CLINICIAN, _P.DESK})),),
    Action.OFFER_HAND_OVER: (Row(frozenset({_P.CLINICIAN, _P.DESK})),),
    Action.ENTER: (Row(_BY_LINK | {_P.CLINICIAN}),),
    Action.LEAVE: (Row(_BY_LINK | {_P.CLINICIAN}),),
    Action.SAY_NOT_YET: (Row(frozenset({_P.CLINICIAN}), states=_OPEN),),
    Action.SAY_SEEN: (Row(frozenset({_P.CLINICIAN})),),
    Action.REMOVE: (Row(frozenset({_P.CLINICIAN})),),
    Action.UNDO_REMOVE: (Row(frozenset({_P.CLINICIAN})),),
    Action.HOLD: _KEEPS_OUT,
    Action.BRING_BACK: _KEEPS_OUT,
    Action.MAKE_PRIVATE: _KEEPS_OUT,
    Action.END_PRIVATE: _KEEPS_OUT,
    Action.SEE_OWN_PAGE: (
        Row(frozenset({_P.PATIENT, _P.DECISION_MAKER}), _NOT_REMOVED),
        Row(_BY_LINK, _NOT_REMOVED, _NOT_CANCELLED),
    ),
    Action.SEE_LOOKS: (Row(frozenset({_P.PATIENT, _P.DECISION_MAKER}), _NOT_REMOVED),),
    Action.SEE_VISIT: (Row(_STAFF),),
    Action.INVITE: (Row(_DECIDES, _NOT_REMOVED),),
    Action.PROPOSE_GUEST: (Row(frozenset({_P.CLINICIAN, _P.DESK})),),
    Action.ANSWER_INVITATION: (Row(_DECIDES, _NOT_REMOVED),),
    Action.CHANGE_CONSENT: (Row(_DECIDES, _NOT_REMOVED),),
    Action.REVOKE: (Row(_DECIDES, _NOT_REMOVED),),
    Action.UNDO_SAID_ALOUD: (Row(_DECIDES, _NOT_REMOVED),),
    Action.RECORD_CONSENT: (Row(frozenset({_P.CLINICIAN})),),
    Action.USE_EMERGENCY: (Row(frozenset({_P.CLINICIAN})),),
    Action.SEE_CONSENTS: (Row(frozenset({_P.PATIENT, _P.DECISION_MAKER}), _NOT_REMOVED), Row(_STAFF)),
    Action.NAME_DECISION_MAKER: (Row(frozenset({_P.CLINICIAN, _P.DESK})),),
    Action.EXPIRE_INVITATION: (Row(frozenset({_P.CLINICIAN, _P.DESK})),),
    Action.SEND_NEW_LINK: (Row(_STAFF),),
    Action.ASK_FOR_HELP: (Row(_BY_LINK, _NOT_REMOVED),),
    Action.ANSWER_HELP: (Row(_STAFF),),
    Action.NAME_PRESENT: (Row(_BY_LINK, _NOT_REMOVED, _NOT_CANCELLED),),
    Action.RECORD_PRESENT: (Row(frozenset({_P.CLINICIAN})),),
    Action.CONNECT: (
        Row(frozenset({_P.PATIENT}), _NOT_REMOVED),
        Row(_BY_LINK, _NOT_REMOVED, _NOT_CANCELLED),
        Row(frozenset({_P.CLINICIAN}), _ADMITTED),
    ),
    Action.TALK: (Row(_BY_LINK | {_P.CLINICIAN}, _ADMITTED, _TALKING),),
    Action.READ_NOTES: (Row(_BY_LINK, _NOT_REMOVED, _NOT_CANCELLED), Row(_STAFF)),
    Action.WRITE_SUMMARY: (Row(frozenset({_P.CLINICIAN, _P.COLLEAGUE})),),
    Action.SEE_PAIRS: (Row(_STAFF),),
    Action.SET_PAIR: (Row(_STAFF),),
    Action.LIFT_PAIR: (Row(frozenset({_P.CLINICIAN, _P.DESK})),),
    Action.SHOW_AT_DOOR: (Row(_BESIDE, frozenset({Standing.AT_DOOR, Standing.ADMITTED}), _NOT_CANCELLED),),
    Action.SEE_AT_DOOR: (Row(_STAFF),),
}
"""action -> rows; any row that allows is a yes. An action without a row here would be a no for everybody."""

_PARTY_OF_ROLE: Mapping[Role, Party] = {role: Party(role.value) for role in Role}


def party_of(role: Role) -> Party:
    """The party of a person who takes part in the visit."""
    return _PARTY_OF_ROLE[role]


@cache
def may(action: Action, parties: frozenset[Party], standing: Standing | None, state: VisitState) -> bool:
    """Whether somebody who is all of `parties` to a visit may ask for this now.

    Somebody is several: the patient who decides for themself; a colleague who also works at the desk.
    """
    return any(row.allows(party, standing, state) for row in ACCESS[action] for party in parties)
