"""Consent over HTTP: whose it is, when it counts, and how fast it can be taken back."""

from tests.session.people.clinic import Clinic


async def test_staff_ask_and_only_the_patient_answers(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    await clinic.command(clinic.lind, visit, "/invitations", **clinic.daughter())
    ana = await clinic.phone(clinic.ana)
    await ana.tap()

    [asked] = (await rosa.me())["requests"]
    assert asked["asked_by"] == "Dr. Lind"
    assert asked["relationship"] == "daughter"
    assert (await ana.me())["requests"] == []
    answer = f"/invitations/{asked['invitation_id']}/answer"
    assert (await ana.refused(answer, {"yes": True, "summary": "nothing"}))["code"] == "access.not_allowed"
    assert (await ana.refused("/invitations", method="GET"))["code"] == "access.not_allowed"


async def test_a_yes_needs_a_choice_about_the_summary(clinic: Clinic) -> None:
    await clinic.book(guests=[clinic.daughter()])
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    answer = f"/invitations/{asked['invitation_id']}/answer"
    assert (await rosa.refused(answer, {"yes": True}))["code"] == "invitation.choose_summary"
    assert len((await rosa.me())["requests"]) == 1
    await rosa.post(answer, {"yes": True, "summary": "everything"})
    [agreed] = await rosa.get("/invitations")
    assert agreed["scopes"] == ["join", "summary_all"]


async def test_a_guest_without_the_yes_is_not_let_in(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    ana = await clinic.phone(clinic.ana)
    me = await ana.tap()
    body = {"version": (await clinic.detail(visit))["version"], "person_id": me["person"]["id"]}
    refused = await clinic.lind.refused(f"/visits/{visit['id']}/admit", body)
    assert refused["code"] == "guest.not_agreed"


async def test_a_no_closes_the_link_and_tells_the_guest_nothing(clinic: Clinic) -> None:
    await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    await ana.tap()
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": False})
    problem = await ana.refused("/me", method="GET")
    assert problem["code"] == "link.closed"
    assert set(problem) == {"type", "title", "status", "code", "detail"}


async def test_a_yes_after_a_no_takes_a_new_invitation_and_a_newer_link(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    answer = f"/invitations/{asked['invitation_id']}/answer"
    await rosa.post(answer, {"yes": False})
    assert (await rosa.refused(answer, {"yes": True, "summary": "nothing"}))["code"] == "invitation.is_declined"

    await clinic.command(clinic.desk, visit, "/invitations", **clinic.daughter())
    newer = await clinic.phone(clinic.ana, 2)
    assert newer.secret != ana.secret
    assert (await newer.tap())["screen"] == "check"
    assert (await ana.refused("/look", {"secret": ana.secret}))["code"] == "link.closed"


async def test_the_patients_own_invitation_is_the_yes(clinic: Clinic) -> None:
    await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    made = await rosa.post("/invitations", {**clinic.daughter(), "summary": "actions"})
    assert made["state"] == "agreed"
    assert made["scopes"] == ["join", "summary_actions"]
    again = await rosa.refused("/invitations", {**clinic.daughter(), "summary": "actions"})
    assert again["code"] == "invitation.is_open"
    ana = await clinic.phone(clinic.ana)
    assert (await ana.tap())["screen"] == "check"


async def test_taking_back_a_yes_during_the_talk_cuts_at_once(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "everything"})
    await clinic.command(clinic.lind, visit, "/enter")
    await clinic.command(clinic.lind, visit, "/modality", modality="phone")
    await ana.tap()
    await rosa.post(f"/invitations/{asked['invitation_id']}/revoke")
    [card] = [card for card in (await rosa.me())["people"] if card["role"] == "guest"]
    assert card["standing"] == "invited"
    assert card["scopes"] == []
    assert (await ana.refused("/me", method="GET"))["code"] == "link.closed"
    assert (await ana.refused("/enter", {"secret": ana.secret}))["code"] == "link.closed"
    assert (await ana.refused("/grant"))["code"] == "link.closed"


async def test_a_guest_sees_nobody_until_let_in(clinic: Clinic) -> None:
    await clinic.book(guests=[clinic.daughter(), clinic.daughter(email=f"x{clinic.ana}", first_name="Marek")])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    for shown in (await ana.look(), await ana.tap(), await ana.me()):
        words = str({key: value for key, value in shown.items() if key != "clinic"})
        for hidden in ("Rosa", "Lind", "Marek", "Alvarez"):
            assert hidden not in words


async def test_a_representative_decides_and_the_patient_does_not(clinic: Clinic) -> None:
    parent = {**clinic.daughter(first_name="Eva", name="Eva Alvarez", relationship="mother"), "basis": "parent"}
    guest = clinic.daughter(email=f"m{clinic.ana}", first_name="Marek")
    await clinic.book(decision_maker=parent, guests=[guest])
    rosa, eva = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    me = await rosa.tap()
    assert me["decision_maker"] is False
    assert me["requests"] == []
    me = await eva.tap()
    assert me["decision_maker"] is True
    [asked] = me["requests"]
    await eva.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "nothing"})


async def test_the_wish_to_be_called_reaches_the_desk_until_it_is_answered(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    assert (await rosa.post("/help"))["help_wanted"] is True
    assert (await clinic.detail(visit))["trouble"] == ["asked_for_call"]
    await clinic.desk.post(f"/visits/{visit['id']}/help-answered")
    assert (await clinic.detail(visit))["trouble"] == []


async def test_whoever_sits_beside_the_patient_is_named_to_staff(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap(helping=True, present_name="Maria")
    await rosa.post("/present", {"name": "Tom"})
    assert (await clinic.detail(visit))["present"] == ["Maria", "Tom"]


async def test_a_patient_who_was_missed_and_asks_for_a_call_is_on_the_desks_list(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    await clinic.command(clinic.desk, visit, "/no-show", absent="patient")
    assert (await rosa.me())["screen"] == "missed"
    assert (await clinic.detail(visit))["trouble"] == []
    await rosa.post("/help")
    assert (await clinic.detail(visit))["trouble"] == ["asked_for_call"]
    await clinic.desk.post(f"/visits/{visit['id']}/help-answered")
    assert (await clinic.detail(visit))["trouble"] == []
