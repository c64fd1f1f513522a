"""Sheets: the set's layers as pictures, painted once a shot and only as large as the camera will see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import skia

from songreel_video.backends.animatic.stage.camera import View, sheet_matrix
from songreel_video.backends.animatic.stage.pieces import Blocks, Box, blocks_of, boxes_of, seen_blocks
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Moment
from songreel_video.encoding import Frame

LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
NEAREST = skia.SamplingOptions()
SEAMLESS = skia.Canvas.SrcRectConstraint.kFast_SrcRectConstraint
"""Lets the filter read over the edge of a part, so that parts meet without a seam."""
SOFT_BLUR, SOFT_SHRINK = 0.01, 4
LARGEST_SIDE_PIXELS = 4096


@dataclass(frozen=True)
class Canvas2D:
    """The frame that is drawn to."""

    width_pixels: int
    height_pixels: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width_pixels / self.height_pixels


@dataclass(frozen=True)
class Sheet:
    """A picture that hangs at a depth."""

    depth: float
    image: skia.Image | None
    """None when nothing of it can be seen."""
    area: skia.Rect
    """What the image covers, in stage units."""
    move: Callable[[skia.Canvas, Moment], None] | None
    drift: float
    """Stage units a second, to the right."""
    paint: skia.Paint
    sampling: skia.SamplingOptions
    """Soft pictures need no filter, which halves their cost."""
    soft: bool = False
    """Out of focus, so that what moves on it must be soft too."""
    blocks: Blocks | None = None
    """What of the image is full and opaque; None when nobody asks."""
    boxes: tuple[Box, ...] | None = None
    """The parts of the image that are drawn; all of it where this is None."""

    def draw(
        self, canvas: skia.Canvas, view: View, frame: Canvas2D, moment: Moment, softener: "Softener | None" = None
    ) -> None:
        """Draws the sheet as the view sees it; what moves on a soft sheet is drawn by the softener."""
        canvas.save()
        canvas.concat(sheet_matrix(view, self.depth, frame.width_pixels, frame.height_pixels))
        if self.image and self.boxes is None:
            area = self.area.makeOffset(self.drift * moment.seconds, 0) if self.drift else self.area
            canvas.drawImageRect(self.image, area, self.sampling, self.paint)
        elif self.image:
            self._draw_boxes(canvas, self.image, self.boxes or ())
        if self.move and not (self.soft and softener):
            self.move(canvas, moment)
        canvas.restore()
        if self.move and self.soft and softener:
            softener.draw(canvas, sheet_matrix(view, self.depth, *softener.size), partial(_moved, self.move, moment))

    def _draw_boxes(self, canvas: skia.Canvas, image: skia.Image, boxes: tuple[Box, ...]) -> None:
        units_x, units_y = self.area.width() / image.width(), self.area.height() / image.height()
        for left, top, right, bottom in boxes:
            part = skia.Rect.MakeLTRB(left, top, right, bottom)
            place = skia.Rect.MakeLTRB(
                self.area.left() + left * units_x, self.area.top() + top * units_y,
                self.area.left() + right * units_x, self.area.top() + bottom * units_y,
            )  # fmt: skip
            canvas.drawImageRect(image, part, place, self.sampling, self.paint, SEAMLESS)


def _moved(move: Callable[[skia.Canvas, Moment], None], moment: Moment, canvas: skia.Canvas) -> None:
    move(canvas, moment)


class Softener:
    """A small canvas, used over and over: what is drawn on it is laid over the frame four times as large, and soft."""

    def __init__(self, frame: Canvas2D) -> None:
        self.size = max(1, frame.width_pixels // SOFT_SHRINK), max(1, frame.height_pixels // SOFT_SHRINK)
        self._frame = frame
        self._pixels = np.zeros((self.size[1], self.size[0], 4), np.uint8)
        self._surface = skia.Surface(self._pixels, colorType=skia.ColorType.kBGRA_8888_ColorType)

    def draw(self, canvas: skia.Canvas, matrix: skia.Matrix, paint: Callable[[skia.Canvas], None]) -> None:
        """Lays over the frame what `paint` draws in stage units."""
        small = self._surface.getCanvas()
        small.clear(0)
        small.save()
        small.concat(matrix)
        paint(small)
        small.restore()
        alpha = self._pixels[..., 3] > 0
        rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
        if not len(rows):
            return
        left, top = max(0, int(columns[0]) - 1), max(0, int(rows[0]) - 1)
        right, bottom = min(self.size[0], int(columns[-1]) + 2), min(self.size[1], int(rows[-1]) + 2)
        x, y = self._frame.width_pixels / self.size[0], self._frame.height_pixels / self.size[1]
        canvas.drawImageRect(
            self._surface.makeImageSnapshot(),
            skia.Rect.MakeLTRB(left, top, right, bottom),
            skia.Rect.MakeLTRB(left * x, top * y, right * x, bottom * y),
            LINEAR, skia.Paint(), SEAMLESS,
        )  # fmt: skip


def make_sheet(
    depth: float,
    paint: Callable[[skia.Canvas], None],
    views: Sequence[View],
    frame: Canvas2D,
    *,
    move: Callable[[skia.Canvas, Moment], None] | None = None,
    drift: float = 0.0,
    seconds: float = 0.0,
    blur: float = 0.0,
    opaque: bool = False,
) -> Sheet:
    """The sheet as sharp as the closest view needs it. `blur` is a radius in shares of the frame's height."""
    seen = visible_area(depth, views, frame)
    travel = abs(drift) * seconds
    seen = skia.Rect.MakeLTRB(seen.left() - travel, seen.top(), seen.right() + travel, seen.bottom())
    largest = max(view.place(depth)[0] for view in views)
    density = frame.height_pixels * largest
    if blur > SOFT_BLUR:
        density = min(density, frame.height_pixels * 0.8)  # what is out of focus needs fewer pixels
    density = min(density, LARGEST_SIDE_PIXELS / max(seen.width(), seen.height()))
    width, height = round(seen.width() * density) + 1, round(seen.height() * density) + 1
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.ColorType.kBGRA_8888_ColorType)
    canvas = surface.getCanvas()
    layer = skia.Paint()
    if blur:
        sigma = blur * density / largest
        layer.setImageFilter(skia.ImageFilters.Blur(sigma, sigma, skia.TileMode.kClamp))
        canvas.saveLayer(None, layer)
    canvas.scale(density, density)
    canvas.translate(-seen.left(), -seen.top())
    paint(canvas)
    if blur:
        canvas.restore()
    image, box = _cropped(surface, pixels, opaque)
    area = skia.Rect.MakeXYWH(
        seen.left() + box[0] / density, seen.top() + box[1] / density, box[2] / density, box[3] / density
    )
    style = skia.Paint(BlendMode=skia.BlendMode.kSrc) if opaque else skia.Paint()
    blocks = None
    if image and not drift:
        cut = pixels[box[1] : box[1] + box[3], box[0] : box[0] + box[2], 3]
        blocks = Blocks(depth, area.left(), area.top(), density, *blocks_of(cut))
    sampling = NEAREST if opaque or blur else LINEAR
    return Sheet(depth, image, area, move, drift, style, sampling, blur > SOFT_BLUR, blocks)


def trimmed(sheets: Sequence[Sheet], views: Sequence[View], frame: Canvas2D) -> list[Sheet]:
    """The sheets, far to near, without what is empty or hidden by nearer ones in all the views."""
    known = [sheet.blocks for sheet in sheets if sheet.blocks]
    seen = iter(seen_blocks(known, views, frame.aspect))
    return [
        replace(sheet, boxes=boxes_of(next(seen), (sheet.image.width(), sheet.image.height())))
        if sheet.blocks and sheet.image
        else sheet
        for sheet in sheets
    ]


def visible_area(depth: float, views: Sequence[View], frame: Canvas2D) -> skia.Rect:
    """The part of a sheet that any of the views sees, with a margin for roll, within the painted reach."""
    left, top, right, bottom = [], [], [], []
    for view in views:
        scale, offset_x, offset_y = view.place(depth)
        margin = 0.012 + (0.02 if view.roll_degrees else 0.0)
        left.append((-frame.aspect / 2 - offset_x) / scale - margin)
        right.append((frame.aspect / 2 - offset_x) / scale + margin)
        top.append(-offset_y / scale - margin)
        bottom.append((1 - offset_y) / scale + margin)
    return skia.Rect.MakeLTRB(
        max(-REACH_X, min(left)), max(TOP_Y, min(top)), min(REACH_X, max(right)), min(BOTTOM_Y, max(bottom))
    )


def _cropped(surface: skia.Surface, pixels: Frame, opaque: bool) -> tuple[skia.Image | None, tuple[int, int, int, int]]:
    """The picture without its transparent rim, and where it lay (x, y, width, height)."""
    image = surface.makeImageSnapshot()
    whole = (0, 0, image.width(), image.height())
    if opaque:
        return image, whole
    alpha = pixels[..., 3] > 0
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        return None, whole
    box = (int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1))
    if box[2] * box[3] > 0.9 * whole[2] * whole[3]:
        return image, whole
    cut = skia.IRect.MakeXYWH(*box)
    return surface.makeImageSnapshot(cut), box
