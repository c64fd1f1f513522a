"""A started gateway over fakes, all real processes, for tests of the API and of crashes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.fakes.ways import read_journal
from tests.processes import free_port, wait_until

SONG = b"la la la"


class FakeStack:
    """One folder, one port, and processes that a test may kill."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        at = {name: self.address("others") for name in ("audio", "script", "critic", "assembly", "lalm")}
        self.environment = {
            **os.environ,
            **{f"SONGREEL_{name.upper()}_ADDRESS": address for name, address in at.items()},
            "SONGREEL_VIDEO_ADDRESSES": self.address("video"),
            "SONGREEL_ARTIFACTS_URL": self.artifacts_url,
            "SONGREEL_DATABASE_URL": f"sqlite:///{folder}/songreel.sqlite",
            "SONGREEL_DATA_FOLDER": str(folder / "data"),
            "SONGREEL_HTTP_PORT": str(self.port),
            "SONGREEL_UPLOAD_LIMIT_BYTES": "1000000",
            "SONGREEL_HEARTBEAT_SECONDS": "0.5",
            "SONGREEL_RETRY_LONGEST_SECONDS": "0.5",
            "SONGREEL_DRAIN_SECONDS": "2",
            "SONGREEL_LOG_FORMAT": "json",
            "TMPDIR": str(self.temporary),  # what is killed cannot clear up
            **environment,
        }
        self.temporary.mkdir(exist_ok=True)

    @property
    def artifacts_url(self) -> str:
        return f"file://{self.folder}/artifacts"

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"

    def address(self, name: str) -> str:
        return f"unix:{self.folder}/{name}.sock"

    def start_fakes(self, process: str, *names: str, **ways: float | str) -> None:
        """One process with these fakes, listening under the process' name."""
        options = [f"--{name.replace('_', '-')}={value}" for name, value in ways.items()]
        where = [
            f"--listen={self.address(process)}",
            f"--artifacts-url={self.artifacts_url}",
            f"--journal={self.journal}",
        ]
        self._start(process, ["-m", "tests.fakes", *names, *where, *options])

    def start_all(self, **ways: float) -> None:
        """Every fake and the gateway, ready."""
        self.start_fakes("video", "video", **ways)
        self.start_fakes("others", "audio", "script", "critic", "assembly", "lalm", **ways)
        self.start_gateway()
        wait_until(lambda: self.get_or_none("/readyz") == 200, 120, f"readiness; logs in {self.folder}")

    def start_gateway(self) -> None:
        self._start("gateway", ["-m", "songreel_gateway"])

    def wait_until_alive(self) -> None:
        wait_until(lambda: self.get_or_none("/livez") == 200, 120, f"the gateway; logs in {self.folder}")

    def _start(self, name: str, arguments: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, *arguments], env=self.environment, stdout=log, stderr=log
            )

    def process(self, name: str) -> subprocess.Popen[bytes]:
        return self._running[name]

    def kill(self, *names: str) -> None:
        """`kill -9`."""
        for name in names or tuple(self._running):
            process = self._running.pop(name)
            process.kill()
            process.wait()

    def get_or_none(self, path: str) -> int | None:
        """The status, or None while nobody listens."""
        try:
            return self.http.get(path).status_code
        except httpx.TransportError:
            return None

    def upload(self, data: bytes = SONG, name: str = "song.mp3") -> str:
        answer = self.http.post("/v1/songs", files={"file": (name, data)})
        assert answer.status_code in (200, 201), answer.text
        return str(answer.json()["id"])

    def order(self, **body: Any) -> str:
        """The id of a new video."""
        body.setdefault("song_id", self.upload())
        answer = self.http.post("/v1/videos", json=body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def video(self, video_id: str) -> dict[str, Any]:
        answer = self.http.get(f"/v1/videos/{video_id}")
        assert answer.status_code == 200, answer.text
        video: dict[str, Any] = answer.json()
        return video

    def ended(self, video_id: str, seconds: float = 30) -> dict[str, Any]:
        """The video, once nothing more happens to it."""
        wait_until(
            lambda: self.video(video_id)["state"] in ("completed", "failed", "cancelled"), seconds, "the video to end"
        )
        return self.video(video_id)

    def asks(self, video_id: str, seconds: float = 60) -> dict[str, Any]:
        """The video, once it waits for its client."""
        wait_until(lambda: self.video(video_id)["state"] in ("requires_action", "failed"), seconds, "a question")
        video = self.video(video_id)
        assert video["state"] == "requires_action", video["error"]
        return video

    def post(self, path: str, body: dict[str, Any], **headers: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON of the answer."""
        answer = self.http.post(path, json=body, headers=headers)
        document: dict[str, Any] = answer.json()
        return answer.status_code, document

    def edit(self, video_id: str, body: dict[str, Any]) -> dict[str, Any]:
        """The video, once it was edited so."""
        status, revision = self.post(f"/v1/videos/{video_id}/revisions", body)
        assert status == 202, revision
        return self.ended(video_id, 60)

    def events(self, video_id: str, last_event_id: int | None = None) -> list[dict[str, Any]]:
        """All events until the stream ends: {event, id, data}; comments are {comment}."""
        headers = {} if last_event_id is None else {"Last-Event-ID": str(last_event_id)}
        with self.http.stream("GET", f"/v1/videos/{video_id}/events", headers=headers) as answer:
            assert answer.status_code == 200
            return parse_events("\n".join(answer.iter_lines()))

    def journalled(self, event: str) -> list[dict[str, Any]]:
        return read_journal(self.journal, event)

    def close(self) -> None:
        self.http.close()
        self.kill()


def parse_events(text: str) -> list[dict[str, Any]]:
    """The events of an event stream."""
    events = []
    for block in text.split("\n\n"):
        fields = dict(line.partition(": ")[::2] for line in block.splitlines() if line)
        if "data" in fields:
            events.append({"event": fields["event"], "id": fields.get("id"), "data": json.loads(fields["data"])})
        elif "" in fields or ":" in block:
            events.append({"comment": block})
    return events


@contextmanager
def fake_stack(folder: Path, **environment: str) -> Iterator[FakeStack]:
    """A stack whose processes are gone afterwards; the test starts them."""
    stack = FakeStack(folder, **environment)
    try:
        yield stack
    finally:
        stack.close()


def seconds_since(started: float) -> float:
    return time.monotonic() - started
