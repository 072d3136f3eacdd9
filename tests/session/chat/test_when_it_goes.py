"""The chat of a visit stays while the visit may go on, and not a moment longer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.session.chat.rules import goes_at
from services.session.visit.rules.model import Visit
from tests.session.visit import plays
from tests.session.visit.plays import AT, TIMES

LATER = AT + timedelta(hours=2)
SOON = AT + timedelta(minutes=5)
LAST_REOPENING = AT + timedelta(minutes=30)

CASES: dict[str, tuple[Visit, datetime | None]] = {
    "not before the talk": (plays.waiting(), None),
    "not during the talk": (plays.talking(), None),
    "not during a talk that was reopened as its summary was signed": (replace(plays.talking(), signed_at=SOON), None),
    "not before the summary is signed": (plays.ended(), None),
    "once it is signed": (replace(plays.ended(), signed_at=SOON), SOON),
    "at once when a signed visit ends again": (replace(plays.ended(), signed_at=AT - timedelta(hours=1)), AT),
    "when one that has no summary can be reopened no more": (replace(plays.ended(), waived_at=SOON), LAST_REOPENING),
    "once there will be no summary": (replace(plays.ended(), waived_at=LATER), LATER),
}


@pytest.mark.parametrize("case", CASES)
def test_the_chat_goes(case: str) -> None:
    visit, at = CASES[case]
    assert goes_at(visit, TIMES) == at
