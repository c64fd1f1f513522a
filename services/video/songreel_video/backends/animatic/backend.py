"""The animatic: each shot drawn as a storyboard picture in motion, on the CPU, faster than it plays."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import NotConfigured

from songreel_video.backends import Desk
from songreel_video.encoding import Frame

RATE = audio_pb2.FrameRate(numerator=24, denominator=1)
SIZES = (
    (854, 480), (1280, 720), (1920, 1080),
    (480, 854), (720, 1280), (1080, 1920),
    (480, 480), (720, 720), (1080, 1080),
)  # fmt: skip
NO_SKIA = (
    "The animatic draws with skia, which needs the system's libEGL, libGL and libfontconfig: on Debian and Ubuntu,"
    " `apt-get install libegl1 libgl1 libfontconfig1`. ({error})"
)


class Animatic:
    """Draws; needs no weights and no GPU."""

    name = "animatic"
    pixels = "bgra"

    def __init__(self) -> None:
        try:
            import skia
        except ImportError as error:
            raise NotConfigured(NO_SKIA.format(error=error)) from error
        from songreel_video.backends.animatic.stage.picture import Picture

        self._picture = Picture
        self._skia_version = str(skia.__version__)
        self.version = request_digest(self._skia_version, *_sources())

    def describe(self) -> video_pb2.DescribeBackendResponse:
        """24 frames a second, three sizes in three aspects, shots of any length."""
        return video_pb2.DescribeBackendResponse(
            backend=self.name,
            model=f"skia {self._skia_version}",
            rate=RATE,
            sizes=[video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in SIZES],
            presets=[video_pb2.PRESET_PREVIEW, video_pb2.PRESET_DRAFT, video_pb2.PRESET_FINAL],
            animatic=True,
            dialect=script_pb2.DIALECT_UNSPECIFIED,  # it draws from a shot's fields, and its sentence tells of them
        )

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Anything can be drawn."""

    def film(self, request: video_pb2.FilmShotRequest, desk: Desk) -> Iterator[Frame]:
        """The shot's frames, blue first. Drawn anew after a stop: that is faster than keeping anything."""
        total = request.timing.end_frame - request.timing.start_frame
        desk.progress(video_pb2.FILMING_STAGE_LOADING, 0, 1)
        for number, frame in enumerate(self._picture(request).frames()):
            desk.progress(video_pb2.FILMING_STAGE_FILMING, number, total)
            yield frame
            if desk.stop.is_set():
                return

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        """Of a drawn clip."""
        return video_pb2.Provenance(
            backend=self.name,
            model=f"skia {self._skia_version}",
            licence="Apache-2.0",
            preset=request.preset or video_pb2.PRESET_PREVIEW,
            seed=request.seed,
            prompt=request.shot.sentence,
            animatic=True,
            renderer_version=self.version[:16],
            device="cpu",
        )


def _sources() -> list[bytes]:
    """The drawing code itself: another line in it may be another pixel."""
    root = Path(str(files("songreel_video.backends.animatic")))
    return [path.read_bytes() for path in sorted(root.rglob("*.py"))]
