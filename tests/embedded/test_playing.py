"""AUTO and BREAK as the launcher plays them."""

from pathlib import Path

from services.embedded.auto.steps import STEPS
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
