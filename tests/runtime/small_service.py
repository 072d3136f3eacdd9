"""The smallest service there can be, run as a process by the tests of the life cycle."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import APIRouter, FastAPI
from sqlalchemy import text

from services.runtime.backbone import open_backbone
from services.runtime.lifecycle import Process, run
from services.runtime.routes import InTx, TransactionRoute
from services.runtime.settings import ServiceSettings
from services.runtime.web import web_app

router = APIRouter(route_class=TransactionRoute)


class SmallSettings(ServiceSettings):
    """What the tests set."""

    migrations: Path = Path(__file__).parent / "migrations"
    fail: bool = False
    deaf: bool = False


@router.get("/slow")
async def slow(tx: InTx) -> str:
    """Answer once the test lets go of the lock."""
    await tx.execute(text("SELECT pg_advisory_xact_lock(7)"))
    return "done"


@asynccontextmanager
async def compose(settings: SmallSettings) -> AsyncIterator[tuple[Process, FastAPI]]:
    """Put the service together."""
    async with open_backbone(settings, "small", settings.migrations) as backbone:
        app = web_app(backbone.process, backbone.database)
        app.include_router(router)
        if settings.fail:
            backbone.process.owns("failing", fail)
        if settings.deaf:
            backbone.process.owns("deaf", hear_no_end)
        yield backbone.process, app


async def fail() -> None:
    """A task that breaks."""
    raise ZeroDivisionError


async def hear_no_end() -> None:
    """A task that loses every cancellation."""
    while True:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()


if __name__ == "__main__":
    run("small", SmallSettings, compose)
