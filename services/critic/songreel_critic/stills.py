"""`Still`s: a few full-size pictures of a clip, for those who look at pictures rather than at motion."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Still:
    """One picture."""

    frame: int
    pixels: NDArray[np.uint8]
    """(height, width, 3) red, green, blue."""

    def resized(self, width: int, height: int) -> NDArray[np.uint8]:
        """(height, width, 3), by bilinear interpolation."""
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(self.pixels), format="rgb24")
        small = picture.reformat(width, height, "rgb24", interpolation="BILINEAR")
        return small.to_ndarray().astype(np.uint8, copy=False)

    def jpeg(self, longest_pixels: int) -> bytes:
        """Coded, no larger than this on its longer side."""
        height, width = self.pixels.shape[:2]
        shrink = min(1.0, longest_pixels / max(height, width))
        size = [max(2, round(side * shrink / 2) * 2) for side in (width, height)]
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(self.pixels), format="rgb24")
        coded = io.BytesIO()
        with av.open(coded, "w", format="mjpeg") as file:
            stream = file.add_stream("mjpeg", rate=1)
            stream.width, stream.height, stream.pix_fmt = size[0], size[1], "yuvj420p"
            stream.options = {"qmin": "2", "qmax": "4"}
            file.mux(stream.encode(picture.reformat(size[0], size[1], "yuvj420p", dst_color_range="JPEG")))
            file.mux(stream.encode(None))
        return coded.getvalue()


def stills_of(path: Path, frames: int, count: int) -> list[Still]:
    """At most `count` pictures, spread evenly over a clip of `frames`; none where nothing decodes."""
    return stills_at(path, places(frames, count))


def stills_at(path: Path, frames: Sequence[int]) -> list[Still]:
    """The pictures of these frames, as far as they decode."""
    wanted = set(frames)
    found: list[Still] = []
    try:
        with av.open(str(path)) as file:
            for number, frame in enumerate(file.decode(video=0)):
                if number in wanted:
                    found.append(Still(number, frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)))
                if len(found) == len(wanted):
                    break
    except (av.error.FFmpegError, ValueError, IndexError):
        return found  # that it breaks off is a finding of its own
    return found


def places(frames: int, count: int) -> Sequence[int]:
    """The middles of `count` equal parts."""
    count = min(count, frames)
    return [(2 * number + 1) * frames // (2 * count) for number in range(count)]
