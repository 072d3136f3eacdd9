"""The demo's sample clinic, made by the ordinary commands."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from services.session.demo.seed import NotTheDemoError, seed
from tests.session.people.browser import phone
from tests.session.people.clinic import Clinic, somewhere


async def test_the_demo_has_its_doors_a_day_and_a_past_and_is_made_once(clinic: Clinic) -> None:
    doors = await seed(clinic.settings)
    assert clinic.settings.state_dir is not None
    assert json.loads((clinic.settings.state_dir / "demo" / "doors.json").read_text()) == doors
    rosa, ana = (phone(clinic.http, doors[who], somewhere()) for who in ("patient", "guest"))
    assert (await rosa.look())["first_name"] == "Rosa"
    assert (await ana.look())["role"] == "guest"
    me = await rosa.tap()
    assert me["phone_ending"] == "66"
    assert [asked["first_name"] for asked in me["requests"]] == ["Ana"]

    day = await clinic.lind.get("/day")
    troubles = {trouble for visit in day["visits"] for trouble in visit["trouble"]}
    assert {"camera_and_microphone_refused", "sound_only"} <= troubles
    states = {visit["state"] for visit in day["visits"]}
    assert states == {"ended", "in_progress", "waiting", "scheduled", "cancelled", "no_show"}
    before = await _visits(clinic)
    assert before["past"] >= 40

    assert await seed(clinic.settings) == doors
    assert await _visits(clinic) == before


async def _visits(clinic: Clinic) -> dict[str, int]:
    async with clinic.parts.edge.reading() as tx:
        limit = clinic.clock() - timedelta(hours=6)
        past = text("SELECT count(*) FROM visits WHERE scheduled_at < :limit")
        return {
            "past": int((await tx.execute(past, {"limit": limit})).scalar_one()),
            "all": int((await tx.execute(text("SELECT count(*) FROM visits"))).scalar_one()),
        }


async def test_made_up_people_have_no_place_outside_the_demo(clinic: Clinic) -> None:
    with pytest.raises(NotTheDemoError):
        await seed(clinic.settings.model_copy(update={"demo": False}))
