"""Routes whose work is one transaction.

It commits before the answer leaves, and takes effect once per Idempotency-Key.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, cast

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from services.runtime import idempotency
from services.runtime.breakage import Breakage, Where
from services.runtime.database import Database, Tx

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
            async with database.transaction() as tx:
                request.state.tx = tx
                key = request.headers.get(idempotency.HEADER)
                if key is None or request.method in SAFE_METHODS:
                    response = await handle(request)
                else:
                    response = await idempotency.once(tx, request, key, handle)
                if _loses(request):
                    await tx.rollback()
                return response

        return handle_in_transaction


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
