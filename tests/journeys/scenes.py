"""What happens before the part of a visit that a journey is about."""

import asyncio
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tests.journeys.house import ENGLISH, Appointment, Cast, new_address
from tests.journeys.identity import CLINICIAN, DAUGHTER, PATIENT, Identity
from tests.journeys.people import WINDOW_MS, Someone, Window
from tests.journeys.staff import Clinician
from tests.journeys.visitors import Also, Guest, Invited, Patient, Reads


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
    anas_email: str

    async def hear_and_see_each_other(self) -> None:
        """Each has exactly the two others."""
        await asyncio.gather(
            self.rosa.receives([CLINICIAN, DAUGHTER]),
            self.lind.receives([PATIENT, DAUGHTER]),
            self.ana.receives([PATIENT, CLINICIAN]),
        )

    async def had_each_other(self, since_ms: float, seconds: int | None = None) -> None:
        """In every second since then, or in so many, each had the two others and nobody else."""
        people = self._people
        if seconds is not None:
            await asyncio.gather(*(someone.windows_for(seconds, since_ms) for someone in people.values()))
        until = math.inf if seconds is None else since_ms + seconds * WINDOW_MS
        windows = await self._windows(since_ms, until)
        for own, seen in windows.items():
            others = people.keys() - {own}
            assert seen, f"{own.name}: not a whole second since {since_ms}"
            for second, window in seen.items():
                still = stood_still(windows, second)
                assert window.has_only(heard=others, seen=others, still=still), (own.name, second, window)

    async def had(self, own: Identity, others: Collection[Identity], since_ms: float, until_ms: float) -> None:
        """In every second between the two, this person had those others."""
        windows = await self._windows(since_ms, until_ms)
        for second, window in windows[own].items():
            assert window.has(others, still=stood_still(windows, second)), (own.name, second, window)

    async def had_nothing_of(self, stranger: Identity, since_ms: float) -> None:
        """In no second since then did any of the three hear or see this one."""
        for own, seen in (await self._windows(since_ms, math.inf)).items():
            for second, window in seen.items():
                assert not window.has_any_of(stranger), (own.name, second, window)

    @property
    def _people(self) -> Mapping[Identity, Someone]:
        return {PATIENT: self.rosa, CLINICIAN: self.lind, DAUGHTER: self.ana}

    async def _windows(self, since_ms: float, until_ms: float) -> Mapping[Identity, Mapping[int, Window]]:
        return {one: await someone.windows_since(since_ms, until_ms) for one, someone in self._people.items()}


def stood_still(windows: Mapping[Identity, Mapping[int, Window]], second: int) -> Collection[Identity]:
    """Whose own page the machine let draw too little in that second to be seen to move."""
    return [one for one, seen in windows.items() if second not in seen or seen[second].drawn <= 1]


async def after_a_talk(cast: Cast, *, language: str = "en") -> Appointment:
    """A visit by telephone is over; its summary is still to write."""
    visit = await cast.book(language=language)
    await cast.house.change(visit, "/modality", {"modality": "phone"})
    await cast.house.change(visit, "/finish", {"outcome": "completed", "modality": "phone"})
    return visit


async def two_in_a_visit(cast: Cast, *, locale: str = ENGLISH) -> Two:
    """The patient waited and was let in; sound and picture go both ways."""
    visit = await cast.book(language=locale.partition("-")[0])
    rosa, lind = await asyncio.gather(cast.patient(visit, locale=locale), cast.clinician())
    await rosa.comes_to_the_waiting_room()
    await lind.lets_in(visit.patient)
    await rosa.goes_in()
    await asyncio.gather(rosa.receives([CLINICIAN]), lind.receives([PATIENT]))
    return Two(visit, rosa, lind)


async def bring_the_daughter(
    cast: Cast, two: Two, *, reads: Reads = "actions", also: Collection[Also] = (), locale: str = ENGLISH
) -> Three:
    """Asked for by the clinician, agreed to by the patient, knocked, let in by name."""
    invited = Invited("Ana", new_address("Ana"))
    await two.lind.invites(invited, two.visit.patient)
    await two.rosa.agrees("Ana", reads, also)
    link = await cast.house.post.next_link(invited.email)
    ana = await cast.guest(link, "Ana", locale=locale)
    await ana.knocks()
    await two.lind.lets_guest_in("Ana")
    await ana.goes_in()
    three = Three(two.visit, two.rosa, two.lind, ana, link, invited.email)
    await three.hear_and_see_each_other()
    return three


async def three_in_a_visit(cast: Cast, *, locale: str = ENGLISH) -> Three:
    """Patient, clinician and daughter in a talk."""
    return await bring_the_daughter(cast, await two_in_a_visit(cast, locale=locale), locale=locale)
