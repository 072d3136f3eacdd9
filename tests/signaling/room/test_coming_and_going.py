"""Who is in the room, on whose screen, and how that changes when people come, lose their line, and go."""

import pytest

from services.contracts import wire
from services.contracts.grants import GrantCode
from services.contracts.standing import PersonStanding
from services.contracts.states import DeviceKind, DevicePlace, Modality, Role, Scope, Standing, VisitState
from services.contracts.wire import CloseCode, WireCode
from services.signaling.room import effects, inputs
from tests.signaling.room.play import (
    ANA,
    LIND,
    MAREK,
    ROSA,
    Play,
    admitted,
    at_door,
    present,
    standing,
)

WAITING = VisitState.WAITING


def test_whoever_joins_sees_who_is_there_and_is_seen() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)

    assert play.sees(ROSA) == {"Dr. Lind": "live", "Rosa": "live", "Ana": "absent"}
    assert play.sees(LIND) == {"Dr. Lind": "live", "Rosa": "live", "Ana": "absent"}
    assert play.flowing(LIND) == {"Rosa"}
    assert play.flowing(ROSA) == {"Dr. Lind"}


def test_the_one_who_came_later_has_the_higher_number_on_both_screens() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)

    assert play.row(ROSA, of=LIND).n == 1
    assert play.row(LIND, of=ROSA).n == 2


def test_a_guest_at_the_door_sees_nobody_but_themself() -> None:
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: at_door(ANA)}))
    play.joins(LIND)
    play.joins(ANA)

    assert play.sees(ANA) == {"Ana": "live"}
    assert play.sees(LIND)["Ana"] == "live"
    assert play.flowing(LIND) == set()


def test_nobody_comes_in_whom_session_does_not_know_or_has_removed() -> None:
    play = Play(standing(1, {LIND: admitted(LIND), ANA: admitted(ANA, standing=Standing.REMOVED)}))

    assert play.joins(ANA) == [effects.Refuse(1, WireCode.NO_LONGER_HERE)]
    assert play.joins(MAREK) == [effects.Refuse(2, WireCode.NO_LONGER_HERE)]


def test_a_reload_takes_its_own_place_and_leaves_no_ghost() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA, n=2)
    play.loses_socket(ROSA)
    play.joins(ROSA, n=3)

    assert effects.Forget(2) in play.done
    assert play.sees(LIND) == {"Dr. Lind": "live", "Rosa": "live", "Ana": "absent"}
    assert play.row(LIND, of=ROSA).n == 3
    assert all(one.link != "reconnecting" for screen in play.screens(LIND) for one in screen.people)


def test_an_older_tab_of_the_same_device_learns_that_a_newer_one_took_over() -> None:
    play = Play()
    play.joins(ROSA, n=1)
    play.joins(ROSA, n=2)

    assert effects.Close(1, CloseCode.OPENED_ELSEWHERE, WireCode.OPENED_ELSEWHERE) in play.done


def test_a_patients_other_device_ends_the_first_and_tells_it_so() -> None:
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA)}))
    play.joins(LIND)
    play.joins(ROSA)
    tablet = ROSA.with_device("tablet")
    places = {ROSA.device: DevicePlace.ADMITTED, tablet.device: DevicePlace.ADMITTED}
    play.stands({ROSA: admitted(ROSA, devices=places)})
    play.joins(tablet)

    assert effects.Close(2, CloseCode.OPENED_ELSEWHERE, WireCode.OPENED_ELSEWHERE) in play.done
    assert play.row(LIND, of=ROSA).n == 3


def test_a_device_that_session_replaced_is_told_though_the_new_one_has_not_joined_yet() -> None:
    play = Play()
    play.joins(ROSA)
    tablet = ROSA.with_device("tablet")
    play.stands({ROSA: admitted(tablet)})

    assert effects.Close(1, CloseCode.OPENED_ELSEWHERE, WireCode.OPENED_ELSEWHERE) in play.done


def test_a_guests_second_device_waits_beside_the_admitted_one_and_only_the_clinician_is_told() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.joins(ANA)
    laptop = ANA.with_device("laptop")
    places = {ANA.device: DevicePlace.ADMITTED, laptop.device: DevicePlace.AT_DOOR}
    play.stands({ANA: admitted(ANA, devices=places)})
    play.joins(laptop)

    assert play.row(LIND, of=ANA).n == play.n(ANA)
    assert play.row(LIND, of=ANA).second_device_at_door
    assert not play.row(ROSA, of=ANA).second_device_at_door
    assert play.flowing(ANA) == {"Dr. Lind", "Rosa"}
    assert play.flowing(laptop) == set()
    assert play.screen(laptop).device is DevicePlace.AT_DOOR


def test_the_clinician_alone_sees_whether_somebody_sits_at_a_phone_or_a_computer() -> None:
    play = Play()
    play.joins(LIND, device_kind=DeviceKind.COMPUTER)
    play.joins(ROSA)
    play.joins(ANA, device_kind=DeviceKind.PHONE)

    assert play.row(LIND, of=ANA).device_kind is DeviceKind.PHONE
    assert play.row(LIND, of=ROSA).device_kind is None
    assert play.row(ROSA, of=ANA).device_kind is None
    assert play.row(ANA, of=LIND).device_kind is None


def test_letting_in_the_second_device_moves_the_guest_there_and_ends_the_first() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ANA)
    laptop = ANA.with_device("laptop")
    places = {ANA.device: DevicePlace.ADMITTED, laptop.device: DevicePlace.AT_DOOR}
    play.stands({ANA: admitted(ANA, devices=places)})
    play.joins(laptop)
    play.stands({ANA: admitted(laptop)})

    assert effects.Close(2, CloseCode.OPENED_ELSEWHERE, WireCode.OPENED_ELSEWHERE) in play.done
    assert play.row(LIND, of=ANA).n == 3
    assert play.flowing(laptop) == {"Dr. Lind"}


def test_a_grant_used_after_a_newer_one_is_superseded() -> None:
    play = Play()
    play.joins(ROSA, n=5)

    assert play.joins(ROSA, n=4) == [effects.Refuse(4, GrantCode.SUPERSEDED)]
    assert effects.Close(5, CloseCode.OPENED_ELSEWHERE, WireCode.OPENED_ELSEWHERE) not in play.done


def test_a_lost_socket_that_is_back_within_a_second_never_shows() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    shown = len(play.told(LIND, effects.SendRoom))
    play.loses_socket(ROSA)
    play.passes(1.0)
    play.comes_back(ROSA)
    play.passes(30.0)

    assert len(play.told(LIND, effects.SendRoom)) == shown


def test_a_vanished_page_shows_reconnecting_within_five_seconds_and_away_within_fifteen() -> None:
    for vanishes in (Play.loses_socket, Play.goes_silent):
        play = Play()
        play.joins(LIND)
        play.joins(ROSA)
        play.passes(10)
        left_at = play.now
        vanishes(play, ROSA)
        play.passes(left_at + 5 - play.now)
        assert play.sees(LIND)["Rosa"] == "reconnecting"
        play.passes(left_at + 15 - play.now)
        assert play.sees(LIND)["Rosa"] == "absent"


def test_media_go_on_while_a_line_is_lost_because_they_flow_directly() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.loses_socket(ROSA)
    play.passes(30)

    assert play.sees(LIND)["Rosa"] == "absent"
    assert play.flowing(LIND) == {"Rosa"}
    assert play.row(LIND, of=ROSA).n == 2


def test_a_phone_that_was_put_down_counts_as_away_only_after_ninety_seconds() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.puts_phone_down(ROSA)
    play.loses_socket(ROSA)
    play.passes(89)
    assert play.sees(LIND)["Rosa"] == "reconnecting"
    assert play.row(LIND, of=ROSA).hidden
    play.passes(1.5)
    assert play.sees(LIND)["Rosa"] == "absent"


def test_a_page_can_be_resumed_for_two_minutes_and_a_hidden_one_for_fifteen() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.joins(ANA)
    play.puts_phone_down(ANA)
    play.loses_socket(ROSA)
    play.loses_socket(ANA)
    play.passes(119)
    assert effects.Forget(2) not in play.done
    play.passes(2)
    assert effects.Forget(2) in play.done
    assert play.row(LIND, of=ROSA).n is None
    play.passes(770)
    assert effects.Forget(3) not in play.done
    play.passes(10)
    assert effects.Forget(3) in play.done


def test_whoever_says_goodbye_is_gone_at_once() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.says_bye(ROSA)

    assert effects.Close(2, CloseCode.LEFT) in play.done
    assert play.sees(LIND)["Rosa"] == "absent"
    assert play.flowing(LIND) == set()


def test_the_room_is_empty_when_the_last_one_left_and_says_so() -> None:
    play = Play()
    play.joins(ROSA)
    play.says_bye(ROSA)

    assert play.room.is_empty
    assert play.published() == {}


def test_presence_is_told_on_change_and_every_five_seconds() -> None:
    play = Play()
    play.joins(ROSA)
    told = sum(isinstance(effect, effects.PublishPresence) for effect in play.done)
    play.passes(20.5)

    assert sum(isinstance(effect, effects.PublishPresence) for effect in play.done) == told + 4
    assert play.published()["Rosa"].link.value == "live"


def test_what_was_said_before_others_were_back_on_the_bus_reaches_them_soon_after() -> None:
    play = Play()
    play.joins(ROSA)
    play.happens(inputs.BusBack())
    play.happens(inputs.MediaSaid(play.n(ROSA), wire.Media(microphone=False, camera=True)))
    for _ in range(5):
        play.done.clear()
        play.passes(0.6)
        assert not play.published()["Rosa"].microphone
    play.passes(5)
    play.done.clear()
    play.passes(5)
    assert sum(isinstance(effect, effects.PublishPresence) for effect in play.done) == 1


def test_a_person_at_another_instance_is_on_the_screen_like_anybody_else() -> None:
    play = Play()
    play.joins(LIND)
    play.other_instance_says(present(ROSA, 7, attached=play.now))
    play.passes(0.2)

    assert play.sees(LIND)["Rosa"] == "live"
    assert play.flowing(LIND) == {"Rosa"}


def test_an_instance_heard_for_the_first_time_is_told_at_once_who_is_here() -> None:
    play = Play()
    play.joins(LIND)
    play.passes(1)
    told = len([effect for effect in play.done if isinstance(effect, effects.PublishPresence)])
    play.other_instance_says(present(ROSA, 7, attached=play.now))
    play.passes(0)

    assert len([effect for effect in play.done if isinstance(effect, effects.PublishPresence)]) == told + 1


def test_a_page_that_resumed_at_another_instance_is_given_up_here_without_a_word() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.loses_socket(ROSA)
    play.passes(1)
    play.other_instance_says(present(ROSA, 2, attached=play.now))

    assert effects.Forget(2) in play.done
    assert play.sees(LIND) == {"Dr. Lind": "live", "Rosa": "live", "Ana": "absent"}
    assert play.row(LIND, of=ROSA).n == 2


def test_an_old_report_of_another_instance_does_not_take_a_resumed_page_away() -> None:
    play = Play()
    before = play.now
    play.passes(10)
    play.joins(ROSA, n=2)
    play.other_instance_says(present(ROSA, 2, attached=before))

    assert not play.told(ROSA, effects.Close)
    assert play.sees(ROSA)["Rosa"] == "live"


def test_a_report_that_was_overtaken_by_a_later_one_is_left_out() -> None:
    play = Play()
    play.joins(LIND)
    play.other_instance_says(present(ROSA, 7, attached=play.now), sequence=2)
    play.other_instance_says(present(ROSA, 7, attached=play.now, link="absent"), sequence=1)
    play.passes(0.2)

    assert play.sees(LIND)["Rosa"] == "live"


def test_an_instance_that_falls_silent_is_doubted_and_then_not_believed() -> None:
    play = Play()
    play.joins(LIND)
    play.other_instance_says(present(ROSA, 7, attached=play.now))
    play.passes(6.9)
    assert play.sees(LIND)["Rosa"] == "live"
    play.passes(0.5)
    assert play.sees(LIND)["Rosa"] == "reconnecting"
    play.passes(5)
    assert play.sees(LIND)["Rosa"] == "absent"


def test_pages_of_a_dead_instance_that_come_back_here_are_never_there_twice() -> None:
    play = Play()
    play.joins(LIND)
    play.other_instance_says(present(ROSA, 7, attached=play.now))
    play.passes(1)
    play.joins(ROSA, n=7)

    for screen in play.screens(LIND):
        people = [one.person_id for one in screen.people]
        assert len(people) == len(set(people))
    assert play.sees(LIND)["Rosa"] == "live"


def test_whom_the_clinician_removes_is_told_and_closed_in_the_same_step() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ANA)
    follows = play.stands({ANA: admitted(ANA, standing=Standing.REMOVED)})

    assert effects.Close(2, CloseCode.NO_LONGER_HERE, WireCode.NO_LONGER_HERE) in follows
    assert play.flowing(LIND) == set()
    assert any(isinstance(effect, effects.SendRoom) and effect.n == 1 for effect in follows)


def test_a_guest_whose_yes_was_taken_back_is_told_and_closed() -> None:
    play = Play()
    play.joins(ANA)
    play.stands({ANA: admitted(ANA, standing=Standing.INVITED, scopes=frozenset(), devices={})})

    assert effects.Close(1, CloseCode.NO_LONGER_HERE, WireCode.NO_LONGER_HERE) in play.done


@pytest.mark.parametrize("where", [Standing.INVITED, Standing.GONE])
def test_a_page_that_stayed_open_is_closed_when_the_yes_is_taken_back_wherever_its_guest_stood(where: Standing) -> None:
    """They opened it too early, or left and kept it: of the visit nothing is theirs to hear any more."""
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: at_door(ANA, standing=where)}))
    play.joins(ANA)
    play.stands({ANA: at_door(ANA, standing=Standing.INVITED, scopes=frozenset(), devices={})})
    told = len(play.told(ANA))
    play.stands({}, visit_state=VisitState.ENDED)

    assert play.told(ANA)[-1] == effects.Close(1, CloseCode.NO_LONGER_HERE, WireCode.NO_LONGER_HERE)
    assert len(play.told(ANA)) == told


def test_that_a_visit_was_called_off_is_not_told_to_a_guest_whose_page_is_open() -> None:
    """As their link does: what they are told is what they would be told if their own yes had been taken back."""
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: at_door(ROSA), ANA: at_door(ANA)}, visit_state=WAITING))
    play.joins(ROSA)
    play.joins(ANA)
    told = len(play.told(ANA))
    gone = {person: at_door(person, standing=Standing.GONE) for person in (ROSA, ANA)}
    play.stands(gone, visit_state=VisitState.CANCELLED)

    assert play.told(ANA)[told:] == [effects.Close(2, CloseCode.NO_LONGER_HERE, WireCode.NO_LONGER_HERE)]
    assert play.screen(ROSA).visit_state is VisitState.CANCELLED
    assert play.joins(ANA)[-1] == effects.Refuse(3, WireCode.NO_LONGER_HERE), "nor may they come back"


def test_whoever_was_cut_off_while_their_line_was_down_comes_back_nowhere() -> None:
    cut = at_door(ANA, standing=Standing.INVITED, scopes=frozenset(), devices={})
    play = Play(standing(1, {LIND: admitted(LIND), ANA: cut}))
    assert play.joins(ANA) == [effects.Refuse(1, WireCode.NO_LONGER_HERE)]


def test_a_page_whose_device_a_newer_link_ended_is_closed_though_no_other_device_came_yet() -> None:
    play = Play()
    play.joins(ROSA)
    play.stands({ROSA: admitted(ROSA, devices={})})

    assert effects.Close(1, CloseCode.OPENED_ELSEWHERE, WireCode.OPENED_ELSEWHERE) in play.done


@pytest.mark.parametrize(
    "ana", [at_door(ANA), admitted(ANA, held_by=frozenset({LIND.id}))], ids=["at the door", "held"]
)
def test_a_guest_outside_does_not_learn_how_the_talk_goes_on(ana: PersonStanding) -> None:
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: ana}))
    play.joins(ANA)
    before = len(play.told(ANA))
    play.stands({}, modality=Modality.PHONE)

    assert play.screen(ANA).modality is Modality.VIDEO
    assert len(play.told(ANA)) == before


def test_a_guest_who_may_only_read_any_more_hears_nothing_and_keeps_the_line_for_the_summary() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ANA)
    play.stands({ANA: at_door(ANA, standing=Standing.INVITED, scopes=frozenset({Scope.SUMMARY_ALL}))})

    assert play.sees(ANA) == {"Ana": "live"}
    assert play.flowing(LIND) == set()
    assert not [effect for effect in play.done if isinstance(effect, effects.Close)]


def test_a_held_guest_keeps_the_line_and_sees_only_themself() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.joins(ANA)
    play.stands({ANA: admitted(ANA, held_by=frozenset({LIND.id}))})

    assert play.sees(ANA) == {"Ana": "live"}
    assert play.row(ANA, of=ANA).held
    assert play.row(LIND, of=ANA).held
    assert play.flowing(LIND) == {"Rosa"}


def test_a_held_guests_second_device_that_was_not_let_in_learns_of_no_private_moment() -> None:
    """It may be in the hands of whoever was sent the link."""
    play = Play()
    play.joins(ANA)
    laptop = ANA.with_device("laptop")
    places = {ANA.device: DevicePlace.ADMITTED, laptop.device: DevicePlace.AT_DOOR}
    play.stands({ANA: admitted(ANA, devices=places)}, modality=Modality.PHONE)
    play.joins(laptop)
    before = len(play.told(laptop))
    play.stands({ANA: admitted(ANA, devices=places, held_by=frozenset({LIND.id}))})

    assert play.row(ANA, of=ANA).held
    assert not play.row(laptop, of=ANA).held
    assert len(play.told(laptop)) == before


def test_everyone_hears_that_the_visit_ended_before_anything_else() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    gone = {person: admitted(person, standing=Standing.GONE) for person in (LIND, ROSA, ANA)}
    follows = play.stands(gone, visit_state=VisitState.ENDED)

    first = {n: next(effect for effect in follows if getattr(effect, "n", None) == n) for n in (1, 2)}
    assert all(isinstance(effect, effects.SendHint) for effect in first.values())
    assert play.flowing(LIND) == set()
    assert not play.told(LIND, effects.Close)


def test_pages_of_an_ended_visit_are_closed_when_it_can_no_longer_be_reopened() -> None:
    play = Play()
    play.joins(ROSA)
    play.stands({ROSA: admitted(ROSA, standing=Standing.GONE)}, visit_state=VisitState.ENDED)
    play.passes(1799)
    assert not play.told(ROSA, effects.Close)
    play.passes(2)
    assert play.told(ROSA, effects.Close)


def test_an_older_standing_never_replaces_a_newer_one() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ANA)
    older = play.entry
    play.stands({ANA: admitted(ANA, held_by=frozenset({LIND.id}))})
    play.entry = older.model_copy(update={"standing_version": 0})
    play.stands({})

    assert play.flowing(LIND) == set()


def test_changes_that_come_fast_reach_the_screens_together() -> None:
    play = Play()
    play.joins(LIND)
    play.joins(ROSA)
    play.passes(1)
    shown = len(play.told(LIND, effects.SendRoom))
    for _ in range(20):
        play.puts_phone_down(ROSA)
        play.comes_back(ROSA)
    play.puts_phone_down(ROSA)
    play.passes(0.2)

    assert len(play.told(LIND, effects.SendRoom)) <= shown + 2
    assert play.row(LIND, of=ROSA).hidden


def test_roles_other_than_guest_see_only_whom_media_reach() -> None:
    observer = MAREK.__class__("Marek", Role.OBSERVER)
    agreed = admitted(observer, scopes=frozenset({Scope.JOIN}))
    play = Play(standing(1, {LIND: admitted(LIND), ROSA: at_door(ROSA), observer: agreed}))
    play.joins(observer)

    assert play.sees(observer) == {"Dr. Lind": "absent", "Marek": "live"}
