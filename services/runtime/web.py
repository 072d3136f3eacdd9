"""The HTTP application that every service starts from."""

from fastapi import FastAPI

from services.runtime import health, problems
from services.runtime.breakage import Breakage, RefuseBroken
from services.runtime.database import Database
from services.runtime.lifecycle import Process
from services.runtime.telemetry import TraceRequests


def web_app(process: Process, database: Database | None = None) -> FastAPI:
    """An application with problem documents, traces, health and figures; the service adds its routers.

    `database` is what `TransactionRoute` opens its transactions on.
    """
    app = FastAPI(title=f"Beside {process.service}", docs_url=None, redoc_url=None)
    app.state.database = database
    app.add_middleware(TraceRequests)
    if process.settings.demo:
        app.add_middleware(RefuseBroken, breakage=Breakage(process.settings))
    problems.install(app)
    app.include_router(health.routes(process.health))
    return app
