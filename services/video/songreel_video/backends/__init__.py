"""Backends: whatever turns a shot into frames. One module each; the setting's value is its name."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

from songreel.video.v1 import video_pb2

from songreel_video.encoding import Frame
from songreel_video.pauses import NoPauses, Pauses
from songreel_video.settings import VideoSettings
from songreel_video.shelves import NoShelf, Shelf

Stage: TypeAlias = "video_pb2.FilmingStage.ValueType"
Progress = Callable[[Stage, int, int], None]
"""Tells the caller: stage, steps done, steps in all. May be called from any thread, as often as one likes."""


@dataclass(frozen=True)
class Desk:
    """What a backend has at hand while it films one shot."""

    progress: Progress
    stop: threading.Event = field(default_factory=threading.Event)
    """Set when nobody wants the shot any more, or not here."""
    pauses: Pauses = field(default_factory=NoPauses)
    images: Mapping[str, Path] = field(default_factory=dict)
    """The request's reference images by URI, to be read."""
    shelf: Shelf = field(default_factory=NoShelf)
    """Embeddings of texts, for all pods."""


class Backend(Protocol):
    """Films one shot at a time, in the service's one model thread."""

    name: str
    version: str
    """Of everything of it that decides a frame's bytes; part of each clip's digest."""
    pixels: str
    """FFmpeg's name of its frames' layout: "rgb24", "rgba", "bgra"."""

    def describe(self) -> video_pb2.DescribeBackendResponse:
        """What it can film, and in which dialect its prompts are to be."""
        ...

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Raises InvalidInput for a shot that it can never film."""
        ...

    def film(self, request: video_pb2.FilmShotRequest, desk: Desk) -> Iterator[Frame]:
        """Exactly the shot's frames, (height, width, channels) uint8; ends early once the desk's `stop` is set.

        A backend whose shots take long saves its state in `pauses`, and begins with the one it finds there.
        """
        ...

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        """Of a clip filmed by this request; the service adds what it measured itself."""
        ...


@runtime_checkable
class Reading(Protocol):
    """A backend that has texts read by a model before it films from them."""

    def note(self, requests: Iterable[video_pb2.FilmShotRequest]) -> int:
        """Notes the texts of shots to come; how many. From any thread."""
        ...

    def read_noted(self, shelf: Shelf) -> None:
        """Has them read, in the model thread."""
        ...


def load_backend(settings: VideoSettings) -> Backend:
    """The backend that the settings name, loaded."""
    match settings.video_backend:
        case "animatic":
            from songreel_video.backends.animatic.backend import Animatic

            return Animatic()
        case "mochi" | "wan" | "wan_i2v" | "wan_vace" as name:
            from songreel_video.backends.diffusion.choosing import load_diffusion

            return load_diffusion(name, settings)
        case "engine_http":
            from songreel_video.backends.engine_http.choosing import load_engine

            return load_engine(settings)
