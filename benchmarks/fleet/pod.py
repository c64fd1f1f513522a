"""One video pod: the service's real process, but for the backend that it loads. Forked from a parent that has imported
everything, so that 64 of them share their code's memory."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from songreel_chassis.server import run_service
from songreel_video import servicer
from songreel_video.settings import VideoSettings

from benchmarks.fleet.journal import Journal
from benchmarks.fleet.pace import Pace
from benchmarks.fleet.paced import Paced

PORT = 50051


@dataclass(frozen=True)
class PodOrder:
    """What a pod is started with."""

    name: str
    address: str
    folder: Path
    pace: Pace
    drain_seconds: float
    """Of life, as in the overlay."""
    save_seconds: float


def run_pod(order: PodOrder) -> None:
    """Serves until SIGTERM."""
    log = os.open(order.folder / "logs" / f"{order.name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    journal = Journal(order.folder / "journals" / f"{order.name}.jsonl")
    journal.note("started")

    def load_backend(settings: VideoSettings) -> Paced:
        backend = Paced(order.pace, order.save_seconds, journal)
        journal.note("loaded")
        return backend

    vars(servicer)["load_backend"] = load_backend  # the one thing that is not the service's own
    settings = VideoSettings(
        listen=f"{order.address}:{PORT}",
        artifacts_url=f"file://{order.folder}/artifacts",
        cache_folder=order.folder / "cache",
        log_format="json",
        drain_seconds=order.drain_seconds / order.pace.scale,
        encoder_threads=1,
    )
    run_service("video", settings, servicer.build)
