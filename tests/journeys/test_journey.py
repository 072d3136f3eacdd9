"""The main job, as three people live it: a booked visit with the daughter beside."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

import pytest

from tests.journeys.house import SPANISH, Cast, House, new_address, new_name
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT
from tests.journeys.people import now_ms
from tests.journeys.scenes import Three, bring_the_daughter, three_in_a_visit, two_in_a_visit
from tests.journeys.staff import Booking

pytestmark = pytest.mark.timeout(300)

A_SECOND_MS: Final = 1_000
A_WHILE: Final = 3
"""Whole seconds that are looked at, each by itself."""


async def test_the_desk_books_and_the_link_arrives_by_mail(house: House, cast: Cast) -> None:
    desk = await cast.desk()
    patient, email = new_name("Rosa"), new_address("rosa")
    soon = datetime.now(await house.clock()) + timedelta(minutes=5)
    await desk.books(Booking(patient, email, soon))
    rosa = await cast.patient(cast.clears_up(await house.appointment_of(patient, email)))
    await rosa.sees("welcome-title", name="Rosa")
    await rosa.comes_to_the_waiting_room()
    await rosa.knows_the_place_in_line()
    lind = await cast.clinician()
    await lind.sees("let-in")
    await lind.row(patient).get_by_text(lind.say("state-waiting")).wait_for()


async def test_a_visit_with_the_daughter_beside(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    await three.had_each_other(now_ms(), A_WHILE)
    await muting_takes_away_one_tone_alone(three)
    await a_camera_that_is_off_takes_away_one_picture_alone(three)
    await each_reloads_and_is_back(three)
    await nobody_was_shown_twice(three)
    await the_patient_leaves_and_returns(three)
    await finish_closes_every_screen_within_a_second(three)


async def muting_takes_away_one_tone_alone(three: Three) -> None:
    await three.rosa.taps("call-mute")
    await asyncio.gather(
        three.lind.plays(heard=[DAUGHTER], seen=[PATIENT, DAUGHTER]),
        three.ana.plays(heard=[CLINICIAN], seen=[PATIENT, CLINICIAN]),
        three.rosa.receives([CLINICIAN, DAUGHTER]),
        three.lind.sees("person-muted"),
    )
    for window in (await three.lind.windows_for(2)).values():
        assert window.has_only(heard=[DAUGHTER], seen=[PATIENT, DAUGHTER])
    await three.rosa.taps("call-unmute")
    await three.hear_and_see_each_other()


async def a_camera_that_is_off_takes_away_one_picture_alone(three: Three) -> None:
    await three.ana.taps("call-camera")
    await asyncio.gather(
        three.lind.plays(heard=[PATIENT, DAUGHTER], seen=[PATIENT]),
        three.rosa.plays(heard=[CLINICIAN, DAUGHTER], seen=[CLINICIAN]),
        three.rosa.sees("person-camera-off"),
    )
    await three.ana.taps("call-camera-on")
    await three.hear_and_see_each_other()


async def each_reloads_and_is_back(three: Three) -> None:
    for someone in (three.rosa, three.ana, three.lind):
        await nobody_was_shown_twice(three)
        await someone.reload()
        await three.hear_and_see_each_other()


async def the_patient_leaves_and_returns(three: Three) -> None:
    await three.rosa.leaves()
    await three.ana.receives([CLINICIAN])
    await three.rosa.comes_back()
    await three.lind.lets_guest_in(three.visit.patient)
    await three.rosa.is_in_the_call()
    await three.hear_and_see_each_other()


async def finish_closes_every_screen_within_a_second(three: Three) -> None:
    await three.lind.finishes()
    tapped = await three.lind.last_tap()
    came = {
        "rosa": await three.rosa.title_came_at(three.rosa.say("over-title", name="Rosa"), tapped),
        "ana": await three.ana.title_came_at(three.ana.say("over-guest"), tapped),
        "lind": await three.lind.next_title_came_at(tapped),
    }
    took = {who: at - tapped for who, at in came.items()}
    assert max(took.values()) < A_SECOND_MS, took
    await three.ana.sees("over-guest-thanks")


async def nobody_was_shown_twice(three: Three) -> None:
    for someone in (three.rosa, three.lind, three.ana):
        assert await someone.shown_twice() == []


async def test_in_spanish(cast: Cast) -> None:
    three = await three_in_a_visit(cast, locale=SPANISH)
    assert await three.rosa.page.locator("html").get_attribute("lang") == "es"
    await three.rosa.reads("Visita con Dr. Lind")
    await three.lind.finishes()
    await asyncio.gather(three.rosa.reads("Su visita ha terminado."), three.ana.reads("Gracias por acompañar."))


async def test_three_peoples_links_in_one_browser(house: House, cast: Cast) -> None:
    cast.shared = await cast.browser()
    three = await three_in_a_visit(cast)
    await three.had_each_other(now_ms(), A_WHILE)
    for someone in (three.rosa, three.ana, three.lind):
        await someone.reload()
    await three.hear_and_see_each_other()
    await nobody_was_shown_twice(three)
    await three.lind.finishes()
    await asyncio.gather(three.rosa.sees("over-title", name="Rosa"), three.ana.sees("over-guest-thanks"))


async def test_removed_undone_and_removed_for_good(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    await three.lind.removes("Ana")
    await asyncio.gather(
        three.ana.sees("link-closed-title"), three.lind.receives([PATIENT]), three.rosa.receives([CLINICIAN])
    )
    await three.lind.taps("undo")
    await three.ana.is_in_the_call()
    await three.hear_and_see_each_other()
    await three.lind.removes("Ana")
    await asyncio.gather(three.ana.sees("link-closed-title"), three.rosa.receives([CLINICIAN]))
    await three.ana.reload()
    await three.ana.sees("link-closed-title")
    await three.lind.finishes()


async def test_the_patient_takes_the_yes_back_in_the_midst_of_the_talk(cast: Cast) -> None:
    two = await two_in_a_visit(cast)
    three = await bring_the_daughter(cast, two, reads="everything", also=["chat"])
    await somebody_on_the_sofa_is_named(three)
    await daughter_and_mother_write_to_each_other(three)
    await the_patient_is_alone_with_the_clinician_for_a_while(three)
    await three.rosa.takes_back("Ana")
    await asyncio.gather(
        three.ana.sees("link-closed-title"), three.lind.receives([PATIENT]), three.rosa.receives([CLINICIAN])
    )
    await three.ana.reload()
    await three.ana.sees("link-closed-title")
    await three.lind.finishes()


async def somebody_on_the_sofa_is_named(three: Three) -> None:
    rosa, lind = three.rosa, three.lind
    await rosa.has_beside("Maria")
    await lind.sees("in-the-room", patient=three.visit.first_name)
    await rosa.looks_who_may_see()
    await rosa.sees("waiting-beside", name="Maria")
    await rosa.taps("beside-gone", name="Maria")
    await rosa.sees_no_more("waiting-beside", name="Maria")
    await rosa.taps("close")
    await lind.sees_no_more("in-the-room", patient=three.visit.first_name)


async def daughter_and_mother_write_to_each_other(three: Three) -> None:
    rosa, ana = three.rosa, three.ana
    await ana.opens_messages()
    await ana.writes("What is the new pill called?")
    await rosa.sees("chat-wrote", name="Ana")
    await rosa.reads("What is the new pill called?")
    await rosa.taps("chat-answer")
    await rosa.taps("phrase-again")
    await ana.reads(rosa.say("phrase-again"))
    await rosa.taps("close")


async def the_patient_is_alone_with_the_clinician_for_a_while(three: Three) -> None:
    rosa, ana = three.rosa, three.ana
    await rosa.taps("private")
    await asyncio.gather(
        rosa.sees("private-only", people="Dr. Lind", count=1),
        ana.sees("held-title"),
        rosa.receives([CLINICIAN]),
        three.lind.receives([PATIENT]),
    )
    await rosa.taps("bring-everyone-back")
    await asyncio.gather(ana.is_in_the_call(), three.hear_and_see_each_other())
