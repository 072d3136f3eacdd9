"""From the booking to the waiting room, as the desk, the patient and the daughter live it."""

from tests.session.people.clinic import Clinic, text_of


async def test_a_booked_patient_gets_a_link_taps_it_checks_and_waits(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)

    look = await rosa.look()
    assert look["first_name"] == "Rosa"
    assert look["opening"] == "soon"
    assert "Lind" not in str(look)

    me = await rosa.tap()
    assert me["screen"] == "check"
    assert me["standing"] == "at_door"
    assert me["clinician"]["short_name"] == "Dr. Lind"
    await rosa.check()
    assert (await rosa.me())["screen"] == "waiting"

    day = await clinic.lind.get("/day")
    [row] = [row for row in day["visits"] if row["id"] == visit["id"]]
    assert row["check"] == {"state": "ok", "what": []}


async def test_a_guest_named_at_booking_knocks_and_the_patient_is_asked(clinic: Clinic) -> None:
    await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    me = await ana.tap()
    await ana.check()
    assert (await ana.me())["screen"] == "knocked"
    assert me["clinician"] is None
    assert me["people"] == []
    letter = text_of(clinic.mail.to(clinic.ana)[0])
    assert "Rosa" not in letter
    assert "Lind" not in letter

    [asked] = (await rosa.me())["requests"]
    assert asked["first_name"] == "Ana"
    me = await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "actions"})
    assert me["requests"] == []
    [card] = [card for card in me["people"] if card["role"] == "guest"]
    assert card["invitation"] == "agreed"
    assert card["scopes"] == ["join", "summary_actions"]


async def test_a_page_opened_too_early_and_left_open_goes_on_from_the_check(clinic: Clinic) -> None:
    await clinic.book(minutes=60)
    rosa = await clinic.phone(clinic.rosa)
    me = await rosa.tap()
    assert (me["screen"], me["standing"]) == ("too_early", "invited")
    await rosa.check()
    assert (await rosa.me())["screen"] == "too_early"
    clinic.clock.forward(minutes=31)
    assert (await rosa.me())["screen"] == "check"
    await rosa.check()
    assert (await rosa.me())["screen"] == "waiting"
