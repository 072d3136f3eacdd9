"""A whole visit through the doors that people and staff use."""

from tests.session.house import House


async def test_a_visit_goes_from_booking_to_its_end(house: House) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    await played.guest.page.post("/enter", {})
    detail = await played.command(house.lind, "/admit", {"person_id": str(played.guest.person_id)})
    assert {one["standing"] for one in detail["people"]} == {"admitted"}
    ended = await played.command(house.lind, "/finish", {"outcome": "completed", "modality": "video"})
    assert (ended["state"], ended["outcome"]) == ("ended", "completed")
    me = await played.page.get("/me")
    assert me["screen"] == "over"
