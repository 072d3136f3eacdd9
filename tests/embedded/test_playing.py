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


@pytest.mark.parametrize("about", [step for step in STEPS if not step.media], ids=lambda step: step.name)
def test_a_quick_play_comes_to_the_step_that_it_is_about_by_all_that_it_lives_from(about: Step) -> None:
    quick = tuple(steps_at(Place("http://localhost", audit="true", about=about.name, quick=True)))
    assert about in quick
    assert [step for step in STEPS if not step.aside] == [step for step in quick if not step.aside]
    assert not any(step.media or (step.aside and step is not about) for step in quick)


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
