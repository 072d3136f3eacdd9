"""The HTTP application that every service starts from."""

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.contracts.problems import Problem
from services.runtime import health, problems
from services.runtime.breakage import Breakage, Where
from services.runtime.database import Database
from services.runtime.lifecycle import Process
from services.runtime.telemetry import TraceRequests


def web_app(process: Process, database: Database | None = None) -> FastAPI:
    """An application with problem documents, traces, health and figures; the service adds its routers.

    `database` is what `TransactionRoute` opens its transactions on.
    """
    app = FastAPI(title=f"Beside {process.service}", docs_url=None, redoc_url=None)
    app.state.database = database
    app.state.breakage = Breakage(process.settings)
    app.add_middleware(KeepNothing)
    app.add_middleware(TraceRequests)
    if process.settings.demo:
        app.add_middleware(RefuseBroken, breakage=Breakage(process.settings))
    problems.install(app)
    app.include_router(health.routes(process.health))
    return app


class KeepNothing:
    """ASGI middleware: no browser and no proxy on the way keeps an answer, which may hold names or words of a visit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and say so."""

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, say if scope["type"] == "http" else send)


class SwitchedOff(Problem):
    """The demo's switch withholds this on purpose."""

    code = "demo.switched_off"
    status = 409
    message = "This step is switched off in the demo."


class RefuseBroken:
    """ASGI middleware of the demo: refuses the requests that a broken step lives from."""

    def __init__(self, app: ASGIApp, breakage: Breakage) -> None:
        self._app, self._breakage = app, breakage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        app: ASGIApp = self._app
        if scope["type"] == "http" and self._breakage.withholds(Where.REQUEST, f"{scope['method']} {scope['path']}"):
            app = problems.response_of(SwitchedOff())
        await app(scope, receive, send)
