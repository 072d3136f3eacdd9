"""Who may ask for what, typed by hand from what the product promises, to be held against the table of the code."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from services.contracts.access import Action, Party
from services.contracts.states import Standing, VisitState

_THERE: Final = frozenset(Standing) - {Standing.REMOVED}
"""Whoever takes no part in a visit stands nowhere (None) in it: staff, and a clinician before their first entering."""

Holds = Callable[[Standing | None, VisitState], bool]


def _is_open(_: Standing | None, state: VisitState) -> bool:
    return state in {VisitState.SCHEDULED, VisitState.WAITING, VisitState.IN_PROGRESS}


def _is_in_the_talk(standing: Standing | None, state: VisitState) -> bool:
    return standing is Standing.ADMITTED and state is VisitState.IN_PROGRESS


def _is_at_the_door_or_in(standing: Standing | None, state: VisitState) -> bool:
    return standing in {Standing.AT_DOOR, Standing.ADMITTED} and state is not VisitState.CANCELLED


WHEN: Final[Mapping[str, Holds]] = {
    ".": lambda *_: False,
    "yes": lambda *_: True,
    "not-removed": lambda standing, _: standing in _THERE,
    "not-removed-nor-cancelled": lambda standing, state: standing in _THERE and state is not VisitState.CANCELLED,
    "admitted": lambda standing, _: standing is Standing.ADMITTED,
    "open": _is_open,
    "talking": _is_in_the_talk,
    "at-the-door-or-in": _is_at_the_door_or_in,
}
"""A word of the table below -> whether it is a yes for somebody who stands there while the visit is so."""

WORDS: Final[Mapping[str, str]] = {
    "r": "not-removed",
    "rc": "not-removed-nor-cancelled",
    "adm": "admitted",
    "open": "open",
    "talk": "talking",
    "door": "at-the-door-or-in",
    "yes": "yes",
    ".": ".",
}

_TYPED: Final = """
                    patient  decides  guest  interp  observ  clinician  colleague  desk
stop_waiting        yes      .        .      .       .       .          .          .
admit               .        .        .      .       .       yes        .          .
go_on_by_phone      .        .        .      .       .       yes        .          yes
go_on_by_video      .        .        .      .       .       yes        .          .
finish              .        .        .      .       .       yes        .          .
reopen              .        .        .      .       .       yes        .          .
cancel              yes      yes      .      .       .       yes        .          yes
reschedule          yes      yes      .      .       .       yes        .          yes
mark_no_show        .        .        .      .       .       yes        .          yes
undo_no_show        .        .        .      .       .       .          .          yes
hand_over           .        .        .      .       .       yes        yes        yes
offer_hand_over     .        .        .      .       .       yes        .          yes
enter               yes      .        yes    yes     yes     yes        .          .
leave               yes      .        yes    yes     yes     yes        .          .
say_not_yet         .        .        .      .       .       open       .          .
say_seen            .        .        .      .       .       yes        .          .
remove              .        .        .      .       .       yes        .          .
undo_remove         .        .        .      .       .       yes        .          .
hold                r        .        .      .       .       r          .          .
bring_back          r        .        .      .       .       r          .          .
make_private        r        .        .      .       .       r          .          .
end_private         r        .        .      .       .       r          .          .
see_own_page        r        r        rc     rc      rc      .          .          .
see_looks           r        r        .      .       .       .          .          .
see_visit           .        .        .      .       .       yes        yes        yes
invite              .        r        .      .       .       .          .          .
propose_guest       .        .        .      .       .       yes        .          yes
answer_invitation   .        r        .      .       .       .          .          .
change_consent      .        r        .      .       .       .          .          .
revoke              .        r        .      .       .       .          .          .
undo_said_aloud     .        r        .      .       .       .          .          .
record_consent      .        .        .      .       .       yes        .          .
use_emergency       .        .        .      .       .       yes        .          .
see_consents        r        r        .      .       .       yes        yes        yes
name_decision_maker .        .        .      .       .       yes        .          yes
expire_invitation   .        .        .      .       .       yes        .          yes
send_new_link       .        .        .      .       .       yes        yes        yes
ask_for_help        r        .        r      r       r       .          .          .
answer_help         .        .        .      .       .       yes        yes        yes
name_present        rc       .        rc     rc      rc      .          .          .
record_present      .        .        .      .       .       yes        .          .
connect             r        .        rc     rc      rc      adm        .          .
talk                talk     .        talk   talk    talk    talk       .          .
read_notes          rc       .        rc     rc      rc      yes        yes        yes
write_summary       .        .        .      .       .       yes        yes        .
see_pairs           .        .        .      .       .       yes        yes        yes
set_pair            .        .        .      .       .       yes        yes        yes
lift_pair           .        .        .      .       .       yes        .          yes
show_at_door        .        .        door   door    door    .          .          .
see_at_door         .        .        .      .       .       yes        yes        yes
"""


def _lines() -> Iterator[tuple[Action, Mapping[Party, str]]]:
    for line in _TYPED.strip().splitlines()[1:]:
        action, *words = line.split()
        yield Action(action), {party: WORDS[word] for party, word in zip(Party, words, strict=True)}


EXPECTED: Final[Mapping[Action, Mapping[Party, str]]] = dict(_lines())
"""action -> party -> a word of `WHEN`."""


def is_allowed(action: Action, parties: frozenset[Party], standing: Standing | None, state: VisitState) -> bool:
    """What the product promises to somebody who is all of these parties."""
    return any(WHEN[EXPECTED[action][party]](standing, state) for party in parties)
