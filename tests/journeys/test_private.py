"""Family beside the patient, from the clinician's page and by keyboard alone: kept out, messages, a yes said aloud."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio

from services.embedded.people.door import Problem
from tests.journeys.house import Cast, new_address
from tests.journeys.identity import CLINICIAN, PATIENT
from tests.journeys.people import now_ms
from tests.journeys.scenes import Three, bring_the_daughter, two_in_a_visit
from tests.journeys.staff import ByKeyboard
from tests.journeys.visitors import Invited

pytestmark = pytest.mark.timeout(300)

ON_THE_SOFA: Final = "Maria"
BEFORE, ANSWER = "Which one ran out?", "The small white one."
MEANWHILE, WORRIED = "Is Ana worried?", "Ana does not sleep."
AFTER, THANKS = "It comes tomorrow.", "Good to know."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def three(company: Cast) -> AsyncIterator[Three]:
    """Rosa with Maria on the sofa, Ana who may write, and Dr. Lind without a mouse."""
    two = await two_in_a_visit(company)
    two.lind = ByKeyboard.at(two.lind)
    three = await bring_the_daughter(company, two, also=["chat"])
    await three.rosa.has_beside(ON_THE_SOFA)
    await three.lind.taps("chat-title")
    yield three
    await three.lind.finishes()


async def test_a_guest_who_is_kept_out_sees_hears_and_reads_nothing_until_brought_back(three: Three) -> None:
    await three.lind.sees("on-a-phone")
    await everybody_reads_and_writes(three)
    await three.lind.taps("hold-name", name="Ana")
    await ana_is_out(three)
    await patient_and_clinician_go_on(three)
    await three.lind.taps("bring-name-back", name="Ana")
    await three.hear_and_see_each_other()
    await three.lind.writes(AFTER)
    await three.ana.answers(AFTER, THANKS)
    await three.ana.reads(BEFORE)
    read = await three.ana.page.content()
    assert MEANWHILE not in read
    assert WORRIED not in read
    await three.ana.taps("close")


async def everybody_reads_and_writes(three: Three) -> None:
    await three.lind.writes(BEFORE)
    await three.ana.answers(BEFORE, ANSWER)
    await three.ana.taps("close")
    await three.lind.reads(ANSWER)


async def ana_is_out(three: Three) -> None:
    await asyncio.gather(
        three.lind.sees("private-without", people="Ana", count=1),
        three.lind.sees("is-in-the-room", name=ON_THE_SOFA, patient="Rosa"),
        three.ana.sees("held-title"),
        three.lind.receives([PATIENT]),
        three.rosa.receives([CLINICIAN]),
        three.ana.receives([]),
    )


async def patient_and_clinician_go_on(three: Three) -> None:
    kept_out_since = now_ms()
    await three.lind.writes(MEANWHILE)
    await three.rosa.answers(MEANWHILE, WORRIED)
    await three.rosa.taps("close")
    await three.lind.reads(WORRIED)
    heard = await three.ana.windows_for(2, kept_out_since)
    assert all(window.has_only(heard=[], seen=[]) for window in heard.values())


async def test_a_private_room_stays_private_when_the_clinician_comes_back(three: Three) -> None:
    await three.lind.taps("make-private")
    await ana_is_out(three)
    await three.lind.reload()
    await ana_is_out(three)
    await three.lind.taps("bring-all-back")
    await three.hear_and_see_each_other()


async def test_the_patient_undoes_with_one_tap_a_yes_that_was_noted_aloud(company: Cast, three: Three) -> None:
    marek = Invited("Marek", new_address("Marek"), "son")
    await three.lind.invites(marek, three.visit.patient)
    await three.lind.asks_aloud(marek, "Rosa", also=["chat"], reads="actions")
    await asyncio.gather(three.lind.sees("invited-agreed"), three.rosa.sees("noted-aloud-title", name=marek.name))
    at_link = await company.house.at_link(await company.house.post.next_link(marek.email))
    assert (await at_link.look())["first_name"] == marek.name

    await three.rosa.taps("noted-aloud-undo")
    await three.lind.sees("invited-taken-back")
    with pytest.raises(Problem, match=r"link\.closed"):
        await at_link.look()
    await three.hear_and_see_each_other()


async def test_a_guest_who_is_removed_by_keyboard_is_out(three: Three) -> None:
    await three.lind.removes("Ana")
    await asyncio.gather(three.ana.sees("link-closed-title"), three.lind.receives([PATIENT]))
