"""Identifiers: UUIDv7, sortable by time and never secrets."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562, 5.7)."""
    return compat.uuid7()
