"""AUTO and BREAK as the launcher plays them."""

from pathlib import Path

import pytest

from services.embedded.auto.cast import Cast, Place
from services.embedded.auto.play import steps_at, take
from services.embedded.auto.seeing import NotAsItShouldBe, Step
from services.embedded.auto.steps import STEPS
from services.embedded.people.door import Problem
from services.embedded.playing import SWITCH, pull_switch
from services.runtime import breakage
from services.runtime.breakage import CAUSES, Breakage, Where
from services.runtime.settings import ServiceSettings


def test_the_switch_lies_where_the_services_look(tmp_path: Path) -> None:
    looking = Breakage(ServiceSettings(demo=True, state_dir=tmp_path))
    pull_switch(tmp_path, "mailed")
    assert looking.withholds(Where.MAIL, "link")
    pull_switch(tmp_path, None)
    assert not looking.withholds(Where.MAIL, "link")
    assert breakage.SWITCH == SWITCH


def test_every_step_that_plays_can_be_broken() -> None:
    assert {step.name for step in STEPS} == set(CAUSES)


def test_a_quick_play_is_enough_to_break_each_step_after_the_talk() -> None:
    """It plays all steps but those of which no later one lives."""
    quick = [step.name for step in steps_at(Place("http://localhost", audit="true", quick=True))]
    assert [step.name for step in STEPS if step.closes] == quick[quick.index("known-to-notes") :]
    assert not any(step.closes and step.aside for step in STEPS)


def test_without_a_command_for_it_the_audit_is_left_to_others() -> None:
    assert [step.name for step in STEPS if step not in tuple(steps_at(Place("http://localhost")))] == ["audit-sealed"]


@pytest.mark.parametrize(
    ("ran_into", "told"),
    [
        (Problem(409, {"code": "no"}, "POST /staff/x"), "expected it to be done, saw 409 no to POST /staff/x"),
        (NotAsItShouldBe("links: expected 1, saw 2"), "links: expected 1, saw 2"),
        (TimeoutError(), "it was not so after 10 s"),
    ],
)
async def test_a_step_that_fails_says_what_was_expected_and_what_was_seen(ran_into: Exception, told: str) -> None:
    async def fails(_: Cast) -> None:
        raise ran_into

    assert await take(Step("fails", fails), Cast(Place("http://localhost"))) == told
