"""Silence, slowness, floods, and what an idle socket costs."""

import asyncio
import json
import signal
import struct
import subprocess
import sys

import pytest
from websockets.asyncio.client import connect

from services.signaling.socket.connection import Socket
from services.signaling.socket.envelope import Envelope
from tests.signaling.socket.stage import PATIENCE_S, Stage, heard, masked, soon

QUICK = {"ping_every": 0.2, "silent_after": 0.5, "sweep_every": 0.05}
FIN_PONG = 0x8A


def said(kind: str, seq: int, **more: object) -> str:
    return json.dumps({"type": kind, "seq": seq, **more})


@pytest.mark.limits(**QUICK)
async def test_a_client_that_answers_pings_is_never_called_silent(stage: Stage) -> None:
    async with stage.joined() as client:
        line = await stage.line()
        # The bare line answers nothing; that it is seen shows that the sweep ran while the other stayed well.
        await stage.room.until("went_silent")
        assert stage.room.events[-1][1] is stage.room.members[1]
        assert client.state.name == "OPEN"
        line.cut()
    assert stage.room.kinds().count("went_silent") == 1


@pytest.mark.limits(**QUICK)
async def test_a_vanished_client_is_told_once_and_again_when_it_is_back(stage: Stage) -> None:
    line = await stage.line()
    await stage.room.until("went_silent")
    assert (await line.frame()).data == b""
    await line.write(masked(b"", FIN_PONG))
    await stage.room.until("heard_again")
    await stage.room.until("went_silent", 2)
    assert "closed" not in stage.room.kinds()


@pytest.mark.limits(**QUICK, give_up_after=0.8)
async def test_a_socket_that_nobody_decides_about_is_cut_in_the_end(stage: Stage) -> None:
    line = await stage.line()
    await line.end()
    await stage.room.until("closed")
    assert stage.room.details("closed") == [1006]


@pytest.mark.limits(close_within=0.3, sweep_every=0.05)
async def test_a_client_that_never_answers_a_close_is_cut(stage: Stage) -> None:
    line = await stage.line()
    stage.room.members[0].close(4410)
    assert struct.unpack("!H", (await line.frame()).data[:2]) == (4410,)
    await stage.room.until("closed")
    assert stage.room.details("closed") == [1006]


@pytest.mark.limits(close_within=0.3, sweep_every=0.05)
async def test_a_client_that_keeps_its_end_open_after_a_failure_is_cut(stage: Stage) -> None:
    line = await stage.line()
    await line.write(b"\x81\x05never masked")
    assert await line.close_code() == 1002
    await stage.server._empty_within(PATIENCE_S)
    assert len(stage.server) == 0


@pytest.mark.limits(**QUICK)
async def test_a_client_learns_by_itself_which_of_its_messages_arrived(stage: Stage) -> None:
    async with stage.joined() as client:
        for seq in (1, 2, 3):
            await client.send(said("note", seq))
        assert await heard(client) == {"type": "ack", "ack": 3}


@pytest.mark.limits(rate=1.0, burst=20)
async def test_a_flood_ends_the_socket_of_its_sender_alone(stage: Stage) -> None:
    async with stage.joined() as ann, stage.joined() as ben:
        line = await stage.line()
        await line.write(b"".join(masked(b'{"type":"note","seq":%d}' % seq) for seq in range(1, 60)))
        assert (await line.message("error"))["payload"]["code"] == "socket.too_fast"  # type: ignore[index]
        assert await line.close_code() == 4429
        await ann.send(said("offer", 1, to="1", n=1))
        assert (await heard(ben))["type"] == "offer"
    assert stage.room.kinds().count("note") < 20


@pytest.mark.limits(rate=1.0, burst=20)
@pytest.mark.parametrize("frame", [masked(b"", 0x89), masked(b"", FIN_PONG), masked(b"", 0x01) + masked(b"", 0x80)])
async def test_a_flood_of_control_frames_or_fragments_is_a_flood(stage: Stage, frame: bytes) -> None:
    line = await stage.line()
    await line.write(frame * 40)
    assert await line.close_code() in (4429, 1008)


@pytest.mark.limits(rate=1.0, burst=40)
async def test_large_messages_count_for_more_than_small_ones(stage: Stage) -> None:
    line = await stage.line()
    large = b'{"type":"note","seq":%d,"payload":{"x":"' + b"x" * 60_000 + b'"}}'
    await line.write(b"".join(masked(large % seq) for seq in range(1, 6)))
    assert await line.close_code() == 4429
    assert stage.room.kinds().count("note") == 2


@pytest.mark.limits(unread_bytes=64 * 1024, burst=100_000)
async def test_a_reader_that_does_not_read_is_cut_and_disturbs_nobody(stage: Stage) -> None:
    async with stage.joined() as ann:
        slow = await stage.line()
        slow.stop_reading()
        seq = 0
        while "closed" not in stage.room.kinds():
            seq += 1
            await ann.send(said("offer", seq, to="1", n=1, payload={"x": "x" * 20_000}))
            assert seq < 2_000, "the server keeps everything for a reader that reads nothing"
        assert stage.room.details("closed") == [1006]
        assert stage.server.counts.cut == 1
        await ann.send(said("still", seq + 1))
        await stage.room.until("still")


async def test_a_resumed_client_gets_what_it_missed_and_only_that(stage: Stage) -> None:
    room = stage.room

    def on_message(socket: Socket, envelope: Envelope) -> None:
        if envelope.type == "hello" and room.members:
            stream = room.members[0].stream
            assert stream is not None
            assert socket.resume(stream, int(bytes(envelope.payload)[5:-1]))
        elif envelope.type == "hello":
            room.welcome(socket)

    room.on_message = on_message
    first = await stage.line(joined=False)
    await first.write(masked(b'{"type":"hello","payload":{"a":0}}'))
    assert (await first.message("welcome"))["seq"] == 1
    first.cut()
    await room.until("closed")
    lost = room.members[0]
    lost.send("hint", b'{"n":2}')
    lost.send("hint", b'{"n":3}')
    second = await stage.line(joined=False)
    await second.write(masked(b'{"type":"hello","payload":{"a":2}}'))
    assert await second.message("hint") == {"type": "hint", "seq": 3, "payload": {"n": 3}}


STANDS_STILL = """
import asyncio, sys, uvloop
from services.signaling.socket.limits import Limits
from tests.signaling.socket.stage import opened_stage
from dataclasses import replace

async def main():
    async with opened_stage(replace(Limits(), ping_every=0.1, silent_after=0.5, sweep_every=0.05)) as stage:
        print(stage.server.port, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        print(*stage.room.kinds(), flush=True)

uvloop.run(main())
"""


async def test_a_server_that_stood_still_calls_nobody_silent_for_it() -> None:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STANDS_STILL, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdout is not None
    assert server.stdin is not None
    port = int(await soon(server.stdout.readline()))
    async with connect(f"ws://127.0.0.1:{port}/ws", ping_interval=None, proxy=None) as client:
        await client.send('{"type":"hello","payload":{}}')
        await heard(client)
        server.send_signal(signal.SIGSTOP)
        # As long as the server stands still, no answer to a ping: twice the time after which silence is told.
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(await client.ping(), 1.0)
        server.send_signal(signal.SIGCONT)
        await asyncio.wait_for(await client.ping(), 5)
        server.stdin.write(b"\n")
        assert b"went_silent" not in await soon(server.stdout.readline())
    await soon(server.wait())
