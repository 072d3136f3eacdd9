"""The one origin: what reaches which service, what never does, and what people see while a part is away."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import psutil
import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from services.embedded.stack import Stack

LINK = "/v/abc_DEF-1"
LARGEST = 65_536
PIECE = 8192
HOSTILE = {
    "Cookie": "bs=secret",
    "X-Beside-Handle": "somebody-else",
    "X-Beside-Door": "staff",
    "X-Beside-Anything": "1",
    "X-Forwarded-For": "203.0.113.9",
}


@pytest.fixture(scope="module")
def door(new_state: Callable[[], Path]) -> Iterator[Stack]:
    """Caddy alone: who stands behind it is the test's."""
    with Stack(new_state(), only=("caddy",)).start() as stack:
        yield stack


@pytest.fixture
async def behind(door: Stack) -> AsyncIterator[dict[str, int]]:
    """Behind the door everybody only repeats what reached them."""
    ports = door.addresses["ports"]
    async with AsyncExitStack() as servers:
        for name in ("session", "notes"):
            server = await asyncio.start_server(repeat, "127.0.0.1", ports[name])
            await servers.enter_async_context(server)
        for name in ("signaling-1-sockets", "signaling-2-sockets"):
            await servers.enter_async_context(serve(repeat_handshake, "127.0.0.1", ports[name]))
        yield ports


@pytest.fixture
async def reading(door: Stack) -> AsyncIterator[None]:
    """Session reads all that comes before it answers."""
    async with await asyncio.start_server(tell_how_much_came, "127.0.0.1", door.addresses["ports"]["session"]):
        yield


@pytest.fixture
async def client(door: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=door.origin, timeout=10) as client:
        yield client


async def repeat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in head[1:] if line)
    port = writer.get_extra_info("sockname")[1]
    await tell(writer, {"line": head[0], "headers": fields, "port": port})


async def tell(writer: asyncio.StreamWriter, told: dict[str, object]) -> None:
    body = json.dumps(told).encode()
    fixed = f"HTTP/1.1 200 OK\r\nServer: ours\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(fixed.encode() + body)
    await writer.drain()
    writer.close()


async def tell_how_much_came(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    said = re.search(r"content-length: (\d+)", head)
    try:
        size = len(await reader.readexactly(int(said[1]))) if said else await read_pieces(reader)
    except (ValueError, asyncio.IncompleteReadError):  # the door gave up in the middle
        writer.close()
    else:
        await tell(writer, {"read": size})


async def read_pieces(reader: asyncio.StreamReader) -> int:
    size = 0
    while length := int(await reader.readline(), 16):
        await reader.readexactly(length + len(b"\r\n"))
        size += length
    await reader.readline()
    return size


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(0, size, PIECE):
        yield b"x" * PIECE


async def repeat_handshake(socket: ServerConnection) -> None:
    request = socket.request
    assert request
    await socket.send(json.dumps({"path": request.path, "headers": dict(request.headers.raw_items())}))


@pytest.mark.parametrize(
    ("path", "service", "reaches", "door_name", "handle"),
    [
        (f"{LINK}/api/session/v1/me?x=1", "session", "/api/session/v1/me?x=1", "visit", "abc_def-1"),
        (f"{LINK}/api/notes/v1/summary", "notes", "/api/notes/v1/summary", "visit", "abc_def-1"),
        ("/staff/api/session/v1/visits", "session", "/api/session/v1/visits", "staff", None),
        ("/staff/api/notes/v1/drafts", "notes", "/api/notes/v1/drafts", "staff", None),
    ],
)
async def test_a_request_reaches_its_service_with_our_word_on_the_door_it_came_by(
    behind: dict[str, int],
    client: httpx.AsyncClient,
    path: str,
    service: str,
    reaches: str,
    door_name: str,
    handle: str | None,
) -> None:
    heard = (await client.get(path, headers=HOSTILE)).json()
    assert heard["port"] == behind[service]
    assert heard["line"] == f"GET {reaches} HTTP/1.1"
    fields = heard["headers"]
    assert fields["x-beside-door"] == door_name
    assert fields.get("x-beside-handle") == handle
    assert "x-beside-anything" not in fields
    assert fields["x-forwarded-for"] in {"127.0.0.1", "::1"}
    assert ("cookie" in fields) == (service == "session"), "notes never sees a cookie"


@pytest.mark.parametrize(
    ("path", "door_name", "handle"), [(f"{LINK}/ws", "visit", "abc_DEF-1"), ("/staff/ws", "staff", None)]
)
@pytest.mark.usefixtures("behind")
async def test_a_socket_reaches_signaling_without_a_cookie(
    door: Stack, path: str, door_name: str, handle: str | None
) -> None:
    address = door.origin.replace("http", "ws") + path
    async with connect(address, additional_headers=HOSTILE) as socket:
        heard = json.loads(await socket.recv())
    assert heard["path"] == "/ws"
    fields = {name.lower(): value for name, value in heard["headers"].items()}
    assert fields["x-beside-door"] == door_name
    assert fields.get("x-beside-handle") == handle
    assert "cookie" not in fields


@pytest.mark.parametrize(
    "path",
    [
        "/api/session/v1/visits",
        "/healthz",
        "/metrics",
        "/ws",
        f"{LINK}/metrics",
        "/staff/readyz/",
        "/v/a/b/api/session/x",
    ],
)
@pytest.mark.usefixtures("behind")
async def test_nothing_else_of_a_service_can_be_reached(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert "x-beside-door" not in answer.text
    assert '"port"' not in answer.text


@pytest.mark.usefixtures("behind")
async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/mail", f"{LINK}/api/session/v1/me", "/staff"):
        headers = (await client.get(path)).headers
        if path != "/mail":
            assert "connect-src 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert "camera=(self)" in headers["permissions-policy"]
        assert "server" not in headers


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize("path", ["/staff/api/session/v1/visits", f"{LINK}/api/notes/v1/x", "/staff", "/"])
async def test_a_body_over_64_kilobytes_is_refused_in_words(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.post(path, content=b"x" * (LARGEST + 1))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "request.too_large"


@pytest.mark.usefixtures("reading")
async def test_a_body_of_64_kilobytes_passes_whether_its_length_is_said_or_not(client: httpx.AsyncClient) -> None:
    for body in (b"x" * LARGEST, in_pieces(LARGEST)):
        answer = await client.post("/staff/api/session/v1/visits", content=body)
        assert answer.json() == {"read": LARGEST}


@pytest.mark.usefixtures("reading")
async def test_a_body_of_unsaid_length_is_refused_where_it_grows_too_large(client: httpx.AsyncClient) -> None:
    answer = await client.post("/staff/api/session/v1/visits", content=in_pieces(2 * LARGEST))
    assert answer.status_code == 413
    assert answer.json()["code"] == "request.too_large"


async def test_a_request_waits_for_a_service_that_is_just_restarting(door: Stack, client: httpx.AsyncClient) -> None:
    asked = asyncio.create_task(client.get(f"{LINK}/api/session/v1/me"))
    done, _ = await asyncio.wait({asked}, timeout=0.5)
    assert not done, "nobody is there yet, and nobody was told so"
    async with await asyncio.start_server(repeat, "127.0.0.1", door.addresses["ports"]["session"]):
        assert (await asked).status_code == 200


async def test_a_service_that_stays_away_is_said_so_with_a_time_to_come_back(client: httpx.AsyncClient) -> None:
    began = time.monotonic()
    answer = await client.get("/staff/api/notes/v1/drafts")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["code"] == "service.away"
    assert answer.headers["content-type"] == "application/problem+json"
    assert 4 < time.monotonic() - began < 8


async def test_the_numeric_address_leads_to_the_one_origin(door: Stack, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"http://127.0.0.1:{door.port}{LINK}?a=b")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{door.origin}{LINK}?a=b"


def test_nobody_outside_this_computer_can_knock(door: Stack) -> None:
    sockets = psutil.Process(door.pid("caddy")).net_connections(kind="tcp")
    listening = {socket.laddr.ip for socket in sockets if socket.status == psutil.CONN_LISTEN}
    assert listening
    assert listening <= {"127.0.0.1", "::1"}
