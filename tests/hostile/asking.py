"""Many small requests by a client of one's own: plain HTTP/1.1 on a few connections, no cookie jar, no manners."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self
from urllib.parse import urlsplit

from services.embedded.people.door import PASSING

CONNECTIONS: Final = 6
TRIES: Final = 3
END: Final = b"\r\n\r\n"


@dataclass(frozen=True)
class Ask:
    """One request: where, with what in its head and its body. `note` is the asker's own."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    note: Any = None


@dataclass(frozen=True)
class Said:
    """What was answered. `code`: of the problem, "" where it was done."""

    ask: Ask
    status: int
    body: bytes

    @property
    def json(self) -> Any:
        """The answer's JSON; {} for none."""
        return json.loads(self.body) if self.body.startswith((b"{", b"[")) else {}

    @property
    def code(self) -> str:
        """The stable code of a refusal."""
        return str(self.json.get("code", self.status)) if self.status >= 400 else ""


class Line:
    """One connection, asked again and again."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        self._reader, self._writer, self._host = reader, writer, host

    @classmethod
    async def open(cls, origin: str) -> Self:
        """Connect."""
        at = urlsplit(origin)
        return cls(*await asyncio.open_connection(at.hostname, at.port), at.netloc)

    async def ask(self, ask: Ask) -> Said:
        """Send one request and read its answer; again, as a page does, while a part cannot keep up."""
        said = await self._ask(ask)
        for _ in range(TRIES):
            if said.status not in PASSING:
                break
            said = await self._ask(ask)
        return said

    async def _ask(self, ask: Ask) -> Said:
        body = b"" if ask.body is None else json.dumps(ask.body).encode()
        given = {
            "Host": self._host,
            "Content-Length": str(len(body)),
            "Content-Type": "application/json",
            **ask.headers,
        }
        head = f"{ask.method} {ask.path} HTTP/1.1\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in given.items()
        )
        self._writer.write(head.encode() + b"\r\n" + body)
        answered = (await self._reader.readuntil(END)).decode().lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in answered[1:] if ": " in line)
        return Said(ask, int(answered[0].split()[1]), await self._body(headers))

    async def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return await self._reader.readexactly(int(headers.get("content-length", 0)))
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def ask_all(origin: str, asks: Iterable[Ask]) -> list[Said]:
    """Ask everything, several at once, in no order."""
    left, said = iter(asks), list[Said]()

    async def go_on() -> None:
        line = await Line.open(origin)
        try:
            for ask in left:
                said.append(await line.ask(ask))
        finally:
            line.close()

    async with asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(go_on())
    return said
