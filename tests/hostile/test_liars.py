"""People with clients of their own get nothing that is not theirs: no word, no name, no hint, no answer."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest

from services.embedded.people.door import Door, Json, Problem
from services.embedded.plan import CHECKOUT
from services.embedded.stack import Stack
from tests.faults.desk_walk import SECONDS, Desk, QuietClinician, QuietPatient
from tests.hostile.liar import guessed_ids, liar_at

CLOSED = "link.closed"


@dataclass
class Visit:
    """Rosa and Dr. Lind in the call; Ana, who was agreed to, knocks."""

    desk: Desk
    visit: Json
    rosa: QuietPatient
    lind: QuietClinician
    ana: QuietPatient
    invitation: str


@pytest.fixture(scope="module")
async def scene(stack: Stack) -> AsyncIterator[Visit]:
    desk = await Desk.open(stack.origin)
    visit, email = await desk.book()
    rosa = await desk.waiting_patient(email)
    lind = await desk.clinician(visit)
    await desk.ask(visit, "/admit", person_id=str(rosa.person_id))
    await rosa.go_in(SECONDS)
    invitation, guest = await desk.invite(visit)
    await rosa.door.post(f"/invitations/{invitation}/answer", {"yes": True, "summary": "nothing"})
    ana = await desk.guest_at_door(guest)
    yield Visit(desk, visit, rosa, lind, ana, invitation)
    await desk.close()


def others(scene: Visit) -> list[str]:
    return [str(scene.rosa.person_id), str(scene.lind.person_id)]


def words(scene: Visit) -> int:
    return scene.rosa.words + scene.lind.words


def numbers(page: QuietPatient | QuietClinician) -> list[int]:
    """The number of somebody's connection, and those beside it."""
    assert page.socket.welcome is not None
    n = page.socket.welcome.you.n
    return [n - 1, n, n + 1]


async def test_a_guest_at_the_door_can_speak_to_nobody_and_is_shown_nobody(scene: Visit) -> None:
    before = words(scene)
    async with liar_at(scene.ana) as liar:
        for page in (scene.rosa, scene.lind):
            for person in [str(page.person_id), *guessed_ids()]:
                await liar.lie_to(person, numbers(page))
        await liar.say("received", {"people": others(scene)})
        await liar.settled()

    assert liar.errors == set(), "even a refusal would tell who is there"
    assert liar.shown == {str(scene.ana.person_id)}
    assert not [frame for frame in liar.told if frame["type"] == "hint"]
    assert words(scene) == before


async def test_a_page_let_in_at_one_visit_reaches_nobody_of_another(scene: Visit) -> None:
    """Dr. Lind sits in both: what is said to her goes to her page of the speaker's own visit."""
    visit, email = await scene.desk.book("Ernst Weber")
    ernst = await scene.desk.waiting_patient(email)
    lind = await scene.desk.clinician(visit)
    await scene.desk.ask(visit, "/admit", person_id=str(ernst.person_id))
    before = words(scene) + scene.ana.words
    async with liar_at(ernst) as liar:
        for page in (scene.rosa, scene.lind, scene.ana, lind):
            await liar.lie_to(str(page.person_id), numbers(page))
        await liar.settled()
        await lind.socket.wait_until(lambda: lind.words > 0, SECONDS)

    assert words(scene) + scene.ana.words == before
    assert liar.shown == {str(ernst.person_id), str(lind.person_id)}
    scene.desk.pages.remove(lind)
    await lind.socket.close()


async def cut(scene: Visit, how: str) -> QuietPatient:
    """A guest who was at the door, or in, and then was not allowed any more."""
    invitation, email = await scene.desk.invite(scene.visit, "Bea Alvarez")
    guest = await scene.desk.guest_at_door(email)
    person = str(guest.person_id)
    if how == "declined":
        await scene.rosa.door.post(f"/invitations/{invitation}/answer", {"yes": False})
        return guest
    await scene.rosa.door.post(f"/invitations/{invitation}/answer", {"yes": True, "summary": "nothing"})
    await scene.desk.ask(scene.visit, "/admit", person_id=person)
    await guest.go_in(SECONDS)
    if how == "revoked after leaving":
        await guest.door.post("/leave")
    if how.startswith("revoked"):
        await scene.rosa.door.post(f"/invitations/{invitation}/revoke")
    else:
        await scene.desk.ask(scene.visit, f"/people/{person}/remove")
    return guest


@pytest.mark.parametrize("how", ["declined", "revoked", "revoked after leaving", "removed"])
async def test_whoever_was_shut_out_hears_no_more_and_comes_in_by_no_way(scene: Visit, how: str) -> None:
    guest = await cut(scene, how)
    await guest.socket.wait_until(lambda: guest.socket.ended_by is not None, SECONDS)
    heard = len(guest.socket.hints)

    assert guest.socket.ended_by == "visit.no_longer_here"
    for path, wish in (("/look", {"secret": guest.secret}), ("/enter", {"secret": guest.secret}), ("/grant", {})):
        assert await refusal(guest.door, "POST", path, wish) == CLOSED
    for path in ("/me", "/calendar.ics", "/invitations"):
        assert await refusal(guest.door, "GET", path) == CLOSED
    assert len(guest.socket.hints) == heard


@pytest.mark.parametrize("how", ["declined", "expired", "revoked"])
async def test_whoever_opened_their_page_long_before_and_may_not_come_any_more_hears_nothing_of_the_visit(
    scene: Visit, how: str
) -> None:
    """Nobody has knocked yet; the page with its socket has been open since."""
    desk = scene.desk
    visit, email = await desk.book(minutes=600)
    rosa = await desk.patient(email)
    invitation, guest = await desk.invite(visit, "Bea Alvarez")
    bea = await desk.guest_at_door(guest)
    assert (await bea.me())["standing"] == "invited"
    if how == "expired":
        await desk.ask(visit, f"/invitations/{invitation}/expire")
    else:
        yes = {"yes": how == "revoked", "summary": "nothing"}
        await rosa.door.post(f"/invitations/{invitation}/answer", yes)
    if how == "revoked":
        await rosa.door.post(f"/invitations/{invitation}/revoke")
    await desk.ask(visit, "/cancel", reason="The clinic is closed.")
    await bea.socket.wait_until(lambda: bea.socket.ended_by is not None, SECONDS)

    assert bea.socket.ended_by == "visit.no_longer_here"
    assert not [hint for hint in bea.socket.hints if hint.get("what") == "visit"]


async def test_that_a_visit_was_called_off_reaches_a_guest_by_no_way(scene: Visit) -> None:
    desk = scene.desk
    visit, email = await desk.book()
    rosa = await desk.waiting_patient(email)
    invitation, address = await desk.invite(visit, "Bea Alvarez")
    await rosa.door.post(f"/invitations/{invitation}/answer", {"yes": True, "summary": "nothing"})
    bea = await desk.guest_at_door(address)
    async with liar_at(bea) as liar:
        await rosa.door.post("/cancel")
        await liar.say("media", {"microphone": True, "camera": True})
        await liar.settled()

    assert liar.errors == {"visit.no_longer_here"}
    assert "cancelled" not in json.dumps(liar.told)
    assert not [frame for frame in liar.told if frame["type"] == "hint"]
    assert await refusal(bea.door, "GET", "/me") == CLOSED
    assert (await rosa.me())["screen"] == "cancelled"


async def refusal(door: Door, method: str, path: str, wish: Json | None = None) -> str:
    """The code with which a request is refused; `answered` when it is not."""
    try:
        await (door.get(path) if method == "GET" else door.post(path, wish))
    except Problem as problem:
        return problem.code
    return "answered"


async def test_a_cookie_opens_nothing_at_somebody_elses_address(scene: Visit, stack: Stack) -> None:
    own = scene.ana.door.cookies
    foreign = Door(stack.origin, scene.rosa.door.prefix)
    for name, value in own.items():
        foreign.cookies.set(name, value, domain="localhost.local", path="/")
    for path in ("/me", "/invitations", "/calendar.ics"):
        assert await refusal(foreign, "GET", path) == CLOSED
    for path in ("/grant", "/token", "/leave", "/help", "/stop-waiting", "/cancel"):
        assert await refusal(foreign, "POST", path) == CLOSED
    await foreign.close()


@pytest.mark.parametrize("handle", ["AAAAAAAAAAAAAAAA", "x", "-", "0" * 64])
async def test_a_guessed_address_answers_as_a_dead_one(stack: Stack, handle: str) -> None:
    async with Door(stack.origin, f"/v/{handle}") as door:
        for secret in ("", "A" * 22, "' or 1=1 --"):
            assert await refusal(door, "POST", "/look", {"secret": secret}) == CLOSED
            assert await refusal(door, "POST", "/enter", {"secret": secret}) == CLOSED


def routes() -> Iterator[tuple[str, str]]:
    """Every route that session answers."""
    described = json.loads((CHECKOUT / "docs" / "reference" / "session.openapi.json").read_text(encoding="utf-8"))
    for path, operations in described["paths"].items():
        for method in operations:
            yield method.upper(), path


OPEN_TO_ALL: Final = {"/sign-in", "/sign-out", "/new-link"}
OWN: Final = {
    "/calendar.ics",
    "/check",
    "/code",
    "/enter",
    "/grant",
    "/help",
    "/language",
    "/leave",
    "/look",
    "/me",
    "/me/door-picture",
    "/me/door-picture/withdraw",
    "/present",
    "/present/gone",
    "/second-fact",
    "/token",
    "/wrong-person",
}
"""What a guest who knocks may ask for at their own address."""


@pytest.mark.parametrize(("method", "path"), list(routes()), ids=lambda word: word)
async def test_a_guest_who_knocks_is_refused_whatever_is_not_theirs(scene: Visit, method: str, path: str) -> None:
    route = path.removeprefix("/api/session/v1")
    if route in OWN | OPEN_TO_ALL:
        return
    before = await scene.desk.see(scene.visit)
    ids = {"visit_id": scene.visit["id"], "person_id": scene.rosa.person_id, "invitation_id": scene.invitation}
    filled = path.format(**ids, pair_id=uuid4())
    wish = {"version": before["version"], "person_id": str(scene.ana.person_id), **WISHES.get(route, {})}
    answer = await scene.ana.door.raw(method, filled, json=wish if method in {"POST", "PUT"} else None)

    assert answer.status_code in {401, 403, 404}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert changed(before, await scene.desk.see(scene.visit)) == {}


def changed(before: Json, after: Json) -> Json:
    """What differs in what staff see of a visit, but for what changes by itself: whose page is reached, the version."""
    return {key: after[key] for key in ("state", "people", "invitations") if _still(before[key]) != _still(after[key])}


def _still(seen: Any) -> Any:
    return [{**one, "link": None} for one in seen] if isinstance(seen, list) else seen


SOME_TIME: Final = "2030-01-01T10:00:00+00:00"
GUEST: Final = {
    "name": "Eve",
    "first_name": "Eve",
    "relationship": "friend",
    "email": "eve@example.org",
    "language": "en",
}
WISHES: Final[dict[str, dict[str, Any]]] = {
    "/invitations": {**GUEST, "summary": "nothing"},
    "/carry-over/{person_id}": {"yes": True, "summary": "everything"},
    "/invitations/{invitation_id}/answer": {"yes": True, "summary": "everything"},
    "/invitations/{invitation_id}/change": {"join": True, "chat": True, "files": True},
    "/me/private": {"on": True},
    "/people/{person_id}/hold": {"on": True},
    "/reschedule": {"scheduled_at": SOME_TIME},
    "/second-fact/own-code": {"code": "135790"},
    "/visits/{visit_id}/cancel": {"reason": "no"},
    "/visits/{visit_id}/finish": {"outcome": "completed", "modality": "video"},
    "/visits/{visit_id}/hand-over": {"to": "0197f3a0-0000-7000-8000-000000000000"},
    "/visits/{visit_id}/invitations": GUEST,
    "/visits/{visit_id}/modality": {"modality": "phone"},
    "/visits/{visit_id}/no-show": {"absent": "patient"},
    "/visits/{visit_id}/reschedule": {"scheduled_at": SOME_TIME},
}


async def test_before_being_let_in_a_guest_learns_clinic_time_and_own_first_name(scene: Visit) -> None:
    look, me = await scene.ana.look(), await scene.ana.me()
    calendar = (await scene.ana.door.raw("GET", "/api/session/v1/calendar.ics")).text
    text = (json.dumps([look, me]) + calendar).lower()
    contacts = [one["email"] for one in (await scene.desk.see(scene.visit))["contacts"] if one["email"]]

    told = [word for word in ["rosa", "alvarez", "lind", *others(scene), *contacts] if word.lower() in text]
    assert not told
    assert set(texts(look)) | set(texts(me)) == {"Ana", me["clinic"]["name"], me["clinic"]["phone"]}
    assert [me[key] for key in ("people", "requests", "present")] == [[], [], []]
    assert (me["clinician"], me["place"]) == (None, None)


CODES: Final = re.compile(
    r"[a-z_]{2,20}|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[0-9:.]+Z|[A-Z][a-z]+/[A-Za-z_/]+|UTC"
)
"""What is no text: words of the interface, ids, times, zones."""


def texts(told: object) -> Iterator[str]:
    """Every text that a page was told, in whatever member."""
    if isinstance(told, dict):
        for member in told.values():
            yield from texts(member)
    elif isinstance(told, list):
        for member in told:
            yield from texts(member)
    elif isinstance(told, str) and not CODES.fullmatch(told):
        yield told


async def test_a_token_of_one_visit_reads_nothing_of_another_at_notes(scene: Visit) -> None:
    token = (await scene.rosa.door.post("/token"))["token"]
    other, _ = await scene.desk.book("Ernst Weber")
    for path, bearer, code in (
        (f"/visits/{other['id']}", token, "notes.not_your_visit"),
        (f"/visits/{scene.visit['id']}", token[:-4] + "AAAA", "token.forged"),
        (f"/visits/{scene.visit['id']}", str((await scene.rosa.door.post("/grant"))["grant"]), "token.forged"),
    ):
        with pytest.raises(Problem) as refused:
            await scene.rosa.door.get_notes(path, bearer)
        assert refused.value.code == code


async def test_nothing_behind_the_door_answers_by_itself(stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=stack.origin) as client:
        for path in ("/metrics", "/readyz", "/api/session/v1/me", "/api/session/v1/day", "/openapi.json", "/docs"):
            answer = await client.get(path, headers={"X-Beside-Door": "staff"})
            assert answer.status_code == 404, path
