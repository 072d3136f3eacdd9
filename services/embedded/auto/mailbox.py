"""The demo's mailbox, read as a person reads mail: wait for a letter, take its link."""

import asyncio
import re
from typing import Final

import httpx

LOOK_SECONDS: Final = 0.1
LINK: Final = re.compile(r"https?://\S+/v/[A-Za-z0-9_-]+#[A-Za-z0-9_-]+")
CODE: Final = re.compile(r"\b\d{6}\b")


class Mailbox:
    """All mail of the demo."""

    def __init__(self, origin: str) -> None:
        self._client = httpx.AsyncClient(base_url=origin, timeout=5)

    async def texts_to(self, address: str) -> list[str]:
        """The plain texts of all letters to an address, oldest first."""
        letters = (await self._client.get("/mail/api/messages", params={"to": address})).raise_for_status().json()
        return [letter["text"] for letter in letters if address in letter["to"]]

    async def link_to(self, address: str, seconds: float) -> str:
        """Wait for a letter with a link, and give the newest link. Raises TimeoutError."""
        return await self._wait_for(address, LINK, seconds)

    async def code_to(self, address: str, seconds: float) -> str:
        """Wait for a letter with a one-time code."""
        return await self._wait_for(address, CODE, seconds)

    async def _wait_for(self, address: str, pattern: re.Pattern[str], seconds: float) -> str:
        async with asyncio.timeout(seconds):
            while True:
                for text in reversed(await self.texts_to(address)):
                    if found := pattern.search(text):
                        return found.group()
                await asyncio.sleep(LOOK_SECONDS)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
