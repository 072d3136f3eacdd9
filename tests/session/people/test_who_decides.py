"""Whoever decides for the patient and is a guest as well: what is theirs to decide, and what is not theirs to see."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from tests.session.people.browser import Json, Phone
from tests.session.people.clinic import Clinic
from tests.session.people.test_consent_in_full import EMPTY, answered, at_home, talk_begins

ALL: Json = {"chat": True, "files": True, "summary": "everything"}


@dataclass
class Family:
    """Rosa and Dr. Lind talk; Ana and Marek, who both have the yes, knock."""

    clinic: Clinic
    visit: Json
    rosa: Phone
    ana: Phone
    marek: Phone
    ana_id: str
    marek_id: str

    async def decides(self, person: str) -> None:
        """Staff have seen the papers."""
        await self.clinic.command(self.clinic.desk, self.visit, "/decision-maker", person_id=person, basis="proxy")

    async def lets_in(self, person: str) -> None:
        await self.clinic.command(self.clinic.lind, self.visit, "/admit", person_id=person)

    async def holds(self, person: str) -> None:
        await self.clinic.lind.post(f"/visits/{self.visit['id']}/people/{person}/hold", {"on": True})

    async def must_not_meet(self) -> None:
        pair = {"one": self.ana_id, "other": self.marek_id, "reason": "A court order."}
        await self.clinic.desk.post(f"/visits/{self.visit['id']}/pairs", pair)

    async def asked(self, person: str) -> str:
        """The invitation of somebody."""
        [one] = [one for one in (await self.clinic.detail(self.visit))["invitations"] if one["person_id"] == person]
        return str(one["id"])

    async def said_aloud(self, person: str, **boxes: Any) -> None:
        """Dr. Lind writes down what was said about somebody."""
        way = f"/visits/{self.visit['id']}/invitations/{await self.asked(person)}/said-aloud"
        await self.clinic.lind.post(way, {**EMPTY, **boxes, "words": "May he?"})

    async def told_of_consents(self, person: str) -> int:
        """How often somebody's page was told that something about consent moved."""
        query = """SELECT count(*) FROM outbox WHERE kind = 'hint' AND payload::text LIKE :person
                   AND payload::text LIKE '%"what":"consent"%'"""
        async with self.clinic.parts.edge.reading() as tx:
            return int((await tx.execute(text(query), {"person": f'%"to_people":%{person}%'})).scalar_one())


async def family(clinic: Clinic) -> Family:
    marek_at = f"m{clinic.ana}"
    guests = [clinic.daughter(), clinic.daughter(email=marek_at, name="Marek Alvarez", first_name="Marek")]
    visit = await clinic.book(guests=guests)
    rosa = await at_home(clinic)
    for name in ("Ana", "Marek"):
        await answered(rosa, name, **ALL)
    await talk_begins(clinic, visit, rosa)
    ana, marek = await clinic.phone(clinic.ana), await clinic.phone(marek_at)
    ids = [(await page.tap())["person"]["id"] for page in (ana, marek)]
    return Family(clinic, visit, rosa, ana, marek, *ids)


async def test_whoever_decides_and_must_not_meet_somebody_learns_nothing_of_them(clinic: Clinic) -> None:
    home = await family(clinic)
    await home.lets_in(home.marek_id)
    await home.marek.me()
    await home.decides(home.ana_id)
    await home.must_not_meet()
    asked = await home.asked(home.marek_id)

    assert "Marek" in {look["who"] for look in await home.rosa.get("/looks")}
    assert "Marek" not in {look["who"] for look in await home.ana.get("/looks")}
    hidden, nobodys = [await home.ana.refused(f"/invitations/{id_}/acts", method="GET") for id_ in (asked, uuid4())]
    assert hidden == nobodys, "somebody who is hidden is nobody"

    before = await home.told_of_consents(home.ana_id)
    await home.said_aloud(home.marek_id, chat=True)
    await home.said_aloud(home.marek_id, yes=False)
    assert await home.told_of_consents(home.ana_id) == before
    await home.said_aloud(home.ana_id, chat=True)
    assert await home.told_of_consents(home.ana_id) == before + 1


async def test_a_refusal_counts_for_nobody_at_a_link_what_others_did(clinic: Clinic) -> None:
    home = await family(clinic)
    await home.decides(home.ana_id)
    await home.must_not_meet()
    before = await home.ana.refused("/cancel", {})
    assert before["code"] == "visit.is_in_progress"
    await home.lets_in(home.marek_id)
    await home.holds(home.marek_id)
    assert await home.ana.refused("/cancel", {}) == before


async def test_who_decided_earlier_is_not_named_to_whom_they_must_not_meet(clinic: Clinic) -> None:
    home = await family(clinic)
    await home.decides(home.marek_id)
    olu = clinic.daughter(email=f"o{clinic.ana}", name="Olu Alvarez", first_name="Olu")
    await home.marek.post("/invitations", {**olu, **EMPTY})
    await home.decides(home.ana_id)
    await home.must_not_meet()
    seen = await home.ana.get("/who-may-see")
    assert "Olu" in {one["name"] for one in seen["people"]}
    [olus] = [one["id"] for one in await home.ana.get("/invitations") if one["first_name"] == "Olu"]
    acts = await home.ana.get(f"/invitations/{olus}/acts")
    assert "Marek" not in str([seen, acts])
    assert "Marek" in str((await home.rosa.get("/who-may-see"))["acts"])


async def test_whoever_decides_is_not_told_who_is_in_the_room_before_they_are_in_or_while_they_are_held(
    clinic: Clinic,
) -> None:
    home = await family(clinic)
    await home.decides(home.ana_id)
    await home.rosa.post("/present", {"name": "Maria"})

    async def present(page: Phone) -> list[str]:
        return [one["name"] for one in (await page.get("/who-may-see"))["present"]]

    assert await present(home.ana) == []
    await home.lets_in(home.ana_id)
    assert await present(home.ana) == ["Maria"]
    await home.holds(home.ana_id)
    assert await present(home.ana) == []
    assert await present(home.rosa) == ["Maria"]


async def test_whoever_decides_and_is_not_in_the_talk_does_not_read_who_came_to_it(clinic: Clinic) -> None:
    """A guest's first look is their coming in; a private moment covers who is there."""
    home = await family(clinic)
    await home.decides(home.ana_id)
    await home.lets_in(home.ana_id)
    await home.holds(home.ana_id)
    before = await home.ana.get("/looks")
    await home.lets_in(home.marek_id)
    await home.marek.me()

    assert "Marek" in {look["who"] for look in await home.rosa.get("/looks")}
    assert await home.ana.get("/looks") == before
    await home.ana.post("/leave")
    assert await home.ana.get("/looks") == before
    await home.ana.tap()
    await home.lets_in(home.ana_id)
    assert await home.ana.get("/looks") == before
    await home.clinic.lind.post(f"/visits/{home.visit['id']}/people/{home.ana_id}/hold", {"on": False})
    assert "Marek" in {look["who"] for look in await home.ana.get("/looks")}, "nothing is left out for good"


async def test_why_somebody_decides_is_in_the_record_also_where_they_might_do_everything_before(
    clinic: Clinic,
) -> None:
    home = await family(clinic)
    await home.decides(home.ana_id)
    last = (await home.rosa.get(f"/invitations/{await home.asked(home.ana_id)}/acts"))[-1]
    assert (last["did"], last["basis"], last["screen"]) == ("changed", "proxy", "staff_invite")
    codes = [one["coding"][0]["code"] for one in (await home.ana.get(await record_of(home)))["category"]]
    assert codes == ["59284-0", "proxy"]
    acts = len(await home.rosa.get(f"/invitations/{await home.asked(home.ana_id)}/acts"))
    await home.decides(home.ana_id)
    again = await home.rosa.get(f"/invitations/{await home.asked(home.ana_id)}/acts")
    assert len(again) == acts, "said again it changes nothing"


async def test_the_record_names_whoever_decided_then_and_hides_them_from_whom_they_must_not_meet(
    clinic: Clinic,
) -> None:
    home = await family(clinic)
    rosa_id = (await home.rosa.me())["person"]["id"]
    marek = await home.asked(home.marek_id)
    await home.decides(home.ana_id)
    assert await performers(home.ana, marek) == [("Patient", f"urn:uuid:{rosa_id}")], "Rosa said yes to Marek"
    await home.ana.post(f"/invitations/{marek}/change", {"join": True, "chat": False, "files": False, **NOTHING})
    assert await performers(home.rosa, marek) == [("RelatedPerson", f"urn:uuid:{home.ana_id}")]

    olu = clinic.daughter(email=f"o{clinic.ana}", name="Olu Alvarez", first_name="Olu")
    olus = (await home.ana.post("/invitations", {**olu, **EMPTY}))["id"]
    await home.decides(home.marek_id)
    await home.must_not_meet()
    assert await performers(home.marek, olus) == []
    assert home.ana_id not in str(await home.marek.get(f"/invitations/{olus}/fhir"))
    assert await performers(home.rosa, olus) == [("RelatedPerson", f"urn:uuid:{home.ana_id}")]


NOTHING: Json = {"summary": "nothing"}


async def performers(page: Phone, invitation: str) -> list[tuple[str, str]]:
    """Who decided, as the FHIR record has it."""
    record = await page.get(f"/invitations/{invitation}/fhir")
    return [(one["type"], one["identifier"]["value"]) for one in record.get("performer", [])]


async def record_of(home: Family) -> str:
    return f"/invitations/{await home.asked(home.ana_id)}/fhir"
