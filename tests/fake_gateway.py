"""A gateway of canned answers over real HTTP, with a line that can be cut where a test wants it."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ETAG = '"first"'


class FakeGateway(ThreadingHTTPServer):
    """One song, one video, one film."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.film = bytes(range(256)) * 4096
        self.film_cuts: list[int] = []
        """After how many bytes of each answer the line breaks; whole answers afterwards."""
        self.events: list[tuple[int | None, str, dict[str, Any]]] = []
        self.event_cuts: list[int] = []
        """After how many events of each answer the line breaks."""
        self.states = ["completed"]
        """The video's state at each reading; the last one stays."""
        self.error: dict[str, Any] | None = None
        self.refusals: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        self.film_sha256 = hashlib.sha256(self.film).hexdigest()
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: dict[str, bytes] = {}
        self.unready: list[str] = []
        self.orders: dict[str, str] = {}
        """Video ids by idempotency key."""
        self.hearing_states = ["completed"]
        """The hearing's state at each reading; the last one stays."""
        self.writing_states = ["completed"]
        """The writing's state at each reading; the last one stays."""
        self.script: dict[str, Any] = {"logline": "A.", "shots": [{"sentence": "A man walks."}], "newer": 1}
        self.findings: list[dict[str, Any]] = []
        """Of shot 0."""
        self.waivers: list[dict[str, Any]] = []
        self.certificate: dict[str, Any] = {"filmSha256": self.film_sha256, "filmFrames": 48, "animatic": True}
        self.analysis: dict[str, Any] = {"durationSeconds": 2.0, "tempo": {"bpm": 120.0}, "newer": 1}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def asked(self, method: str, path: str) -> list[dict[str, str]]:
        """The headers of each such request."""
        return [headers for each, where, headers in self.requests if (each, where) == (method, path)]

    def video(self, video_id: str) -> dict[str, Any]:
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        rate = {"numerator": 24, "denominator": 1}
        film = {"frames": 48, "rate": rate, "sha256": self.film_sha256, "sizeBytes": str(len(self.film))}
        return {
            "id": video_id,
            "song_id": "song-1",
            "song_name": "song.mp3",
            "state": state,
            "progress": {
                "hear": 1.0,
                "write": 1.0,
                "film": 1.0,
                "shots_done": 1,
                "shots_total": 1,
                "eta_seconds": None,
            },
            "shots": [
                {
                    "index": 0,
                    "state": "filmed",
                    "start_frame": 0,
                    "end_frame": 48,
                    "sentence": "A.",
                    "new": 1,
                    "findings": self.findings,
                }
            ],
            "waiting_for": None,
            "error": self.error,
            "film": film if state == "completed" else None,
        }

    def missing(self) -> list[str]:
        """Services that do not serve."""
        return self.unready

    def hearing(self) -> dict[str, Any]:
        states = self.hearing_states
        state = states.pop(0) if len(states) > 1 else states[0]
        waiting = {"service": "audio", "reason": "UNAVAILABLE", "message": "It does not answer."}
        return {
            "id": "hearing-1",
            "song_id": "song-1",
            "state": state,
            "updated_at": "2026-05-01T10:20:30Z",
            "waiting_for": waiting if state == "queued" else None,
            "error": self.error if state == "failed" else None,
        }

    def writing(self) -> dict[str, Any]:
        states = self.writing_states
        state = states.pop(0) if len(states) > 1 else states[0]
        total = 0 if state in ("queued", "hearing") else 10
        waiting = {"service": "script", "reason": "UNAVAILABLE", "message": "It does not answer."}
        return {
            "id": "script-1",
            "song_id": "song-1",
            "state": state,
            "updated_at": "2026-05-01T10:20:30Z",
            "progress": {"shots_written": total if state == "completed" else total // 2, "shots_total": total},
            "waiting_for": waiting if state == "queued" else None,
            "error": self.error if state == "failed" else None,
        }

    def order(self, key: str) -> str:
        return self.orders.setdefault(key, f"v{len(self.orders) + 1}")

    def waive(self, body: bytes) -> dict[str, Any]:
        """Kept, and then the film passes."""
        self.waivers.append(json.loads(body) | {"created_at": "2026-05-01T10:20:30Z"})
        self.certificate |= {"passed": True}
        return self.waivers[-1]


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with lengths, so that a cut line is noticed."""

    protocol_version = "HTTP/1.1"
    server: FakeGateway

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name for it
        """Silence."""

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.bodies[self.path] = body
        if self._refused("POST"):
            return
        if self.path == "/v1/songs":
            self._json(201, {"id": "song-1", "name": "song.mp3", "sha256": "00", "size_bytes": len(body)})
        elif self.path == "/v1/hearings":
            self._json(202, self.server.hearing())
        elif self.path == "/v1/scripts":
            self._json(202, self.server.writing())
        elif self.path == "/v1/videos":
            key = self.headers["idempotency-key"]
            self._json(202, self.server.video(self.server.order(key)))
        elif self.path.endswith("/waivers"):
            self._json(201, self.server.waive(body))
        else:
            self._json(200, self.server.video(self.path.split("/")[3]) | {"state": "cancelled"})

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if self._refused("GET"):
            return
        last = path.rpartition("/")[2]
        if path == "/v1/videos":
            self._json(200, {"videos": [self.server.video("v1") | {"shots": []}], "next_cursor": None})
        elif path == "/readyz":
            self._json(503 if self.server.missing() else 200, {})
        elif path == "/v1/health/backends":
            self._json(200, {"backends": [{"name": n, "status": "NOT_SERVING"} for n in self.server.missing()]})
        elif last == "analysis":
            self._json(200, self.server.analysis)
        elif last == "script":
            self._json(200, self.server.script)
        elif path.startswith("/v1/scripts/"):
            self._json(200, self.server.writing())
        elif path.startswith("/v1/hearings/"):
            self._json(200, self.server.hearing())
        elif last == "events":
            self._events(int(self.headers.get("last-event-id", 0)))
        elif last == "film":
            self._film()
        elif last == "certificate":
            form = self.path.partition("format=")[2]
            if form in ("html", "pdf"):
                self._page(form)
            else:
                self._json(200, self.server.certificate)
        elif last == "waivers":
            self._json(200, {"waivers": self.server.waivers})
        else:
            self._json(200, self.server.video(last))

    def _page(self, form: str) -> None:
        page = f"a page as {form}".encode()
        self._head(200, len(page), {"content-type": "application/octet-stream"})
        self.wfile.write(page)

    def _refused(self, method: str) -> bool:
        path = self.path.partition("?")[0]
        self.server.requests.append((method, path, {key.lower(): value for key, value in self.headers.items()}))
        if found := self.server.refusals.get((method, path)):
            self._json(*found, kind="application/problem+json")
        return found is not None

    def _json(self, status: int, document: dict[str, Any], kind: str = "application/json") -> None:
        self._head(status, len(data := json.dumps(document).encode()), {"content-type": kind})
        self.wfile.write(data)

    def _head(self, status: int, length: int | None, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("connection", "close")  # or a kept connection would answer after the server's end
        for key, value in headers.items():
            self.send_header(key, value)
        if length is None:
            self.send_header("transfer-encoding", "chunked")
        else:
            self.send_header("content-length", str(length))
        self.end_headers()

    def _events(self, seen: int) -> None:
        self._head(200, None, {"content-type": "text/event-stream"})
        fresh = [event for event in self.server.events if event[0] is None or event[0] > seen]
        cut = self.server.event_cuts.pop(0) if self.server.event_cuts else None
        for number, name, data in fresh[:cut]:
            mark = f"id: {number}\n" if number is not None else ""
            self._chunk(f": heartbeat\n\nevent: {name}\n{mark}data: {json.dumps(data)}\n\n")
        if cut is None:
            self.wfile.write(b"0\r\n\r\n")
        else:
            self._chunk("event: half\ndata: {")
            self.close_connection = True

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _film(self) -> None:
        film, wanted = self.server.film, self.headers.get("range", "")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if self.headers.get("if-range") == ETAG else 0
        self._head(206 if start else 200, len(film) - start, {"etag": ETAG})
        cut = self.server.film_cuts.pop(0) if self.server.film_cuts else len(film)
        self.wfile.write(film[start : start + cut])
        self.close_connection = start + cut < len(film)


@contextmanager
def fake_gateway() -> Iterator[FakeGateway]:
    """A gateway that listens until the block ends."""
    gateway = FakeGateway()
    thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.server_close()
        thread.join()
