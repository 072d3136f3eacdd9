"""Private time as the pages live through it: when it is called so, who is waited for, and what a held page gets."""

from dataclasses import replace

from services.contracts.ids import PersonId
from services.contracts.states import DevicePlace, Modality
from services.contracts.wire import CloseCode, Media, WireCode
from services.signaling.room import effects, inputs
from tests.signaling.room.play import (
    ANA,
    BEGIN,
    EVERYONE,
    LIND,
    MAREK,
    ROSA,
    SAM,
    Person,
    Play,
    admitted,
    at_door,
    present,
    standing,
)

BY_LIND: frozenset[PersonId] = frozenset({LIND.id})
BY_BOTH = BY_LIND | {ROSA.id}


def talk(*people: Person) -> Play:
    """All of them in the talk, each page with nothing open but what its room lets flow."""
    play = Play(standing(1, {person: admitted(person) for person in people}))
    for person in people:
        play.joins(person)
    for person in people:
        play.closes(person)
    return play


def holds_ana(play: Play, by: frozenset[PersonId] = BY_LIND) -> list[effects.Effect]:
    return play.stands({ANA: admitted(ANA, held_by=by)})


def is_private(play: Play, *staying: Person) -> Play:
    for person in staying:
        play.closes(person)
    return play


def test_it_is_called_private_once_the_last_page_that_stays_has_closed() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play)
    assert (play.privacy(LIND), play.privacy(ROSA)) == ("closing", "closing")
    play.closes(LIND)
    assert (play.privacy(LIND), play.privacy(ROSA)) == ("closing", "closing")
    play.closes(ROSA)
    assert (play.privacy(LIND), play.privacy(ROSA)) == ("private", "private")

    assert play.flowing(ROSA) == {"Dr. Lind"}
    assert play.row(ROSA, of=ANA).held
    assert play.row(ROSA, of=ANA).held_by == (LIND.id,)


def test_the_held_page_is_trusted_with_nothing_and_shows_nobody_but_its_owner() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play)
    is_private(play, LIND, ROSA)

    assert play.sees(ANA) == {"Ana": "live"}
    assert play.row(ANA, of=ANA).held
    assert play.row(ANA, of=ANA).held_by == ()
    assert play.privacy(ANA) is None


def test_what_was_closed_before_the_hold_closes_nothing_of_it() -> None:
    play = talk(LIND, ROSA, ANA)
    before = play.screen(ROSA).number
    holds_ana(play)
    play.closes(LIND)
    play.closes(ROSA, before)
    assert play.privacy(LIND) == "closing"

    assert play.closes(ROSA, play.screen(ROSA).number + 1) == [effects.SendError(play.n(ROSA), WireCode.BAD_MESSAGE)], (
        "nobody has seen a room that was never shown"
    )
    assert play.privacy(LIND) == "closing"


def test_of_silent_pages_a_guests_is_dropped_and_a_patients_is_named() -> None:
    play = talk(LIND, ROSA, ANA, MAREK)
    holds_ana(play)
    play.closes(LIND)
    play.passes(1.9)
    assert play.silent(LIND) == set()
    assert play.flowing(LIND) == {"Rosa", "Marek"}
    play.passes(0.2)

    assert play.told(MAREK, effects.Close) == [effects.Close(play.n(MAREK), CloseCode.SILENT, WireCode.SILENT)]
    assert play.flowing(LIND) == {"Rosa"}, "nothing goes to Marek's page any more"
    assert play.silent(LIND) == {"Rosa"}
    assert play.privacy(LIND) == "closing"
    play.closes(ROSA)
    assert (play.privacy(LIND), play.silent(LIND)) == ("private", set())


def test_a_guest_whose_line_broke_is_dropped_as_well_and_comes_back_anew() -> None:
    play = talk(LIND, ROSA, ANA, MAREK)
    play.loses_socket(MAREK)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    play.passes(2.1)
    assert play.privacy(ROSA) == "private"
    assert effects.Forget(play.n(MAREK)) in play.done

    play.joins(MAREK)
    assert play.privacy(ROSA) == "closing", "a page that comes must say what it has open, too"
    play.closes(MAREK)
    assert play.privacy(ROSA) == "private"
    assert play.sees(MAREK).keys() == {"Dr. Lind", "Rosa", "Marek"}


def test_nobody_is_dropped_while_nothing_is_private() -> None:
    play = Play(standing(1, {person: admitted(person) for person in EVERYONE}))
    for person in EVERYONE:
        play.joins(person)
    play.passes(60)
    assert not [effect for effect in play.done if isinstance(effect, effects.Close)]


def test_a_private_moment_stays_one_while_people_mute_and_their_lines_break() -> None:
    play = talk(LIND, ROSA, ANA, MAREK)
    holds_ana(play)
    is_private(play, LIND, ROSA, MAREK)
    play.happens(inputs.MediaSaid(play.n(ROSA), media_off()))
    play.loses_socket(ROSA)
    play.passes(10)
    play.comes_back(ROSA)
    play.says_bye(MAREK)
    play.passes(1)
    shown = [room.privacy.state.value for room in play.screens(LIND) if room.privacy is not None]
    assert shown[shown.index("private") :] == ["private"] * (len(shown) - shown.index("private"))


def media_off() -> Media:
    return Media(microphone=False, camera=False)


def test_whoever_reloads_in_a_private_moment_is_waited_for_again() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    play.joins(ROSA)
    assert play.privacy(LIND) == "closing"
    assert play.privacy(ROSA) == "closing"
    play.closes(ROSA)
    assert play.privacy(LIND) == "private"


def test_without_the_patient_nothing_is_called_private_but_on_the_telephone() -> None:
    play = talk(LIND, ANA, ROSA)
    play.says_bye(ROSA)
    holds_ana(play)
    play.closes(LIND)
    play.passes(3)
    assert (play.privacy(LIND), play.silent(LIND)) == ("closing", {"Rosa"})

    play.stands({}, modality=Modality.PHONE)
    assert play.privacy(LIND) == "private"


def test_an_interpreter_who_went_is_not_waited_for_unless_they_vanished_with_a_line_open() -> None:
    play = talk(LIND, ROSA, ANA, SAM)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    play.passes(2)
    assert play.silent(LIND) == {"Sam"}
    play.loses_socket(SAM)
    play.passes(150)
    assert (play.privacy(LIND), play.silent(LIND)) == ("closing", {"Sam"}), "forgotten is not closed"

    play.joins(SAM)
    play.closes(SAM)
    assert play.privacy(LIND) == "private"
    play.says_bye(SAM)
    assert play.privacy(LIND) == "private"


def test_nothing_that_others_do_reaches_a_held_page() -> None:
    play = talk(LIND, ROSA, ANA, MAREK, SAM)
    holds_ana(play)
    is_private(play, LIND, ROSA, MAREK, SAM)
    play.passes(1)
    before = len(play.told(ANA))

    play.happens(inputs.MediaSaid(play.n(LIND), media_off()))
    play.puts_phone_down(ROSA)
    holds_ana(play, BY_BOTH)
    play.says_bye(MAREK)
    play.stands({MAREK: at_door(MAREK)}, private_by=BY_LIND)
    play.joins(MAREK)
    play.stands({MAREK: admitted(MAREK)}, modality=Modality.PHONE)
    play.says("offer", MAREK, to=ANA)
    play.says("candidate", LIND, to=ANA)
    play.joins(ROSA)
    play.passes(60)
    holds_ana(play, frozenset({ROSA.id}))
    play.passes(1)
    assert play.told(ANA)[before:] == []


def test_who_is_held_by_two_comes_back_when_both_have_said_so() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play, BY_BOTH)
    is_private(play, LIND, ROSA)
    holds_ana(play, BY_LIND)
    assert play.privacy(LIND) == "private"
    assert play.flowing(ANA) == set()
    play.stands({ANA: admitted(ANA)})
    assert play.privacy(LIND) is None
    assert play.flowing(ANA) == {"Dr. Lind", "Rosa"}


def test_a_held_person_who_reloads_stays_held_and_gets_their_empty_page() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    play.joins(ANA)
    assert play.sees(ANA) == {"Ana": "live"}
    assert play.row(ANA, of=ANA).held
    assert play.privacy(LIND) == "private", "what the held page has open is no matter: nobody sends to it"

    play.loses_socket(ANA)
    play.comes_back(ANA)
    assert play.sees(ANA) == {"Ana": "live"}


def test_who_is_let_in_while_the_room_is_private_is_out_too() -> None:
    play = talk(LIND, ROSA, SAM)
    play.stands({MAREK: at_door(MAREK)}, private_by=BY_LIND)
    is_private(play, LIND, ROSA, SAM)
    play.joins(MAREK)
    play.stands({MAREK: admitted(MAREK)})

    assert play.sees(MAREK) == {"Marek": "live"}
    assert play.row(MAREK, of=MAREK).held
    assert play.flowing(LIND) == {"Rosa", "Sam"}
    said = play.screen(LIND).privacy
    assert said is not None
    assert (said.state, said.held, said.private_by) == ("private", (MAREK.id,), (LIND.id,))


def test_an_interpreter_hears_how_far_it_is_and_nothing_of_whom_they_do_not_see() -> None:
    play = talk(LIND, ROSA, ANA, SAM)
    holds_ana(play)
    said = play.screen(SAM).privacy
    assert said is not None
    assert (said.state, said.held) == ("closing", ())
    assert play.row(SAM, of=LIND).held_by == ()

    play.stands({SAM: admitted(SAM, held_by=BY_LIND)})
    assert play.privacy(SAM) is None
    assert play.sees(SAM) == {"Sam": "live"}


def test_a_page_at_another_instance_counts_once_that_instance_knows_of_the_hold() -> None:
    play = Play(standing(1, {person: admitted(person) for person in (LIND, ROSA, ANA)}))
    play.joins(LIND)
    play.closes(LIND)
    rosa = present(ROSA, 7, attached=BEGIN, settled=True)
    play.other_instance_says(rosa, version=1)
    holds_ana(play)
    play.closes(LIND)
    assert play.privacy(LIND) == "closing", "what Rosa closed for version 1 says nothing of version 2"
    play.passes(0.1)
    play.other_instance_says(rosa.model_copy(update={"settled": False}), version=2)
    assert play.privacy(LIND) == "closing"
    play.passes(0.1)
    play.other_instance_says(rosa, version=2)
    assert play.privacy(LIND) == "private"


def test_a_silent_guest_of_a_dead_instance_is_not_sent_to_any_more() -> None:
    play = talk(LIND, ROSA, ANA)
    play.stands({MAREK: admitted(MAREK)})
    play.other_instance_says(present(MAREK, 9, attached=BEGIN), version=2)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    assert play.privacy(LIND) == "closing"
    play.passes(2.6)
    assert play.privacy(LIND) == "private"
    assert play.flowing(LIND) == {"Rosa"}


def test_old_knowledge_shows_nothing_as_private() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    play.happens(inputs.KnowledgeAged(is_fresh=False))
    assert (play.privacy(LIND), play.privacy(ROSA)) == ("closing", "closing")
    play.happens(inputs.KnowledgeAged(is_fresh=True))
    assert play.privacy(LIND) == "private"


def test_a_second_phone_of_a_held_person_is_out_as_well() -> None:
    play = talk(LIND, ROSA, ANA)
    holds_ana(play)
    is_private(play, LIND, ROSA)
    laptop = replace(ANA, device_name="laptop")
    devices = {ANA.device: DevicePlace.AT_DOOR, laptop.device: DevicePlace.ADMITTED}
    play.stands({ANA: admitted(ANA, held_by=BY_LIND, devices=devices)})
    play.joins(laptop)
    assert play.sees(laptop) == {"Ana": "live"}
    assert play.flowing(LIND) == {"Rosa"}
    assert play.privacy(LIND) == "private"
