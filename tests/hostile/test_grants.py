"""Each way in which a join grant can be no good, provoked at the front door: one code each, and no way in."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from websockets.asyncio.client import connect

from services.contracts.grants import JOIN_GRANT_LIFE, SIGNALING, GrantCode, JoinGrant
from services.contracts.ids import GrantId
from services.embedded.stack import Stack
from services.runtime.ids import new_id
from services.runtime.tokens import KeyRing, make_key
from tests.faults.desk_walk import Desk, QuietPatient

CLOSED = 4401


@pytest.fixture(scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    desk = await Desk.open(stack.origin)
    yield desk
    await desk.close()


@pytest.fixture(scope="module")
async def rosa(desk: Desk) -> QuietPatient:
    """A patient who waits, with a socket of her own."""
    _, email = await desk.book()
    return await desk.patient(email)


@pytest.fixture(scope="module")
async def ernst(desk: Desk) -> QuietPatient:
    """The patient of another visit."""
    _, email = await desk.book("Ernst Weber")
    return await desk.patient(email)


async def answer(url: str, grant: str) -> tuple[str, int | None]:
    """What a socket is told for a grant, and how it is closed: `("welcome", None)` for a good one."""
    async with connect(url, compression=None) as socket, asyncio.timeout(10):
        await socket.send(json.dumps({"type": "hello", "payload": {"version": 1, "grant": grant}}))
        said = json.loads(await socket.recv())
        if said["type"] == "welcome":
            return "welcome", None
        await socket.wait_closed()
        return str(said["payload"]["code"]), socket.close_code


async def new_grant(page: QuietPatient) -> str:
    return str((await page.door.post("/grant"))["grant"])


def claims_of(grant: str) -> JoinGrant:
    return JoinGrant.model_validate(jwt.decode(grant, options={"verify_signature": False}))


def signed(keys: Path, claims: JoinGrant, *, seconds_ago: float = 0) -> str:
    """The same claims under another number, signed with a key of the folder."""
    now = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    fresh = claims.model_copy(update={"jti": GrantId(new_id())})
    return KeyRing(keys).sign(fresh, audience=SIGNALING, life=JOIN_GRANT_LIFE, now=now)


async def test_a_grant_older_than_a_minute_is_expired(rosa: QuietPatient, stack: Stack) -> None:
    claims = claims_of(await new_grant(rosa))
    assert await answer(rosa.door.socket_url, signed(stack.keys("session"), claims, seconds_ago=63)) == (
        GrantCode.EXPIRED,
        CLOSED,
    )


async def test_a_grant_opens_one_socket_once(rosa: QuietPatient) -> None:
    grant = await new_grant(rosa)
    assert await answer(rosa.door.socket_url, grant) == ("welcome", None)
    assert await answer(rosa.door.socket_url, grant) == (GrantCode.USED, CLOSED)


async def test_a_grant_is_superseded_once_the_same_device_came_with_a_later_one(rosa: QuietPatient) -> None:
    earlier, later = await new_grant(rosa), await new_grant(rosa)
    assert await answer(rosa.door.socket_url, later) == ("welcome", None)
    assert await answer(rosa.door.socket_url, earlier) == (GrantCode.SUPERSEDED, CLOSED)


async def test_a_grant_of_a_key_that_is_not_ours_is_forged(rosa: QuietPatient, tmp_path: Path) -> None:
    make_key(tmp_path)
    claims = claims_of(await new_grant(rosa))
    assert await answer(rosa.door.socket_url, signed(tmp_path, claims)) == (GrantCode.FORGED, CLOSED)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_grant_that_says_how_it_wants_to_be_verified_is_forged(rosa: QuietPatient, algorithm: str) -> None:
    grant = await new_grant(rosa)
    key_id = jwt.get_unverified_header(grant)["kid"]
    body = jwt.decode(grant, options={"verify_signature": False})
    secret = "" if algorithm == "none" else "a secret that somebody made up, long enough"
    forged = jwt.encode(body, secret, algorithm=algorithm, headers={"kid": key_id})
    assert await answer(rosa.door.socket_url, forged) == (GrantCode.FORGED, CLOSED)


async def test_a_changed_grant_is_forged(rosa: QuietPatient) -> None:
    head, body, signature = (await new_grant(rosa)).split(".")
    other = head, body[:-2] + ("AA" if body[-2:] != "AA" else "BB"), signature
    assert await answer(rosa.door.socket_url, ".".join(other)) == (GrantCode.FORGED, CLOSED)


async def test_a_grant_opens_nothing_at_the_address_of_another_visit(rosa: QuietPatient, ernst: QuietPatient) -> None:
    assert await answer(ernst.door.socket_url, await new_grant(rosa)) == (GrantCode.WRONG_VISIT, CLOSED)


async def test_a_grant_of_a_patient_opens_nothing_at_the_staffs_door_nor_the_other_way_round(
    rosa: QuietPatient, desk: Desk
) -> None:
    staff = str((await desk.lind.post("/grant"))["grant"])
    assert await answer(desk.lind.socket_url, await new_grant(rosa)) == (GrantCode.WRONG_ROLE, CLOSED)
    assert await answer(rosa.door.socket_url, staff) == (GrantCode.WRONG_ROLE, CLOSED)
