"""An outside video engine, services that film by it, and what they are asked for."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from tests.shots import Stub, filming
from tests.video_engine import VideoEngine, Way

FILMING = video_pb2.FILMING_STAGE_FILMING
SLOW = Way(looks=100_000)


@dataclass
class Place:
    """An engine, and services that film by it on one store."""

    engine: VideoEngine
    folder: Path

    def pod(self, **settings: Any) -> AbstractAsyncContextManager[Stub]:
        """A service, warmed up."""
        chosen = {
            "video_engine_url": self.engine.url,
            "video_engine_patience_seconds": 0.6,
            "video_engine_keep_seconds": 0,
            **settings,
        }
        return filming(self.folder, video_backend="engine_http", **chosen)

    def from_now(self, *ways: Way) -> None:
        """The next jobs go these ways, those after them well."""
        first = len(self.engine.begun)
        self.engine.behave = lambda number: ways[number - first] if number - first < len(ways) else Way()

    @property
    def jobs_begun(self) -> int:
        """But for rehearsals."""
        return len(self.engine.begun)


def shot(frames: int = 8, seed: int = 7) -> video_pb2.FilmShotRequest:
    """64x48 pixels, Wan's rate."""
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(index=2, sentence="A boat at dawn.", prompt="A red boat on a lake, at dawn, 35 mm film."),
        timing=audio_pb2.TimedShot(index=2, start_frame=0, end_frame=frames),
        rate=audio_pb2.FrameRate(numerator=16, denominator=1),
        size=video_pb2.FrameSize(width_pixels=64, height_pixels=48),
        look=script_pb2.Look(do_not_show=["knives"]),
        preset=video_pb2.PRESET_FINAL,
        seed=seed,
    )
