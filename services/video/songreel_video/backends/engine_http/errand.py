"""One shot at the engine: its job begun, or taken up where an earlier process left it, waited for, and fetched.

POST /v1/videos ──► job, noted in `pauses` ──► GET, again and again ──► GET content ──► frames
"""

import json
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import ServiceError

from songreel_video.backends import Desk
from songreel_video.backends.engine_http.engine import Engine, Job, Stopped
from songreel_video.backends.engine_http.received import frames_of
from songreel_video.encoding import Frame
from songreel_video.references import KEYFRAME

log = structlog.get_logger()

FORMAT = 1
FIRST_POLL_SECONDS = 0.05
POLL_SECONDS = 1.0
ENDED = ("failed", "cancelled", "canceled", "expired", "deleted")


class EngineFailed(ServiceError):
    """The engine could not film the shot."""


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    request: video_pb2.FilmShotRequest
    fields: Mapping[str, str]
    """Of the engine's form."""
    kind: tuple[int, int, int]
    """Frames, pixels and preset: jobs of one kind take equally long."""
    job_seconds: float
    """Longest time for one job."""
    pace_seconds: float
    """That the last such job took: progress, where the engine tells none; 0 while unknown."""


class Errand:
    """The order, and the job that is meant to fill it."""

    def __init__(self, engine: Engine, order: Order, desk: Desk) -> None:
        self._engine = engine
        self._order = order
        self._desk = desk
        self.job_id = self._noted()
        """Empty when there is none."""
        self._resumed = bool(self.job_id)
        self._filming = False

    @property
    def kind(self) -> tuple[int, int, int]:
        """Of its order."""
        return self._order.kind

    def begin(self) -> None:
        """Begins a job and notes it, before anything is waited for."""
        request, desk = self._order.request, self._desk
        pictures = [desk.images[each.image_uri] for each in request.references if each.kind == KEYFRAME]
        job = self._engine.submit(self._order.fields, pictures[0] if pictures else None, desk.stop)
        self.job_id, self._resumed = job.id, False
        note = {"format": FORMAT, "engine": self._engine.base_url, "job": job.id}
        desk.pauses.save_last(json.dumps(note).encode())

    def finish(self) -> list[Frame]:
        """The shot's frames. Raises Stopped, Lost, Unreadable, EngineFailed, UnfitEngine, Unavailable."""
        self._wait()
        with tempfile.TemporaryDirectory(prefix="engine-") as folder:
            path = Path(folder) / "clip.mp4"
            self._engine.fetch(self.job_id, path, self._desk.stop)
            frames = frames_of(path, self._order.request)
        if self._resumed:
            self._desk.pauses.resumed_count += 1
        return frames

    def drop(self) -> None:
        """Has the engine forget the job: it failed, or its clip is ours now, and an engine's disk is small."""
        self._engine.drop(self.job_id)
        self.job_id = ""

    def _wait(self) -> None:
        begun, pause = time.monotonic(), FIRST_POLL_SECONDS
        while (job := self._engine.look(self.job_id, self._desk.stop)).status != "completed":
            seconds = time.monotonic() - begun
            if job.status in ENDED:
                raise EngineFailed(job.error or f"it is {job.status}, and does not say why")
            if seconds > self._order.job_seconds:
                raise EngineFailed(f"it took longer than {self._order.job_seconds:g} s")
            self._tell(job, seconds)
            if self._desk.stop.wait(pause):
                raise Stopped
            pause = min(2 * pause, POLL_SECONDS)
        self._desk.progress(video_pb2.FILMING_STAGE_FILMING, 100, 100)

    def _tell(self, job: Job, seconds: float) -> None:
        self._filming = self._filming or job.status != "queued"  # a second job does not put the shot back in the queue
        if not self._filming:
            self._desk.progress(video_pb2.FILMING_STAGE_QUEUED, 0, 100)
            return
        pace = self._order.pace_seconds
        percent = job.progress or (min(99, round(100 * seconds / pace)) if pace else 0)
        self._desk.progress(video_pb2.FILMING_STAGE_FILMING, percent, 100)

    def _noted(self) -> str:
        """The job that an earlier process began at this engine for this shot."""
        try:
            note = json.loads(self._desk.pauses.load() or b"{}")
            ours = (note["format"], note["engine"]) == (FORMAT, self._engine.base_url)
            return str(note["job"]) if ours else ""
        except (ValueError, KeyError, TypeError):
            return ""
