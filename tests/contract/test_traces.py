"""One trace from the request that orders a video to its last shot, over all services, as a collector receives it."""

import gzip
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 3
SERVICES = ("HearSong", "WriteScript", "FilmShot", "CheckTake", "CheckFilm", "CutFilm")


class Collector(ThreadingHTTPServer):
    """Takes OTLP over HTTP, and keeps (service, span)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.spans: list[tuple[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Receiver(BaseHTTPRequestHandler):
    """One export."""

    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            names = [each.value.string_value for each in resource.resource.attributes if each.key == "service.name"]
            self.server.spans += [(names[0], span) for scope in resource.scope_spans for span in scope.spans]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(ExportTraceServiceResponse().SerializeToString())

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.shutdown()
    collector.server_close()


@pytest.fixture
def stack(short_folder: Path, collector: Collector) -> Iterator[FakeStack]:
    with fake_stack(short_folder, SONGREEL_TRACES_URL=collector.url, OTEL_BSP_SCHEDULE_DELAY="200") as stack:
        stack.start_all(shots=SHOTS)
        yield stack


def test_a_film_is_one_trace_from_the_request_to_its_shots(stack: FakeStack, collector: Collector) -> None:
    """Every call to a service hangs, by its parents, below the request; a shot's span says which pod filmed it."""
    video_id = stack.order()
    assert stack.ended(video_id)["state"] == "completed"

    def told_of() -> bool:
        """Processes send what they have by themselves, the stand-ins not before the gateway."""
        calls = [span for service, span in list(collector.spans) if service == "songreel-fakes"]
        ids = {span.span_id for _, span in list(collector.spans)}
        named = {span.name.rpartition("/")[2] for span in calls}
        return set(SERVICES) <= named and {span.parent_span_id for span in calls if span.parent_span_id} <= ids

    wait_until(told_of, 30, "the spans of all services and of their callers")
    (cut,) = [span for _, span in collector.spans if span.name.endswith("CutFilm")]
    trace = [(service, span) for service, span in collector.spans if span.trace_id == cut.trace_id]
    spans = {span.span_id: span for _, span in trace}
    calls = Counter(span.name.rpartition("/")[2] for service, span in trace if service == "songreel-fakes")
    assert calls["FilmShot"] == SHOTS
    roots = set()
    for service, span in trace:
        while span.parent_span_id in spans:
            span = spans[span.parent_span_id]
        if service == "songreel-fakes":
            roots.add((span.name, span.parent_span_id))
    assert len(roots) == 1, roots
    films = [span for service, span in trace if service == "songreel-gateway" and span.name == "film"]
    told = [event.name for span in films for event in span.events]
    assert told.count("pod_lent") == SHOTS
    assert "stage" in told
