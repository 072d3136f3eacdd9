"""Errors on HTTP: every one is an RFC 9457 document with a stable code."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar

import sqlalchemy.exc
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from services.contracts.problems import Problem, details_of
from services.runtime.logs import get_logger
from services.runtime.personal import PersonErasedError
from services.runtime.reach import OUT_OF_REACH, is_out_of_reach

RETRY_AFTER_SECONDS = 2
"""A restart of a part takes one to two seconds; asking sooner is in vain."""

log = get_logger(__name__)


class Unavailable(Problem):
    """A part this request needs is out of reach for the moment."""

    code: ClassVar[str] = "server.unavailable"
    status: ClassVar[int] = HTTPStatus.SERVICE_UNAVAILABLE
    message = "A part of the service is restarting. Please try again in a moment."


class InvalidRequest(Problem):
    """The request does not have the form that the interface describes."""

    code: ClassVar[str] = "request.invalid"
    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = "The request does not have the expected form."


class PersonErased(Problem):
    """Nothing more is written about somebody who was erased."""

    code: ClassVar[str] = "person.erased"
    status: ClassVar[int] = HTTPStatus.CONFLICT
    message = "This person was erased. Nothing more is written about them."


def response_of(problem: Problem) -> Response:
    """The problem as `application/problem+json`; a 503 says when to ask again."""
    headers = {"Cache-Control": "no-store"}
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return JSONResponse(
        details_of(problem),
        status_code=problem.status,
        headers=headers,
        media_type="application/problem+json",
    )


async def _on_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 (registered for this type alone, as below)
    return response_of(error)


async def _on_invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return response_of(InvalidRequest(errors=_where_it_is_wrong(error.errors())))


def _where_it_is_wrong(errors: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Field and reason, never the value: it may be a name or a secret."""
    return [{"field": _path(error), "reason": error["msg"]} for error in errors]


def _path(error: Mapping[str, object]) -> str:
    loc = error.get("loc")
    return ".".join(str(part) for part in loc) if isinstance(loc, list | tuple) else ""


async def _on_erased(_: Request, error: Exception) -> Response:
    assert isinstance(error, PersonErasedError)  # noqa: S101
    return response_of(PersonErased())


async def _on_http(_: Request, error: Exception) -> Response:
    """What the framework itself refuses: an unknown address, a method, a body that is no JSON."""
    assert isinstance(error, HTTPException)  # noqa: S101
    phrase = HTTPStatus(error.status_code).phrase
    kind = type(
        "Refused",
        (Problem,),
        {
            "code": f"http.{phrase.lower().replace(' ', '_')}",
            "status": error.status_code,
            "message": f"{phrase}.",
        },
    )
    response = response_of(kind())
    response.headers.update(error.headers or {})
    return response


async def _on_anything(request: Request, error: Exception) -> Response:
    if is_out_of_reach(error):
        log.warning("part_out_of_reach", error=type(error).__name__, route=_route_of(request))
        return response_of(Unavailable())
    log.error("request_failed", route=_route_of(request), exc_info=error)
    return response_of(Problem())


def _route_of(request: Request) -> str:
    """The route's pattern, not the address: an address may hold a handle."""
    return str(getattr(request.scope.get("route"), "path", "unknown"))


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem document."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(PersonErasedError, _on_erased)
    for kind in (*OUT_OF_REACH, sqlalchemy.exc.DBAPIError, Exception):
        app.add_exception_handler(kind, _on_anything)
