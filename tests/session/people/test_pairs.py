"""Protected pairs and the door over HTTP: what staff set and see, and what nobody else is told."""

import base64
from typing import Any

from sqlalchemy import text

from tests.session.pairs.test_pictures import JPEG, TABLE, WHERE
from tests.session.people.browser import Json, Phone
from tests.session.people.clinic import Clinic
from tests.session.people.test_consent_in_full import talk_begins

ALL_BOXES = {"join": True, "chat": True, "files": False, "summary": "nothing"}


async def agreed_guest(clinic: Clinic, rosa: Phone, name: str, address: str) -> str:
    """The patient invites; gives the person's id."""
    guest = {**clinic.daughter(), "name": f"{name} Alvarez", "first_name": name, "email": address}
    made: Json = await rosa.post("/invitations", {**guest, **ALL_BOXES})
    return str(made["person_id"])


async def visit_with_two(clinic: Clinic) -> tuple[Json, Phone, list[str]]:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    ids = [await agreed_guest(clinic, rosa, name, address_of(clinic, name)) for name in ("Ana", "Marek")]
    return visit, rosa, ids


def address_of(clinic: Clinic, name: str) -> str:
    return f"{name.lower()}-{clinic.ana}"


async def set_pair(clinic: Clinic, visit: Json, ids: list[str]) -> Any:
    wish = {"one": ids[0], "other": ids[1], "reason": "He must not learn where she lives."}
    return await clinic.desk.post(f"/visits/{visit['id']}/pairs", wish)


def apart(detail: Json) -> dict[str, list[str]]:
    return {guest["person_id"]: guest["apart"] for guest in detail["guests"]}


async def test_staff_set_a_pair_with_a_reason_and_lift_it_with_one(clinic: Clinic) -> None:
    visit, rosa, [ana, marek] = await visit_with_two(clinic)
    pair = await set_pair(clinic, visit, [ana, marek])
    again = await set_pair(clinic, visit, [marek, ana])
    assert again["id"] == pair["id"], "set twice it is one"
    assert apart(await clinic.detail(visit)) == {ana: [marek], marek: [ana]}
    [shown] = await clinic.lind.get(f"/visits/{visit['id']}/pairs")
    assert shown["reason"] == "He must not learn where she lives."
    assert {shown["one"]["name"], shown["other"]["name"]} == {"Ana Alvarez", "Marek Alvarez"}
    assert (await rosa.refused(f"/visits/{visit['id']}/pairs", method="GET"))["code"] == "staff.signed_out"

    lifted = await clinic.lind.post(f"/visits/{visit['id']}/pairs/{pair['id']}/lift", {"reason": "They made peace."})
    assert lifted["lift_reason"] == "They made peace."
    assert apart(await clinic.detail(visit)) == {ana: [], marek: []}


async def test_two_who_must_not_meet_are_known_again_in_the_patients_next_visit(clinic: Clinic) -> None:
    visit, _, ids = await visit_with_two(clinic)
    await set_pair(clinic, visit, ids)
    patient = (await clinic.detail(visit))["patient"]["id"]
    following = await clinic.book(patient={"person_id": patient})
    rosa = await clinic.phone(clinic.rosa, 2)
    await rosa.tap()
    ana = await agreed_guest(clinic, rosa, "Ana", address_of(clinic, "Ana"))
    assert "protected_pair" not in (await clinic.detail(following))["tasks"]
    marek = await agreed_guest(clinic, rosa, "Marek", address_of(clinic, "Marek"))

    assert not {ana, marek} & set(ids), "a guest of another visit is another person there"
    detail = await clinic.detail(following)
    assert apart(detail) == {ana: [marek], marek: [ana]}
    assert "protected_pair" in detail["tasks"], "the desk has it on its list"
    assert "apart" not in str(await rosa.get("/me")), "the patient's own page says nothing of it"


async def test_that_two_who_were_carried_over_are_kept_apart_is_in_the_audit(clinic: Clinic) -> None:
    visit, rosa, ids = await visit_with_two(clinic)
    pair = await set_pair(clinic, visit, ids)
    await rosa.check()
    await talk_begins(clinic, visit, rosa)
    await clinic.command(clinic.lind, visit, "/finish", outcome="completed", modality="video")
    following = await clinic.book(minutes=24 * 60, patient={"person_id": visit["patient"]["id"]})
    rosa = await clinic.phone(clinic.rosa, 2)
    await rosa.tap()
    for person in ids:
        await rosa.post(f"/carry-over/{person}", {"yes": True, **ALL_BOXES})

    first, second = sorted(ids)
    assert apart(await clinic.detail(following)) == {first: [second], second: [first]}
    query = "SELECT person_id, details FROM audit WHERE action = 'pair.known_again' AND visit_id = :visit"
    async with clinic.parts.edge.reading() as tx:
        [(person, details)] = (await tx.execute(text(query), {"visit": following["id"]})).all()
    assert (str(person), details) == (first, {"pair": pair["id"], "other": second})


async def test_two_who_made_peace_are_not_parted_again_by_the_pair_of_another_visit(clinic: Clinic) -> None:
    visit, _, ids = await visit_with_two(clinic)
    first = await set_pair(clinic, visit, ids)
    patient = (await clinic.detail(visit))["patient"]["id"]
    following = await clinic.book(patient={"person_id": patient})
    rosa = await clinic.phone(clinic.rosa, 2)
    await rosa.tap()
    ana, marek = [await agreed_guest(clinic, rosa, name, address_of(clinic, name)) for name in ("Ana", "Marek")]
    [again] = [one for one in await clinic.lind.get(f"/visits/{following['id']}/pairs") if one["id"] != first["id"]]

    await clinic.lind.post(f"/visits/{following['id']}/pairs/{again['id']}/lift", {"reason": "They made peace."})
    await agreed_guest(clinic, rosa, "Olu", address_of(clinic, "Olu"))
    shown = apart(await clinic.detail(following))
    assert (shown[ana], shown[marek]) == ([], [])
    first_id, second_id = ids
    assert apart(await clinic.detail(visit)) == {first_id: [second_id], second_id: [first_id]}, "a pair of its own"
    pairs = await clinic.lind.get(f"/visits/{following['id']}/pairs")
    assert [one["lift_reason"] for one in pairs] == [None, "They made peace."]

    await clinic.lind.post(f"/visits/{following['id']}/pairs", {"one": ana, "other": marek, "reason": "Not any more."})
    assert apart(await clinic.detail(following))[ana] == [marek], "set once more it holds"


async def test_another_device_at_the_same_link_does_not_knock_under_the_first_ones_picture(clinic: Clinic) -> None:
    visit, _, [ana_id, _] = await visit_with_two(clinic)
    ana = await clinic.phone(address_of(clinic, "Ana"))
    await ana.tap()
    path = f"/visits/{visit['id']}/people/{ana_id}/door-picture"
    await ana.post("/me/door-picture", {"jpeg": base64.b64encode(JPEG).decode()})
    other = clinic.another(ana)
    await other.tap()
    assert (await clinic.lind.refused(path, method="GET"))["code"] == "picture.none"
    assert (await clinic.detail(visit))["pictures"] == []
    await other.post("/me/door-picture", {"jpeg": base64.b64encode(JPEG).decode()})
    assert (await clinic.lind.ask("GET", path)).content == JPEG


async def test_a_guest_shows_a_picture_to_staff_and_takes_it_away_again(clinic: Clinic) -> None:
    visit, _, [ana_id, _] = await visit_with_two(clinic)
    ana = await clinic.phone(address_of(clinic, "Ana"))
    await ana.tap()
    path = f"/visits/{visit['id']}/people/{ana_id}/door-picture"
    assert (await clinic.lind.refused(path, method="GET"))["code"] == "picture.none"
    told_where = JPEG[:2] + WHERE + JPEG[2:]
    await ana.post("/me/door-picture", {"jpeg": base64.b64encode(told_where).decode()})

    assert (await clinic.detail(visit))["pictures"] == [ana_id]
    seen = await clinic.lind.ask("GET", path)
    assert (seen.content, seen.headers["content-type"]) == (JPEG, "image/jpeg")
    assert seen.headers["cache-control"] == "no-store"
    assert TABLE in seen.content
    bad = await ana.refused("/me/door-picture", {"jpeg": base64.b64encode(b"<svg/>").decode()})
    assert bad["code"] == "picture.not_one"
    await ana.post("/me/door-picture/withdraw")
    assert (await clinic.lind.refused(path, method="GET"))["code"] == "picture.none"
