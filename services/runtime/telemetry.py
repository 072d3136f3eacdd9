"""Traces and figures: W3C trace context through HTTP, events and sockets; /metrics for Prometheus."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.runtime.settings import SettingsError

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("beside")

TRACEPARENT = "traceparent"

answered = Histogram("beside_http_seconds", "Time until a request was answered", ["method", "route", "status"])


def set_up(service: str, instance: str, exporters: tuple[SpanProcessor, ...] = ()) -> None:
    """Give the process its traces.

    Without exporters spans carry ids into logs and messages and go nowhere else.
    """
    provider = TracerProvider(resource=Resource.create({"service.name": service, "service.instance.id": instance}))
    for exporter in exporters:
        provider.add_span_processor(exporter)
    trace.set_tracer_provider(provider)


def exporters(address: str) -> tuple[SpanProcessor, ...]:
    """What sends traces to `address` by OTLP over HTTP; nothing when it is empty.

    The exporter is not among our dependencies: who wants traces installs it beside the service.
    """
    if not address:
        return ()
    try:
        exporter = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError as missing:
        raise SettingsError(
            "BESIDE_TRACES_TO is set, but the package opentelemetry-exporter-otlp-proto-http is not installed."
        ) from missing
    return (BatchSpanProcessor(exporter.OTLPSpanExporter(endpoint=address)),)


def current_traceparent() -> str | None:
    """The trace that runs now, as the `traceparent` of W3C Trace Context; None outside of any."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get(TRACEPARENT)


@contextmanager
def span(name: str, *, traceparent: str | None = None, kind: SpanKind = SpanKind.INTERNAL) -> Iterator[Span]:
    """A step of the trace named by `traceparent` (from an event, a request, a frame), or of the one that runs."""
    context = _propagator.extract({TRACEPARENT: traceparent}) if traceparent else None
    with _tracer.start_as_current_span(name, context=context, kind=kind, record_exception=False) as started:
        yield started


class TraceRequests:
    """ASGI middleware: each HTTP request is a span under the caller's traceparent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        parent = headers.get(b"traceparent", b"").decode("latin-1") or None
        began, status = time.perf_counter(), 0
        with span(scope["method"], traceparent=parent, kind=SpanKind.SERVER) as started:

            async def note_status(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = int(message["status"])
                    started.set_attribute("http.response.status_code", status)
                await send(message)

            await self._app(scope, receive, note_status)
            route = getattr(scope.get("route"), "path", "unknown")
            started.update_name(f"{scope['method']} {route}")
            answered.labels(scope["method"], route, status).observe(time.perf_counter() - began)
