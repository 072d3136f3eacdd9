"""Who gets a socket, and what the handler learns of them."""

import pytest

from services.signaling.socket.handshake import Doorway, answer
from tests.signaling.socket.stage import Line, Stage, masked, request, soon

DOORWAY = Doorway("/ws", ("https://beside.example",))
ORIGIN = "Origin: https://beside.example"


def status(reply: bytes) -> int:
    return int(reply.split(b" ")[1])


def test_a_browser_from_our_own_origin_gets_the_answer_of_the_standard() -> None:
    reply = answer(request(ORIGIN), DOORWAY)
    assert status(reply.response) == 101
    # The key and the answer of RFC 6455, 1.3.
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in reply.response


def test_the_handler_learns_of_door_handle_and_trace() -> None:
    said = ("X-Beside-Door: visit", "X-Beside-Handle: h4ndle", "traceparent: 00-1-2-01")
    opening = answer(request(ORIGIN, *said), DOORWAY).opening
    assert opening is not None
    assert (opening.door, opening.handle, opening.traceparent) == ("visit", "h4ndle", "00-1-2-01")


def test_compression_is_never_agreed_to() -> None:
    reply = answer(request(ORIGIN, "Sec-WebSocket-Extensions: permessage-deflate"), DOORWAY)
    assert status(reply.response) == 101
    assert b"deflate" not in reply.response


@pytest.mark.parametrize(
    ("bytes_", "expected"),
    [
        (request(), 403),
        (request("Origin: https://evil.example"), 403),
        (request(ORIGIN, ORIGIN), 400),
        (request(ORIGIN, path="/other"), 404),
        (request(ORIGIN).replace(b"GET", b"POST"), 405),
        (request(ORIGIN).replace(b"HTTP/1.1", b"HTTP/1.0"), 505),
        (request(ORIGIN).replace(b"Upgrade: websocket\r\n", b""), 426),
        (request(ORIGIN).replace(b"Version: 13", b"Version: 8"), 400),
        (request(ORIGIN).replace(b"dGhlIHNhbXBsZSBub25jZQ==", b"short"), 400),
        (request(ORIGIN, "Content-Length: 5"), 400),
        (b"nonsense\r\n\r\n", 400),
        (b"\r\n\r\n", 400),
        (b"GET /ws HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET /ws HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", 431),
    ],
)
def test_a_request_that_is_not_ours_is_refused_by_its_name(bytes_: bytes, expected: int) -> None:
    reply = answer(bytes_, DOORWAY)
    assert reply.opening is None
    assert status(reply.response) == expected


async def test_a_refused_client_reads_why_and_the_line_ends(stage: Stage) -> None:
    line = await Line.to(stage.server.port)
    await line.write(request("Origin: https://evil.example"))
    assert status(await line.response()) == 403
    assert b"Origin" in await line.end()
    assert stage.room.events == []


@pytest.mark.limits(request_bytes=2000)
async def test_an_endless_request_is_refused_before_it_ends(stage: Stage) -> None:
    line = await Line.to(stage.server.port)
    await line.write(b"GET /ws HTTP/1.1\r\nX: " + b"x" * 3000)
    assert status(await line.response()) == 431


@pytest.mark.limits(request_within=0.3, sweep_every=0.05)
async def test_a_line_without_a_request_is_cut(stage: Stage) -> None:
    line = await Line.to(stage.server.port)
    await line.write(b"GET /ws HT")
    assert await line.end() == b""
    assert len(stage.server) == 0


async def test_a_request_in_single_bytes_and_frames_right_behind_it_are_understood(stage: Stage) -> None:
    line = await Line.to(stage.server.port)
    for byte in request():
        await line.write(bytes([byte]))
    assert status(await line.response()) == 101
    other = await Line.to(stage.server.port)
    await other.write(request() + masked(b'{"type":"hello","payload":{}}'))
    assert status(await other.response()) == 101
    assert b"welcome" in (await other.frame()).data
    line.cut()
    other.cut()


@pytest.mark.limits(sockets=2)
async def test_when_the_server_is_full_a_client_is_told_to_try_again(stage: Stage) -> None:
    async with stage.joined(), stage.joined():
        line = await stage.line(joined=False)
        assert (await line.message("error"))["payload"]["code"] == "socket.not_ready"  # type: ignore[index]
        assert await line.close_code() == 1013
    await stage.room.until("closed", 2)
    assert stage.room.kinds().count("opened") == 2


@pytest.mark.limits(hello_within=0.3, sweep_every=0.05)
async def test_who_does_not_say_hello_is_shown_out(stage: Stage) -> None:
    line = await stage.line(joined=False)
    assert await soon(line.close_code()) == 1008
    await stage.room.until("closed")
    assert stage.room.details("closed") == [1008]
