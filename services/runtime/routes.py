"""Routes whose work is one transaction.

A command commits before the answer leaves, and takes effect once per Idempotency-Key. What is only read is of one
moment: a page never shows what is new beside a number that is old.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, cast

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError

from services.runtime import idempotency
from services.runtime.breakage import Breakage, Where
from services.runtime.database import Database, Tx, is_overtaken

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class TransactionRoute(APIRoute):
    """Give it to a router as `route_class`; the path operation asks for the transaction with `InTx`.

    Whatever the operation raises rolls everything back, the idempotency key too, so that the command may be
    sent again.
    """

    def get_route_handler(self) -> Handler:
        """Wrap the operation in a transaction."""
        handle = super().get_route_handler()

        async def handle_in_transaction(request: Request) -> Response:
            database = cast("Database", request.app.state.database)
            if request.method in SAFE_METHODS:
                return await _read(database, request, handle)
            async with database.transaction() as tx:
                request.state.tx = tx
                key = request.headers.get(idempotency.HEADER)
                if key is None:
                    response = await handle(request)
                else:
                    response = await idempotency.once(tx, request, key, handle)
                if _loses(request):
                    await tx.rollback()
                return response

        return handle_in_transaction


async def _read(database: Database, request: Request, handle: Handler) -> Response:
    """Answer from one moment. Who looked is noted all the same, and may meet somebody else's note: then look again."""
    for is_last in (False, False, True):
        try:
            async with database.snapshot() as tx:
                request.state.tx = tx
                response = await handle(request)
                if _loses(request):
                    await tx.rollback()
                return response
        except DBAPIError as error:
            if is_last or not is_overtaken(error):
                raise
    raise AssertionError("the last try answers or raises")


def _loses(request: Request) -> bool:
    """Whether the demo's switch makes this request an answer without an effect."""
    breakage = cast("Breakage", request.app.state.breakage)
    return breakage.withholds(Where.COMMIT, f"{request.method} {request.url.path}")


async def _transaction(request: Request) -> Tx:
    return cast("Tx", request.state.tx)


InTx = Annotated[Tx, Depends(_transaction)]
"""The request's transaction. The operation writes through it and never commits."""


async def parts_of(request: Request) -> object:
    """What the service's app.py put together for its routes, as `app.state.parts`."""
    return cast("object", request.app.state.parts)
