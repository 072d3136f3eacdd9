"""Health of a process: alive, ready, and which part is missing."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Check = Callable[[], Awaitable[None]]

CHECK_SECONDS = 1.5
"""A part that takes longer to answer is as good as missing."""


class Health:
    """What the process needs to be of use, and whether it is stopping."""

    def __init__(self) -> None:
        self._needs: dict[str, Check] = {}
        self._tells: dict[str, Callable[[], Awaitable[object]]] = {}
        self.stopping = False

    def needs(self, part: str, check: Check) -> None:
        """Be ready only while `check` does not raise."""
        self._needs[part] = check

    def tells(self, fact: str, ask: Callable[[], Awaitable[object]]) -> None:
        """Show a fact for the operator (dead events, say) without making readiness depend on it."""
        self._tells[fact] = ask

    async def missing(self) -> list[str]:
        """The parts that do not answer now, by name."""
        answers = await asyncio.gather(*(_fine(check) for check in self._needs.values()))
        return [part for part, fine in zip(self._needs, answers, strict=True) if not fine]

    async def facts(self) -> dict[str, object]:
        """What the operator should know."""
        return {fact: await _told(ask) for fact, ask in self._tells.items()}


async def _fine(check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except Exception:  # noqa: BLE001 (any failure of a check means: this part is missing)
        return False
    return True


async def _told(ask: Callable[[], Awaitable[object]]) -> object:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await ask()
    except Exception:  # noqa: BLE001 (a fact that cannot be had is shown as unknown)
        return None


def routes(health: Health) -> APIRouter:
    """/healthz (the process runs), /readyz (it is of use), /metrics.

    Not reachable through the public origin.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/readyz")
    async def readyz() -> Response:
        missing = ["stopping"] if health.stopping else await health.missing()
        body = {
            "status": "missing" if missing else "ready",
            "missing": missing,
            "facts": await health.facts(),
        }
        return JSONResponse(body, HTTPStatus.SERVICE_UNAVAILABLE if missing else HTTPStatus.OK)

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router
