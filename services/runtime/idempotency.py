"""Writes that are safe to send twice: the same key and request get the same answer, and one effect.

The row is written in the command's own transaction. The answer may hold names or a cookie, so it is kept
encrypted under the caller's key, which is not stored; what was asked is kept as a hash under that key. The table alone
says nothing.
"""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from http import HTTPStatus
from typing import Any, ClassVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Request, Response
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts.problems import Problem
from services.runtime.database import Tx
from services.runtime.tables import idempotency as table

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
SHORTEST_KEY, LONGEST_KEY = 16, 200

CallerOf = Callable[[Request], str | None]

StillOpens = Callable[[Tx, Request], Awaitable[None]]
"""Raises what a new request would be answered by whoever has no business here any more (`app.state.still_opens`)."""


class AnswerGone(Problem):
    """It was done, and what was answered is kept no more: somebody whom it may have named was erased."""

    code: ClassVar[str] = "idempotency.answer_gone"
    status: ClassVar[int] = HTTPStatus.CONFLICT
    message = "This was done already. Please look again."


_NONCE = bytes(12)
"""Constant, because each key encrypts exactly one answer."""


class KeyNotUsable(Problem):
    """The key could be guessed, or is too long to be one."""

    code: ClassVar[str] = "idempotency.key_not_usable"
    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = f"The Idempotency-Key needs {SHORTEST_KEY} to {LONGEST_KEY} characters; a random UUID will do."


class KeyReused(Problem):
    """The same key came with another request."""

    code: ClassVar[str] = "idempotency.key_reused"
    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = "This Idempotency-Key was used for another request; use a new one for a new command."


async def once(
    tx: Tx, request: Request, key: str, handle: Callable[[Request], Coroutine[Any, Any, Response]]
) -> Response:
    """Handle the request, or give the answer of the first time.

    Two at the same moment: the second waits for the first.
    """
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise KeyNotUsable
    key_hash, secret, hashing = _derive(key, request)
    request_hash = await _fingerprint(request, hashing)
    claim = insert(table).values(key_hash=key_hash, request_hash=request_hash).on_conflict_do_nothing()
    if (await tx.execute(claim.returning(table.c.key_hash))).scalar() is None:
        return await _first_answer(tx, request, key_hash, secret, request_hash)
    response = await handle(request)
    sealed = AESGCM(secret).encrypt(_NONCE, _pack(response), key_hash)
    await tx.execute(update(table).where(table.c.key_hash == key_hash).values(response=sealed))
    return response


async def _first_answer(tx: Tx, request: Request, key_hash: bytes, secret: bytes, request_hash: bytes) -> Response:
    """What was answered then, to whom it would be answered now."""
    guard: StillOpens | None = getattr(request.app.state, "still_opens", None)
    if guard is not None:
        await guard(tx, request)
    row = (await tx.execute(select(table).where(table.c.key_hash == key_hash))).one()
    if row.request_hash != request_hash:
        raise KeyReused
    if row.response is None:
        raise AnswerGone
    return _unpack(AESGCM(secret).decrypt(_NONCE, row.response, key_hash))


async def forget_answers(tx: Tx) -> None:
    """Nobody is answered once more as before: whose words are in which answer, nobody can tell. What was done stays."""
    await tx.execute(update(table).where(table.c.response.is_not(None)).values(response=None))


def _derive(key: str, request: Request) -> tuple[bytes, bytes, bytes]:
    """What is stored of the key, what encrypts the answer, what the request is hashed with. Who calls is in each."""
    caller = _caller_of(request)
    material = f"{len(key)}:{key}\0{caller}".encode()
    name, secret, hashing = (
        hashlib.sha256(purpose + b"\0" + material).digest() for purpose in (b"name", b"secret", b"request")
    )
    return name, secret, hashing


def _caller_of(request: Request) -> str:
    """The caller by what they show, or by what the application makes of it (`app.state.caller_of`): where a newer token
    stands for the same caller, a command that is sent again with it is the same command.
    """
    known: CallerOf | None = getattr(request.app.state, "caller_of", None)
    caller = known(request) if known is not None else None
    if caller is not None:
        return caller
    return "\0".join((request.headers.get("authorization", ""), request.headers.get("cookie", "")))


async def _fingerprint(request: Request, key: bytes) -> bytes:
    """Keyed: a plain hash of six digits or of a birth date would soon be undone by trying them all."""
    parts = (
        request.method.encode(),
        str(request.url.path).encode(),
        request.url.query.encode(),
        await request.body(),
    )
    return hmac.digest(key, b"\0".join(hashlib.sha256(part).digest() for part in parts), "sha256")


def _pack(response: Response) -> bytes:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers]
    body = bytes(response.body).decode("latin-1")
    return json.dumps([response.status_code, headers, body]).encode()


def _unpack(packed: bytes) -> Response:
    status, headers, body = json.loads(packed)
    response = Response(body.encode("latin-1"), status_code=status)
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return response
