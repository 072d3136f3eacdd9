"""Logs: one JSON object a line on stdout, with the trace's id, and without anything about a person."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, cast

import structlog
from opentelemetry import trace
from structlog.typing import FilteringBoundLogger, Processor, WrappedLogger

SENSITIVE = frozenset(
    {
        *("name", "first_name", "last_name", "full_name", "birth_date"),
        *("address", "email", "mail", "phone", "contact", "recipient"),
        *("token", "grant", "secret", "link", "cookie", "authorization", "password"),
        *("sdp", "candidate", "offer", "answer"),
        *("note", "text", "body", "reason", "content"),
    }
)
"""Keys that may carry a person's data or a credential. Their values never reach a log."""

WITHHELD = "[withheld]"


def withhold(_: WrappedLogger, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace the value of every sensitive key, at any depth."""
    return {key: WITHHELD if key.lower() in SENSITIVE else _within(value) for key, value in event.items()}


def _within(value: object) -> object:
    if isinstance(value, dict):
        return {key: WITHHELD if str(key).lower() in SENSITIVE else _within(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_within(inner) for inner in value]
    return value


def add_trace(_: WrappedLogger, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Say to which trace the line belongs."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = f"{context.trace_id:032x}"
        event["span_id"] = f"{context.span_id:016x}"
    return event


def place_of_error(_: WrappedLogger, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Turn an exception into its type and its place; its text may quote a row, a name or a secret."""
    info = event.pop("exc_info", None)
    error = info if isinstance(info, BaseException) else sys.exc_info()[1] if info else None
    if error is not None:
        event["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        event["at"] = [f"{frame.filename.rpartition('/services/')[2]}:{frame.lineno}" for frame in frames[-8:]]
        cause = error.__cause__ or error.__context__
        if cause is not None:
            event["cause"] = type(cause).__name__
    return event


class _OfLibraries(logging.Handler):
    """Lines of libraries in the same form: their unfilled message, never its arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        get_logger(record.name).log(record.levelno, str(record.msg), exc_info=error)


class _Stdout:
    """Writes lines to whatever is stdout at that moment."""

    def __init__(self, *_: object) -> None: ...

    def msg(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    log = debug = info = warning = error = critical = msg


def set_up(service: str, instance: str, level: str = "INFO") -> None:
    """Send every log line of the process to stdout as JSON. Called once, before anything else."""
    chain: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_trace,
        place_of_error,
        withhold,
        structlog.processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=chain,
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=_Stdout,
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service, instance=instance)
    logging.basicConfig(level=logging.WARNING, handlers=[_OfLibraries()], force=True)


def get_logger(name: str) -> FilteringBoundLogger:
    """A logger whose lines carry `name`. A line's first argument is a fixed word; data go in as keys."""
    return cast("FilteringBoundLogger", structlog.get_logger(module=name))
