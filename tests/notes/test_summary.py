"""A summary from the end of the visit to its readers: drafted, written, signed, sent, read, corrected."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from services.contracts.demo import DESK_ACCOUNT
from services.runtime.record_tables import audit
from services.runtime.tables import deliveries
from services.session.people.tables import persons
from tests.notes.ward import Said, Told, Ward
from tests.runtime.owner import eventually
from tests.session.people.browser import Json

READY, CORRECTED, MISTAKE = "in writing", "was corrected", "do not follow"


def _names(summary: Json) -> list[str]:
    return [one["section"] for one in summary["sections"]]


async def _states(told: Any) -> list[tuple[str, int, str]]:
    shown = await told.editor.open()
    return [(one["person_id"], one["number"], one["state"]) for one in shown["deliveries"]]


async def test_a_draft_is_there_within_a_second_of_the_end(ward: Ward) -> None:
    told = await ward.finished()
    shown = await told.editor.open()
    begun = datetime.fromisoformat(shown["draft"]["created_at"])
    assert (begun - datetime.fromisoformat(shown["visit"]["ended_at"])).total_seconds() < 1
    assert shown["draft"]["state"] == "draft"
    assert {one["first_name"]: one["gets"] for one in shown["readers"] if one["role"] != "clinician"} == {
        "Rosa": "whole",
        "Ana": "everything",
    }


async def test_two_who_write_at_once_lose_no_word(ward: Ward) -> None:
    told = await ward.finished()
    await told.editor.write(1, "main_message", seen=0, text="One tablet a day.")
    with pytest.raises(Said) as said:
        await told.editor.write(1, "main_message", seen=0, text="Two tablets a day.")
    assert said.value.code == "summary.section_changed"
    assert said.value.problem["saved"]["content"]["text"] == "One tablet a day."
    assert said.value.problem["yours"]["content"]["text"] == "Two tablets a day."
    again = await told.editor.write(1, "main_message", seen=0, text="One tablet a day.")
    assert again["row_version"] == 1


async def test_each_reader_gets_their_own_link_and_reads_what_is_theirs(ward: Ward) -> None:
    told = await ward.signed(ana="actions")
    rosa_link = await ward.clinic.mail.link_to(ward.clinic.rosa, 2)
    assert rosa_link == await ward.clinic.mail.link_to(ward.clinic.rosa, 1)
    await ward.clinic.mail.wait(ward.clinic.ana, 2)

    rosa, ana = await told.proven(told.rosa), await told.proven(told.ana)
    whole, part = await rosa.ask("GET"), await ana.ask("GET")
    assert _names(whole) == ["main_message", "decisions", "actions", "medicines", "tests", "help"]
    assert _names(part) == ["actions", "medicines", "help"]
    assert part["patient_first_name"] == "Rosa"
    assert [one["first_name"] for one in whole["also_reads"]] == ["Ana"]
    assert part["also_reads"] == []


async def test_words_are_marked_with_the_language_in_which_they_were_written(ward: Ward) -> None:
    told = await ward.written()
    signed = await told.editor.sign(language="pl")
    assert (signed["visit"]["language"], signed["present"]["language"]) == ("en", "pl")
    assert signed["present"]["intact"] is True
    assert (await (await told.proven(told.rosa)).ask("GET"))["language"] == "pl"


async def test_a_summary_opens_after_a_second_fact_alone(ward: Ward) -> None:
    told = await ward.signed()
    page = await told.reader(told.rosa)
    assert (await page.ask("GET", "/status")) == {"state": "ready", "proven": False}
    assert await page.code_of("GET") == "second_fact.needed"
    wrong = await told.rosa.refused("/second-fact", {"code": "000000"})
    assert (wrong["code"], wrong["tries_left"]) == ("second_fact.wrong", 4)
    await told.give_mailed_code()
    page = await told.reader(told.rosa)
    assert (await page.ask("GET", "/status"))["proven"] is True
    assert (await page.ask("GET"))["valid"] is True


async def test_the_patient_sees_who_else_has_looked(ward: Ward) -> None:
    told = await ward.signed()
    for _ in range(2):
        await (await told.proven(told.ana)).ask("GET")
    page = await told.proven(told.rosa)
    await page.ask("GET")
    looks = (await page.ask("GET", "/looks"))["looks"]
    assert [(one["who"], one["role"]) for one in looks] == [("Ana", "guest"), ("Dr. Lind", "clinician")]
    assert await (await told.reader(told.ana)).code_of("GET", "/looks") == "access.not_allowed"


async def test_opened_is_a_tap_and_counts_once(ward: Ward) -> None:
    told = await ward.signed()
    page = await told.proven(told.rosa)
    summary = await page.ask("GET")
    assert summary["opened"] is False
    for _ in range(2):
        await page.ask("POST", f"/versions/{summary['id']}/opened")
    assert (await page.ask("GET"))["opened"] is True
    shown = await told.editor.open()
    opened = {one["person_id"]: one["opened_at"] for one in shown["deliveries"]}
    assert opened[told.rosa_id] is not None
    assert opened[told.ana_id] is None


async def test_a_correction_of_what_a_reader_may_not_see_leaves_their_page_byte_for_byte(ward: Ward) -> None:
    told = await ward.signed(ana="actions")
    ana = await told.proven(told.ana)
    before = await ana.bytes()
    await told.editor.amend(1, "The reason was another one.")
    await told.editor.write(2, "decisions", items=[{"what": "A water pill", "why": "Your blood pressure."}])
    await told.editor.sign(2)
    await eventually(lambda: _states(told), lambda states: (told.rosa_id, 2, "sent") in states)
    assert len(ward.letters(ward.clinic.rosa, CORRECTED)) == 1
    assert ward.letters(ward.clinic.ana, CORRECTED) == []
    assert await ana.bytes() == before

    rosa = await (await told.proven(told.rosa)).ask("GET")
    assert rosa["correction"]["changed"] == ["decisions"]
    assert rosa["correction"]["words"] == "The reason was another one."
    [earlier] = rosa["earlier"]
    old = await (await told.reader(told.rosa)).ask("GET", f"/versions/{earlier['id']}")
    assert old["valid"] is False


async def test_a_mistake_is_told_and_its_words_are_read_no_more(ward: Ward) -> None:
    told = await ward.signed()
    await told.editor.ask("POST", "/versions/1/in-error", {"mistake": "wrong_words", "reason": "Mixed up."})
    await eventually(_async(lambda: ward.letters(ward.clinic.ana, MISTAKE)), lambda found: len(found) == 1)
    page = await told.proven(told.ana)
    assert (await page.ask("GET", "/status"))["state"] == "in_error"
    summary = await page.ask("GET")
    assert (summary["mistake"], summary["sections"]) == ("wrong_words", [])


def _async(look: Any) -> Any:
    async def asked() -> Any:
        return look()

    return asked


async def test_whoever_is_taken_back_reads_nothing_from_that_moment(ward: Ward) -> None:
    told = await ward.signed()
    page = await told.proven(told.ana)
    assert _names(await page.ask("GET"))
    [agreed] = await told.rosa.get("/invitations")
    await told.rosa.post(f"/invitations/{agreed['id']}/revoke")

    async def state() -> str:
        return str((await page.ask("GET", "/status"))["state"])

    await eventually(state, lambda seen: seen == "not_for_you")
    assert await page.code_of("GET") == "summary.not_for_you"


async def test_only_the_responsible_clinician_signs_and_the_desk_reads_nothing(ward: Ward) -> None:
    told = await ward.written()
    desk = await ward.clinic.desk.post(f"/visits/{told.visit['id']}/token")
    page = type(told.editor)(ward.http, desk["token"], told.editor.prefix)
    assert await page.code_of("GET") == "access.not_allowed"
    reader = await told.reader(told.rosa)
    reader.prefix = told.editor.prefix
    assert await reader.code_of("GET") == "access.not_allowed"


async def test_after_the_signature_the_visit_is_not_reopened(ward: Ward) -> None:
    told = await ward.signed()

    async def refused() -> str:
        version = (await ward.clinic.detail(told.visit))["version"]
        answer = await ward.clinic.lind.ask("POST", f"/visits/{told.visit['id']}/reopen", {"version": version})
        return str(answer.json().get("code"))

    async def signed() -> bool:
        detail = await ward.clinic.detail(told.visit)
        return any(line["what"] == "summary.signed" for line in detail["history"])

    await eventually(signed, bool)
    assert await refused() == "visit.already_signed"


async def test_a_reopened_visit_is_signed_only_after_it_ended_again(ward: Ward) -> None:
    told = await ward.written()
    await ward.clinic.command(ward.clinic.lind, told.visit, "/reopen")

    async def reopened() -> bool:
        return bool((await told.editor.open())["visit"]["reopened"])

    await eventually(reopened, bool)
    seen = {one["section"]: one["row_version"] for one in (await told.editor.open())["draft"]["sections"]}
    assert await told.editor.code_of("POST", "/versions/1/sign", {"seen": seen}) == "summary.visit_not_ended"
    await ward.finish(told.visit)
    await eventually(reopened, lambda still: not still)
    signed = await told.editor.sign()
    assert (signed["draft"], signed["present"]["number"], signed["present"]["intact"]) == (None, 1, True)


async def test_nobody_is_left_out_who_was_agreed_to_since_the_editor_last_asked(ward: Ward) -> None:
    told = await ward.written()
    seen = {one["section"]: one["row_version"] for one in (await told.editor.open())["draft"]["sections"]}
    marek = ward.clinic.daughter(name="Marek Alvarez", first_name="Marek", email=f"marek-{ward.clinic.ana}")
    await told.rosa.post("/invitations", {**marek, "join": False, "summary": "everything"})

    async def code() -> str:
        try:
            await told.editor.ask("POST", "/versions/1/sign", {"seen": {**seen, "main_message": 9}})
        except Said as said:
            return said.code
        raise AssertionError("signed")

    await eventually(code, lambda said: said == "summary.people_unknown")
    await told.editor.open()
    signed = await told.editor.ask("POST", "/versions/1/sign", {"seen": seen})
    assert {one["first_name"] for one in signed["readers"] if one["gets"] != "nothing"} == {"Rosa", "Ana", "Marek"}
    assert len(signed["deliveries"]) == 3


async def test_what_was_corrected_since_is_marked_also_for_whom_the_correction_does_not_reach(ward: Ward) -> None:
    told = await ward.signed()
    ana = await told.proven(told.ana)
    assert (await ana.ask("GET"))["valid"] is True
    [agreed] = await told.rosa.get("/invitations")
    await told.rosa.post(f"/invitations/{agreed['id']}/revoke")

    async def state() -> str:
        return str((await ana.ask("GET", "/status"))["state"])

    await eventually(state, lambda seen: seen == "not_for_you")
    await told.editor.amend(1, "The dose was too high.")
    await told.editor.write(2, "main_message", text="Take half a pill.")
    await told.editor.sign(2)
    await told.rosa.post("/invitations", {**ward.clinic.daughter(), "join": False, "summary": "everything"})
    again = await ward.clinic.phone(ward.clinic.ana, 3)
    await again.tap()
    person = (await again.me())["person"]["id"]
    assert person == told.ana_id
    await eventually(state, lambda seen: seen == "ready")
    await again.post("/second-fact", {"code": await told.said_code()})
    page = await told.reader(again)
    read = await page.ask("GET")
    assert read["sections"][0]["text"].startswith("Your heart is fine")
    assert read["valid"] is False


async def test_a_command_that_is_sent_twice_takes_effect_once(ward: Ward) -> None:
    told = await ward.written()
    seen = {one["section"]: one["row_version"] for one in (await told.editor.open())["draft"]["sections"]}
    key = "0123456789abcdef0123"
    first = await told.editor.ask("POST", "/versions/1/sign", {"seen": seen}, key=key)
    token = (await ward.clinic.lind.post(f"/visits/{told.visit['id']}/token"))["token"]
    newer = type(told.editor)(ward.http, token, told.editor.prefix)
    assert await newer.ask("POST", "/versions/1/sign", {"seen": seen}, key=key) == first
    again = await newer.ask("POST", "/versions/1/sign", {"seen": seen})
    assert again["row_version"] == first["row_version"]
    await eventually(lambda: _states(told), lambda states: all(state == "sent" for *_, state in states))
    assert len(ward.letters(ward.clinic.rosa, READY)) == 1


async def test_a_visit_without_a_summary_says_so(ward: Ward) -> None:
    told = await ward.finished()
    page = await told.reader(told.rosa)
    assert (await page.ask("GET", "/status"))["state"] == "being_written"
    await told.editor.ask("POST", "/versions/1/waive", {"reason": "The call broke off."})
    assert (await page.ask("GET", "/status"))["state"] == "none"
    await eventually(lambda: _on_the_list(ward, told), lambda summary: summary == "waived")
    assert await told.editor.code_of("PUT", "/versions/1/sections/help", _help()) == "summary.is_waived"


async def test_that_one_is_written_after_all_stands_in_the_audit_of_the_visit(ward: Ward) -> None:
    told = await ward.finished()
    await told.editor.ask("POST", "/versions/1/waive", {"reason": "The call broke off."})
    await eventually(lambda: _on_the_list(ward, told), lambda summary: summary == "waived")
    await told.editor.amend(1, "After all.")
    await eventually(lambda: _on_the_list(ward, told), lambda summary: summary == "to_write")
    mine = select(audit.c.action).where(audit.c.visit_id == UUID(told.visit["id"])).order_by(audit.c.seq)
    async with ward.clinic.parts.edge.reading() as tx:
        actions = list((await tx.execute(mine)).scalars())
    assert actions.index("visit.summary_begun_again") > actions.index("visit.summary_waived")


async def _on_the_list(ward: Ward, told: Told) -> str:
    day = await ward.clinic.lind.get("/day")
    return next(str(row["summary"]) for row in day["visits"] if row["id"] == told.visit["id"])


def _help() -> Json:
    return {"seen": 0, "content": {"section": "help", "signs": ["Fever"], "call": ""}}


async def test_a_guest_who_was_let_in_sets_a_code_on_that_device(ward: Ward) -> None:
    told = await ward.finished(together=True)
    assert (await told.ana.get("/second-fact"))["may_set_code"] is True
    assert (await told.ana.ask("PUT", "/second-fact/own-code", {"code": "135790"})).status_code == 204
    fact = await told.ana.get("/second-fact")
    assert (fact["kind"], fact["may_set_code"]) == ("own_code", False)
    for _ in range(2):
        await told.ana.post("/second-fact", {"code": "135790"})
    assert (await told.ana.get("/second-fact"))["proven_until"] is not None


async def test_a_guest_who_never_joined_gets_a_code_from_the_desk_and_none_by_mail(ward: Ward) -> None:
    told = await ward.signed()
    await ward.clinic.mail.wait(ward.clinic.ana, 2)
    fact = await told.ana.get("/second-fact")
    assert (fact["kind"], fact["may_set_code"], fact["channel"]) == ("desk_code", False, None)
    await told.ana.post("/code")
    assert (await told.ana.ask("PUT", "/second-fact/own-code", {"code": "135790"})).status_code == 403
    await told.ana.post("/second-fact", {"code": await told.said_code()})
    assert (await told.ana.get("/second-fact"))["proven_until"] is not None
    assert len(ward.clinic.mail.to(ward.clinic.ana)) == 2


async def test_a_message_that_cannot_be_sent_is_on_the_desks_list(ward: Ward) -> None:
    told = await ward.written()
    async with ward.clinic.parts.edge.reading() as tx:
        await _forget_address(tx, told.ana_id)
    await told.editor.sign()
    await eventually(lambda: _states(told), lambda states: (told.ana_id, 1, "failed") in states)

    async def tasks() -> list[str]:
        day = await ward.clinic.desk.get("/day")
        return next(list(row["tasks"]) for row in day["visits"] if row["id"] == told.visit["id"])

    await eventually(tasks, lambda found: found == ["summary_not_sent"])
    lines = {line["text_key"]: line["args"]["who"] for line in (await ward.clinic.detail(told.visit))["history"]}
    assert lines["history-summary-not-sent"] == "Ana Alvarez"


async def test_a_message_that_was_given_up_the_day_after_is_on_the_desks_list_of_that_day(ward: Ward) -> None:
    told = await ward.written()
    async with ward.clinic.parts.edge.reading() as tx:
        await _forget_address(tx, told.ana_id)
    await told.editor.sign()
    await eventually(lambda: _states(told), lambda states: (told.ana_id, 1, "failed") in states)
    ward.clinic.clock.forward(days=1)
    desk = await ward.clinic.sign_in(DESK_ACCOUNT)

    async def left() -> list[list[str]]:
        day = await desk.get("/day")
        assert told.visit["id"] not in {row["id"] for row in day["visits"]}
        return [row["tasks"] for row in day["left"] if row["id"] == told.visit["id"]]

    await eventually(left, lambda found: found == [["summary_not_sent"]])
    await desk.post(f"/visits/{told.visit['id']}/help-answered")
    assert await left() == []


async def test_a_message_that_waits_is_not_sent_once_its_news_is_nothing_that_its_reader_may_read(ward: Ward) -> None:
    told = await ward.signed(ana="everything")
    await told.editor.amend(1, "The reason was another one.")
    await told.editor.write(2, "decisions", items=[{"what": "A water pill", "why": "Your blood pressure."}])
    await told.editor.sign(2)
    await eventually(lambda: _states(told), lambda states: (told.ana_id, 2, "sent") in states)
    ana = await told.proven(told.ana)
    [agreed] = await told.rosa.get("/invitations")
    await told.rosa.post(
        f"/invitations/{agreed['id']}/change", {"join": True, "chat": False, "files": False, "summary": "actions"}
    )

    async def sections() -> list[str]:
        return _names(await ana.ask("GET"))

    await eventually(sections, lambda names: "decisions" not in names)
    async with ward.app.state.database.transaction() as tx:
        waits = update(deliveries).values(state="queued").where(deliveries.c.kind == "summary_corrected")
        await tx.execute(waits.where(deliveries.c.person_id == UUID(told.ana_id)))
    await eventually(lambda: _states(told), lambda states: (told.ana_id, 2, "failed") in states)
    assert len(ward.letters(ward.clinic.ana, CORRECTED)) == 1
    assert (await told.ward.clinic.detail(told.visit))["tasks"] == []


async def _forget_address(tx: Any, person_id: str) -> None:
    await tx.execute(update(persons).where(persons.c.id == person_id).values(email=None))


async def test_many_who_save_at_once_are_all_heard_or_told(ward: Ward) -> None:
    told = await ward.finished()

    async def save(text: str) -> str | None:
        try:
            await told.editor.write(1, "main_message", seen=0, text=text)
        except Said as said:
            return str(said.problem["saved"]["content"]["text"])
        return None

    texts = [f"Text {number}" for number in range(6)]
    answers = await asyncio.gather(*(save(text) for text in texts))
    kept = (await told.editor.open())["draft"]["sections"][0]["content"]["text"]
    assert [text for text, answer in zip(texts, answers, strict=True) if answer is None] == [kept]
    assert all(answer in {None, kept} for answer in answers)
