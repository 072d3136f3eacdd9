"""Lines of the audit as the chain sees them: every column in the words of PostgreSQL, and the place in the chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, DateTime, Row, Select, Text, cast, extract, select

from services.runtime.record_tables import audit

PLACE: Final = frozenset({"number", "seal"})
"""What a line gets when it is sealed; it is in the seal by itself."""


@dataclass(frozen=True, slots=True)
class Sealable:
    """A line, sealed or not. `columns`: all but its place in the chain."""

    seq: int
    number: int | None
    seal: bytes | None
    columns: Mapping[str, str | None]


def lines() -> Select[Any]:
    """Selects lines; whoever asks says which, and in which order."""
    told = [_told(column).label(f"told_{column.name}") for column in audit.c if column.name not in PLACE]
    return select(audit.c.seq, audit.c.number, audit.c.seal, *told)


def _told(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Moments as seconds since 1970: how a date is written depends on settings of the server."""
    return cast(extract("epoch", column) if isinstance(column.type, DateTime) else column, Text)


def line_of(row: Row[Any]) -> Sealable:
    """A selected line."""
    fields = row._mapping  # noqa: SLF001 (SQLAlchemy's public name for it)
    columns = {name.removeprefix("told_"): value for name, value in fields.items() if name.startswith("told_")}
    return Sealable(row.seq, row.number, row.seal, columns)
