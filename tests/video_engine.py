"""A video engine that behaves as badly as a test wishes, over real HTTP, with real MP4s: OpenAI's videos API as
vLLM-Omni (forms alone, DELETE ends a job) and SGLang (text alone as JSON, in its earlier versions) speak it."""

import email
import hashlib
import json
import tempfile
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.clips import encode, texture

REHEARSAL = "256x128"
"""The size of a pod's warm-up shot, which goes well, and is not counted."""
MODEL = {"id": "Wan-AI/Wan2.1-T2V-1.3B-Diffusers", "object": "model", "owned_by": "vllm"}


@dataclass
class Way:
    """How one job goes."""

    looks: int = 2
    """Times that it is asked for before it is done: first queued, then in progress; the latter tells no percentage."""
    tells: tuple[int, ...] = ()
    """Percentages, look by look."""
    fails: str = ""
    """Why, at the end."""
    size: tuple[int, int] | None = None
    rate: int = 0
    frames: int = 0
    """Another size, rate or length than was asked for."""
    keeps: float = 1.0
    """The part of the file that is there: a disk that was full."""
    hangs_up: int = 0
    """Downloads that break off in the middle before one succeeds."""
    flags: tuple[str, ...] = ()
    """Of the encoder."""


@dataclass
class Made:
    """A job."""

    id: str
    fields: dict[str, str]
    picture: bytes
    way: Way
    looked: int = 0


@dataclass
class Trouble:
    """An answer that the next request of this kind gets instead of the true one."""

    method: str
    ends_with: str
    status: int
    retry_after: str = ""
    body: bytes = b'{"error": {"message": "no"}}'


@dataclass
class VideoEngine:
    """Running, on a port of its own."""

    behave: Callable[[int], Way] = lambda number: Way()
    """The way of the job of this number, counted from zero."""
    speaks_forms: bool = True
    """False for an SGLang that reads a form only with a picture."""
    models: list[dict[str, Any]] = field(default_factory=lambda: [MODEL])
    jobs: dict[str, Made] = field(default_factory=dict)
    begun: list[Made] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    """Seen in Authorization."""
    port: int = 0

    def __enter__(self) -> "VideoEngine":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def start(self) -> None:
        """Listens; on the same port as before, if there was one."""
        engine = self

        class Handler(_Handler):
            owner = engine

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Gone, with all its jobs."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self.jobs.clear()

    def clip(self, made: Made) -> bytes:
        """The MP4, whose picture is another one for every prompt, seed and reference."""
        width, height = made.way.size or map(int, made.fields["size"].split("x"))
        decisive = json.dumps([made.fields["prompt"], made.fields["seed"]]).encode() + made.picture
        seed = int.from_bytes(hashlib.sha256(decisive).digest()[:4], "big")
        frames = texture(made.way.frames or int(made.fields["num_frames"]), seed, width, height)
        rate = Fraction(made.way.rate or int(made.fields["fps"]))
        with tempfile.TemporaryDirectory() as folder:
            data = encode(Path(folder) / "clip.mp4", frames, rate, *made.way.flags).read_bytes()
        return data[: int(len(data) * made.way.keeps)]


class _Handler(BaseHTTPRequestHandler):
    owner: VideoEngine
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """Models, a job, its content."""
        if self._in_trouble():
            return
        parts = self.path.split("/")[2:]
        if parts == ["models"]:
            self._say(200, {"object": "list", "data": self.owner.models})
            return
        made = self.owner.jobs.get(parts[1]) if parts[0] == "videos" and len(parts) > 1 else None
        if made is None:
            self._say(404, {"detail": "Video not found"})
        elif parts[-1] == "content":
            self._send_clip(made)
        else:
            made.looked += 1
            self._say(200, self._about(made))

    def do_POST(self) -> None:
        """A job."""
        length = int(self.headers["content-length"])
        body = self.rfile.read(length)
        if self._in_trouble():
            return
        self.owner.keys.add(self.headers.get("authorization", ""))
        kind = self.headers["content-type"]
        if kind.startswith("multipart/"):
            fields, picture = _form(kind, body)
            if not (picture or self.owner.speaks_forms):
                self._say(400, {"detail": "input_reference file is required"})
                return
        elif self.owner.speaks_forms:
            self._say(422, {"detail": [{"loc": ["body", "prompt"], "msg": "Field required"}]})
            return
        else:
            fields, picture = {name: str(value) for name, value in json.loads(body).items()}, b""
        rehearsal = fields["size"] == REHEARSAL
        way = Way() if rehearsal else self.owner.behave(len(self.owner.begun))
        made = Made(f"video_gen_{uuid.uuid4().hex}", fields, picture, way)
        self.owner.jobs[made.id] = made
        if not rehearsal:
            self.owner.begun.append(made)
        self._say(200, self._about(made))

    def do_DELETE(self) -> None:
        """A job is ended and forgotten."""
        job_id = self.path.rsplit("/", 1)[1]
        known = self.owner.jobs.pop(job_id, None)
        if known in self.owner.begun:
            self.owner.dropped.append(job_id)
        self._say(200 if known else 404, {"id": job_id, "deleted": bool(known), "object": "video.deleted"})

    def _about(self, made: Made) -> dict[str, Any]:
        way = made.way
        done = made.looked > way.looks
        status = ("failed" if way.fails else "completed") if done else "in_progress" if made.looked > 1 else "queued"
        told = way.tells[min(made.looked, len(way.tells)) - 1] if way.tells and made.looked else 0
        about = {"id": made.id, "object": "video", "status": status, "progress": 100 if done else told}
        return about | ({"error": {"code": 500, "message": way.fails}} if way.fails and done else {"error": None})

    def _send_clip(self, made: Made) -> None:
        data = self.owner.clip(made)
        self.send_response(200)
        self.send_header("content-type", "video/mp4")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        if made.way.hangs_up:
            made.way.hangs_up -= 1
            data = data[: len(data) // 2]
            self.close_connection = True
        self.wfile.write(data)

    def _in_trouble(self) -> bool:
        for number, trouble in enumerate(self.owner.troubles):
            if trouble.method == self.command and self.path.endswith(trouble.ends_with):
                del self.owner.troubles[number]
                more = {"retry-after": trouble.retry_after} if trouble.retry_after else {}
                self._send(trouble.status, trouble.body, more)
                return True
        return False

    def _say(self, status: int, document: dict[str, Any]) -> None:
        self._send(status, json.dumps(document).encode(), {})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", "content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _form(kind: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """The fields, and the picture's bytes."""
    message = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields, picture = {}, b""
    for part in message.get_payload():
        assert isinstance(part, email.message.Message)
        name, data = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        assert isinstance(data, bytes)
        if name == "input_reference":
            picture = data
        else:
            fields[str(name)] = data.decode()
    return fields, picture
