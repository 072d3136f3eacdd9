"""Whatever happens in a visit with a protected pair, neither of the two can tell that the other was ever invited."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.contracts.ids import PersonId
from services.session.visit.rules import apart
from tests.session.pairs.two_worlds import ANA, GUESTS, MAREK, OLU, Step, World, compare
from tests.session.visit.plays import LIND, ROSA

OF_GUESTS = ("consent", "revoke", "tap", "admit", "leave", "away", "remove", "undo_remove", "hold", "bring_back")
OF_THE_ROOM = ("private", "end_private", "finish", "reopen", "patient_comes")
ANYONE = st.sampled_from([*GUESTS, ROSA, LIND])

steps = st.lists(
    st.one_of(
        st.builds(Step, st.sampled_from(OF_GUESTS), st.sampled_from(GUESTS), st.integers(0, 1)),
        st.builds(Step, st.sampled_from(OF_THE_ROOM), st.just(ROSA)),
        st.builds(Step, st.sampled_from(["join", "write"]), ANYONE, st.integers(0, 1)),
        st.builds(Step, st.just("call"), ANYONE, st.just(0), ANYONE),
    ),
    max_size=40,
)


def comes_in(person: PersonId) -> list[Step]:
    return [Step(what, person) for what in ("consent", "tap", "join", "admit")]


BOTH_COME = [*comes_in(ANA), *comes_in(MAREK), *comes_in(OLU), Step("call", MAREK, 0, ANA), Step("write", ANA)]


@settings(max_examples=100)
@given(steps, st.integers(0, 40), st.sampled_from([ANA, MAREK]))
@example(BOTH_COME, 0, MAREK)
@example(BOTH_COME, 0, ANA)
@example(BOTH_COME, 7, MAREK)
@example(BOTH_COME, 8, MAREK)
@example(BOTH_COME, 8, ANA)
@example([*BOTH_COME, Step("remove", ANA), Step("admit", MAREK), Step("undo_remove", ANA)], 0, MAREK)
def test_whoever_is_one_of_two_notices_nothing_of_the_other(what: list[Step], set_at: int, viewer: PersonId) -> None:
    began = [Step("consent", guest) for guest in (ANA, MAREK)]
    with_other, without_other = compare([*began, *what], 2 + set_at, viewer)
    assert with_other == without_other


@settings(max_examples=50)
@given(steps)
@example([*BOTH_COME, Step("emergency", MAREK), Step("write", MAREK)])
def test_an_emergency_lets_both_in_and_still_hides_them_from_each_other(what: list[Step]) -> None:
    world = World(ANA)
    for step in (Step("consent", ANA), Step("consent", MAREK), *what, *comes_in(ANA), Step("emergency", MAREK)):
        world.play(step)
        if {ANA, MAREK} <= world.visit.people.keys() and not world.visit.person(ANA).apart:
            world.become(apart.set_apart(world.visit, ANA, MAREK))
            world.noticed.clear()
    assert str(MAREK) not in repr(world.noticed)
