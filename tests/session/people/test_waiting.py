"""The waiting room: place in line, told without being asked."""

import asyncio
import json
from typing import Any

import nats

from tests.session.people.clinic import PATIENCE, Clinic


async def _places(clinic: Clinic, person: str, queue: "asyncio.Queue[dict[str, Any]]") -> dict[str, Any]:
    """The next place hint for a person."""
    async with asyncio.timeout(PATIENCE):
        while True:
            told = await queue.get()
            if told["hint"]["type"] == "place" and person in told["to_people"]:
                return told


async def test_those_who_wait_hear_their_place_and_when_it_changes(clinic: Clinic) -> None:
    second = await clinic.book(minutes=20)
    first = await clinic.book(
        minutes=10,
        patient={"name": "Tomas Berg", "birth_date": "1945-09-04", "email": clinic.ana, "language": "en"},
    )
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    connection = await nats.connect(clinic.stack.nats_url("admin"))

    async def hear(message: Any) -> None:
        told.put_nowait(json.loads(message.data))

    await connection.subscribe("hint.>", cb=hear)
    await connection.flush()
    rosa, tomas = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    await rosa.check()
    await clinic.wait_in_room(rosa, second)
    ahead = (await rosa.me())["place"]["place"]
    assert (await _places(clinic, second["patient"]["id"], told))["hint"]["place"] == ahead
    assert ahead >= 2, "somebody booked earlier is still expected"

    await tomas.tap()
    await clinic.wait_in_room(tomas, first)
    await clinic.command(clinic.lind, first, "/cancel", reason="not needed")
    hint = await _places(clinic, second["patient"]["id"], told)
    assert hint["hint"]["place"] == ahead - 1
    assert (await rosa.me())["place"]["place"] == ahead - 1
    await connection.close()


async def test_the_clinician_knows_once_the_row_was_seen(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    assert (await rosa.me())["clinician"]["knows_you_are_here"] is False
    await clinic.desk.refused(f"/visits/{visit['id']}/seen", {})
    assert (await rosa.me())["clinician"]["knows_you_are_here"] is False
    await clinic.lind.post(f"/visits/{visit['id']}/seen")
    assert (await rosa.me())["clinician"]["knows_you_are_here"] is True
