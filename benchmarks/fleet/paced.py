"""A backend that sleeps where a GPU would compute: its steps take what the cost model says, its frames are grey.

Stopping, saving and going on are as in `backends/diffusion`: seen after a step, saved every so often and when stopped,
resumed at the step that was saved. Servicer, studio, encoder, pauses and artifacts around it are the real ones.
"""

import json
import time
from collections.abc import Iterator

import numpy as np
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_video.backends import Desk
from songreel_video.cost.model import Operations, Shape
from songreel_video.encoding import Frame
from songreel_video.requests import frame_count

from benchmarks.fleet.journal import Journal
from benchmarks.fleet.pace import PRESETS, Metronome, Pace

SIZE = (64, 36)
"""Pixels that are coded: the coder is real, and 64 pods share this machine."""
STATE_BYTES = 65_536


class Paced:
    """Films as long as a released model would on one H100."""

    pixels = "rgb24"
    name = "paced"
    version = "1"
    device = "NVIDIA H100 80GB HBM3"
    gpus = 1

    def __init__(self, pace: Pace, save_seconds: float, journal: Journal) -> None:
        """Returns after the seconds that loading the model takes."""
        self._pace, self._save_seconds, self._journal = pace, save_seconds, journal
        self.utilisation = pace.utilisation
        Metronome(pace.scale).rest(pace.load_seconds)

    def describe(self) -> video_pb2.DescribeBackendResponse:
        """What it films."""
        return description(self._pace)

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Raises InvalidInput for longer shots than the family's."""
        self._pace.family.covering(frame_count(request))

    def operations(self, shape: Shape, preset: "video_pb2.Preset.ValueType") -> Operations:
        """Of one shot, for its quote."""
        return self._pace.operations(shape.frames)

    def film(self, request: video_pb2.FilmShotRequest, desk: Desk) -> Iterator[Frame]:
        """Grey frames, after the seconds of the shot; nothing when stopped, with its state saved."""
        frames, size = frame_count(request), request.size
        rehearsal = (size.width_pixels, size.height_pixels) != SIZE
        if not rehearsal and not self._denoised(request, desk):
            return
        for _ in range(frames):
            yield np.full((size.height_pixels, size.width_pixels, 3), 128, np.uint8)

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        """That nothing was filmed."""
        return video_pb2.Provenance(backend=self.name, model=self._pace.model.name, seed=request.seed)

    def _denoised(self, request: video_pb2.FilmShotRequest, desk: Desk) -> bool:
        """False when stopped."""
        name = self._named(request)
        before, steps, after = self._pace.drawn(frame_count(request), name)
        done = self._resumed(desk)
        shot = {"shot": request.shot.index, "name": name}
        self._journal.note("begun", **shot, step=done, seconds=before + sum(steps) + after)
        clock = Metronome(self._pace.scale)
        desk.progress(video_pb2.FILMING_STAGE_LOADING, 0, 1)
        clock.rest(before)
        saved_at = time.monotonic()
        for number in range(done, len(steps)):
            clock.rest(steps[number])
            self._journal.note("step", **shot, step=number, seconds=steps[number])
            desk.progress(video_pb2.FILMING_STAGE_FILMING, number + 1, len(steps))
            state = json.dumps({"step": number + 1, "resumed": desk.pauses.resumed_count}).encode().ljust(STATE_BYTES)
            if desk.stop.is_set():
                desk.pauses.save_last(state)
                self._journal.note("stopped", **shot, step=number + 1)
                return False
            if time.monotonic() - saved_at >= self._save_seconds / self._pace.scale:
                saved_at = time.monotonic()
                desk.pauses.save(state)
        clock.rest(after)
        self._journal.note("decoded", **shot, seconds=after)
        return True

    def _resumed(self, desk: Desk) -> int:
        """The step to go on with."""
        data = desk.pauses.load()
        if data is None:
            return 0
        state = json.loads(data)
        desk.pauses.resumed_count = state["resumed"] + 1
        return int(state["step"])

    @staticmethod
    def _named(request: video_pb2.FilmShotRequest) -> str:
        """One name for a shot in whichever pod."""
        return request_digest(request.SerializeToString(deterministic=True))[:16]


def description(pace: Pace) -> video_pb2.DescribeBackendResponse:
    """The family's rate and lengths, at the size that is coded here."""
    family = pace.family
    return video_pb2.DescribeBackendResponse(
        backend=Paced.name,
        model=pace.model.name,
        rate=family.rate,
        sizes=[video_pb2.FrameSize(width_pixels=SIZE[0], height_pixels=SIZE[1])],
        presets=list(PRESETS.values()),
        legal_frame_counts=family.legal_counts,
        dialect=script_pb2.DIALECT_WAN,
    )
