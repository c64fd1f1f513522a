"""A pod that is told to go: what cannot be filmed in time is kept before anybody else is asked to go on."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import Unavailable
from songreel_video.backends import Desk
from songreel_video.cost.forecast import Forecast
from songreel_video.encoding import Frame
from songreel_video.requests import frame_count
from songreel_video.studio import Studio

from tests.shots import shot_request

STEPS = 40


class Stepwise:
    """Takes a moment for each step, and keeps count of them in its saved state."""

    pixels = "rgb24"
    name, version = "stepwise", "1"

    def __init__(self) -> None:
        self.steps: list[int] = []

    def describe(self) -> video_pb2.DescribeBackendResponse:
        return video_pb2.DescribeBackendResponse(backend=self.name)

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """It films everything."""

    def film(self, request: video_pb2.FilmShotRequest, desk: Desk) -> Iterator[Frame]:
        for step in range(int(desk.pauses.load() or b"0"), STEPS):
            time.sleep(0.01)
            self.steps.append(step)
            desk.progress(video_pb2.FILMING_STAGE_FILMING, step + 1, STEPS)
            if desk.stop.is_set():
                desk.pauses.save_last(str(step + 1).encode())
                return
        size = request.size
        for _ in range(frame_count(request)):
            yield np.zeros((size.height_pixels, size.width_pixels, 3), np.uint8)

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        return video_pb2.Provenance(backend=self.name)


def studio_of(folder: Path, backend: Stepwise) -> Studio:
    """One that keeps its clips and states in the folder."""
    store = ArtifactStore(f"file://{folder}/artifacts", folder / "cache")
    return Studio(backend, store, 1, Forecast(backend, None))


async def test_whoever_goes_on_repeats_no_step(tmp_path: Path) -> None:
    """The stream ends only once the state behind the last step is stored, so the next pod begins right there."""
    first, second = Stepwise(), Stepwise()
    studio = studio_of(tmp_path, first)
    with pytest.raises(Unavailable):
        async for part in studio.film(shot_request()):
            if part.progress.done_count >= STEPS // 4:
                studio.leave(0.0)
    clips = [part.clip async for part in studio_of(tmp_path, second).film(shot_request()) if part.HasField("clip")]
    assert len(clips) == 1
    assert first.steps + second.steps == list(range(STEPS)), "every step was done, and none twice"
    await studio.close()


async def test_a_shot_that_ends_in_time_is_filmed(tmp_path: Path) -> None:
    """Stopping it would waste what another pod has to load."""
    studio = studio_of(tmp_path, Stepwise())
    clips = []
    async for part in studio.film(shot_request()):
        if part.progress.done_count >= STEPS // 4:
            studio.leave(3600.0)
        if part.HasField("clip"):
            clips.append(part.clip)
    assert len(clips) == 1
    await studio.close()


async def test_a_pod_that_films_nothing_just_goes(tmp_path: Path) -> None:
    """Also after its last shot."""
    studio = studio_of(tmp_path, Stepwise())
    studio.leave(0.0)
    assert [part async for part in studio.film(shot_request()) if part.HasField("clip")]
    studio.leave(0.0)
    await studio.close()
