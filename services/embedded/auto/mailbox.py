"""The demo's mailbox, read as a person reads mail: wait for a letter, take its link."""

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import httpx

LOOK_SECONDS: Final = 0.05
LINK: Final = re.compile(r"https?://\S+/v/[A-Za-z0-9_-]+#[A-Za-z0-9_-]+")
CODE: Final = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that has arrived; its Message-ID without brackets."""

    message_id: str
    subject: str
    text: str

    @property
    def link(self) -> str | None:
        """The link to a visit that stands in it."""
        found = LINK.search(self.text)
        return found.group() if found else None


class Mailbox:
    """All mail, and what of it was read."""

    def __init__(self, origin: str) -> None:
        self._client = httpx.AsyncClient(base_url=origin, timeout=5)
        self._read: defaultdict[str, set[str]] = defaultdict(set)

    async def letters_to(self, address: str) -> list[Letter]:
        """All letters to an address, oldest first."""
        found = await self._get("/mail/api/messages", to=address)
        mine = [one for one in found if address in one["to"]]
        return [Letter(one["message_id"].strip("<>"), one["subject"], one["text"]) for one in mine]

    async def unread(self, address: str) -> list[Letter]:
        """The letters that have come since this was last asked; then they are read."""
        new = [letter for letter in await self.letters_to(address) if letter.message_id not in self._read[address]]
        self._read[address] |= {letter.message_id for letter in new}
        return new

    async def link_to(self, address: str, seconds: float) -> str:
        """Wait for a letter with a link, and give the newest link. Raises TimeoutError."""
        return await self._wait_for(address, LINK, seconds)

    async def code_to(self, address: str, seconds: float) -> str:
        """Wait for a letter with a one-time code."""
        return await self._wait_for(address, CODE, seconds)

    async def _wait_for(self, address: str, pattern: re.Pattern[str], seconds: float) -> str:
        async with asyncio.timeout(seconds):
            while True:
                for letter in reversed(await self.letters_to(address)):
                    if found := pattern.search(letter.text):
                        return found.group()
                await asyncio.sleep(LOOK_SECONDS)

    async def _get(self, path: str, **parameters: str) -> Any:
        return (await self._client.get(path, params=parameters)).raise_for_status().json()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
