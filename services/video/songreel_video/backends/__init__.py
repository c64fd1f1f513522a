"""Backends: whatever turns a shot into frames. One module each; the setting's value is its name."""

import threading
from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from songreel.video.v1 import video_pb2

from songreel_video.encoding import Frame
from songreel_video.settings import VideoSettings

Stage: TypeAlias = "video_pb2.FilmingStage.ValueType"
Progress = Callable[[Stage, int, int], None]
"""Tells the caller: stage, steps done, steps in all. May be called from any thread, as often as one likes."""


class Backend(Protocol):
    """Films one shot at a time, in the service's one model thread."""

    name: str
    version: str
    """Of everything of it that decides a frame's bytes; part of each clip's digest."""
    pixels: str
    """FFmpeg's name of its frames' layout: "rgb24", "rgba", "bgra"."""

    def describe(self) -> video_pb2.DescribeBackendResponse:
        """What it can film, and in which dialect its prompts are to be; it films by `requests.prompt_of`."""
        ...

    def film(self, request: video_pb2.FilmShotRequest, progress: Progress, stop: threading.Event) -> Iterator[Frame]:
        """Exactly the shot's frames, (height, width, channels) uint8; ends early once `stop` is set."""
        ...

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        """Of a clip filmed by this request; the service adds what it measured itself."""
        ...


def load_backend(settings: VideoSettings) -> Backend:
    """The backend that the settings name, loaded."""
    match settings.video_backend:
        case "animatic":
            from songreel_video.backends.animatic.backend import Animatic

            return Animatic()
