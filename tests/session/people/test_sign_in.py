"""Signing in: what a stranger learns (nothing), and when a session ends."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import jwt
import nats

from services.contracts import subjects
from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT
from services.contracts.ids import DeviceId, PersonId, VisitId
from services.contracts.questions import AskSignedOut, SignedOut
from services.runtime.ids import new_id
from services.session.accounts.reactions import SignIns
from services.session.limits import Limits
from tests.session.people.browser import Browser
from tests.session.people.clinic import Clinic


async def test_staff_sign_in_and_out(clinic: Clinic) -> None:
    desk = await clinic.sign_in(DESK_ACCOUNT)
    assert desk.last is not None
    cookie = desk.last.headers["set-cookie"]
    assert "Path=/staff" in cookie
    assert "HttpOnly" in cookie
    me = await desk.get("/staff-me")
    assert me["roles"] == ["desk"]
    assert me["idle_minutes"] == 30
    doctors = [one["short_name"] for one in await desk.get("/clinicians")]
    assert doctors == ["Dr. Okafor", "Dr. Lind"], "by their full names"
    kept = desk.cookie
    await desk.post("/sign-out")
    desk.cookie = kept
    assert (await desk.refused("/staff-me", method="GET"))["code"] == "staff.signed_out"


async def test_whoever_is_signed_out_gets_no_earlier_answer_again(clinic: Clinic) -> None:
    visit, lind = await clinic.book(), await clinic.sign_in(CLINICIAN_ACCOUNT)
    key, guest = str(uuid4()), clinic.daughter()

    async def ask() -> httpx.Response:
        return await lind.ask("POST", f"/visits/{visit['id']}/invitations", guest, **{"Idempotency-Key": key})

    told = await ask()
    assert (await ask()).content == told.content, "a lost answer is given again"
    kept = lind.cookie
    await lind.post("/sign-out")
    lind.cookie = kept
    refused = await ask()
    assert (refused.status_code, refused.json()["code"]) == (401, "staff.signed_out")


async def test_a_wrong_name_and_a_wrong_password_are_told_apart_by_nobody(clinic: Clinic) -> None:
    browser = clinic.staff_browser()
    answers = set()
    for name in (CLINICIAN_ACCOUNT.name, f"nobody-{uuid4().hex}"):
        response = await browser.ask("POST", "/sign-in", {"name": name, "password": "wrong"})
        answers.add((response.status_code, response.content))
    [(status, _)] = answers
    assert status == 401


async def test_five_wrong_passwords_close_the_name_for_five_minutes_known_or_not(clinic: Clinic) -> None:
    for name in (DESK_ACCOUNT.name, f"nobody-{uuid4().hex}"):
        codes = []
        for _ in range(6):
            browser = clinic.staff_browser()  # from a new address each time
            codes.append((await browser.refused("/sign-in", {"name": name, "password": "wrong"}))["code"])
        assert codes == ["staff.wrong"] * 4 + ["staff.locked"] * 2
    right = {"name": DESK_ACCOUNT.name, "password": DESK_ACCOUNT.password}
    assert (await clinic.staff_browser().refused("/sign-in", right))["minutes"] == 5
    clinic.clock.forward(minutes=5, seconds=1)
    await clinic.sign_in(DESK_ACCOUNT)


async def test_one_source_gets_so_many_tries_in_a_window_with_and_without_redis(clinic: Clinic) -> None:
    within = timedelta(minutes=5)
    for limits in (Limits(clinic.parts.limits.count, clinic.clock), Limits(None, clinic.clock)):
        source = uuid4().hex
        allowed = [await limits.allows("test", source, 3, within) for _ in range(5)]
        assert allowed == [True, True, True, False, False]
        assert await limits.allows("test", uuid4().hex, 3, within), "another source is not concerned"
    clinic.clock.forward(minutes=6)
    assert await limits.allows("test", source, 3, within)


async def test_half_an_hour_without_use_signs_out(clinic: Clinic) -> None:
    desk = await clinic.sign_in(DESK_ACCOUNT)
    for _ in range(3):
        clinic.clock.forward(minutes=29)
        await desk.get("/staff-me")
    clinic.clock.forward(minutes=31)
    assert (await desk.refused("/staff-me", method="GET"))["code"] == "staff.signed_out"


async def test_signaling_learns_who_is_signed_out_by_hand_or_by_time(clinic: Clinic) -> None:
    desk, other, lind = [await clinic.sign_in(one) for one in (DESK_ACCOUNT, DESK_ACCOUNT, CLINICIAN_ACCOUNT)]
    devices = [await device_of(page) for page in (desk, other, lind)]
    await desk.post("/sign-out")
    assert await told_to_signaling(clinic, devices) == {devices[0]}
    clinic.clock.forward(minutes=29)
    await lind.get("/staff-me")
    clinic.clock.forward(minutes=2)
    asked = AskSignedOut(devices=frozenset(devices))
    assert (await SignIns(clinic.parts).ended(asked)).devices == set(devices[:2]), "by the clock of this clinic"


async def device_of(page: Browser) -> DeviceId:
    """As the socket of a staff page is known."""
    grant = (await page.post("/grant"))["grant"]
    return DeviceId(UUID(jwt.decode(grant, options={"verify_signature": False})["device_id"]))


async def told_to_signaling(clinic: Clinic, devices: list[DeviceId]) -> set[DeviceId]:
    """What session answers to signaling."""
    async with await nats.connect(clinic.stack.nats_url("signaling"), inbox_prefix=b"_INBOX.signaling") as bus:
        asked = AskSignedOut(devices=frozenset(devices)).model_dump_json().encode()
        answer = await bus.request(subjects.ASK_SIGNED_OUT, asked, timeout=2)
    return set(SignedOut.model_validate_json(answer.data).devices)


async def test_a_page_that_only_follows_hints_is_not_in_use(clinic: Clinic) -> None:
    desk = await clinic.sign_in(DESK_ACCOUNT)
    for _ in range(3):
        clinic.clock.forward(minutes=11)
        followed = await desk.ask("GET", "/staff-me", None, **{"Beside-Background": "1"})
    assert followed.status_code == 401


async def test_twelve_hours_are_the_most(clinic: Clinic) -> None:
    desk = await clinic.sign_in(DESK_ACCOUNT)
    for _ in range(24):
        clinic.clock.forward(minutes=29)
        assert (await desk.ask("GET", "/staff-me")).status_code == 200
    clinic.clock.forward(minutes=29)
    assert (await desk.ask("GET", "/staff-me")).status_code == 401


async def test_no_session_ends_while_its_person_is_live_in_a_visit(clinic: Clinic) -> None:
    lind = await clinic.sign_in(CLINICIAN_ACCOUNT)
    await clinic.is_live(PersonId(clinic.lind_uuid), VisitId(new_id()), DeviceId(new_id()))
    clinic.clock.forward(hours=13)
    await clinic.is_live(PersonId(clinic.lind_uuid), VisitId(new_id()), DeviceId(new_id()))
    assert (await lind.get("/staff-me"))["person_id"] == clinic.lind_id
