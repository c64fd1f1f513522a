"""The film's poster and its contact sheet, JPEG files.

One frame is taken from each clip, half a second in or at its middle, behind fades and flashes. The poster is the most
striking of those near the first chorus (or the loudest section): colourful, sharp, neither dark nor blown out.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_assembly.order import CutOrder

Picture = NDArray[np.uint8]
"""(height, width, 3) red, green, blue."""

STILL_AT_SECONDS = 0.6
THUMBNAIL_AREA_PIXELS = 240 * 135
GUTTER_PIXELS = 8
BACKGROUND = 18
SHEET_ASPECT = 1.6
POSTER_CANDIDATES = 9
JPEG_QUALITY = 3
"""FFmpeg's quantiser scale: 2 is best."""


@dataclass(frozen=True)
class Stills:
    """Files that were written."""

    poster: Path
    contact_sheet: Path


def draw_stills(order: CutOrder, folder: Path) -> Stills:
    """Writes poster.jpg and sheet.jpg into the folder."""
    thumbnails = [still(path, _frame_of(order, index), small=True) for index, path in enumerate(order.clips)]
    _save(contact_sheet(thumbnails), folder / "sheet.jpg")
    near = near_first_chorus(order.request.analysis)
    best = max(near, key=lambda index: strikingness(thumbnails[index]))
    _save(still(order.clips[best], _frame_of(order, best), small=False), folder / "poster.jpg")
    return Stills(folder / "poster.jpg", folder / "sheet.jpg")


def still(clip: Path, frame_number: int, *, small: bool) -> Picture:
    """The first decoded frame of a clip at or after `frame_number`, as it is or as a thumbnail."""
    with av.open(str(clip)) as file:
        stream = file.streams.video[0]
        step = 1 / (stream.average_rate * stream.time_base) if stream.average_rate and stream.time_base else 1
        stream.codec_context.thread_count = 1  # starting threads costs more than a dozen frames
        stream.codec_context.skip_frame = "NONREF"  # halves the decoding; a neighbour is as good a still
        picture = None
        for frame in file.decode(stream):
            picture = frame
            if frame.pts is not None and frame.pts >= frame_number * step:
                break
        if picture is None:
            raise ValueError(f"no picture in {clip}")
        scale = math.sqrt(THUMBNAIL_AREA_PIXELS / (picture.width * picture.height)) if small else 1.0
        width, height = (2 * max(1, round(side * scale / 2)) for side in (picture.width, picture.height))
        return picture.reformat(width=width, height=height, format="rgb24").to_ndarray().astype(np.uint8)


def contact_sheet(thumbnails: list[Picture]) -> Picture:
    """All thumbnails in reading order on a dark sheet of about the shape of a page turned sideways."""
    height, width = thumbnails[0].shape[:2]
    columns = min(len(thumbnails), max(1, round(math.sqrt(len(thumbnails) * SHEET_ASPECT * height / width))))
    rows = math.ceil(len(thumbnails) / columns)
    sheet = np.full(
        (
            rows * (height + GUTTER_PIXELS) + GUTTER_PIXELS,
            columns * (width + GUTTER_PIXELS) + GUTTER_PIXELS,
            3,
        ),
        BACKGROUND,
        np.uint8,
    )
    for index, thumbnail in enumerate(thumbnails):
        row, column = divmod(index, columns)
        top, left = (GUTTER_PIXELS + place * (side + GUTTER_PIXELS) for place, side in ((row, height), (column, width)))
        sheet[top : top + height, left : left + width] = thumbnail
    return sheet


def strikingness(picture: Picture) -> float:
    """How well a picture would do as a poster; higher is better, no unit.

    Colourfulness after Hasler and Süsstrunk, "Measuring colourfulness in natural images", 2003; sharpness as the mean
    gradient; both fade when the picture is nearly black or white.
    """
    red, green, blue = np.moveaxis(picture.astype(np.float32), 2, 0)
    against = (red - green, (red + green) / 2 - blue)
    colourfulness = math.hypot(*(a.std() for a in against)) + 0.3 * math.hypot(*(a.mean() for a in against))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    sharpness = float(np.abs(np.diff(luma, axis=0)).mean() + np.abs(np.diff(luma, axis=1)).mean())
    exposure = max(0.05, 1 - (abs(float(luma.mean()) - 118) / 118) ** 2)
    return float((colourfulness + 1) * math.sqrt(sharpness + 1) * exposure)


def near_first_chorus(analysis: audio_pb2.SongAnalysis) -> list[int]:
    """The shots to choose the poster from: those from the first chorus on, else from the loudest section on."""
    choruses = [section for section in analysis.sections if section.kind == audio_pb2.SECTION_KIND_CHORUS]
    target = choruses[0] if choruses else max(analysis.sections, key=lambda section: section.energy, default=None)
    shots = [shot.index for shot in analysis.shots if target and shot.section_index == target.index]
    first = min(shots, default=0)
    return list(range(first, min(len(analysis.shots), first + max(1, min(len(shots), POSTER_CANDIDATES)))))


def _frame_of(order: CutOrder, index: int) -> int:
    return min(order.request.clips[index].frames // 2, round(STILL_AT_SECONDS * order.rate))


def _save(picture: Picture, path: Path) -> None:
    even = picture[: picture.shape[0] // 2 * 2, : picture.shape[1] // 2 * 2]
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(even), format="rgb24")
    frame.save(path, qscale=JPEG_QUALITY)
