"""Passwords, argon2id (RFC 9106). Hashing is slow on purpose, so it runs in threads, a few at a time."""

import asyncio
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE: Final = 2
"""Each takes 64 MiB and a core for some 50 ms; more at once would let sign-ins slow everything else."""

_hasher = PasswordHasher()


@cache
def _of_nobody() -> str:
    return _hasher.hash("nobody has this password")


class Passwords:
    """Hashes and compares, for one process."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def hash(self, password: str) -> str:
        """What is kept of a password."""
        async with self._turns:
            return await asyncio.to_thread(_hasher.hash, password)

    async def fits(self, kept: str | None, password: str) -> bool:
        """Whether this is the password; for an unknown name (None) the same work is done, and the answer is no."""
        async with self._turns:
            return await asyncio.to_thread(_verify, kept, password)


def _verify(kept: str | None, password: str) -> bool:
    try:
        _hasher.verify(kept or _of_nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
