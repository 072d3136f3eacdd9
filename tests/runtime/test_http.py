"""On HTTP: commands are safe to send twice, and every error is a problem document that a person can act on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel
from sqlalchemy import func, select, text, update

from services.contracts.problems import LinkClosed
from services.runtime.clock import utc_now
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.lifecycle import Process
from services.runtime.problems import Unavailable
from services.runtime.routes import InTx, TransactionRoute
from services.runtime.settings import ServiceSettings
from services.runtime.tables import idempotency, timers
from services.runtime.timers import set_timer
from services.runtime.web import web_app

T = TypeVar("T")

router = APIRouter(route_class=TransactionRoute)


class Booking(BaseModel):
    """What the command asks for."""

    patient: str
    at: int = 0


@router.post("/visits", status_code=201)
async def book(booking: Booking, tx: InTx, response: Response) -> dict[str, str]:
    """Book a visit: one row, a fresh id, a cookie."""
    visit = new_id()
    await set_timer(tx, "booked", str(visit), utc_now())
    response.set_cookie("bs", "the-cookie-of-rosa")
    return {"id": str(visit), "patient": booking.patient}


@router.post("/refused")
async def refuse(tx: InTx) -> None:
    """Write, then find that it may not be."""
    await set_timer(tx, "booked", str(new_id()), utc_now())
    raise LinkClosed


@dataclass
class Meanwhile:
    """What others do between the first and the second look of one who reads."""

    happens: Callable[[], Awaitable[object]]
    looks: int = 0


@router.get("/bookings")
async def bookings(tx: InTx, request: Request) -> list[int]:
    """Count them twice."""
    return [await counted(tx), await after_what_happens(request, counted(tx))]


@router.get("/noted-bookings")
async def noted_bookings(tx: InTx, request: Request) -> int:
    """Count them, and note that they were looked at."""
    count = await counted(tx)
    await after_what_happens(request, tx.execute(update(timers).values(due_at=utc_now())))
    return count


async def after_what_happens(request: Request, look: Awaitable[T]) -> T:
    meanwhile: Meanwhile = request.app.state.meanwhile
    meanwhile.looks += 1
    await meanwhile.happens()
    return await look


async def counted(tx: Tx) -> int:
    return int((await tx.execute(select(func.count()).select_from(timers))).scalar_one())


@router.get("/broken")
async def broken() -> None:
    """Fail as only a bug does."""
    raise ZeroDivisionError("the patient's name is Rosa")


@router.get("/nats-down")
async def nats_down() -> None:
    """Need a part that is away."""
    raise TimeoutError


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
        yield opened


@pytest.fixture
def app(settings: ServiceSettings, database: Database) -> FastAPI:
    made = web_app(Process(settings, "test"), database)
    made.include_router(router)
    return made


async def booked(database: Database) -> int:
    async with database.transaction() as tx:
        return await counted(tx)


def with_key(key: str, cookie: str = "") -> dict[str, str]:
    return {"Idempotency-Key": key, "Cookie": cookie}


ROSA = {"patient": "Rosa Keller"}


async def test_the_same_command_sent_twice_books_once_and_gets_the_same_answer(
    client: httpx.AsyncClient, database: Database
) -> None:
    key = str(uuid4())
    first = await client.post("/visits", json=ROSA, headers=with_key(key))
    client.cookies.clear()
    second = await client.post("/visits", json=ROSA, headers=with_key(key))
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first.headers == second.headers
    assert await booked(database) == 1


async def test_the_same_command_sent_twice_at_once_books_once(client: httpx.AsyncClient, database: Database) -> None:
    key = str(uuid4())
    answers = await asyncio.gather(*(client.post("/visits", json=ROSA, headers=with_key(key)) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert await booked(database) == 1


async def test_without_a_key_each_command_is_one_of_its_own(client: httpx.AsyncClient, database: Database) -> None:
    for _ in range(2):
        await client.post("/visits", json=ROSA)
    assert await booked(database) == 2


async def test_a_key_used_for_another_command_is_refused(client: httpx.AsyncClient, database: Database) -> None:
    key = str(uuid4())
    await client.post("/visits", json=ROSA, headers=with_key(key))
    client.cookies.clear()
    other = await client.post("/visits", json={**ROSA, "at": 9}, headers=with_key(key))
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert await booked(database) == 1


async def test_what_is_read_is_of_one_moment(client: httpx.AsyncClient, app: FastAPI, database: Database) -> None:
    app.state.meanwhile = Meanwhile(lambda: client.post("/visits", json=ROSA))
    assert (await client.get("/bookings")).json() == [0, 0]
    assert await booked(database) == 1


async def test_who_reads_while_others_write_the_same_looks_again(
    client: httpx.AsyncClient, app: FastAPI, database: Database
) -> None:
    await client.post("/visits", json=ROSA)

    async def is_noted_by_others() -> None:
        if app.state.meanwhile.looks == 1:
            await client.post("/visits", json=ROSA)
            async with database.transaction() as tx:
                await tx.execute(update(timers).values(due_at=utc_now()))

    app.state.meanwhile = Meanwhile(is_noted_by_others)
    answer = await client.get("/noted-bookings")
    assert (answer.status_code, answer.json(), app.state.meanwhile.looks) == (200, 2, 2)


async def test_somebody_elses_key_gives_nothing_away(client: httpx.AsyncClient) -> None:
    key = str(uuid4())
    first = await client.post("/visits", json=ROSA, headers=with_key(key, "bs=rosa"))
    client.cookies.clear()
    other = await client.post("/visits", json=ROSA, headers=with_key(key, "bs=lena"))
    assert other.json()["id"] != first.json()["id"]


@pytest.mark.parametrize("key", ["1", "x" * 201])
async def test_a_key_that_is_no_key_is_refused(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post("/visits", json=ROSA, headers=with_key(key))
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.key_not_usable")


async def test_a_command_that_was_refused_changed_nothing_and_may_be_sent_again(
    client: httpx.AsyncClient, database: Database
) -> None:
    key = str(uuid4())
    for _ in range(2):
        answer = await client.post("/refused", headers=with_key(key))
        assert answer.json()["code"] == "link.closed"
    assert await booked(database) == 0


async def test_what_is_kept_of_an_answer_cannot_be_read_in_the_database(
    client: httpx.AsyncClient, database: Database
) -> None:
    key = str(uuid4())
    await client.post("/visits", json=ROSA, headers=with_key(key))
    async with database.transaction() as tx:
        row = (await tx.execute(select(idempotency))).one()
    kept = b"".join(value for value in row if isinstance(value, bytes))
    assert b"Rosa" not in kept
    assert b"the-cookie" not in kept
    assert key.encode() not in kept


async def test_what_is_kept_of_a_request_is_no_way_to_try_what_it_said(
    client: httpx.AsyncClient, database: Database
) -> None:
    """Six digits or a birth date are soon tried out, where a plain hash of them is kept."""
    for _ in range(2):
        await client.post("/visits", json=ROSA, headers=with_key(str(uuid4())))
        client.cookies.clear()
    async with database.transaction() as tx:
        kept = (await tx.execute(select(idempotency.c.request_hash))).scalars().all()
    assert len(set(kept)) == 2


async def test_no_browser_and_no_proxy_keeps_an_answer(client: httpx.AsyncClient) -> None:
    answers = [await client.post("/visits", json=ROSA), await client.get("/broken"), await client.get("/nowhere")]
    assert [answer.headers.get("cache-control") for answer in answers] == ["no-store"] * 3


async def test_an_error_is_a_problem_document_with_a_code(client: httpx.AsyncClient) -> None:
    answer = await client.post("/refused")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:beside:problem:link.closed",
        "title": "link.closed",
        "status": 404,
        "code": "link.closed",
        "detail": "This link no longer opens a visit.",
    }


async def test_a_bug_shows_neither_its_place_nor_its_words(client: httpx.AsyncClient) -> None:
    answer = await client.get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "server.broken")
    assert "Rosa" not in answer.text
    assert "Traceback" not in answer.text


async def test_a_request_that_is_wrong_is_told_where_but_not_quoted(client: httpx.AsyncClient) -> None:
    answer = await client.post("/visits", json={"patient": ["Rosa Keller"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert answer.json()["errors"][0]["field"] == "body.patient"
    assert "Rosa" not in answer.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("DELETE", "/visits", 405)])
async def test_what_does_not_exist_is_a_problem_document_too(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_that_is_no_json_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/visits", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


async def test_while_a_part_is_away_the_answer_says_when_to_come_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nats-down")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert answer.json()["code"] == Unavailable.code


async def test_while_the_database_is_away_the_answer_says_when_to_come_back(settings: ServiceSettings) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    app = web_app(Process(settings, "test"), away)
    app.include_router(router)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as cut_off:
        answer = await cut_off.post("/visits", json=ROSA)
    await away.close()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"


async def test_a_query_that_was_cut_off_is_a_503(client: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as blocking:
        await blocking.execute(text("LOCK TABLE timers"))
        booking = asyncio.create_task(client.post("/visits", json=ROSA))
        async with database.transaction() as killing:
            await wait_for_blocked(killing)
            await killing.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            )
        answer = await booking
    assert answer.status_code == 503


async def wait_for_blocked(tx: InTx) -> None:
    query = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    async with asyncio.timeout(5):
        while not (await tx.execute(query)).scalar_one():
            await tx.execute(text("SELECT pg_stat_clear_snapshot()"))
