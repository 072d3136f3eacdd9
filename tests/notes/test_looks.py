"""Whoever is shown a summary leaves a line, by whatever request it was shown."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.contracts.demo import CLINICIAN_ACCOUNT, SECOND_CLINICIAN_ACCOUNT
from services.runtime.record_tables import audit
from tests.notes.ward import Editor, Said, Told, Ward
from tests.runtime.owner import eventually
from tests.session.people.browser import Browser, Json


async def _lines(ward: Ward, told: Told, action: str, caller_id: str) -> list[Any]:
    """Lines about this visit in notes' audit, the first one first."""
    mine = select(audit).where(audit.c.visit_id == UUID(told.visit["id"]), audit.c.action == action)
    async with ward.app.state.database.transaction() as tx:
        return list((await tx.execute(mine.where(audit.c.caller_id == UUID(caller_id)).order_by(audit.c.seq))).all())


async def _at(ward: Ward, told: Told, staff: Browser) -> Editor:
    """The editor's address, at which this page has not looked yet."""
    token = (await staff.post(f"/visits/{told.visit['id']}/token"))["token"]
    return Editor(ward.http, token, told.editor.prefix)


async def test_whoever_is_refused_with_somebody_else_s_words_has_looked(ward: Ward) -> None:
    told = await ward.written()
    okafor = await ward.clinic.sign_in(SECOND_CLINICIAN_ACCOUNT)
    me = (await okafor.get("/staff-me"))["person_id"]
    page = await _at(ward, told, okafor)
    with pytest.raises(Said) as said:
        await page.write(1, "main_message", seen=9, text="What is there?")
    assert said.value.problem["saved"]["content"]["text"].startswith("Your heart")
    [line] = await _lines(ward, told, "summary.read_by_staff", me)
    assert line.shown == [UUID(told.rosa_id)]


@pytest.mark.parametrize("again", ["sign", "waive", "in-error", "amend"])
async def test_a_command_that_changes_nothing_and_shows_the_whole_editor_is_a_look(ward: Ward, again: str) -> None:
    told = await ward.written()
    seen = {one["section"]: one["row_version"] for one in (await told.editor.open())["draft"]["sections"]}
    wishes: dict[str, tuple[str, Json]] = {
        "sign": ("/versions/1/sign", {"seen": seen}),
        "waive": ("/versions/1/waive", {"reason": "Not needed."}),
        "in-error": ("/versions/1/in-error", {"mistake": "wrong_words", "reason": "Wrong."}),
        "amend": ("/amend", {"number": 1, "reason": "Better."}),
    }
    if again in {"in-error", "amend"}:
        await told.editor.ask("POST", *wishes["sign"])
    await told.editor.ask("POST", *wishes[again])
    another = await ward.clinic.sign_in(CLINICIAN_ACCOUNT)
    page = await _at(ward, told, another)
    before = len(await _lines(ward, told, "summary.read_by_staff", ward.clinic.lind_id))
    assert (await page.ask("POST", *wishes[again]))["versions"]
    lines = await _lines(ward, told, "summary.read_by_staff", ward.clinic.lind_id)
    assert len(lines) == before + 1
    assert lines[-1].device_id != lines[0].device_id


async def test_a_guest_who_reads_the_correction_as_well_has_looked_twice(ward: Ward) -> None:
    told = await ward.signed()
    page = await told.proven(told.ana)
    first = await page.ask("GET")
    await told.editor.amend(1)
    await told.editor.write(2, "main_message", text="Take half a pill.")
    await told.editor.sign(2)

    async def newest() -> str:
        return str((await page.ask("GET"))["id"])

    second = await eventually(newest, lambda id_: id_ != first["id"])
    for _ in range(2):
        await page.ask("GET")
    lines = await _lines(ward, told, "summary.read", told.ana_id)
    assert [line.details["version"] for line in lines] == [first["id"], second]


async def test_the_patient_s_own_look_at_who_has_looked_is_told_once(ward: Ward) -> None:
    told = await ward.signed()
    page = await told.proven(told.rosa)
    for _ in range(2):
        await page.ask("GET", "/looks")
    [line] = await _lines(ward, told, "summary.looks_read", told.rosa_id)
    assert (line.role, line.shown) == ("patient", [UUID(told.rosa_id)])
