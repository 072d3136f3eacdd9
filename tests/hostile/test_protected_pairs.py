"""The second of a protected pair, with a client of their own, gets every answer and every frame as if the other one had
never been invited: byte for byte once ids, times and secrets are named alike.
"""

import asyncio
import base64
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any, Final

import pytest
from websockets.asyncio.client import ClientConnection, connect

from services.embedded.people.door import NOTES, SESSION, Json, Problem
from services.embedded.stack import Stack
from services.session.asks import ASKS
from tests.faults.desk_walk import SECONDS, Desk, QuietPatient

PATIENT, OTHER, SECOND = "Paulina Quist", "Ana Tamm", "Marek Tamm"
BOXES: Final = {"yes": True, "join": True, "chat": True, "files": False, "summary": "nothing"}

SHOWN_AT_THE_DOOR: Final = {
    "person": {"id", "first_name", "role"},
    "clinic": {"name", "phone"},
    "visit": {"id", "state", "modality", "scheduled_at", "zone"},
    "standing": "at_door",
    "device": "at_door",
    "screen": "knocked",
    "checked": True,
    "opens_at": str,
    "language": "en",
}
"""All that a guest's page holds before they are let in, typed by hand; whatever else it has a place for is empty."""

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)|\d{8}T\d{6}Z|\b1\d{12}\b|\b1\d{9}\b")
_TOKEN = re.compile(r"eyJ[\w-]+\.([\w-]+)\.[\w-]+")
_SECRET = re.compile(r'("(?:secret|handle)": ?)"[^"]+"')


def alike(words: str) -> str:
    """The same words with ids numbered as they come, times and secrets left out, and tokens read."""
    ids: dict[str, str] = {}
    words = _SECRET.sub(r'\1"…"', _TOKEN.sub(lambda token: _claims(token[1]), words))
    return _MOMENT.sub("<time>", _ID.sub(lambda id_: ids.setdefault(id_[0], f"<id {len(ids)}>"), words))


def _claims(part: str) -> str:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()


@dataclass
class Ear:
    """An open socket that keeps every frame as it came."""

    socket: ClientConnection
    frames: list[str] = field(default_factory=list)
    said: int = 0

    async def say(self, kind: str, payload: Json, **more: object) -> None:
        self.said += 1
        await self.socket.send(json.dumps({"type": kind, "seq": self.said, "payload": payload, **more}))

    async def until(self, what: str) -> None:
        """Read on until a frame says this."""
        async with asyncio.timeout(SECONDS):
            while not any(what in frame for frame in self.frames):
                self.frames.append(str(await self.socket.recv()))

    async def settled(self) -> None:
        """Read on until all that was said is acknowledged: what happened before has then been told."""
        await self.until(f'"ack":{self.said}')


@dataclass
class Told:
    """One visit as the second one knows it: Marek's page, every answer in order, and his socket."""

    desk: Desk
    visit: Json
    patient: QuietPatient
    marek: QuietPatient
    ear: Ear
    ana: QuietPatient | None = None
    answers: list[str] = field(default_factory=list)

    async def ask(self, method: str, path: str, **more: Any) -> Any:
        """One request of Marek's, and its answer kept as it came."""
        response = await self.marek.door.raw(method, path, **more)
        kept = {name: response.headers[name] for name in ("content-type", "cache-control") if name in response.headers}
        self.answers.append(alike(f"{method} {path} {response.status_code} {kept} {response.text}"))
        return response

    async def looks_around(self) -> None:
        """Everything that can be read, every route's no, and words to whoever may be there."""
        for route in READABLE:
            method, path = route.split(" ")
            path = re.sub(r"\{\w+\}", str(self.visit["id"]), path)
            await self.ask(
                method, SESSION + path, **({"json": {"secret": self.marek.secret}} if method == "POST" else {})
            )
        token = (await self.marek.door.post("/token"))["token"]
        await self.ask("GET", f"{NOTES}/summary/status", headers={"Authorization": f"Bearer {token}"})
        for kind in ("offer", "candidate", "please_offer"):
            await self.ear.say(kind, {"call": 1}, to=str(self.patient.person_id), n=_n_of(self.patient))
            # The same words to Ana's own connection where she is there, and to nobody's where she is not.
            absent = {"to": str(self.visit["id"]), "n": 1}
            there = {"to": str(self.ana.person_id), "n": _n_of(self.ana)} if self.ana else absent
            await self.ear.say(kind, {"call": 1}, **there)
        await self.ear.say("received", {"people": [str(self.ana.person_id)] if self.ana else []})
        await self.ear.say("typing", {})


def _n_of(page: QuietPatient) -> int:
    assert page.socket.welcome is not None
    return page.socket.welcome.you.n


READABLE: Final = [
    "POST /look",
    "POST /grant",
    "POST /token",
    *sorted(route for route in ASKS if route.startswith("GET")),
]


async def guest(desk: Desk, visit: Json, patient: QuietPatient, name: str) -> tuple[QuietPatient, Json]:
    """Asked for, agreed to, at the door with picture and sound tried."""
    invitation, email = await desk.invite(visit, name)
    await patient.door.post(f"/invitations/{invitation}/answer", BOXES)
    page = QuietPatient(await desk.mailbox.link_to(email, SECONDS), patient.identity)
    me = await page.enter()
    await page.check()
    desk.pages.append(page)
    return page, me


@asynccontextmanager
async def told(desk: Desk, *, with_other: bool) -> AsyncIterator[Told]:
    """A visit in which Marek knocks; with Ana in the room, or without her ever having been asked for."""
    visit, email = await desk.book(PATIENT)
    patient = await desk.waiting_patient(email)
    await desk.clinician(visit)
    await desk.ask(visit, "/admit", person_id=str(patient.person_id))
    await patient.go_in(SECONDS)
    ana = None
    if with_other:
        ana, me = await guest(desk, visit, patient, OTHER)
        await desk.ask(visit, "/admit", person_id=me["person"]["id"])
        await ana.connect()
        await ana.go_in(SECONDS)
    marek, me = await guest(desk, visit, patient, SECOND)
    if ana is not None:
        pair = {"one": str(ana.person_id), "other": me["person"]["id"], "reason": "She is afraid."}
        await desk.desk.post(f"/visits/{visit['id']}/pairs", pair)
    grant = (await marek.door.post("/grant"))["grant"]
    async with connect(marek.door.socket_url, compression=None) as socket:
        await socket.send(json.dumps({"type": "hello", "payload": {"version": 1, "grant": grant}}))
        yield Told(desk, visit, patient, marek, Ear(socket), ana)


async def other_comes_and_goes(one: Told) -> None:
    """Ana turns her camera off, goes, knocks again and is let in; the clinician tries to let Marek in, in vain."""
    if one.ana is None:
        return
    await one.ana.socket.say_media(microphone=False, camera=False)
    me = await one.marek.me()
    with pytest.raises(Problem) as refused:
        await one.desk.ask(one.visit, "/admit", person_id=me["person"]["id"])
    assert refused.value.code == "guest.protected_pair"
    await one.ana.door.post("/leave")
    await one.ana.enter()
    await one.desk.ask(one.visit, "/admit", person_id=str(one.ana.person_id))


async def lets_marek_in(one: Told) -> None:
    """Ana goes for good and knocks in vain; Marek is let in."""
    if one.ana is not None:
        await one.ana.door.post("/leave")
    me = await one.marek.me()
    await one.desk.ask(one.visit, "/admit", person_id=me["person"]["id"])
    await one.ear.until('"standing":"admitted","device":"admitted"')
    await one.ear.until('"type":"go"')
    if one.ana is not None:
        await one.ana.enter()


@pytest.fixture(scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    desk = await Desk.open(stack.origin)
    yield desk
    await desk.close()


async def test_the_second_of_two_is_told_what_they_would_be_told_if_the_other_had_never_been_invited(
    desk: Desk,
) -> None:
    async with AsyncExitStack() as both:
        with_her = await both.enter_async_context(told(desk, with_other=True))
        without = await both.enter_async_context(told(desk, with_other=False))
        for one in (with_her, without):
            await other_comes_and_goes(one)
            await one.looks_around()
            await one.ear.settled()
        assert with_her.answers == without.answers
        assert [alike(frame) for frame in with_her.ear.frames] == [alike(frame) for frame in without.ear.frames]
        assert_at_the_door(with_her, await with_her.marek.me())
        await assert_no_slower(with_her, without)

        for one in (with_her, without):
            await lets_marek_in(one)
            await one.ask("GET", f"{SESSION}/me")
        assert with_her.answers == without.answers
        assert [alike(frame) for frame in last_room(with_her)] == [alike(frame) for frame in last_room(without)]
        assert str(with_her.ana and with_her.ana.person_id) not in " ".join(with_her.ear.frames)


def last_room(one: Told) -> list[str]:
    """What Marek's page shows, whatever came before it."""
    room = [frame for frame in one.ear.frames if '"type":"room"' in frame][-1]
    return [re.sub(r'"(seq|number|link)":("\w+"|\d+)', "", room)]


def assert_at_the_door(one: Told, me: Json) -> None:
    """Before they are let in a guest has learnt the clinic, the time and their own first name, by any route."""
    shown = {name: value for name, value in me.items() if value not in (None, [], False)}
    assert set(shown) == set(SHOWN_AT_THE_DOOR)
    for name, expected in SHOWN_AT_THE_DOOR.items():
        value = shown[name]
        if isinstance(expected, set):
            assert {key for key, part in value.items() if part is not None} == expected
        else:
            assert value == expected or isinstance(expected, type), name
    heard = " ".join([*one.answers, *one.ear.frames, json.dumps(me)])
    secret = [PATIENT, OTHER, SECOND, "Paulina", "Quist", "Tamm", "Ana", "Lind", "followup", "daughter", "afraid"]
    ids = [one.patient.person_id, one.desk.lind_id, one.ana.person_id if one.ana else ""]
    assert not [word for word in [*secret, *map(str, filter(None, ids))] if word in heard]


async def assert_no_slower(*visits: Told) -> None:
    """The same class of time: asked in turn, the quick quarter of the answers takes about as long."""
    taken: list[list[float]] = [[], []]
    for _ in range(20):
        for times, one in zip(taken, visits, strict=True):
            began = time.perf_counter()
            await one.marek.me()
            times.append(time.perf_counter() - began)
    quick, slow = sorted(quantiles(times, n=4)[0] for times in taken)
    assert slow < 2 * quick
