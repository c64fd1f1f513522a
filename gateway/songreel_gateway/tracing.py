"""One trace over a video's whole life: each step's span hangs below the request that created the video."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from songreel_chassis import telemetry

from songreel_gateway.store.videos import Video


@contextmanager
def traced(video: Video, verb: str) -> Iterator[None]:
    """Calls made inside carry the video's trace to the services."""
    context = telemetry.incoming_context([("traceparent", video.trace_parent)] if video.trace_parent else [])
    with telemetry.TRACER.start_as_current_span(verb, context, attributes={"songreel.video": video.id}):
        yield


def current_trace_id() -> str | None:
    """Of the request being served, 32 hexadecimal digits."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None


def current_trace_parent() -> str:
    """The W3C traceparent of the request being served; empty when it has none."""
    return dict(telemetry.outgoing_metadata()).get("traceparent", "")
