"""The whole system as real processes that a test may kill one by one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.processes import free_port, wait_until

SERVICES = ("audio", "script", "video", "critic", "assembly")


class Stack:
    """Six processes over one data folder. Nothing restarts by itself: the test decides who lives."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = httpx.Client(base_url=self.url, timeout=30, trust_env=False)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = {
            **os.environ,
            "SONGREEL_ARTIFACTS_URL": f"file://{folder}/artifacts",
            "SONGREEL_DATABASE_URL": f"sqlite:///{folder}/songreel.sqlite",
            "SONGREEL_HTTP_PORT": str(self.port),
            "SONGREEL_LOG_FORMAT": "json",
            "SONGREEL_SCRIPT_BACKEND": "rules",  # the language model has tests of its own
            **{f"SONGREEL_{name.upper()}_ADDRESS": self.address(name) for name in SERVICES},
            "SONGREEL_VIDEO_ADDRESSES": self.address("video"),
            **environment,
        }

    def address(self, name: str) -> str:
        return f"unix:{self.folder}/{name}.sock"

    def start(self, *names: str) -> None:
        """Starts these processes, or all; returns at once."""
        for name in names or (*SERVICES, "gateway"):
            environment = {**self._environment, "SONGREEL_LISTEN": self.address(name)}
            with (self.folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    [sys.executable, "-m", f"songreel_{name}"],
                    env=environment, stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip

    def kill(self, *names: str) -> None:
        """`kill -9` of these processes with all their children, or of everything at once."""
        for name in names or tuple(self._running):
            process = self._running.pop(name)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def wait_until_ready(self, seconds: float = 120) -> None:
        wait_until(self._ready, seconds, f"readiness of {self.url}; logs in {self.folder}")

    def _ready(self) -> bool:
        try:
            return self.http.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def upload(self, song: Path) -> str:
        """The song's id."""
        with song.open("rb") as file:
            answer = self.http.post("/v1/songs", files={"file": (song.name, file)})
        assert answer.status_code in (200, 201), answer.text
        return str(answer.json()["id"])

    def create_video(self, song_id: str, **body: Any) -> str:
        """The video's id."""
        answer = self.http.post("/v1/videos", json={"song_id": song_id, **body})
        assert answer.status_code in (200, 201, 202), answer.text
        return str(answer.json()["id"])

    def video(self, video_id: str) -> dict[str, Any]:
        answer = self.http.get(f"/v1/videos/{video_id}")
        assert answer.status_code == 200, answer.text
        video: dict[str, Any] = answer.json()
        return video

    def wait_for_film(self, video_id: str, seconds: float = 240) -> dict[str, Any]:
        """The finished video; fails with its error when it ended otherwise."""
        deadline = time.monotonic() + seconds
        while (video := self.video(video_id))["state"] != "completed":
            assert video["state"] not in ("failed", "cancelled"), video
            assert time.monotonic() < deadline, f"no film after {seconds} s: {video}"
            time.sleep(0.2)
        return video

    def download(self, video_id: str, part: str = "film") -> bytes:
        answer = self.http.get(f"/v1/videos/{video_id}/{part}")
        assert answer.status_code == 200, answer.text
        return answer.content

    def events(self, name: str, event: str) -> list[dict[str, Any]]:
        """The process' log lines of one event, oldest first."""
        lines = (self.folder / f"{name}.log").read_text(errors="replace").splitlines()
        entries = [json.loads(line) for line in lines if line.startswith("{")]
        return [entry for entry in entries if entry.get("event") == event]


@contextmanager
def running_stack(folder: Path, processes: tuple[str, ...] = (), **environment: str) -> Iterator[Stack]:
    """A started and ready stack, with further processes where named; all are gone afterwards."""
    stack = Stack(folder, **environment)
    try:
        stack.start(*SERVICES, *processes, "gateway")
        stack.wait_until_ready()
        yield stack
    finally:
        stack.http.close()
        stack.kill()
