"""A shot and the frames before its first, filmed in one go and coded as two clips.

    asked:    head_frames = 12, shot of 96      filmed:  one shot of 108
              ├── head ──┤├─────── clip ───────┤
              a file of its own   joined by stream copy as ever

A backend knows nothing of it: it is given a shot that is so much longer.
"""

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Self

from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import file_sha256

from songreel_video.encoding import ClipEncoder, ClipFormat, Frame


def with_head(request: video_pb2.FilmShotRequest) -> video_pb2.FilmShotRequest:
    """The shot as it is to be filmed: longer by its head, over which the music holds still."""
    head = request.head_frames
    if not head:
        return request
    longer = video_pb2.FilmShotRequest()
    longer.CopyFrom(request)
    longer.head_frames = 0
    longer.timing.end_frame += head
    music, given = longer.timing.music, request.timing.music
    for curve, values in ((music.energy, given.energy), (music.onset, given.onset), (music.vocal, given.vocal)):
        curve[:] = [*values[:1] * head, *values]
    music.beat_frames[:] = [head + frame for frame in given.beat_frames]
    music.downbeat_frames[:] = [head + frame for frame in given.downbeat_frames]
    return longer


def head_path(clip: Path) -> Path:
    """Beside the clip's file."""
    return clip.with_suffix(".head.mp4")


def handle(clip: Path, frames: int) -> video_pb2.Handle | None:
    """Of a clip's file; without its URI. None where there is no head."""
    return video_pb2.Handle(frames=frames, sha256=file_sha256(head_path(clip))) if frames else None


class HeadedEncoder:
    """Encodes a head and a clip from one run of frames; as `ClipEncoder` otherwise. `head_frames` may be 0."""

    def __init__(self, path: Path, clip: ClipFormat, head_frames: int, threads: int) -> None:
        self._stack = contextlib.ExitStack()
        self._head_left = head_frames
        self._head: ClipEncoder | None = None
        if head_frames:
            size = (clip.width_pixels, clip.height_pixels)
            head = ClipFormat(*size, clip.rate_numerator, clip.rate_denominator, head_frames, clip.pixels)
            self._head = self._stack.enter_context(ClipEncoder(head_path(path), head, threads))
        self._clip = self._stack.enter_context(ClipEncoder(path, clip, threads))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def write(self, frame: Frame) -> None:
        """Hands one frame on, to the head as long as it has room."""
        if self._head and self._head_left:
            self._head_left -= 1
            self._head.write(frame)
        else:
            self._clip.write(frame)

    def finish(self) -> None:
        """Waits for both; raises `EncodingFailed` when either is not exactly the one asked for."""
        if self._head:
            self._head.finish()
        self._clip.finish()
