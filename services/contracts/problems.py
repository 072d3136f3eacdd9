"""The shape of every error that crosses a boundary: a stable code, an HTTP status, and a sentence a person can act on.

On HTTP it is `application/problem+json` (RFC 9457); on the socket an `error` message with the same code.
Each service has one tree of subclasses in its own `errors.py`.
"""

from typing import ClassVar

from pydantic import BaseModel


class Problem(Exception):
    """Base of every named error. Subclasses fix `code` and `status`; `message` may be bettered where it is raised."""

    code: ClassVar[str] = "server.broken"
    status: ClassVar[int] = 500
    message: str = "Something went wrong on our side. Your visit is safe."

    def __init__(self, message: str | None = None, **present: object) -> None:
        """`present` is what is the case instead, told to the caller beside the code (the state, the row version)."""
        super().__init__(message or self.message)
        self.message = message or self.message
        self.present = present


class LinkClosed(Problem):
    """Every dead or unknown link: one code, same bytes, same class of time, so that nobody learns which."""

    code = "link.closed"
    status = 404
    message = "This link no longer opens a visit."


class ProblemDetails(BaseModel):
    """RFC 9457, with our stable `code`; `type` is `urn:beside:problem:<code>`. Extensions tell the present state."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str | None = None


def details_of(problem: Problem, instance: str | None = None) -> dict[str, object]:
    """The members of RFC 9457 for a problem, its `present` facts beside them."""
    details = ProblemDetails(
        type=f"urn:beside:problem:{problem.code}",
        title=problem.code,
        status=problem.status,
        code=problem.code,
        detail=problem.message,
        instance=instance,
    )
    return {**problem.present, **details.model_dump(exclude_none=True)}
