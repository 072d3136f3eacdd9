"""Words from page to page: only between people whose media flow, only to the connection they are for."""

from dataclasses import replace

import pytest

from services.contracts.states import Standing
from services.contracts.wire import WireCode
from services.signaling.room import effects, inputs
from services.signaling.room.limits import MAX_CANDIDATES, MAX_DESCRIPTION_BYTES
from tests.signaling.room.play import ANA, LIND, ROSA, SAM, Play, admitted, at_door, present, relays, standing


def test_the_one_who_came_later_offers_and_the_other_answers() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)

    assert list(relays(play.says("offer", ROSA, to=LIND))) == [(1, "offer")]
    assert list(relays(play.says("answer", LIND, to=ROSA))) == [(2, "answer")]
    assert list(relays(play.says("candidate", LIND, to=ROSA))) == [(2, "candidate")]
    assert list(relays(play.says("please_offer", LIND, to=ROSA))) == [(2, "please_offer")]


@pytest.mark.parametrize(("kind", "earlier_says"), [("offer", True), ("answer", False), ("please_offer", False)])
def test_nobody_speaks_out_of_turn(kind: str, *, earlier_says: bool) -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    speaker, listener = (LIND, ROSA) if earlier_says else (ROSA, LIND)

    follows = play.says(kind, speaker, to=listener)
    assert follows == [effects.SendError(play.n(speaker), WireCode.NOT_ALLOWED)]


def test_the_word_says_whose_which_connection_it_comes_from() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)

    (word,) = play.says("offer", ROSA, to=LIND)
    assert isinstance(word, effects.Deliver)
    assert (word.sender, word.sender_n) == (ROSA.id, 2)


def test_a_word_for_an_earlier_connection_is_lost_by_right() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA, n=2)
    play.joins(ROSA, n=3)

    assert play.says("candidate", LIND, to=ROSA, to_n=2) == []


@pytest.mark.parametrize(
    "ana",
    [
        at_door(ANA),
        admitted(ANA, standing=Standing.GONE),
        admitted(ANA, held_by=frozenset({ROSA.id})),
        admitted(ANA, scopes=frozenset()),
    ],
    ids=["at the door", "gone", "held", "without the yes"],
)
def test_nothing_is_said_to_or_by_somebody_whose_media_do_not_flow(ana: object) -> None:
    """Ana's page, which may know of nobody, is not even told that there is somebody to whom it may not speak."""
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: ana}))  # type: ignore[dict-item]
    play.joins(LIND)
    play.joins(ANA)

    assert play.says("offer", ANA, to=LIND) == []
    assert play.says("candidate", LIND, to=ANA) == [effects.SendError(1, WireCode.NOT_ALLOWED)]


def test_a_guests_device_at_the_door_says_nothing_though_the_guest_is_in() -> None:
    play = Play()
    play.joins(LIND)
    laptop = ANA.with_device("laptop")
    play.stands({ANA: admitted(ANA, devices={**admitted(ANA).devices, **at_door(laptop).devices})})
    play.joins(ANA)
    play.joins(laptop)

    assert play.says("offer", laptop, to=LIND) == []
    assert list(relays(play.says("offer", ANA, to=LIND))) == [(1, "offer")]


def test_nobody_finds_out_by_calling_that_anothers_further_device_knocks() -> None:
    play = Play(standing(1, {ROSA: admitted(ROSA), LIND: admitted(LIND), ANA: admitted(ANA), SAM: admitted(SAM)}))
    tablet = ANA.with_device("tablet")
    play.stands({ANA: admitted(ANA, devices={**admitted(ANA).devices, **at_door(tablet).devices})})
    for person in (SAM, ANA, tablet):
        play.joins(person)

    assert play.says("candidate", SAM, to=ANA, to_n=play.n(tablet)) == []
    assert play.says("candidate", SAM, to=ANA, to_n=99) == [], "nobody at all"


def test_a_word_longer_than_any_honest_one_goes_nowhere() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    word = inputs.RelaySaid(2, "offer", str(LIND.id), 1, b"x" * (MAX_DESCRIPTION_BYTES + 1))

    assert play.happens(word) == [effects.SendError(2, WireCode.BAD_MESSAGE)]


def test_more_candidates_than_a_phone_has_are_left_out_until_the_next_description() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    for _ in range(MAX_CANDIDATES):
        assert list(relays(play.says("candidate", ROSA, to=LIND)))
    assert play.says("candidate", ROSA, to=LIND) == [effects.SendError(2, WireCode.TOO_FAST)]
    play.says("offer", ROSA, to=LIND)
    assert list(relays(play.says("candidate", ROSA, to=LIND)))


def test_a_word_for_somebody_at_another_instance_is_passed_on() -> None:
    play = Play()
    play.joins(ROSA, n=9)
    play.other_instance_says(present(LIND, 4, attached=play.now))
    play.numbers[LIND] = 4

    (passed,) = play.says("offer", ROSA, to=LIND)
    assert isinstance(passed, effects.PassOn)
    assert (passed.relay.sender_n, passed.relay.to, passed.relay.to_n) == (9, LIND.id, 4)


def test_a_word_that_another_instance_passed_on_is_judged_once_more() -> None:
    there = Play()
    there.joins(ROSA, n=9)
    there.other_instance_says(present(LIND, 4, attached=there.now))
    there.numbers[LIND] = 4
    (passed,) = there.says("offer", ROSA, to=LIND)
    assert isinstance(passed, effects.PassOn)

    here = Play()
    here.joins(LIND, n=4)
    assert list(relays(here.happens(inputs.RelayArrived(passed.relay)))) == [(4, "offer")]
    stale = replace(passed.relay, to_n=3)
    assert here.happens(inputs.RelayArrived(stale)) == []
    here.stands({ROSA: admitted(ROSA, standing=Standing.REMOVED)})
    assert not list(relays(here.happens(inputs.RelayArrived(passed.relay))))


def test_a_page_can_report_only_packets_that_may_have_come() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.passes(1)
    play.happens(inputs.ReceivedSaid(2, frozenset({LIND.id, ANA.id, ROSA.id})))
    play.passes(0.2)
    assert play.published()["Rosa"].receiving == {LIND.id}


def test_a_report_of_packets_fades_when_it_is_not_repeated() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.passes(1)
    play.happens(inputs.ReceivedSaid(2, frozenset({LIND.id})))
    play.passes(2)
    assert play.published()["Rosa"].receiving == {LIND.id}
    play.passes(1)
    assert play.published()["Rosa"].receiving == frozenset()
