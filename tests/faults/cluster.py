"""A small cluster of real processes: gateways, pods, Postgres, S3, and the network between them.

gateway-0 ─┬─ line ─► Postgres        every line can be cut, every process killed; nothing restarts by itself
gateway-1 ─┼─ line ─► S3
           └─ line ─► pod-0, pod-1, pod-2 (fakes that keep a journal) ─ line ─► S3
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.fakes.ways import read_journal
from tests.faults.proxy import Network
from tests.k8s.postgres import started
from tests.processes import S3Command, answers, free_port, wait_until

LAST = ("completed", "failed", "cancelled")
OTHERS = ("audio", "script", "critic", "assembly")
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "a long word"}


class Cluster:
    """Everything in one folder."""

    def __init__(self, folder: Path, gateways: int = 2, pods: int = 3, **ways: float) -> None:
        self.folder = folder
        self.ways = ways
        self.network = Network()
        self.gateways = [f"gateway-{number}" for number in range(gateways)]
        self.pods = [f"pod-{number}" for number in range(pods)]
        self.ports = {name: free_port() for name in (*self.gateways, *self.pods, "others")}
        self.exits = 0
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._starts: dict[str, Callable[[], None]] = {
            "postgres": self._start_postgres,
            "s3": self._start_s3,
            "others": lambda: self._start_fakes("others", *OTHERS),
        }
        self._starts |= {name: lambda name=name: self._start_fakes(name, "video") for name in self.pods}  # type: ignore[misc]  # bound by the default
        self._starts |= {name: lambda name=name: self._start_gateway(name) for name in self.gateways}  # type: ignore[misc]  # the same
        self._postgres = started(folder / "pg")
        (folder / "s3").mkdir(exist_ok=True)
        self._s3 = S3Command(folder / "s3")
        self.http = httpx.Client(timeout=10, trust_env=False)
        self._lay_lines()

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"

    def _lay_lines(self) -> None:
        uri = urlsplit(self._postgres.get_uri())
        socket = f"{parse_qs(uri.query)['host'][0]}/.s.PGSQL.5432"
        s3 = ("127.0.0.1", self._s3.port)
        lay = self.network.line
        self._database = {name: lay(f"{name}-postgres", socket) for name in self.gateways}
        self._store = {name: lay(f"{name}-s3", s3) for name in (*self.gateways, *self.pods, "others")}
        self._pods = [lay(f"network-{name}", ("127.0.0.1", self.ports[name])) for name in self.pods]

    def start(self, *names: str) -> None:
        """These processes; returns at once, save for Postgres."""
        for name in names:
            self._starts[name]()

    def start_all(self) -> None:
        self.start("s3", "others", *self.pods, *self.gateways)
        wait_until(self._all_alive, 120, f"gateways; logs in {self.folder}")

    def _all_alive(self) -> bool:
        self.look_after()
        return all(self.alive(name) for name in self.gateways)

    def alive(self, gateway: str) -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return self.http.get(f"http://127.0.0.1:{self.ports[gateway]}/livez").status_code == 200
        return False

    def kill(self, name: str) -> None:
        """`kill -9`."""
        if name == "postgres":
            with contextlib.suppress(ProcessLookupError, FileNotFoundError):
                os.kill(int((self._postgres.pgdata / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            return
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def look_after(self) -> None:
        """Starts again what ended by itself: a kubelet's part."""
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.exits += 1
                del self.processes[name]
                self.start(name)

    def stop(self, name: str) -> int:
        """SIGTERM, as when a pod is replaced; the exit status."""
        process = self.processes.pop(name)
        process.terminate()
        return process.wait(60)

    def close(self) -> None:
        self.http.close()
        for name in list(self.processes):
            self.kill(name)
        self._s3.clear()
        self._postgres.cleanup()
        self.network.close()

    def call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        """The answer of any gateway, asked until one gives one: a client that repeats itself, as clients should."""
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            for gateway in self.gateways:
                with contextlib.suppress(httpx.HTTPError):
                    answer = self.http.request(method, f"http://127.0.0.1:{self.ports[gateway]}{path}", **arguments)
                    if answer.status_code < 500:
                        return answer
            time.sleep(0.2)
        raise AssertionError(f"nobody answered {method} {path}; logs in {self.folder}")

    def order(self, key: str, **body: Any) -> str:
        """The id of a new video, ordered once however often it is asked for."""
        if "song_id" not in body:
            song = self.call("POST", "/v1/songs", files={"file": ("song.mp3", b"la la la")})
            body["song_id"] = song.json()["id"]
        answer = self.call("POST", "/v1/videos", json=body, headers={"Idempotency-Key": key})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def video(self, video_id: str) -> dict[str, Any]:
        video: dict[str, Any] = self.call("GET", f"/v1/videos/{video_id}").json()
        return video

    def wait_for(self, video_ids: Sequence[str], seconds: float) -> list[dict[str, Any]]:
        """The videos once nothing more happens to them, or what they are at the deadline."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.look_after()
            videos = [self.video(video_id) for video_id in video_ids]
            if all(video["state"] in LAST for video in videos):
                break
            time.sleep(1.0)
        return [self.video(video_id) for video_id in video_ids]

    def journalled(self, event: str) -> list[dict[str, Any]]:
        return read_journal(self.journal, event)

    def _start_postgres(self) -> None:
        for stale in (*self._postgres.pgdata.glob(".*.lock"), self._postgres.pgdata / "postmaster.pid"):
            stale.unlink(missing_ok=True)  # it was killed, but its number may be there until somebody reaps it
        for _ in range(60):
            try:
                self._postgres.ensure_postgres_running()
                return
            except (subprocess.SubprocessError, OSError):
                time.sleep(0.5)  # what the killed server left has not ended yet
        raise AssertionError(f"Postgres does not start; logs in {self.folder}")

    def _start_s3(self) -> None:
        self._run("s3", self._s3.words, KEYS)
        wait_until(lambda: answers(self._s3.port), 60, "the S3 server")

    def _start_fakes(self, process: str, *names: str) -> None:
        options = [f"--{name.replace('_', '-')}={value}" for name, value in self.ways.items()]
        where = [f"--listen=127.0.0.1:{self.ports[process]}", "--artifacts-url=s3://songreel/artifacts"]
        command = [sys.executable, "-m", "tests.fakes", *names, *where, f"--journal={self.journal}", *options]
        self._run(process, command, self._storage(process))

    def _start_gateway(self, name: str) -> None:
        others = f"127.0.0.1:{self.ports['others']}"
        self._run(name, [sys.executable, "-m", "songreel_gateway"], self._storage(name) | {
            **{f"SONGREEL_{service.upper()}_ADDRESS": others for service in OTHERS},
            "SONGREEL_VIDEO_ADDRESSES": ",".join(self._pods),
            "SONGREEL_ARTIFACTS_URL": "s3://songreel/artifacts",
            "SONGREEL_DATABASE_URL": f"postgresql://postgres@{self._database[name]}/postgres",
            "SONGREEL_DATA_FOLDER": str(self.folder / name),
            "SONGREEL_CACHE_FOLDER": str(self.folder / f"{name}-cache"),
            "SONGREEL_EXECUTOR_ID": name,
            "SONGREEL_HTTP_PORT": str(self.ports[name]),
            "SONGREEL_RETRY_LONGEST_SECONDS": "1",
            "SONGREEL_DRAIN_SECONDS": "2",
            "SONGREEL_VIDEOS_AT_ONCE": "10",
            "SONGREEL_LOG_FORMAT": "json",
        })  # fmt: skip

    def _storage(self, process: str) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL": f"http://{self._store[process]}", "AWS_REGION": "us-east-1", **KEYS}

    def _run(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        temporary = self.folder / "temporary"  # what is killed cannot clear up
        temporary.mkdir(exist_ok=True)
        environment = {**os.environ, "TMPDIR": str(temporary), **environment}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
