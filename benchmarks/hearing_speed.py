"""What hearing costs in the service's own process: from its start, for the first and a later call, in memory.

    python -m benchmarks hearing_speed

Each row is a new process of the audio service that is called over gRPC as the gateway calls it: HearSong with decoding
and the plan. "ready" is from the process' start to SERVING. The song is mp3, synthesised; lyrics are not transcribed.
Peak memory is the process' own (VmHWM); CPU seconds tell more than wall seconds on a machine that others use.
"""

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grpc_health.v1 import health_pb2, health_pb2_grpc
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.channels import open_channel

from tests.processes import wait_until
from tests.songs import POP_SONG, synthesise

CACHE = Path("~/.cache/songreel")
CASES = ((4, "none", "none"), (4, "musicnn", "none"), (4, "musicnn", "spleeter"))
LONGER = ((10, "musicnn", "spleeter"), (20, "musicnn", "spleeter"))
"""Minutes, who tags, and who hears voices."""
BPM = 120
PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
SERVICE = audio_pb2.DESCRIPTOR.services_by_name["AudioService"].full_name
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True)
class Cost:
    """Of one call, to the service's process."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        """Both, in seconds."""
        return f"{self.wall:.1f}, {self.cpu:.1f}"


def main() -> None:
    """Prints the table."""
    print("| minutes | tags, vocals | ready | first call: wall, CPU s | second call | first / second | peak memory |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="speed-") as name:
        folder = Path(name)
        for minutes, tags, vocals in (*CASES, *LONGER):
            song = folder / f"{minutes}.mp3"
            if not song.exists():
                times = int(minutes * 60 / (sum(bars for _, bars, _ in POP_SONG) * 4 * 60 / BPM))
                synthesise(song, bpm=BPM, sections=POP_SONG * times)
            with _process(folder, tags, vocals) as process:
                print(f"| {asyncio.run(_measured(folder, song, process, f'{tags}, {vocals}'))} |", flush=True)


async def _measured(folder: Path, song: Path, process: "subprocess.Popen[bytes]", what: str) -> str:
    """The cells of one row."""
    began = time.perf_counter()
    address = folder / "audio.sock"
    wait_until(address.exists, PATIENCE_SECONDS, "the socket")  # a first dial in vain would sleep a second
    async with open_channel(f"unix:{address}") as channel:
        health: Any = health_pb2_grpc.HealthStub(channel)
        ask = health_pb2.HealthCheckRequest(service=SERVICE)
        while (await health.Check(ask, wait_for_ready=True)).status != health_pb2.HealthCheckResponse.SERVING:
            if process.poll() is not None or time.perf_counter() - began > PATIENCE_SECONDS:
                raise SystemExit("The audio service did not become ready.")
            await asyncio.sleep(0.02)
        ready = time.perf_counter() - began
        uri = (await ArtifactStore(f"file://{folder}/artifacts", CACHE).add_file(song, "songs", "mp3")).uri
        request = audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN)
        audio: audio_pb2_grpc.AudioServiceAsyncStub = audio_pb2_grpc.AudioServiceStub(channel)
        costs, seconds = [], 0.0
        for _ in range(2):
            wall, cpu = time.perf_counter(), _cpu_seconds(process.pid)
            seconds = (await audio.HearSong(request, timeout=PATIENCE_SECONDS)).analysis.duration_seconds
            costs.append(Cost(time.perf_counter() - wall, _cpu_seconds(process.pid) - cpu))
    first, second = costs
    ratio = f"{first.wall / second.wall:.2f}"
    peak = f"{_peak_megabytes(process.pid):.0f} MB"
    return " | ".join([f"{seconds / 60:.1f}", what, f"{ready:.1f} s", str(first), str(second), ratio, peak])


@contextlib.contextmanager
def _process(folder: Path, tags: str, vocals: str) -> "Iterator[subprocess.Popen[bytes]]":
    environment = os.environ | {
        "SONGREEL_LISTEN": f"unix:{folder}/audio.sock",
        "SONGREEL_ARTIFACTS_URL": f"file://{folder}/artifacts",
        "SONGREEL_CACHE_FOLDER": str(CACHE),
        "SONGREEL_AUDIO_TAGS": tags,
        "SONGREEL_AUDIO_VOCALS": vocals,
    }
    command = [sys.executable, "-m", "songreel_audio"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _cpu_seconds(pid: int) -> float:
    """User and system time of the process until now."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(pid: int) -> float:
    """Not getrusage's ru_maxrss, which a process inherits from the one that started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main()
