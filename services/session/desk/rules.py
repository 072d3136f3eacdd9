"""What staff lists make of a visit: whom to call, which buttons there are. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from services.contracts.access import Action, may
from services.contracts.states import VisitState
from services.contracts.visit_table import WHO, Actor, VisitCommand, visit_cell
from services.session.callers import StaffCaller
from services.session.desk.wire import CheckResult, Trouble
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import parties, standing_of
from services.session.visit_page.facts import PageFacts

REFUSED: Final = frozenset({"refused", "missing"})
BEFORE: Final = frozenset({VisitState.SCHEDULED, VisitState.WAITING})
AROUND_NOW: Final = timedelta(hours=3)
_STAFF_ACTORS: Final = frozenset({Actor.CLINICIAN, Actor.DESK})


def check_of(page: PageFacts) -> CheckResult:
    """How the try of picture and sound went."""
    if page.tried_at is None:
        return CheckResult(state="none")
    failed = [name for name, bad in _failures(page) if bad]
    return CheckResult(state="failed" if failed else "ok", what=failed)


def _failures(page: PageFacts) -> tuple[tuple[str, bool], ...]:
    return (
        ("camera", page.camera in REFUSED),
        ("microphone", page.microphone in REFUSED),
        ("speaker", page.speaker == "no"),
        ("network", page.network == "weak"),
    )


def troubles(visit: Visit, page: PageFacts, *, has_contact: bool, link_failed: bool) -> list[Trouble]:
    """Why somebody should call this patient, the most pressing reason first.

    After the end there is one reason left: the patient was missed, or the talk broke off, and asked for a call then.
    """
    if visit.state not in {*BEFORE, VisitState.IN_PROGRESS}:
        return [Trouble.ASKED_FOR_CALL] if _asked_after_the_end(visit, page) else []
    seen = {
        Trouble.ASKED_FOR_CALL: page.help_wanted_at is not None,
        Trouble.WRONG_PERSON: page.wrong_person_at is not None,
        Trouble.NO_CONTACT: not has_contact,
        Trouble.NOT_SENT: link_failed and has_contact,
        **(_of_check(page) if visit.state in BEFORE else {}),
    }
    return [trouble for trouble in Trouble if seen.get(trouble)]


def _asked_after_the_end(visit: Visit, page: PageFacts) -> bool:
    if page.help_wanted_at is None or visit.state is VisitState.CANCELLED:
        return False
    return visit.ended_at is None or page.help_wanted_at > visit.ended_at


def _of_check(page: PageFacts) -> dict[Trouble, bool]:
    camera, microphone = page.camera in REFUSED, page.microphone in REFUSED
    return {
        Trouble.CAMERA_AND_MICROPHONE_REFUSED: camera and microphone,
        Trouble.CHECK_FAILED: (microphone and not camera) or page.speaker == "no",
        Trouble.WEAK: page.network == "weak",
        Trouble.SOUND_ONLY: (camera and not microphone) or page.network == "sound",
    }


def allowed(visit: Visit, caller: StaffCaller) -> list[VisitCommand]:
    """The commands of the visit's table that have a cell now and are this caller's to give: the buttons there are."""
    return [command for command in VisitCommand if _is_allowed(visit, caller, command)]


def _is_allowed(visit: Visit, caller: StaffCaller, command: VisitCommand) -> bool:
    if not WHO[command] & _STAFF_ACTORS:
        return False
    cell = visit_cell(command, visit.column)
    does_something = cell.error is None and (cell.becomes is not None or bool(cell.does))
    standing = standing_of(visit, caller.person_id)
    return does_something and may(Action(command.value), parties(visit, caller), standing, visit.state)


def summary_of(visit: Visit) -> Literal["to_write", "signed", "waived"] | None:
    """What became of the summary; a visit is closed once it is signed or waived. None while the visit has not ended."""
    if visit.state is not VisitState.ENDED:
        return None
    if visit.signed_at is not None:
        return "signed"
    return "waived" if visit.waived_at is not None else "to_write"


def span(day: date, zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime]:
    """From when to when a day list reaches. Today's holds the hours around now, too: visits go on at midnight."""
    start = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    if start <= now < end:
        return min(start, now - AROUND_NOW), max(end, now + AROUND_NOW)
    return start, end


def counts(states: Iterable[VisitState]) -> tuple[int, int, int]:
    """How many wait, how many there are today without those called off, and how many are done."""
    every = list(states)
    there = [state for state in every if state is not VisitState.CANCELLED]
    return every.count(VisitState.WAITING), len(there), every.count(VisitState.ENDED)
