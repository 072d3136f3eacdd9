"""Consent in full over HTTP: what each box opens, what is written down for somebody, and who hears of it."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.session.people.browser import Json, Phone
from tests.session.people.clinic import Clinic, text_of

MOST_ASKED = 20
"""By one visit's decision-maker, within an hour."""

EMPTY: Json = {"join": True, "chat": False, "files": False, "summary": "nothing"}


async def at_home(clinic: Clinic) -> Phone:
    """Rosa at her page."""
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    await rosa.check()
    return rosa


async def talk_begins(clinic: Clinic, visit: Json, rosa: Phone) -> None:
    """Rosa waits, and Dr. Lind lets her in."""
    await clinic.wait_in_room(rosa, visit)
    await clinic.command(clinic.lind, visit, "/enter")
    await clinic.command(clinic.lind, visit, "/admit", person_id=(await rosa.me())["person"]["id"])


async def answered(rosa: Phone, asked: str, **boxes: Any) -> Json:
    """Rosa answers the open question about somebody with a yes and these boxes."""
    [question] = [one for one in (await rosa.me())["requests"] if one["first_name"] == asked]
    me: Json = await rosa.post(f"/invitations/{question['invitation_id']}/answer", {"yes": True, **EMPTY, **boxes})
    return me


async def invitation_of(rosa: Phone, first_name: str) -> Json:
    """What stands of somebody."""
    found: list[Json] = await rosa.get("/invitations")
    return [one for one in found if one["first_name"] == first_name][-1]


async def scopes_of(rosa: Phone, first_name: str) -> list[str]:
    """What somebody may do."""
    scopes: list[str] = (await invitation_of(rosa, first_name))["scopes"]
    return scopes


async def test_a_yes_is_narrowed_and_widened_at_any_moment_and_holds_at_once(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await at_home(clinic), await clinic.phone(clinic.ana)
    await answered(rosa, "Ana", chat=True, files=True, summary="everything")
    await talk_begins(clinic, visit, rosa)
    me = await ana.tap()
    await clinic.command(clinic.lind, visit, "/admit", person_id=me["person"]["id"])
    asked = await invitation_of(rosa, "Ana")
    change = f"/invitations/{asked['id']}/change"

    await rosa.post(change, {**EMPTY, "files": True, "summary": "actions"})
    assert await scopes_of(rosa, "Ana") == ["files", "join", "summary_actions"]
    assert (await ana.me())["standing"] == "admitted"

    await rosa.post(change, {**EMPTY, "join": False, "chat": True, "summary": "actions"})
    assert await scopes_of(rosa, "Ana") == ["summary_actions"]
    me = await ana.me()
    assert (me["standing"], me["screen"], me["can_enter"], me["people"]) == ("invited", "reads_later", False, [])
    assert (await ana.tap())["screen"] == "reads_later"

    await rosa.post(change, {**EMPTY, "chat": True})
    assert (await ana.tap())["standing"] == "at_door"
    refused = await rosa.refused(change, {**EMPTY, "join": False})
    assert refused["code"] == "invitation.choose_something"
    acts = await rosa.get(f"/invitations/{asked['id']}/acts")
    assert [act["did"] for act in acts] == ["proposed", "agreed", "changed", "changed", "changed"]
    assert {act["screen"] for act in acts} == {"booking", "request", "who_may_see"}
    assert (acts[1]["as_what"], acts[1]["by"], acts[1]["basis"]) == ("patient", "Rosa", "own_page")


async def test_nobody_has_the_clinic_write_to_as_many_addresses_as_they_like(clinic: Clinic) -> None:
    await clinic.book()
    rosa = await at_home(clinic)
    for number in range(MOST_ASKED):
        await rosa.post("/invitations", {**clinic.daughter(email=f"{number}{clinic.ana}"), **EMPTY})
    one_more = {**clinic.daughter(email=f"more{clinic.ana}"), **EMPTY}
    refused = await rosa.refused("/invitations", one_more)
    assert (refused["code"], refused["minutes"]) == ("request.too_many", 60)
    assert len(await rosa.get("/invitations")) == MOST_ASKED


async def test_whoever_only_reads_afterwards_is_told_so_and_never_knocks(clinic: Clinic) -> None:
    await clinic.book()
    rosa = await at_home(clinic)
    await rosa.post("/invitations", {**clinic.daughter(), **EMPTY, "join": False, "summary": "everything"})
    words = text_of(await clinic.mail.wait(clinic.ana))
    assert "you may read what Northfield Clinic writes down" in words
    assert "knock" not in words
    ana = await clinic.phone(clinic.ana)
    assert (await ana.tap())["screen"] == "reads_later"


async def test_what_was_said_aloud_is_shown_to_the_patient_who_lets_it_stand_or_undoes_it(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa = await at_home(clinic)
    await answered(rosa, "Ana", chat=False, summary="nothing")
    asked = await invitation_of(rosa, "Ana")
    aloud = f"/invitations/{asked['id']}/said-aloud"
    words = "May Ana also write messages and read everything afterwards?"
    boxes = {**EMPTY, "chat": True, "summary": "everything", "words": words}

    await clinic.lind.post(f"/visits/{visit['id']}{aloud}", boxes)
    [shown] = (await rosa.me())["written_down"]
    assert (shown["how"], shown["by"], shown["words"], shown["can_undo"]) == ("said_aloud", "Dr. Lind", words, True)
    assert shown["scopes"] == ["chat", "join", "summary_all"]
    await rosa.post(f"/invitations/{asked['id']}/undo")
    assert (await rosa.me())["written_down"] == []
    assert await scopes_of(rosa, "Ana") == ["join"], "what Rosa had said herself holds again"

    await clinic.lind.post(f"/visits/{visit['id']}{aloud}", boxes)
    await rosa.post(f"/invitations/{asked['id']}/confirm")
    assert (await rosa.me())["written_down"] == []
    assert await scopes_of(rosa, "Ana") == ["chat", "join", "summary_all"]
    assert (await clinic.desk.refused(f"/visits/{visit['id']}{aloud}", boxes))["code"] == "access.not_allowed"


async def test_a_new_guest_is_asked_for_and_agreed_to_aloud_in_one_act_and_one_tap_puts_them_out(
    clinic: Clinic,
) -> None:
    visit = await clinic.book()
    rosa = await at_home(clinic)
    said = {**clinic.daughter(), **EMPTY, "words": "May Ana, your daughter, join this visit?"}
    await clinic.lind.post(f"/visits/{visit['id']}/invitations/said-aloud", said)
    ana = await clinic.phone(clinic.ana)
    assert (await ana.tap())["screen"] == "check"
    [shown] = (await rosa.me())["written_down"]
    assert (shown["first_name"], shown["how"]) == ("Ana", "said_aloud")
    await rosa.post(f"/invitations/{shown['invitation_id']}/undo")
    assert (await ana.refused("/me", method="GET"))["code"] == "link.closed"


async def test_in_an_emergency_a_reason_and_one_more_tap_let_somebody_in_and_the_patient_sees_it(
    clinic: Clinic,
) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await at_home(clinic), await clinic.phone(clinic.ana)
    await talk_begins(clinic, visit, rosa)
    person = (await ana.tap())["person"]["id"]
    version = (await clinic.detail(visit))["version"]
    wish = {"version": version, "person_id": person, "how": "let_in", "reason": "Rosa fainted and is alone"}
    way = f"/visits/{visit['id']}/emergency"
    assert (await clinic.lind.refused(way, wish))["code"] == "guest.confirm_emergency"
    assert (await ana.me())["standing"] == "at_door"
    assert (await clinic.desk.refused(way, {**wish, "confirmed": True}))["code"] == "access.not_allowed"

    await clinic.lind.post(way, {**wish, "confirmed": True})
    assert (await ana.me())["standing"] == "admitted"
    me = await rosa.me()
    [shown], [question] = me["written_down"], me["requests"]
    assert (shown["how"], shown["by"], shown["words"]) == ("let_in", "Dr. Lind", "Rosa fainted and is alone")
    assert question["first_name"] == "Ana", "the question is still Rosa's to answer"
    [listed] = [one for one in await clinic.lind.get("/emergencies") if one["visit_id"] == visit["id"]]
    assert (listed["patient"], listed["person"], listed["how"]) == ("Rosa Alvarez", "Ana Alvarez", "let_in")
    assert ("Dr. Lind", "consents") in {(look["who"], look["what"]) for look in await rosa.get("/looks")}
    assert (await clinic.desk.refused("/emergencies", method="GET"))["code"] == "access.not_allowed"
    acts = await clinic.desk.get(f"/visits/{visit['id']}/invitations/{shown['invitation_id']}/acts")
    assert (acts[-1]["did"], acts[-1]["words"]) == ("let_in", None), "the desk sees no reason"

    await rosa.post(f"/invitations/{shown['invitation_id']}/answer", {"yes": False})
    assert (await rosa.me())["written_down"] == []
    assert (await ana.refused("/me", method="GET"))["code"] == "link.closed"
    assert (await clinic.lind.refused(way, {**wish, "confirmed": True}))["code"] == "invitation.is_declined"


async def test_in_an_emergency_somebody_who_has_the_yes_is_let_in_past_whom_they_must_not_meet(
    clinic: Clinic,
) -> None:
    marek_at = f"m{clinic.ana}"
    guests = [clinic.daughter(), clinic.daughter(email=marek_at, name="Marek Alvarez", first_name="Marek")]
    visit = await clinic.book(guests=guests)
    rosa = await at_home(clinic)
    for name in ("Ana", "Marek"):
        await answered(rosa, name)
    await talk_begins(clinic, visit, rosa)
    pages = [await clinic.phone(address) for address in (clinic.ana, marek_at)]
    ana, marek = [(await page.tap())["person"]["id"] for page in pages]
    pair = {"one": ana, "other": marek, "reason": "A court order."}
    await clinic.desk.post(f"/visits/{visit['id']}/pairs", pair)
    await clinic.command(clinic.lind, visit, "/admit", person_id=ana)

    version = (await clinic.detail(visit))["version"]
    wish = {"version": version, "person_id": marek, "how": "let_in", "reason": "Rosa fainted; he has the keys"}
    way = f"/visits/{visit['id']}/emergency"
    warned = await clinic.lind.refused(way, wish)
    assert (warned["code"], warned["must_not_meet"]) == ("guest.confirm_emergency", ana)
    await clinic.lind.post(way, {**wish, "confirmed": True})
    assert [(await page.me())["standing"] for page in pages] == ["admitted", "admitted"]
    assert not {ana, marek} & {one["person_id"] for page in pages for one in (await page.me())["people"]}
    assert await scopes_of(rosa, "Marek") == ["join"], "the yes is what it was"
    [act] = [one for one in (await rosa.get("/who-may-see"))["acts"] if one["did"] == "let_in"]
    assert (act["first_name"], act["words"]) == ("Marek", "Rosa fainted; he has the keys")
    assert visit["id"] in {one["visit_id"] for one in await clinic.lind.get("/emergencies")}
    await clinic.lind.post(way, {**wish, "confirmed": True, "version": (await clinic.detail(visit))["version"]})
    acts = (await rosa.get("/who-may-see"))["acts"]
    assert [one["did"] for one in acts].count("let_in") == 1, "let in already: nothing more is done"


async def test_what_was_said_aloud_before_an_emergency_is_still_undone(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await at_home(clinic)
    said = {**clinic.daughter(), **EMPTY, "words": "May Ana, your daughter, join this visit?"}
    await clinic.lind.post(f"/visits/{visit['id']}/invitations/said-aloud", said)
    await talk_begins(clinic, visit, rosa)
    ana = await clinic.phone(clinic.ana)
    person = (await ana.tap())["person"]["id"]
    wish = {"person_id": person, "how": "let_in", "reason": "Rosa fainted", "confirmed": True}
    await clinic.command(clinic.lind, visit, "/emergency", **wish)
    [shown] = (await rosa.me())["written_down"]
    await rosa.post(f"/invitations/{shown['invitation_id']}/undo")
    assert (await ana.refused("/me", method="GET"))["code"] == "link.closed"


async def test_an_interpreter_is_named_needs_no_yes_and_goes_at_a_no(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await at_home(clinic)
    kasia = clinic.daughter(name="Kasia Nowak", first_name="Kasia", relationship="interpreter")
    way = f"/visits/{visit['id']}/invitations"
    missing = await clinic.desk.refused(way, {**kasia, "role": "interpreter"})
    assert missing["code"] == "invitation.choose_language"
    await clinic.desk.post(way, {**kasia, "role": "interpreter", "interprets": "pl"})
    assert "asks you to interpret Polish" in text_of(await clinic.mail.wait(clinic.ana))
    phone = await clinic.phone(clinic.ana)
    assert (await phone.look())["interprets"] == "pl"
    me = await phone.tap()

    [question] = (await rosa.me())["requests"]
    assert (question["first_name"], question["role"], question["interprets"]) == ("Kasia", "interpreter", "pl")
    assert question["needs_yes"] is False
    await talk_begins(clinic, visit, rosa)
    await clinic.command(clinic.lind, visit, "/admit", person_id=me["person"]["id"])
    assert (await phone.me())["standing"] == "admitted"
    await rosa.post(f"/invitations/{question['invitation_id']}/answer", {"yes": False})
    assert (await phone.refused("/me", method="GET"))["code"] == "link.closed"


async def test_an_observer_is_let_in_only_with_a_yes_and_reads_nothing_afterwards(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await at_home(clinic)
    sam = clinic.daughter(name="Sam Lee", first_name="Sam", relationship="medical student")
    await clinic.lind.post(f"/visits/{visit['id']}/invitations", {**sam, "role": "observer"})
    phone = await clinic.phone(clinic.ana)
    person = (await phone.tap())["person"]["id"]
    await talk_begins(clinic, visit, rosa)
    body = {"version": (await clinic.detail(visit))["version"], "person_id": person}
    assert (await clinic.lind.refused(f"/visits/{visit['id']}/admit", body))["code"] == "guest.not_agreed"
    await answered(rosa, "Sam", summary="everything")
    assert await scopes_of(rosa, "Sam") == ["join"]
    await clinic.command(clinic.lind, visit, "/admit", person_id=person)
    assert (await phone.me())["standing"] == "admitted"


async def test_whoever_sits_beside_somebody_is_named_to_the_patient_and_the_clinician(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await at_home(clinic), await clinic.phone(clinic.ana)
    await rosa.post("/present", {"name": "Maria", "relationship": "sister"})
    ana_id = (await ana.tap())["person"]["id"]
    await ana.post("/present", {"name": "Tom"})
    beside = [(one["name"], one["with_name"]) for one in (await rosa.me())["beside"]]
    assert sorted(beside) == [("Maria", "Rosa"), ("Tom", "Ana")]
    assert [one["name"] for one in (await ana.me())["beside"]] == ["Tom"]
    named = (await clinic.detail(visit))["beside"]
    assert sorted((one["name"], one["relationship"]) for one in named) == [("Maria", "sister"), ("Tom", None)]
    await clinic.lind.post(f"/visits/{visit['id']}/people/{ana_id}/present/gone", {"name": "Tom"})
    await rosa.post("/present/gone", {"name": "Maria"})
    assert (await clinic.detail(visit))["beside"] == []


async def test_who_may_see_what_is_one_page_with_what_can_be_taken_back(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa = await at_home(clinic)
    await answered(rosa, "Ana", chat=True, summary="actions")
    await rosa.post("/present", {"name": "Maria"})
    seen = await rosa.get("/who-may-see")
    by_name = {one["name"]: one for one in seen["people"]}
    ana, lind = by_name["Ana"], by_name["Dr. Lind"]
    assert (ana["join"], ana["chat"], ana["files"], ana["reads"]) == (True, True, False, "actions")
    assert (ana["can_change"], ana["can_take_back"], ana["basis"]) == (True, True, "own_page")
    assert (lind["reads"], lind["can_take_back"]) == ("everything", False)
    assert [one["name"] for one in seen["present"]] == ["Maria"]
    assert [(act["did"], act["by"]) for act in seen["acts"]] == [("proposed", ""), ("agreed", "Rosa")]
    assert (await clinic.detail(visit))["invitations"][0]["basis"] == "own_page"
    phone = await clinic.phone(clinic.ana)
    await phone.tap()
    assert (await phone.refused("/who-may-see", method="GET"))["code"] == "access.not_allowed"


async def test_nothing_carries_over_to_the_next_visit_but_by_a_new_yes(clinic: Clinic) -> None:
    first = await clinic.book(guests=[clinic.daughter()])
    rosa = await at_home(clinic)
    await answered(rosa, "Ana", chat=True, summary="everything")
    await talk_begins(clinic, first, rosa)
    await clinic.command(clinic.lind, first, "/finish", outcome="completed", modality="video")

    known = {"patient": {"person_id": first["patient"]["id"]}}
    second = await clinic.book(minutes=24 * 60, **known)
    again = await clinic.phone(clinic.rosa, 2)
    [proposed] = (await again.tap())["carry_over"]
    assert (proposed["first_name"], proposed["scopes_then"]) == ("Ana", ["chat", "join", "summary_all"])
    assert (await clinic.detail(second))["guests"] == []
    assert len(clinic.mail.to(clinic.ana)) == 1
    way = f"/carry-over/{proposed['person_id']}"
    assert (await again.refused(way, {"yes": True}))["code"] == "invitation.choose_summary"
    me = await again.post(way, {"yes": True, **EMPTY})
    assert me["carry_over"] == []
    [carried] = await again.get("/invitations")
    assert (carried["person_id"], carried["scopes"], carried["basis"]) == (
        proposed["person_id"],
        ["join"],
        "carried_over",
    )
    assert await clinic.mail.link_to(clinic.ana, 2) != await clinic.mail.link_to(clinic.ana, 1)

    third = await clinic.book(minutes=2 * 24 * 60, **known)
    assert third["guests"] == []
    last = await clinic.phone(clinic.rosa, 3)
    [proposed] = (await last.tap())["carry_over"]
    assert (await last.post(f"/carry-over/{proposed['person_id']}", {"yes": False}))["carry_over"] == []
    assert await last.get("/invitations") == []
    query = (
        "SELECT person_id, caller, caller_id FROM audit WHERE action = 'invitation.not_carried_over' AND visit_id = :id"
    )
    async with clinic.parts.edge.reading() as tx:
        [line] = (await tx.execute(text(query), {"id": third["id"]})).all()
    assert [str(part) for part in line] == [proposed["person_id"], "link", third["patient"]["id"]]


async def test_a_guest_decides_from_when_staff_have_seen_the_papers_and_the_patient_again_after(
    clinic: Clinic,
) -> None:
    marek = clinic.daughter(email=f"m{clinic.ana}", first_name="Marek")
    visit = await clinic.book(guests=[clinic.daughter(), marek])
    rosa, ana = await at_home(clinic), await clinic.phone(clinic.ana)
    person = (await ana.tap())["person"]["id"]
    named = {"person_id": person, "basis": "proxy"}
    await clinic.command(clinic.desk, visit, "/decision-maker", **named)
    assert (await rosa.me())["requests"] == []
    me = await ana.me()
    assert me["decision_maker"] is True
    [asked] = me["requests"]
    await ana.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, **EMPTY})
    refused = await rosa.refused(f"/invitations/{asked['invitation_id']}/revoke")
    assert refused["code"] == "access.not_allowed"
    seen = {one["name"]: one["basis"] for one in (await rosa.get("/who-may-see"))["people"]}
    assert seen["Ana"] == "proxy"
    record = await rosa.get(f"/invitations/{asked['invitation_id']}/fhir")
    assert (record["resourceType"], record["status"], record["performer"][0]["type"]) == (
        "Consent",
        "active",
        "RelatedPerson",
    )
    version = (await clinic.detail(visit))["version"]
    odd = {"version": version, "person_id": visit["clinician"]["id"], "basis": "proxy"}
    refused = await clinic.desk.refused(f"/visits/{visit['id']}/decision-maker", odd)
    assert refused["code"] == "decision_maker.not_possible"
    await clinic.command(clinic.desk, visit, "/decision-maker", person_id=visit["patient"]["id"])
    assert (await rosa.me())["decision_maker"] is True


async def test_a_question_that_nobody_answered_ends_after_the_visit(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await at_home(clinic), await clinic.phone(clinic.ana)
    await ana.tap()
    await talk_begins(clinic, visit, rosa)
    await clinic.command(clinic.lind, visit, "/finish", outcome="completed", modality="video")

    async def timer_is_set() -> bool:
        query = "SELECT count(*) FROM timers WHERE kind = 'invitation.unanswered' AND key = :visit"
        async with clinic.parts.edge.reading() as tx:
            return bool((await tx.execute(text(query), {"visit": visit["id"]})).scalar_one())

    await clinic.until(timer_is_set)
    moved = "UPDATE timers SET due_at = now() WHERE kind = 'invitation.unanswered' AND key = :visit"
    async with clinic.parts.edge.reading() as tx:
        await tx.execute(text(moved), {"visit": visit["id"]})

    async def expired() -> bool:
        return bool((await clinic.detail(visit))["invitations"][0]["state"] == "expired")

    await clinic.until(expired)
    assert (await ana.refused("/me", method="GET"))["code"] == "link.closed"
    [*_, last] = await clinic.desk.get(
        f"/visits/{visit['id']}/invitations/{(await rosa.get('/invitations'))[0]['id']}/acts"
    )
    assert (last["did"], last["basis"], last["as_what"], last["by"]) == ("expired", "time", "timer", "")


async def test_what_was_done_about_consent_is_never_changed_in_the_record(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa = await at_home(clinic)
    await answered(rosa, "Ana")
    for deed in ("UPDATE consent_acts SET did = 'declined'", "DELETE FROM consent_acts"):
        with pytest.raises(DBAPIError, match="only ever added"):
            async with clinic.parts.edge.reading() as tx:
                await tx.execute(text(f"{deed} WHERE visit_id = :visit"), {"visit": visit["id"]})
