"""Requests to film: refused when they can never succeed, and named by everything that decides the clip."""

from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import InvalidInput

from songreel_video.backends import Backend
from songreel_video.encoding import ENCODER

LARGEST_PIXELS = 4096
LONGEST_FRAMES = 20_000


def frame_count(request: video_pb2.FilmShotRequest) -> int:
    """The frames to film."""
    return request.timing.end_frame - request.timing.start_frame


def check_request(request: video_pb2.FilmShotRequest) -> None:
    """Raises `InvalidInput` that names the field."""
    frames = frame_count(request)
    if not 0 < frames <= LONGEST_FRAMES or request.timing.start_frame < 0:
        span = f"[{request.timing.start_frame}, {request.timing.end_frame})"
        raise InvalidInput(f"A shot has 1 to {LONGEST_FRAMES} frames; {span} is none.", field="timing")
    if request.rate.numerator <= 0 or request.rate.denominator <= 0:
        raise InvalidInput("The frame rate must be a positive fraction, such as 24/1.", field="rate")
    width, height = request.size.width_pixels, request.size.height_pixels
    if not all(16 <= side <= LARGEST_PIXELS and side % 2 == 0 for side in (width, height)):
        raise InvalidInput(
            f"{width}x{height} cannot be filmed: both sides must be even and between 16 and {LARGEST_PIXELS}.",
            field="size",
        )
    for name in ("energy", "onset", "vocal"):
        values = len(getattr(request.timing.music, name))
        if values not in (0, frames):
            raise InvalidInput(
                f"{values} values for {frames} frames: a curve has one value a frame, or none.",
                field=f"timing.music.{name}",
            )
    for name in ("beat_frames", "downbeat_frames"):
        if any(not 0 <= at < frames for at in getattr(request.timing.music, name)):
            raise InvalidInput(f"A beat lies outside the shot's {frames} frames.", field=f"timing.music.{name}")


def clip_digest(request: video_pb2.FilmShotRequest, backend: Backend) -> str:
    """Of everything that decides the clip's bytes; where a pause was resumed does not."""
    decisive = video_pb2.FilmShotRequest()
    decisive.CopyFrom(request)
    decisive.resume_token = ""
    return request_digest(backend.name, backend.version, ENCODER, decisive.SerializeToString(deterministic=True))
