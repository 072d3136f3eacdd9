"""Links: what opens them, what uses them up (nothing), and what a second device needs."""

import asyncio
import re
from uuid import uuid4

import pytest
from sqlalchemy import text

from services.session.link.code_rules import SENDS
from services.session.link.proving import MOST_TRIES, TRIES_WITHIN
from tests.session.people.browser import Phone
from tests.session.people.clinic import Clinic, text_of


async def _code(clinic: Clinic, letter: int) -> str:
    found = re.search(r"\b\d{6}\b", text_of(await clinic.mail.wait(clinic.rosa, letter)))
    assert found
    return found.group()


async def test_a_mail_scanner_that_follows_the_link_binds_and_uses_up_nothing(clinic: Clinic) -> None:
    await clinic.book()
    scanner = await clinic.phone(clinic.rosa)
    for _ in range(5):
        assert (await scanner.look())["second_fact"] == "none"
    for method in ("GET", "HEAD"):
        for path in ("/look", "/enter"):
            await scanner.ask(method, path)
    assert scanner.cookie is None

    rosa = clinic.another(scanner)
    assert (await rosa.look())["known_device"] is False
    assert (await rosa.tap())["standing"] == "at_door"
    assert (await rosa.look())["known_device"] is True


async def test_the_cookie_is_bound_to_the_address_of_one_link_and_out_of_reach_of_scripts(clinic: Clinic) -> None:
    await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    assert rosa.last is not None
    cookie = rosa.last.headers["set-cookie"]
    assert f"Path=/v/{rosa.headers['X-Beside-Handle']};" in f"{cookie};"
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


async def _every_dead_link(clinic: Clinic) -> list[Phone]:
    """One of each kind: unknown, an old one, a wrong secret, revoked, declined, removed, of a cancelled visit."""
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, declined = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": False})

    await rosa.post("/invitations", {**clinic.daughter(email=f"b{clinic.ana}"), "summary": "nothing"})
    revoked = await clinic.phone(f"b{clinic.ana}")
    [agreed] = [one for one in await rosa.get("/invitations") if one["state"] == "agreed"]
    await rosa.post(f"/invitations/{agreed['id']}/revoke")

    await rosa.post("/invitations", {**clinic.daughter(email=f"c{clinic.ana}"), "summary": "nothing"})
    removed = await clinic.phone(f"c{clinic.ana}")
    [agreed] = [one for one in await rosa.get("/invitations") if one["state"] == "agreed"]
    await clinic.command(clinic.lind, visit, f"/people/{agreed['person_id']}/remove")

    await rosa.post("/invitations", {**clinic.daughter(email=f"d{clinic.ana}"), "summary": "nothing"})
    cancelled = await clinic.phone(f"d{clinic.ana}")
    old = clinic.another(rosa)
    await clinic.command(clinic.desk, visit, f"/people/{visit['patient']['id']}/new-link")
    await clinic.command(clinic.desk, visit, "/cancel", reason="power cut")

    unknown, wrong = clinic.another(rosa), clinic.another(rosa)
    unknown.headers["X-Beside-Handle"] = "AAAAAAAAAAAAAAAA"
    wrong.secret = "AAAAAAAAAAAAAAAAAAAAAA"
    return [unknown, wrong, old, declined, revoked, removed, cancelled]


async def test_every_dead_or_unknown_link_answers_with_the_same_bytes(clinic: Clinic) -> None:
    answers = set()
    for dead in await _every_dead_link(clinic):
        for path in ("/look", "/enter", "/code", "/wrong-person"):
            response = await dead.ask("POST", path, {"secret": dead.secret})
            headers = {name: value for name, value in response.headers.items() if name != "date"}
            answers.add((response.status_code, response.content, tuple(sorted(headers.items()))))
    [(status, body, _)] = answers
    assert status == 404
    assert b'"link.closed"' in body


async def test_a_command_sent_again_at_a_dead_link_is_answered_as_any_other_there(clinic: Clinic) -> None:
    await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    once, lost = {"Idempotency-Key": str(uuid4())}, {"Idempotency-Key": str(uuid4())}
    tap = {"secret": ana.secret}
    first = await ana.ask("POST", "/enter", tap, **once)
    ana.cookie = None  # the first answer got lost on its way
    again = await ana.ask("POST", "/enter", tap, **once)
    assert (again.status_code, again.content) == (200, first.content)
    asked_for = {"contact": clinic.ana}
    assert (await ana.ask("POST", "/new-link", asked_for, **lost)).status_code == 202

    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": False})
    ana.cookie = None
    refused = await ana.ask("POST", "/enter", tap, **once)
    assert (refused.status_code, refused.json()["code"]) == (404, "link.closed")
    ana.cookie = None
    assert (await ana.ask("POST", "/new-link", asked_for, **lost)).status_code == 202


async def test_the_true_reason_stands_only_in_the_desks_detail(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": False})
    links = {link["person_id"]: link for link in (await clinic.detail(visit))["links"]}
    assert links[asked["person_id"]]["closed"] == "declined"


async def test_a_second_phone_of_the_patient_needs_a_code_and_ends_the_first(clinic: Clinic) -> None:
    await clinic.book()
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    second = clinic.another(first)
    look = await second.look()
    assert look["second_fact"] == "code"
    assert look["code_channel"] == f"{clinic.rosa[0]}…@e…"
    assert (await second.refused("/enter", {"secret": second.secret}))["code"] == "second_fact.needed"

    await second.post("/code", {"secret": second.secret})
    me = await second.tap(code=await _code(clinic, 2))
    assert me["standing"] == "at_door"
    assert me["device"] == "at_door"
    assert (await first.me())["screen"] == "replaced"
    assert (await first.refused("/check", {**_CHECK}))["code"] == "device.replaced"

    await first.post("/code", {"secret": first.secret})
    back = await first.tap(code=await _code(clinic, 3))
    assert back["screen"] != "replaced"
    assert (await second.me())["screen"] == "replaced"


_CHECK = {"camera": "ok", "microphone": "ok", "speaker": "ok", "network": "video", "done": True}


async def test_a_code_opens_one_time_only(clinic: Clinic) -> None:
    await clinic.book()
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    second, third = clinic.another(first), clinic.another(first)
    await second.post("/code", {"secret": second.secret})
    code = await _code(clinic, 2)
    await second.tap(code=code)
    refused = await third.refused("/enter", {"secret": third.secret, "code": code})
    assert refused["code"] == "second_fact.wrong"


async def test_a_code_never_comes_again_though_the_link_was_renewed(clinic: Clinic) -> None:
    visit = await clinic.book()
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    second = clinic.another(first)
    await second.post("/code", {"secret": second.secret})
    before = await _code(clinic, 2)
    await clinic.command(clinic.desk, visit, f"/people/{visit['patient']['id']}/new-link")
    newer = await clinic.phone(clinic.rosa, 3)
    await newer.tap()
    stranger = clinic.another(newer)
    await stranger.post("/code", {"secret": stranger.secret})
    assert await _code(clinic, 4) != before
    refused = await stranger.refused("/enter", {"secret": stranger.secret, "code": before})
    assert refused["code"] == "second_fact.wrong"


async def test_a_code_is_too_old_after_ten_minutes(clinic: Clinic) -> None:
    await clinic.book(minutes=25)
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    second = clinic.another(first)
    await second.post("/code", {"secret": second.secret})
    code = await _code(clinic, 2)
    clinic.clock.forward(minutes=11)
    refused = await second.refused("/enter", {"secret": second.secret, "code": code})
    assert refused["code"] == "second_fact.wrong"


async def test_five_wrong_codes_close_the_door_for_a_quarter_of_an_hour(clinic: Clinic) -> None:
    await clinic.book()
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    stranger = clinic.another(first)
    wrong = {"secret": stranger.secret, "code": "000000"}
    left = [(await stranger.refused("/enter", wrong)).get("tries_left") for _ in range(4)]
    assert left == [4, 3, 2, 1]
    closed = await stranger.refused("/enter", wrong)
    assert closed["code"] == "second_fact.closed"
    assert closed["minutes"] == 15
    assert (await first.me())["screen"] != "replaced", "the patient's own phone is not locked out"

    clinic.clock.forward(minutes=15, seconds=1)
    assert (await stranger.refused("/enter", wrong))["code"] == "second_fact.wrong"


async def test_whoever_tries_codes_at_many_links_from_one_source_gets_no_further(clinic: Clinic) -> None:
    await clinic.book()
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    stranger, elsewhere = clinic.another(first), clinic.another(first)
    source = stranger.headers["X-Forwarded-For"]
    for _ in range(MOST_TRIES):
        assert await clinic.parts.limits.allows("code_try", source, MOST_TRIES, TRIES_WITHIN)
    wrong = {"secret": stranger.secret, "code": "000000"}
    assert (await stranger.refused("/enter", wrong))["code"] == "request.too_many"
    left = await elsewhere.refused("/enter", wrong)
    assert (left["code"], left["tries_left"]) == ("second_fact.wrong", 4), "the link itself is not used up by it"


async def test_whoever_uses_up_the_codes_by_mail_keeps_the_desk_from_saying_none(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    stranger = clinic.another(rosa)
    for _ in range(SENDS + 1):
        await stranger.post("/code", {"secret": stranger.secret})
    said = await clinic.desk.post(f"/visits/{visit['id']}/people/{visit['patient']['id']}/code")
    await rosa.post("/second-fact", {"code": said["code"]})
    assert (await rosa.get("/second-fact"))["proven_until"] is not None


@pytest.mark.parametrize(
    "crash",
    [
        "devices ADD CONSTRAINT crash CHECK (proved_at IS NULL) NOT VALID",
        "idempotency ADD CONSTRAINT crash CHECK (response IS NULL) NOT VALID",
    ],
)
async def test_a_code_opens_though_the_service_died_while_it_was_taken(clinic: Clinic, crash: str) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    said = await clinic.desk.post(f"/visits/{visit['id']}/people/{visit['patient']['id']}/code")
    given, once = {"code": said["code"]}, {"Idempotency-Key": str(uuid4())}
    table = crash.partition(" ")[0]
    async with clinic.parts.edge.reading() as tx:
        await tx.execute(text(f"ALTER TABLE {crash}"))
    died = await rosa.ask("POST", "/second-fact", given, **once)
    async with clinic.parts.edge.reading() as tx:
        await tx.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT crash"))
    assert died.status_code == 500

    again = await rosa.ask("POST", "/second-fact", given, **once)
    assert (again.status_code, again.json().get("tries_left")) == (200, 5)
    assert again.json()["proven_until"] is not None
    stranger = clinic.another(rosa)
    refused = await stranger.refused("/enter", {"secret": stranger.secret, **given})
    assert refused["code"] == "second_fact.wrong", "it opens nothing elsewhere"


async def test_the_desk_unlocks_by_sending_a_new_link(clinic: Clinic) -> None:
    visit = await clinic.book()
    first = await clinic.phone(clinic.rosa)
    await first.tap()
    stranger = clinic.another(first)
    for _ in range(5):
        await stranger.refused("/enter", {"secret": stranger.secret, "code": "000000"})
    await clinic.command(clinic.desk, visit, f"/people/{visit['patient']['id']}/new-link")
    newer = await clinic.phone(clinic.rosa, 2)
    assert newer.secret != first.secret
    assert (await newer.look())["second_fact"] == "none"
    assert (await newer.tap())["standing"] == "at_door"
    assert (await first.refused("/me", method="GET"))["code"] == "link.closed"


async def test_two_first_taps_at_the_same_moment_bind_one_phone_only(clinic: Clinic) -> None:
    await clinic.book()
    one = await clinic.phone(clinic.rosa)
    other = clinic.another(one)
    taps = [browser.ask("POST", "/enter", {"secret": browser.secret}) for browser in (one, other)]
    statuses = sorted(response.status_code for response in await asyncio.gather(*taps))
    assert statuses == [200, 403]


async def test_a_guests_second_phone_stands_at_the_door_beside_the_first(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, first = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "nothing"})
    await first.tap()
    second = clinic.another(first)
    assert (await second.look())["second_fact"] == "none"
    assert (await second.tap())["device"] == "at_door"
    assert (await first.me())["device"] == "at_door"
    people = (await clinic.detail(visit))["people"]
    assert len([card for card in people if card["role"] == "guest"]) == 1


async def test_a_lost_link_is_sent_again_and_is_the_same_one(clinic: Clinic) -> None:
    await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    lost = clinic.another(rosa)
    known = await lost.ask("POST", "/new-link", {"contact": clinic.rosa.upper()})
    unknown = await lost.ask("POST", "/new-link", {"contact": f"nobody-{clinic.rosa}"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert (await clinic.phone(clinic.rosa, 2)).secret == rosa.secret
    assert clinic.mail.to(f"nobody-{clinic.rosa}") == []


async def test_a_device_is_forgotten_a_week_after_the_visit_and_the_link_after_ninety_days(clinic: Clinic) -> None:
    await clinic.book(minutes=0)
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    clinic.clock.forward(days=6.9)
    await rosa.me()
    clinic.clock.forward(days=0.2)
    assert (await rosa.refused("/me", method="GET"))["code"] == "link.closed"
    assert (await rosa.look())["first_name"] == "Rosa"
    clinic.clock.forward(days=84)
    assert (await rosa.refused("/look", {"secret": rosa.secret}))["code"] == "link.closed"


async def test_whoever_is_not_the_patient_says_so_and_the_desk_sees_it(clinic: Clinic) -> None:
    visit = await clinic.book()
    stranger = await clinic.phone(clinic.rosa)
    await stranger.post("/wrong-person", {"secret": stranger.secret})
    detail = await clinic.detail(visit)
    assert detail["wrong_person"] is True
    assert "wrong_person" in detail["trouble"]
    assert stranger.cookie is None
