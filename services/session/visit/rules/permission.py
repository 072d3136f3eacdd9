"""Whether somebody may ask something of a visit: what they are to it, what the access table says, and whether what they
saw of it still holds.
"""

from collections.abc import Callable, Mapping

from services.contracts.access import Action, Party, may, party_of
from services.contracts.ids import PersonId
from services.contracts.problems import LinkClosed, Problem
from services.contracts.states import Standing
from services.contracts.visit_table import Actor
from services.session.callers import Caller, LinkCaller, OwnCaller, StaffCaller, StaffRole
from services.session.change import Change
from services.session.errors import FromTable, NotAllowed, VisitChanged, VisitUnknown
from services.session.visit.rules.model import Visit


def parties(visit: Visit, caller: Caller) -> frozenset[Party]:
    """All that the caller is to this visit; nothing for the service itself, which asks no table."""
    match caller:
        case StaffCaller():
            return _staff_parties(visit, caller)
        case LinkCaller():
            own = frozenset({party_of(visit.person(caller.person_id).role)})
            decides = caller.person_id == visit.decision_maker_id
            return own | {Party.DECISION_MAKER} if decides else own
        case OwnCaller():
            return frozenset()


def _staff_parties(visit: Visit, caller: StaffCaller) -> frozenset[Party]:
    found = set()
    if caller.person_id == visit.clinician_id:
        found.add(Party.CLINICIAN)
    elif StaffRole.CLINICIAN in caller.roles:
        found.add(Party.COLLEAGUE)
    if StaffRole.DESK in caller.roles:
        found.add(Party.DESK)
    return frozenset(found)


def require(visit: Visit, caller: Caller, action: Action) -> None:
    """Raise unless the access table says yes. A visit of another queue is not there for its staff."""
    if isinstance(caller, OwnCaller):
        return
    if isinstance(caller, StaffCaller):
        if visit.clinic_id != caller.clinic_id or visit.queue_id not in caller.queue_ids:
            raise VisitUnknown
    elif caller.person_id not in visit.people:
        raise LinkClosed
    standing = standing_of(visit, caller.person_id)
    if not may(action, parties(visit, caller), standing, visit.state):
        is_shut = isinstance(caller, LinkCaller) and standing is Standing.REMOVED
        raise LinkClosed if is_shut else NotAllowed


def standing_of(visit: Visit, person_id: PersonId) -> Standing | None:
    """Where a person stands in the visit; None for whoever takes no part in it."""
    person = visit.people.get(person_id)
    return person.standing if person is not None and visit.takes_part(person) else None


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


def judged_for(caller: Caller, visit: Visit, seen: int | None, rule: Callable[[Visit], Change[Visit]]) -> Change[Visit]:
    """`ordered` for whoever asks: the row version counts what others do, so that nobody at a link is told it."""
    try:
        return ordered(visit, seen, rule)
    except Problem as problem:
        if isinstance(caller, LinkCaller):
            problem.present = {**problem.present, **_uncounted(problem.present)}
        raise


def _uncounted(present: Mapping[str, object]) -> dict[str, object]:
    visit = present.get("visit")
    return {"visit": {**visit, "version": None}} if isinstance(visit, dict) else {}


def actor_of(visit: Visit, caller: Caller) -> Actor:
    """As what the caller calls a visit off or moves it, for the event."""
    match caller:
        case StaffCaller():
            return Actor.CLINICIAN if caller.person_id == visit.clinician_id else Actor.DESK
        case LinkCaller():
            return Actor.PATIENT if caller.person_id == visit.patient_id else Actor.DECISION_MAKER
        case OwnCaller():
            return Actor.TIMER
