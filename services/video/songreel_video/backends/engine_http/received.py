"""The clip that an engine gave, as frames: refused unless it is of the size and rate that were asked for, and long
enough. What is too much is cut off; nothing is stretched."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from songreel.video.v1 import video_pb2

from songreel_video.backends.engine_http.engine import UnfitEngine
from songreel_video.encoding import Frame
from songreel_video.requests import frame_count


class Unreadable(Exception):
    """The file is no video, or is cut off before the shot's end."""


def frames_of(path: Path, request: video_pb2.FilmShotRequest) -> list[Frame]:
    """The shot's frames, (height, width, 3) uint8. Raises Unreadable, and UnfitEngine for another clip than ordered."""
    wanted = frame_count(request)
    try:
        with av.open(str(path)) as clip:
            stream = clip.streams.video[0]
            _check_shape((stream.width, stream.height), stream.average_rate, request)
            frames: list[Frame] = []
            for frame in clip.decode(stream):
                frames.append(np.asarray(frame.to_ndarray(format="rgb24"), np.uint8))
                if len(frames) == wanted:
                    return frames
    except (av.error.FFmpegError, IndexError, EOFError) as error:
        raise Unreadable(str(error)) from error
    if path.stat().st_size and _declared(path) > len(frames):
        raise Unreadable(f"it ends after {len(frames)} frames")
    raise UnfitEngine(
        f"The video engine's clip has {len(frames)} frames, the shot {wanted}. Serve a model that films as many, and "
        "let it take num_frames from the request."
    )


def _check_shape(size: tuple[int, int], rate: Fraction | None, request: video_pb2.FilmShotRequest) -> None:
    asked = (request.size.width_pixels, request.size.height_pixels)
    if size != asked:
        raise UnfitEngine(
            f"The video engine's clip is {size[0]}x{size[1]}, not {asked[0]}x{asked[1]} as asked for. Serve a model "
            "that films this size, or take another preset."
        )
    asked_rate = Fraction(request.rate.numerator, request.rate.denominator)
    if rate != asked_rate:
        raise UnfitEngine(
            f"The video engine's clip has {rate} frames a second, not {asked_rate} as asked for. Set "
            "SONGREEL_VIDEO_ENGINE_FAMILY to the family of its model, and interpolate no frames in the engine."
        )


def _declared(path: Path) -> int:
    """Frames that the file's index names."""
    with av.open(str(path)) as clip:
        return int(clip.streams.video[0].frames)
