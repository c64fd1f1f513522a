"""One trace over a job's whole life: each step's span hangs below the request that created the video or hearing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from opentelemetry import trace
from songreel_chassis import telemetry


class Job(Protocol):
    """A video or a hearing."""

    @property
    def id(self) -> str:
        """Its name in the API."""

    @property
    def trace_parent(self) -> str:
        """The W3C traceparent of the request that created it; empty when it had none."""


@contextmanager
def traced(job: Job, verb: str) -> Iterator[None]:
    """Calls made inside carry the job's trace to the services."""
    context = telemetry.incoming_context([("traceparent", job.trace_parent)] if job.trace_parent else [])
    with telemetry.TRACER.start_as_current_span(verb, context, attributes={"songreel.job": job.id}):
        yield


def note(event: str, **facts: str | int | float) -> None:
    """Something that happened within the span that is open."""
    trace.get_current_span().add_event(event, facts)


def current_trace_id() -> str | None:
    """Of the request being served, 32 hexadecimal digits."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None


def current_trace_parent() -> str:
    """The W3C traceparent of the request being served; empty when it has none."""
    return dict(telemetry.outgoing_metadata()).get("traceparent", "")
