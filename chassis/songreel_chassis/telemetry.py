"""Prometheus metrics of calls, and the W3C trace context that joins one request's calls over all services."""

from collections.abc import Iterable

import prometheus_client
from opentelemetry import context, propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

CALLS = prometheus_client.Counter("songreel_calls", "Finished gRPC calls.", ["method", "status"])
CALL_SECONDS = prometheus_client.Histogram(
    "songreel_call_seconds",
    "Duration of gRPC calls.",
    ["method"],
    buckets=(0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 1800),
)
TRACER = trace.get_tracer("songreel")

Metadata = Iterable[tuple[str, str | bytes]]


def configure_telemetry(process: str, metrics_port: int, traces_url: str = "") -> None:
    """Makes trace ids real, sends spans where a collector is given, and serves /metrics when a port is."""
    provider = TracerProvider(resource=Resource.create({"service.name": f"songreel-{process}"}))
    if traces_url:
        exporter = OTLPSpanExporter(f"{traces_url.rstrip('/')}/v1/traces")
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    if metrics_port:
        prometheus_client.start_http_server(metrics_port)


def outgoing_metadata() -> list[tuple[str, str]]:
    """The current trace context as gRPC metadata."""
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return list(carrier.items())


def incoming_context(metadata: Metadata) -> context.Context:
    """The caller's trace context, or an empty one."""
    return propagate.extract({key: value for key, value in metadata if isinstance(value, str)})
