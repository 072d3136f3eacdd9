"""Before and instead of the talk: called off, moved, missed, by phone, given up; and who may sign in at all."""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, Account
from tests.journeys.house import Cast, House
from tests.journeys.scenes import three_in_a_visit, two_in_a_visit
from tests.journeys.staff import Member

pytestmark = pytest.mark.timeout(300)


async def test_a_visit_is_called_off_while_the_patient_waits(house: House, cast: Cast) -> None:
    visit = await cast.book()
    rosa, desk = await asyncio.gather(cast.patient(visit), cast.desk())
    await rosa.comes_to_the_waiting_room()
    await desk.opens(visit.patient)
    await desk.taps("cancel-visit")
    await desk.fills("cancel-reason", "The doctor is ill.")
    await desk.taps("cancel-visit")
    await rosa.sees("cancelled-title")
    assert "will not take place" in await house.post.next_subject(visit.email)
    await desk.sees("state-cancelled")
    await rosa.reload()
    await rosa.sees("cancelled-title")


async def test_a_visit_is_moved_while_the_patient_waits(house: House, cast: Cast) -> None:
    visit = await cast.book()
    rosa, desk = await asyncio.gather(cast.patient(visit), cast.desk())
    await rosa.comes_to_the_waiting_room()
    later = datetime.now(await house.clock()) + timedelta(hours=3)
    await desk.opens(visit.patient)
    await desk.taps("move")
    await desk.fills("field-day", f"{later:%Y-%m-%d}")
    await desk.fills("field-time", f"{later:%H:%M}")
    await desk.taps("move-do")
    moved, taken = desk.page.get_by_text(desk.say("history-moved", who="Ines Falk")), desk.button("move-all-the-same")
    await moved.or_(taken).first.wait_for()
    if await taken.is_visible():
        await taken.click()
    await rosa.sees("moved-title")
    assert "new time" in await house.post.next_subject(visit.email)
    await desk.sees("history-moved", who="Ines Falk")


async def test_a_patient_who_comes_after_all_rings_the_desk_and_is_taken_in(cast: Cast) -> None:
    visit = await cast.book()
    desk = await cast.desk()
    await desk.opens(visit.patient)
    await desk.taps("nobody-came")
    await desk.taps("no-show-do")
    await desk.sees("state-no-show")
    rosa = await cast.patient(visit)
    await rosa.says_yes()
    await rosa.sees("over-missed")
    await desk.sees("history-came-late")
    await desk.taps("came-after-all")
    await rosa.checks()
    await rosa.waits()
    await desk.sees("state-waiting")


async def test_a_visit_goes_on_after_all_with_everybody_who_was_there(cast: Cast) -> None:
    three = await three_in_a_visit(cast)
    await three.lind.finishes()
    await asyncio.gather(three.rosa.sees("over-title", name="Rosa"), three.ana.sees("over-guest-thanks"))
    await three.lind.taps("go-on-after-all")
    await three.rosa.goes_in()
    await three.ana.taps("knock-again")
    await three.lind.lets_guest_in("Ana")
    await three.ana.is_in_the_call()
    await three.hear_and_see_each_other()


async def test_a_visit_goes_on_by_phone(cast: Cast) -> None:
    two = await two_in_a_visit(cast)
    desk = await cast.desk()
    await desk.opens(two.visit.patient)
    await desk.taps("goes-on-by-phone")
    await asyncio.gather(two.rosa.sees("call-by-phone"), two.lind.sees("phone-visit"))
    await two.lind.finishes()
    await two.rosa.sees("over-title", name="Rosa")


async def test_a_patient_who_stops_waiting_leaves_the_list_and_may_come_back(cast: Cast) -> None:
    visit = await cast.book()
    rosa, lind = await asyncio.gather(cast.patient(visit), cast.clinician())
    await rosa.comes_to_the_waiting_room()
    await lind.button("let-in-name", name=visit.patient).wait_for()
    await rosa.stops_waiting()
    await rosa.sees("over-place-given-up")
    await lind.button("let-in-name", name=visit.patient).wait_for(state="detached")
    await rosa.taps("wait-again")
    await rosa.waits()
    await lind.button("let-in-name", name=visit.patient).wait_for()


async def test_a_wrong_password_says_nothing_about_who_exists(cast: Cast) -> None:
    for account in (CLINICIAN_ACCOUNT, Account(f"nobody-{uuid4().hex[:6]}", "")):
        somebody = await cast.nobody_yet()
        await somebody.signs_in(account, "not the password")
        await somebody.sees("sign-in-wrong")


async def test_after_five_wrong_passwords_the_door_is_closed_for_a_while(cast: Cast) -> None:
    somebody, account = await cast.nobody_yet(), Account(f"nobody-{uuid4().hex[:6]}", "")
    for _ in range(5):
        async with somebody.page.expect_response("**/sign-in"):
            await somebody.signs_in(account, "not the password")
    await somebody.sees("sign-in-closed", minutes=5)


async def test_who_acts_on_an_old_page_is_shown_what_others_changed(cast: Cast) -> None:
    visit = await cast.book()
    first, second = await asyncio.gather(cast.desk(), cast.desk())
    await second.hears_no_news()
    for desk in (first, second):
        await desk.opens(visit.patient)
    await first.taps("cancel-visit")
    await first.fills("cancel-reason", "The patient asked.")
    await first.taps("cancel-visit")
    await first.sees("state-cancelled")
    await second.taps("goes-on-by-phone")
    await second.reads("Someone else changed this at")
    await second.sees("state-cancelled")


async def test_signing_out_in_one_window_closes_the_list_in_every_other(cast: Cast) -> None:
    desk = await cast.nobody_yet()
    await desk.signs_in(DESK_ACCOUNT)
    await desk.page.get_by_role("link", name=desk.say("new-visit")).wait_for()
    other = Member(await desk.page.context.new_page(), desk.identity)
    await other.page.goto(desk.page.url)
    await other.page.get_by_role("link", name=other.say("new-visit")).wait_for()
    await desk.taps("sign-out")
    await desk.sees("sign-in-signed-out")
    await other.sees("sign-in-title")
