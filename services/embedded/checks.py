"""How a part shows that it is ready: each check asks once and says yes or no."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from services.embedded.ports import LOOPBACK

Check = Callable[[], Awaitable[bool]]

ASK_SECONDS: Final = 2.0
_MOST_BYTES: Final = 512


def answers(port: int, path: str) -> Check:
    """An HTTP GET is answered with 200."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode("ascii")
    return _says(port, request, lambda said: said.split(b" ", 2)[1:2] == [b"200"])


def speaks_http(port: int) -> Check:
    """Any HTTP answer will do: the origin stands before anything behind it."""
    return _says(port, b"HEAD / HTTP/1.0\r\n\r\n", lambda said: said.startswith(b"HTTP/"))


def takes_commands(port: int, password: str) -> Check:
    """Valkey has loaded its data and lets us in."""
    return _says(port, f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode("ascii"), lambda said: b"+PONG" in said)


def _says(port: int, question: bytes, good: Callable[[bytes], bool]) -> Check:
    async def ask() -> bool:
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return good(await _exchange(port, question))
        except (OSError, TimeoutError):
            return False

    return ask


async def _exchange(port: int, question: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        writer.write(question)
        said = b""
        while len(said) < _MOST_BYTES and (more := await reader.read(_MOST_BYTES)):
            said += more
        return said
    finally:
        writer.close()
