"""The front door by HTTP, as a page uses it: cookies of its own path, problem details, commands safe to send twice."""

import asyncio
from typing import Any, Final, Self
from uuid import uuid4

import httpx

SESSION: Final = "/api/session/v1"
NOTES: Final = "/api/notes/v1"

REQUEST_SECONDS: Final = 5.0
TRIES: Final = 4
PAUSE_SECONDS: Final = 0.5
PASSING: Final = frozenset({502, 503, 504})
"""Answers of a part that is just restarting; a page sends its command again, with the same key."""

Json = dict[str, Any]


class Problem(Exception):
    """The server answered with problem details (RFC 9457)."""

    def __init__(self, status: int, body: Json, asked: str = "") -> None:
        """`asked`: the request, `POST /staff/...`."""
        super().__init__(f"{status} {body.get('code')}" + (f" to {asked}" if asked else ""))
        self.status, self.body = status, body
        self.code: str = str(body.get("code", "unknown"))


class Door:
    """One address prefix (`/v/{handle}` or `/staff`) with a cookie jar of its own, as one browser has it."""

    def __init__(self, origin: str, prefix: str) -> None:
        self.prefix = prefix
        self._client = httpx.AsyncClient(base_url=origin + prefix, timeout=REQUEST_SECONDS)
        self.socket_url = f"{origin.replace('http', 'ws', 1)}{prefix}/ws"

    async def get(self, path: str, **parameters: str) -> Any:
        """Read; the answer's JSON."""
        return await self._ask("GET", SESSION + path, params=parameters)

    async def post(self, path: str, body: Json | None = None) -> Any:
        """Give a command; the answer's JSON, or None where there is none."""
        return await self._command("POST", path, body)

    async def put(self, path: str, body: Json) -> Any:
        """The same, where something is set to a value."""
        return await self._command("PUT", path, body)

    async def _command(self, method: str, path: str, body: Json | None) -> Any:
        return await self._ask(method, SESSION + path, json=body or {}, headers={"Idempotency-Key": str(uuid4())})

    @property
    def cookies(self) -> httpx.Cookies:
        """The cookie jar."""
        return self._client.cookies

    async def raw(self, method: str, path: str, **request: Any) -> httpx.Response:
        """One request as it is, to any path below the prefix; whatever is answered."""
        return await self._client.request(method, path, **request)

    async def _ask(self, method: str, path: str, **request: Any) -> Any:
        for attempt in range(1, TRIES + 1):
            try:
                response = await self._client.request(method, path, **request)
            except httpx.TransportError:
                if attempt == TRIES:
                    raise
            else:
                if response.status_code not in PASSING or attempt == TRIES:
                    return _answer_of(response)
            await asyncio.sleep(PAUSE_SECONDS)
        return None

    async def get_notes(self, path: str, token: str) -> Any:
        """Read from notes, with an access token."""
        return await self._ask("GET", NOTES + path, headers={"Authorization": f"Bearer {token}"})

    async def ask_notes(self, method: str, path: str, token: str, body: Json | None = None) -> Any:
        """Give notes a command, with an access token; the answer's JSON, or None where there is none."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        return await self._ask(method, NOTES + path, json=body or {}, headers=headers)

    def cookie(self, name: str) -> str:
        """What the jar holds under that name; raises KeyError."""
        return str(self._client.cookies[name])

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _answer_of(response: httpx.Response) -> Any:
    if response.is_error:
        asked = f"{response.request.method} {response.request.url.path}"
        raise Problem(response.status_code, response.json() if response.content else {}, asked)
    return response.json() if response.content else None
