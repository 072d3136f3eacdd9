"""Telling "that part is out of reach just now" from every other failure."""

import asyncpg
import nats.errors
import redis.exceptions
import sqlalchemy.exc

OUT_OF_REACH: tuple[type[Exception], ...] = (
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InterfaceError,
    nats.errors.Error,
    redis.exceptions.ConnectionError,
    redis.exceptions.TimeoutError,
    ConnectionError,
    TimeoutError,
)
"""What database, bus and Redis raise while they cannot be reached; the same may succeed a little later."""


def is_out_of_reach(error: BaseException) -> bool:
    """True when `error`, or what the database driver wrapped in it, says that a part could not be reached."""
    if isinstance(error, sqlalchemy.exc.DBAPIError):
        wrapped = error.orig.__cause__ if error.orig else None
        return error.connection_invalidated or isinstance(error, OUT_OF_REACH) or isinstance(wrapped, OUT_OF_REACH)
    return isinstance(error, OUT_OF_REACH)
