"""The processes of one run, but for the pods: the real gateway, and the stand-ins for the other services."""

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
from songreel_chassis.artifacts import ArtifactStore
from songreel_gateway.fleet.remembering import Memory

from benchmarks.fleet.paced import description
from benchmarks.fleet.scenario import Scenario
from tests.processes import free_port, wait_until

KIND = "paced"


class Floor:
    """The processes of one run, but for the pods."""

    def __init__(self, scenario: Scenario, folder: Path, database_url: str) -> None:
        self.scenario, self.folder, self._url = scenario, folder, database_url
        self.port = free_port()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60, trust_env=False)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        for name in ("logs", "journals", "artifacts", "cache"):
            (folder / name).mkdir()
        if scenario.remembered:
            store = ArtifactStore(f"file://{folder}/artifacts", folder / "cache")
            asyncio.run(Memory(store, KIND).keep([description(scenario.pace)]))

    def start(self) -> None:
        """Returns when the gateway takes orders."""
        scale, folder = self.scenario.scale, self.folder
        others = f"unix:{folder}/others.sock"
        services = {f"SONGREEL_{name}_ADDRESS": others for name in ("AUDIO", "SCRIPT", "CRITIC", "ASSEMBLY")}
        environment = {
            **os.environ,
            **services,
            "SONGREEL_VIDEO_ADDRESSES": "dns:video:50051",
            "SONGREEL_VIDEO_KIND": KIND,
            "SONGREEL_FILM_CONCURRENCY": str(2 * self.scenario.pods),
            "SONGREEL_VIDEOS_AT_ONCE": str(max(4, self.scenario.films)),
            "SONGREEL_ARTIFACTS_URL": f"file://{folder}/artifacts",
            "SONGREEL_DATABASE_URL": self._url,
            "SONGREEL_DATA_FOLDER": str(folder / "data"),
            "SONGREEL_HTTP_PORT": str(self.port),
            "SONGREEL_LOG_FORMAT": "json",
            "SONGREEL_RETRY_FIRST_SECONDS": str(0.25 / scale),
            "SONGREEL_RETRY_LONGEST_SECONDS": str(10 / scale),
            "SONGREEL_DRAIN_SECONDS": "1",
        }
        options = ["--scale", str(scale)]
        stand_ins = ["--folder", str(folder), "--sections", str(self.scenario.sections)]
        self._start("others", ["-m", "benchmarks.fleet.stand_ins", *options, *stand_ins], environment)
        endpoints = ["--endpoints", str(folder / "endpoints.json")]
        self._start("gateway", ["-m", "benchmarks.fleet.gateway", *options, *endpoints], environment)
        wait_until(lambda: self._alive() and (folder / "others.sock").exists(), 120, "the gateway")

    def order(self, number: int) -> str:
        """A new film's id."""
        song = self.http.post("/v1/songs", files={"file": (f"{number}.mp3", f"song {number}".encode())}).json()
        seed = 1000 * number  # else all films are of the same shots, and what one films is found for the others
        body = {"song_id": song["id"], "preset": self.scenario.pace.preset, "seed": seed}
        answer = self.http.post("/v1/videos", json=body)
        answer.raise_for_status()
        return str(answer.json()["id"])

    def video(self, video_id: str) -> dict[str, Any]:
        """As the API tells it."""
        return dict(self.http.get(f"/v1/videos/{video_id}").raise_for_status().json())

    def end(self) -> None:
        """Kills all."""
        self.http.close()
        for process in self._running.values():
            process.kill()
            process.wait()

    def _alive(self) -> bool:
        """Whether the gateway answers. Raises RuntimeError with its last words when a process has ended."""
        for name, process in self._running.items():
            if process.poll() is not None:
                said = (self.folder / "logs" / f"{name}.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"The process `{name}` ended: {said}")
        with contextlib.suppress(httpx.TransportError):
            return self.http.get("/livez").status_code == 200
        return False

    def _start(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        with (self.folder / "logs" / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, *arguments], env=environment, stdout=log, stderr=log
            )
