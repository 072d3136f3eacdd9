"""What the page of a guest says who knocks, or is kept out, of what goes on inside: nothing."""

from tests.session.people.browser import Json, Phone
from tests.session.people.clinic import Clinic
from tests.session.people.test_consent_in_full import answered, at_home, talk_begins


async def knocking(clinic: Clinic) -> tuple[Json, Phone, Phone, str]:
    """Rosa talks with Dr. Lind, and Ana, who has the yes, knocks."""
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa = await at_home(clinic)
    await answered(rosa, "Ana", chat=True)
    await talk_begins(clinic, visit, rosa)
    ana = await clinic.phone(clinic.ana)
    person = (await ana.tap())["person"]["id"]
    await ana.check()
    return visit, rosa, ana, person


async def test_how_the_talk_goes_on_is_for_those_who_are_in_it(clinic: Clinic) -> None:
    visit, rosa, ana, person = await knocking(clinic)
    before = await ana.me()
    await clinic.command(clinic.lind, visit, "/modality", modality="phone")
    assert await ana.me() == before
    assert (await rosa.me())["visit"]["modality"] == "phone"
    await clinic.command(clinic.lind, visit, "/admit", person_id=person)
    assert (await ana.me())["visit"]["modality"] == "phone"
    await clinic.lind.post(f"/visits/{visit['id']}/people/{person}/hold", {"on": True})
    assert (await ana.me())["visit"]["modality"] == "video"


async def test_a_held_guests_further_device_does_not_learn_that_they_are_held(clinic: Clinic) -> None:
    """It may be in the hands of whoever was sent the link."""
    visit, _, ana, person = await knocking(clinic)
    await clinic.command(clinic.lind, visit, "/admit", person_id=person)
    other = clinic.another(ana)
    await other.tap()
    before = await other.me()
    await clinic.lind.post(f"/visits/{visit['id']}/people/{person}/hold", {"on": True})
    assert await other.me() == before
    assert (before["held"], before["screen"], before["people"]) == (False, "knocked", [])
    assert (await ana.me())["held"] is True
