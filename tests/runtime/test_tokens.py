"""What one service signed, the others can verify, also while everything else is down."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from pydantic import BaseModel

from services.runtime.bus import Bus
from services.runtime.settings import SettingsError
from services.runtime.tokens import (
    KeyRing,
    KeysNotYetKnownError,
    TokenExpiredError,
    TokenForgedError,
    Verifier,
    make_key,
    retire_key,
)
from tests.runtime.nats_server import NatsServer
from tests.runtime.owner import Owner, eventually

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Claim(BaseModel):
    """What these tokens say."""

    visit: str


CLAIM = Claim(visit="v1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "keys"
    make_key(made)
    return made


@pytest.fixture
def ring(folder: Path) -> KeyRing:
    return KeyRing(folder, known_before_use=2, look_again=0.02)


@pytest.fixture
async def verifier(owner: Owner, bus: Bus, ring: KeyRing) -> Verifier:
    async def publish() -> None:
        await ring.publish(bus)

    owner.run(publish)
    verifying = Verifier(bus)
    owner.run(verifying.run)
    await asyncio.wait_for(verifying.wait_complete(), 5)
    await knows(verifying, sign(ring))
    return verifying


def sign(ring: KeyRing) -> str:
    return ring.sign(CLAIM, audience="notes", life=MINUTE, now=NOW)


def key_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


async def knows(verifier: Verifier, token: str) -> None:
    async def verified() -> bool:
        try:
            return verifier.verify(token, Claim, audience="notes", now=NOW) == CLAIM
        except (TokenForgedError, KeysNotYetKnownError):
            return False

    await eventually(verified, bool)


async def test_a_signed_token_says_what_was_signed(verifier: Verifier, ring: KeyRing) -> None:
    assert verifier.verify(sign(ring), Claim, audience="notes", now=NOW) == CLAIM


async def test_who_has_just_started_calls_no_token_forged_before_the_keys_are_known(bus: Bus, ring: KeyRing) -> None:
    with pytest.raises(KeysNotYetKnownError):
        Verifier(bus).verify(sign(ring), Claim, audience="notes", now=NOW)


async def test_a_token_ends(verifier: Verifier, ring: KeyRing) -> None:
    with pytest.raises(TokenExpiredError):
        verifier.verify(sign(ring), Claim, audience="notes", now=NOW + MINUTE + timedelta(seconds=2))


async def test_a_token_for_one_service_opens_no_other(verifier: Verifier, ring: KeyRing) -> None:
    with pytest.raises(TokenForgedError):
        verifier.verify(sign(ring), Claim, audience="signaling", now=NOW)


@pytest.mark.parametrize("broken", ["", "a.b.c", "x"])
async def test_what_is_no_token_is_refused(verifier: Verifier, broken: str) -> None:
    with pytest.raises(TokenForgedError):
        verifier.verify(broken, Claim, audience="notes", now=NOW)


async def test_a_token_signed_by_a_stranger_is_refused(verifier: Verifier, ring: KeyRing, tmp_path: Path) -> None:
    make_key(tmp_path / "stranger")
    forged = sign(KeyRing(tmp_path / "stranger"))
    with pytest.raises(TokenForgedError):
        verifier.verify(forged, Claim, audience="notes", now=NOW)


async def test_a_token_without_a_signature_is_refused(verifier: Verifier, ring: KeyRing) -> None:
    payload = jwt.decode(sign(ring), options={"verify_signature": False})
    unsigned = jwt.encode(payload, "", algorithm="none", headers={"kid": key_of(sign(ring))})
    with pytest.raises(TokenForgedError):
        verifier.verify(unsigned, Claim, audience="notes", now=NOW)


async def test_a_new_key_signs_once_it_is_known_and_the_old_ones_tokens_stay_good(
    verifier: Verifier, ring: KeyRing, folder: Path
) -> None:
    before = sign(ring)
    new = make_key(folder)

    async def signing_key() -> str:
        token = sign(ring)
        assert verifier.verify(token, Claim, audience="notes", now=NOW) == CLAIM
        return key_of(token)

    await eventually(signing_key, lambda key: key == new)
    assert verifier.verify(before, Claim, audience="notes", now=NOW) == CLAIM


async def test_the_newest_file_signs_whatever_its_name(folder: Path) -> None:
    newest = make_key(folder)
    (folder / f"{newest}.pem").rename(folder / "0.pem")
    os.utime(folder / "0.pem", (2e9, 2e9))
    assert key_of(sign(KeyRing(folder))) == "0"


async def test_tokens_of_a_retired_key_are_worthless_at_once(
    verifier: Verifier, ring: KeyRing, bus: Bus, folder: Path
) -> None:
    old = sign(ring)
    new = make_key(folder)

    async def signing_key() -> str:
        return key_of(sign(ring))

    await eventually(signing_key, lambda key: key == new)
    (folder / f"{key_of(old)}.pem").unlink()
    await retire_key(bus, key_of(old))

    async def refused() -> bool:
        try:
            verifier.verify(old, Claim, audience="notes", now=NOW)
        except TokenForgedError:
            return True
        return False

    await eventually(refused, bool)


async def test_tokens_are_verified_while_nats_is_down(
    verifier: Verifier, ring: KeyRing, nats_server: NatsServer
) -> None:
    nats_server.kill()
    assert verifier.verify(sign(ring), Claim, audience="notes", now=NOW) == CLAIM


def test_a_signer_without_a_key_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no signing key"):
        KeyRing(tmp_path)
