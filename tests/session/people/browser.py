"""Browsers for tests: what a page does at the front door, with the cookie jar and headers that the proxy would give."""

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import httpx

Json = dict[str, Any]

LINK = re.compile(r"http\S+/v/([A-Za-z0-9_-]+)#([A-Za-z0-9_-]+)")


@dataclass
class Browser:
    """One browser at one door. It keeps the cookie that it is given, as a browser does for that path."""

    http: httpx.AsyncClient
    headers: dict[str, str]
    cookie: str | None = None
    last: httpx.Response | None = field(default=None, repr=False)

    async def ask(self, method: str, path: str, body: Json | None = None, **headers: str) -> httpx.Response:
        """Send one request and keep what the answer sets."""
        sent = {**self.headers, **headers} | ({"Cookie": self.cookie} if self.cookie else {})
        response = await self.http.request(method, f"/api/session/v1{path}", json=body, headers=sent)
        for name, morsel in SimpleCookie(response.headers.get("set-cookie", "")).items():
            self.cookie = f"{name}={morsel.value}"
        self.last = response
        return response

    async def get(self, path: str) -> Any:
        """Read, and expect it to work."""
        return _fine(await self.ask("GET", path))

    async def post(self, path: str, body: Json | None = None) -> Any:
        """Give a command, and expect it to work."""
        return _fine(await self.ask("POST", path, body or {}, **{"Idempotency-Key": str(uuid4())}))

    async def refused(self, path: str, body: Json | None = None, *, method: str = "POST") -> Json:
        """Ask for what will be refused; gives the problem."""
        response = await self.ask(method, path, body if method == "POST" else None)
        assert response.is_error, f"{path} was not refused: {response.text}"
        assert response.headers["content-type"] == "application/problem+json"
        problem: Json = response.json()
        return problem


def _fine(response: httpx.Response) -> Any:
    assert not response.is_error, f"{response.request.method} {response.request.url.path}: {response.text}"
    return response.json() if response.content else None


@dataclass
class Phone(Browser):
    """A browser at a person's link."""

    secret: str = ""

    async def look(self) -> Json:
        """What the page shows before the tap."""
        found: Json = await self.post("/look", {"secret": self.secret})
        return found

    async def tap(self, **more: Any) -> Json:
        """The tap."""
        me: Json = await self.post("/enter", {"secret": self.secret, **more})
        return me

    async def check(self) -> None:
        """Picture and sound work."""
        fine = {"camera": "ok", "microphone": "ok", "speaker": "ok", "network": "video", "done": True}
        await self.post("/check", fine)

    async def me(self) -> Json:
        """The page as it now is."""
        me: Json = await self.get("/me")
        return me


def phone(http: httpx.AsyncClient, link: str, headers: dict[str, str]) -> Phone:
    """A browser that opened this link and has no cookie yet."""
    found = LINK.search(link)
    assert found, f"no link in {link!r}"
    handle, secret = found.groups()
    return Phone(http, {"X-Beside-Door": "visit", "X-Beside-Handle": handle, **headers}, secret=secret)
