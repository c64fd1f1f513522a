"""A `Viewing` of a clip or a film: decoded once, kept as small pictures.

A minute at 24 frames a second takes about 10 MB, whatever the size of the picture.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from songreel_critic.closeup import Closeup, look_closely
from songreel_critic.thresholds import BLACK_LUMA, SPOT_CODED_LUMA, SPOTS_SHARE

THUMBNAIL_WIDTH_PIXELS = 64
THUMBNAIL_HEIGHT_PIXELS = 36
CLOSEUP_EVERY_FRAMES = 6

Thumbnails = NDArray[np.uint8]
"""(frames, THUMBNAIL_HEIGHT_PIXELS, THUMBNAIL_WIDTH_PIXELS, 3) red, green, blue from 0 to 255."""
PerFrame = NDArray[np.float32]

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Weights of red, green and blue (ITU-R BT.709)."""


@dataclass(frozen=True)
class Viewing:
    """What was seen."""

    thumbnails: Thumbnails
    steps: frozenset[Fraction]
    """Distances between neighbouring frames in seconds; one value when the rate is constant."""
    width_pixels: int
    height_pixels: int
    closeups: tuple[Closeup, ...]
    """In full size: of every sixth frame of a take, of fewer of a film."""
    broken: str
    """Why decoding stopped before the end; empty when it did not."""
    corrupt: tuple[int, ...] = ()
    """Frames that the decoder had to guess in part."""
    square_pixels: bool = True
    spots: tuple[float, ...] = ()
    """Of each frame: the share of its full size that is clearly lit, by lamps or stars that no thumbnail shows."""

    @property
    def frames(self) -> int:
        """Pictures that really decoded."""
        return len(self.thumbnails)

    @property
    def sharpness(self) -> float:
        """The mean of the closeups'."""
        return float(np.mean([closeup.sharpness for closeup in self.closeups])) if self.closeups else 0.0

    def brightness(self) -> PerFrame:
        """(frames,) mean BT.709 luma, 0 to 255."""
        return np.array([thumbnail.mean((0, 1)) @ LUMA for thumbnail in self.thumbnails], np.float32)

    def black(self) -> NDArray[np.bool_]:
        """(frames,) whether a picture shows nothing: no spots of light, and even its 99th percentile of luma is below
        BLACK_LUMA."""
        last = THUMBNAIL_HEIGHT_PIXELS * THUMBNAIL_WIDTH_PIXELS * 99 // 100
        levels = [np.partition((thumbnail @ LUMA).reshape(-1), last)[last] for thumbnail in self.thumbnails]
        dark: NDArray[np.bool_] = np.array(levels, np.float32) < BLACK_LUMA
        return dark & (np.array(self.spots) < SPOTS_SHARE) if self.spots else dark

    def changes(self) -> PerFrame:
        """(frames - 1,) mean absolute difference of neighbouring thumbnails, 0 to 255."""
        differences = [np.abs(after.astype(np.int16) - before).mean() for before, after in pairwise(self.thumbnails)]
        return np.array(differences, np.float32)


def watch(path: Path, closeup_every_frames: int = CLOSEUP_EVERY_FRAMES) -> Viewing:
    """Decodes all frames; a file that breaks off is seen as far as it goes."""
    pictures: list[Thumbnails] = []
    times: list[Fraction] = []
    closeups: list[Closeup] = []
    corrupt: list[int] = []
    spots: list[float] = []
    before = np.zeros((0, 0), np.uint8)
    width = height = 0
    square = True
    broken = ""
    try:
        with av.open(str(path)) as file:
            if not file.streams.video:
                return _nothing("it holds no picture")
            stream = file.streams.video[0]
            stream.thread_type = "AUTO"
            stream.codec_context.options = {
                "err_detect": "crccheck+bitstream+buffer+explode"
            }  # else it is glossed over
            square = stream.sample_aspect_ratio in (None, 0, 1)
            for frame in file.decode(stream):
                width, height = frame.width, frame.height
                if frame.is_corrupt:
                    corrupt.append(len(pictures))
                times.append((frame.pts or 0) * (frame.time_base or Fraction(0)))
                small = frame.reformat(
                    width=THUMBNAIL_WIDTH_PIXELS,
                    height=THUMBNAIL_HEIGHT_PIXELS,
                    format="rgb24",
                    interpolation="AREA",
                )
                pictures.append(small.to_ndarray().astype(np.uint8, copy=False))
                luma = _luma_plane(frame)
                spots.append(float((luma[::2, ::2] > SPOT_CODED_LUMA).mean()))
                if len(pictures) % closeup_every_frames == 1:
                    before = luma if before.shape != luma.shape else before
                    closeups.append(look_closely(len(pictures) - 1, luma, before))
                before = luma
            if len(pictures) < stream.frames:
                broken = f"of {stream.frames} pictures {len(pictures)} are there"
    except (av.error.FFmpegError, ValueError) as error:
        broken = str(error)
    if not pictures:
        return _nothing(broken or "no picture could be decoded")
    steps = frozenset(after - before for before, after in pairwise(times))
    return Viewing(
        np.stack(pictures), steps, width, height, tuple(closeups), broken, tuple(corrupt), square, tuple(spots)
    )


def _luma_plane(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """(height, width) luma in full size, without a copy; the encoder's own plane of a planar YUV picture."""
    plane = frame.planes[0]
    rows: NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: frame.height, : frame.width]


def _nothing(why: str) -> Viewing:
    none = np.zeros((0, THUMBNAIL_HEIGHT_PIXELS, THUMBNAIL_WIDTH_PIXELS, 3), np.uint8)
    return Viewing(none, frozenset(), 0, 0, (), why)
