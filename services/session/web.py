"""What several routes ask of a request."""

from fastapi import Request

from services.contracts.grants import Door


def source_of(request: Request) -> str:
    """Where a request comes from: the last address our own proxy added, else the socket's."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded or (request.client.host if request.client else "unknown")


def needs_tls(origin: str) -> bool:
    """Whether cookies are Secure: everywhere but on http://localhost."""
    return not origin.startswith("http://localhost")


def door_of(request: Request) -> Door | None:
    """By which address the page came, as the proxy says; None when it says nothing."""
    value = request.headers.get("X-Beside-Door")
    return Door(value) if value in set(Door) else None
