"""Signed tokens (EdDSA, RFC 8037).

One service signs, the others verify with public keys from the bucket `keys`.

The signer's keys lie as `<key id>.pem` in a folder; the newest file signs, all verify. A new
key signs only after its public half has been in the bucket for a while, so that no verifier ever meets a
token whose key it lacks.
"""

import asyncio
import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

import jwt
import nats.errors
import nats.js.errors
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import OKPAlgorithm
from nats.js.kv import KeyValue
from pydantic import BaseModel, ValidationError

from services.contracts.subjects import KEYS_BUCKET
from services.runtime.bus import Bus
from services.runtime.ids import new_id
from services.runtime.logs import get_logger
from services.runtime.settings import SettingsError
from services.runtime.watch import BucketView

ALGORITHM: Final = "EdDSA"
ISSUER: Final = "beside"

LEEWAY: Final = timedelta(seconds=2)
"""How far two hosts' clocks may differ."""

KNOWN_BEFORE_USE_SECONDS: Final = 10.0
"""How long a new key is public before it signs; every verifier's watch has it within a second."""

LOOK_AGAIN_SECONDS: Final = 10.0

M = TypeVar("M", bound=BaseModel)

log = get_logger(__name__)


class TokenForgedError(Exception):
    """Not signed by a key we know, for somebody else, or not of the expected shape."""


class TokenExpiredError(Exception):
    """Was good, and is too old."""


def make_key(folder: Path) -> str:
    """Put a new signing key into `folder` and give its id.

    The running signer finds it and takes it into use.
    """
    key_id = str(new_id())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{key_id}.draft"
    draft.touch(mode=0o600)
    draft.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    draft.rename(folder / f"{key_id}.pem")
    return key_id


class KeysNotYetKnownError(ConnectionError):
    """This verifier has just started and has not heard the keys yet; the same token may be good in a moment."""


class KeyRing:
    """The signer's keys."""

    def __init__(
        self,
        folder: Path | None,
        *,
        known_before_use: float = KNOWN_BEFORE_USE_SECONDS,
        look_again: float = LOOK_AGAIN_SECONDS,
    ) -> None:
        """Read the keys; raises `SettingsError` when there is none."""
        if folder is None:
            raise SettingsError("BESIDE_KEYS_DIR is not set; it names the folder of the signing keys.")
        self._folder = folder
        self._known_before_use = known_before_use
        self._look_again = look_again
        self._keys: dict[str, Ed25519PrivateKey] = {}
        self._written_at: dict[str, float] = {}
        self._public_since: dict[str, float] = {}
        self._read()
        if not self._keys:
            raise SettingsError(f"{folder} holds no signing key; `beside keys new` makes one.")

    def sign(self, claims: BaseModel, *, audience: str, life: timedelta, now: datetime) -> str:
        """A token that carries `claims` to `audience` until `now + life`."""
        key_id = self._signing_key_id()
        payload = {
            **claims.model_dump(mode="json"),
            "iss": ISSUER,
            "aud": audience,
            "iat": int(now.timestamp()),
            "exp": int((now + life).timestamp()),
        }
        return jwt.encode(payload, self._keys[key_id], algorithm=ALGORITHM, headers={"kid": key_id})

    def _signing_key_id(self) -> str:
        """The newest that is known for long enough; the newest of all while none is (a first start)."""
        now = time.monotonic()
        known = [key_id for key_id in self._keys if now - self._public_since.get(key_id, now) >= self._known_before_use]
        return max(known or self._public_since or self._keys, key=self._age_rank)

    def _age_rank(self, key_id: str) -> tuple[float, str]:
        return self._written_at[key_id], key_id

    async def publish(self, bus: Bus) -> None:
        """Keep the public halves in the bucket, and look for new keys, until cancelled."""
        while True:
            try:
                self._read()
                await self._put_missing(await bus.jetstream.key_value(KEYS_BUCKET))
            except (nats.errors.Error, TimeoutError, ConnectionError, OSError) as error:
                log.warning("keys_not_published", error=type(error).__name__)
            await asyncio.sleep(self._look_again)

    async def _put_missing(self, bucket: KeyValue) -> None:
        for key_id, key in self._keys.items():
            public = OKPAlgorithm.to_jwk(key.public_key()).encode()
            try:
                present = (await bucket.get(key_id)).value
            except nats.js.errors.KeyNotFoundError:
                present = None
            if present != public:
                await bucket.put(key_id, public)
            self._public_since.setdefault(key_id, time.monotonic())

    def _read(self) -> None:
        present = {path.stem: path for path in self._folder.glob("*.pem")}
        for key_id in self._keys.keys() - present if present else ():
            del self._keys[key_id]
            self._public_since.pop(key_id, None)
        for path in present.values():
            if path.stem not in self._keys:
                self._keys[path.stem] = _read_key(path)
                self._written_at[path.stem] = path.stat().st_mtime


def _read_key(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read as a private key in PEM form.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SettingsError(f"{path} is not an Ed25519 key.")
    return key


async def retire_key(bus: Bus, key_id: str) -> None:
    """Make every token of a key worthless at once. For the operator, with the administrator's connection."""
    await (await bus.jetstream.key_value(KEYS_BUCKET)).delete(key_id)


class Verifier:
    """Verifies tokens with the keys it has seen; it goes on while the signer, or NATS, is down."""

    def __init__(self, bus: Bus) -> None:
        self._keys: dict[str, Ed25519PublicKey] = {}
        self._view = BucketView(bus, KEYS_BUCKET, self._on_change)

    async def run(self) -> None:
        """Keep the keys up to date until cancelled."""
        await self._view.run()

    async def wait_complete(self) -> None:
        """Wait until the keys are known."""
        await self._view.wait_complete()

    def _on_change(self, key_id: str, value: bytes | None, _: int) -> None:
        self._keys.pop(key_id, None)
        if value is None:
            return
        try:
            key = OKPAlgorithm.from_jwk(json.loads(value))
        except (ValueError, jwt.InvalidKeyError):
            log.error("public_key_unreadable", key_id=key_id)
            return
        if isinstance(key, Ed25519PublicKey):
            self._keys[key_id] = key

    def verify(self, token: str, claims: type[M], *, audience: str, now: datetime) -> M:
        """The claims of a token, or `TokenForgedError`, `TokenExpiredError`, `KeysNotYetKnownError`."""
        try:
            key = self._key(str(jwt.get_unverified_header(token)["kid"]))
            payload = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=audience,
                issuer=ISSUER,
                options={"require": ["exp", "iat", "aud", "iss"], "verify_exp": False, "verify_iat": False},
            )
            found = claims.model_validate(payload)
            ends_at = int(payload["exp"])
        except (jwt.PyJWTError, KeyError, ValueError, ValidationError) as error:
            raise TokenForgedError from error
        if now.timestamp() >= ends_at + LEEWAY.total_seconds():
            raise TokenExpiredError
        return found

    def _key(self, key_id: str) -> Ed25519PublicKey:
        if not self._keys or not self._view.is_complete:
            raise KeysNotYetKnownError
        return self._keys[key_id]
