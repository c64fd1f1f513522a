"""Requests to film: refused when they can never succeed, and named by everything that decides the clip."""

import math

from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import InvalidInput

from songreel_video.backends import Backend
from songreel_video.cost.model import Shape

SMALLEST_PIXELS = 16
LARGEST_PIXELS = 4096
WIDEST_ASPECT = 2.5
"""Long side over short side: cinema's 2.39 and a little; farther out nothing is painted."""
LONGEST_FRAMES = 20_000
LONGEST_HEAD_FRAMES = 480
FASTEST_HZ = 240
LARGEST_TERM = 1_000_000
"""Of a rate's fraction: an MP4 file counts time in 32 bits."""
FASTEST_BPM = 1000.0


def frame_count(request: video_pb2.FilmShotRequest) -> int:
    """The shot's own frames."""
    return request.timing.end_frame - request.timing.start_frame


def shape_of(request: video_pb2.FilmShotRequest) -> Shape:
    """What decides its cost, beside the preset."""
    frames = frame_count(request) + request.head_frames
    return Shape(frames, request.size.width_pixels, request.size.height_pixels, len(request.references))


def check_request(request: video_pb2.FilmShotRequest) -> None:
    """Raises `InvalidInput` that names the field."""
    frames = frame_count(request)
    if not 0 < frames <= LONGEST_FRAMES or request.timing.start_frame < 0:
        span = f"[{request.timing.start_frame}, {request.timing.end_frame})"
        raise InvalidInput(f"A shot has 1 to {LONGEST_FRAMES} frames; {span} is none.", field="timing")
    if not 0 <= request.head_frames <= LONGEST_HEAD_FRAMES:
        raise InvalidInput(
            f"{request.head_frames} frames before a shot cannot be filmed: ask for 0 to {LONGEST_HEAD_FRAMES}.",
            field="head_frames",
        )
    _check_rate(request.rate)
    _check_size(request.size)
    _check_music(request.timing.music, frames)


def _check_rate(rate: audio_pb2.FrameRate) -> None:
    terms = (rate.numerator, rate.denominator)
    if not all(0 < term <= LARGEST_TERM for term in terms) or not 1 <= terms[0] / terms[1] <= FASTEST_HZ:
        raise InvalidInput(
            f"{terms[0]}/{terms[1]} frames a second cannot be filmed: give a fraction between 1 and {FASTEST_HZ},"
            " such as 24/1 or 24000/1001.",
            field="rate",
        )


def _check_size(size: video_pb2.FrameSize) -> None:
    sides = (size.width_pixels, size.height_pixels)
    if not all(SMALLEST_PIXELS <= side <= LARGEST_PIXELS and side % 2 == 0 for side in sides):
        raise InvalidInput(
            f"{sides[0]}x{sides[1]} cannot be filmed: both sides must be even and between {SMALLEST_PIXELS} and"
            f" {LARGEST_PIXELS}.",
            field="size",
        )
    if max(sides) > WIDEST_ASPECT * min(sides):
        raise InvalidInput(
            f"{sides[0]}x{sides[1]} cannot be filmed: one side may be {WIDEST_ASPECT} times the other at most.",
            field="size",
        )


def _check_music(music: audio_pb2.ShotMusic, frames: int) -> None:
    for name in ("energy", "onset", "vocal"):
        values, field = getattr(music, name), f"timing.music.{name}"
        if len(values) not in (0, frames):
            raise InvalidInput(
                f"{len(values)} values for {frames} frames: a curve has one value a frame, or none.", field=field
            )
        if not all(0.0 <= value <= 1.0 for value in values):  # false for NaN too
            raise InvalidInput("A curve's values lie between 0 and 1.", field=field)
    for name in ("beat_frames", "downbeat_frames"):
        if any(not 0 <= at < frames for at in getattr(music, name)):
            raise InvalidInput(f"A beat lies outside the shot's {frames} frames.", field=f"timing.music.{name}")
    if not (math.isfinite(music.bpm) and 0.0 <= music.bpm <= FASTEST_BPM):
        raise InvalidInput(
            f"{music.bpm} beats a minute is no tempo: give 0 (unknown) to {FASTEST_BPM:g}.", field="timing.music.bpm"
        )


def clip_digest(request: video_pb2.FilmShotRequest, backend: Backend, encoder: str) -> str:
    """Of everything that decides the clip's bytes; where a pause was resumed does not. `encoder` as `encoder_name`."""
    decisive = video_pb2.FilmShotRequest()
    decisive.CopyFrom(request)
    decisive.resume_token = ""
    return request_digest(backend.name, backend.version, encoder, decisive.SerializeToString(deterministic=True))
