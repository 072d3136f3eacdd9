"""Everybody's mail: each letter is read once."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

WAIT_SECONDS: Final = 20
LINK: Final = re.compile(r"https?://\S+/v/[A-Za-z0-9_-]+#[A-Za-z0-9_-]+")
CODE: Final = re.compile(r"\b\d{6}\b")


@dataclass
class Post:
    """Takes letters out of the mailbox, the oldest unread first."""

    client: httpx.AsyncClient
    _read: dict[str, int] = field(default_factory=dict)

    async def next_link(self, address: str) -> str:
        """The link in the next letter that has one."""
        return await self._next(address, LINK)

    async def next_code(self, address: str) -> str:
        """The one-time code in the next letter that has one."""
        return await self._next(address, CODE)

    async def next_subject(self, address: str) -> str:
        """What the next letter is about."""
        return str((await self._letter(address))["subject"])

    async def subjects(self, address: str) -> list[str]:
        """What all letters to an address are about, the first one first."""
        letters = (await self.client.get("/mail/api/messages", params={"to": address})).json()
        return [str(letter["subject"]) for letter in letters]

    @asynccontextmanager
    async def refusing(self, answer: str) -> AsyncIterator[None]:
        """Nobody's mail is taken; the answer of a mail server, as `550 no such mailbox`."""
        await self.client.put("/mail/api/refusal", json={"answer": answer})
        try:
            yield
        finally:
            await self.client.put("/mail/api/refusal", json={"answer": None})

    async def _next(self, address: str, pattern: re.Pattern[str]) -> str:
        while True:
            if found := pattern.search((await self._letter(address))["text"]):
                return found.group()

    async def _letter(self, address: str) -> dict[str, Any]:
        query: dict[str, str | int] = {"to": address, "after": self._read.get(address, 0), "wait": WAIT_SECONDS}
        letters = (await self.client.get("/mail/api/messages", params=query, timeout=2 * WAIT_SECONDS)).json()
        assert letters, f"no letter came to {address}"
        self._read[address] = letters[0]["id"]
        letter: dict[str, Any] = letters[0]
        return letter
