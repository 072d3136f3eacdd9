"""Who was shown whose data stands in the audit, and the patient can read it."""

from uuid import UUID

from sqlalchemy import RowMapping, text

from services.contracts.demo import CLINICIAN_ACCOUNT
from tests.session.people.browser import Json
from tests.session.people.clinic import Clinic


async def _lines(clinic: Clinic, action: str, **where: object) -> list[RowMapping]:
    """The audit's lines of one kind, the first one first."""
    more = "".join(f" AND {column} = :{column}" for column in where)
    query = f"SELECT * FROM audit WHERE action = :action{more} ORDER BY seq"  # noqa: S608 (our own names)
    async with clinic.parts.edge.reading() as tx:
        return list((await tx.execute(text(query), {"action": action, **where})).mappings())


def _by(me: Json) -> dict[str, object]:
    return {"caller_id": UUID(me["person_id"])}


async def test_a_day_s_list_is_one_look_at_everybody_on_it_however_often_a_page_fetches(clinic: Clinic) -> None:
    visit = await clinic.book()
    lind = await clinic.sign_in(CLINICIAN_ACCOUNT)
    me = await lind.get("/staff-me")
    device = (await _lines(clinic, "staff.signed_in", **_by(me)))[-1]["device_id"]
    for _ in range(5):
        await lind.get("/day")
    [line] = await _lines(clinic, "desk.day_read", device_id=device)
    assert UUID(visit["patient"]["id"]) in line["shown"]
    assert (line["caller"], line["role"], line["visit_id"]) == ("staff", "clinician", None)

    newer = await clinic.book(minutes=50, patient={"name": "Pia Lund", "birth_date": "1980-01-01"})
    await lind.get("/day")
    _, line = await _lines(clinic, "desk.day_read", device_id=device)
    assert UUID(newer["patient"]["id"]) in line["shown"]

    clinic.clock.forward(minutes=16)
    await lind.get("/day")
    assert len(await _lines(clinic, "desk.day_read", device_id=device)) == 3


async def test_a_visit_in_detail_is_a_look_at_all_its_people(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    for _ in range(3):
        await clinic.lind.get(f"/visits/{visit['id']}")
    lines = await _lines(clinic, "desk.visit_read", visit_id=UUID(visit["id"]), caller_id=clinic.lind_uuid)
    [line] = lines
    people = {UUID(person["person_id"]) for person in visit["people"]}
    assert set(line["shown"]) == people
    assert line["queue_id"] == UUID(visit["queue_id"])


async def test_whoever_decides_for_the_patient_leaves_a_line_by_each_page_of_consents(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    ana = await clinic.phone(clinic.ana)
    person = (await ana.tap())["person"]["id"]
    await clinic.command(clinic.desk, visit, "/decision-maker", person_id=person, basis="proxy")
    [asked] = (await clinic.detail(visit))["invitations"]
    here = {"visit_id": UUID(visit["id"]), "caller_id": UUID(person)}
    for page in ("acts", "fhir"):
        clinic.clock.forward(hours=2)
        before = len(await _lines(clinic, "consents.read", **here))
        await ana.get(f"/invitations/{asked['id']}/{page}")
        lines = await _lines(clinic, "consents.read", **here)
        assert len(lines) == before + 1
        assert UUID(person) in lines[-1]["shown"]


async def test_a_search_says_whom_it_found(clinic: Clinic) -> None:
    visit = await clinic.book()
    await clinic.desk.get(f"/people?search={clinic.rosa}")
    line = (await _lines(clinic, "people.searched"))[-1]
    assert line["shown"] == [UUID(visit["patient"]["id"])]
    assert clinic.rosa not in str(line["details"])


async def test_the_first_opening_of_the_patient_s_page_is_told_and_no_later_one(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.look()
    here = {"visit_id": UUID(visit["id"])}
    assert await _lines(clinic, "page.read", **here) == []
    await rosa.tap()
    clinic.clock.forward(hours=3)
    for _ in range(3):
        await rosa.me()
    [line] = await _lines(clinic, "page.read", **here)
    assert (line["caller"], line["role"]) == ("link", "patient")


async def test_the_patient_reads_who_has_looked_by_name_and_role(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "nothing"})
    await ana.tap()
    await clinic.lind.get(f"/visits/{visit['id']}")
    await clinic.desk.get(f"/people?search={clinic.rosa}")

    looks = await rosa.get("/looks")
    told = {(look["who"], look["role"], look["what"]) for look in looks}
    assert ("Dr. Lind", "clinician", "visit") in told
    assert (await clinic.desk.get("/staff-me"))["short_name"] in {who for who, _, what in told if what == "search"}
    assert not {who for who, *_ in told} & {"Rosa", "Rosa Alvarez"}
    assert [look["at"] for look in looks] == sorted((look["at"] for look in looks), reverse=True)


async def test_a_guest_does_not_read_who_has_looked(clinic: Clinic) -> None:
    await clinic.book(guests=[clinic.daughter()])
    ana = await clinic.phone(clinic.ana)
    await ana.tap()
    assert (await ana.refused("/looks", method="GET"))["code"] == "access.not_allowed"


async def test_looks_at_somebody_else_are_not_told(clinic: Clinic) -> None:
    await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    before = await rosa.get("/looks")
    other = await clinic.book(minutes=90, patient={"name": "Pia Lund", "birth_date": "1980-01-01"})
    await clinic.lind.get(f"/visits/{other['id']}")
    assert await rosa.get("/looks") == before
