"""What happens before the part of a visit that a journey is about."""

import asyncio
from dataclasses import dataclass

from tests.journeys.house import ENGLISH, Appointment, Cast, new_address
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT
from tests.journeys.staff import Clinician
from tests.journeys.visitors import Guest, Invited, Patient, Reads


@dataclass
class Two:
    """Patient and clinician in a talk."""

    visit: Appointment
    rosa: Patient
    lind: Clinician


@dataclass
class Three(Two):
    """The daughter beside them, and the link that she came by."""

    ana: Guest
    anas_link: str

    async def hear_and_see_each_other(self) -> None:
        """Each has exactly the two others."""
        await asyncio.gather(
            self.rosa.receives([CLINICIAN, DAUGHTER]),
            self.lind.receives([PATIENT, DAUGHTER]),
            self.ana.receives([PATIENT, CLINICIAN]),
        )


async def two_in_a_visit(cast: Cast, *, locale: str = ENGLISH) -> Two:
    """The patient waited and was let in; sound and picture go both ways."""
    visit = await cast.book(language=locale.partition("-")[0])
    rosa, lind = await asyncio.gather(cast.patient(visit, locale=locale), cast.clinician())
    await rosa.comes_to_the_waiting_room()
    await lind.lets_in(visit.patient)
    await rosa.goes_in()
    await asyncio.gather(rosa.receives([CLINICIAN]), lind.receives([PATIENT]))
    return Two(visit, rosa, lind)


async def bring_the_daughter(cast: Cast, two: Two, *, reads: Reads = "actions", locale: str = ENGLISH) -> Three:
    """Asked for by the clinician, agreed to by the patient, knocked, let in by name."""
    invited = Invited("Ana", new_address("Ana"))
    await two.lind.invites(invited, two.visit.patient)
    await two.rosa.agrees("Ana", reads)
    link = await cast.house.post.next_link(invited.email)
    ana = await cast.guest(link, "Ana", locale=locale)
    await ana.knocks()
    await two.lind.lets_guest_in("Ana")
    await ana.goes_in()
    three = Three(two.visit, two.rosa, two.lind, ana, link)
    await three.hear_and_see_each_other()
    return three


async def three_in_a_visit(cast: Cast, *, locale: str = ENGLISH) -> Three:
    """Patient, clinician and daughter in a talk."""
    return await bring_the_daughter(cast, await two_in_a_visit(cast, locale=locale), locale=locale)
