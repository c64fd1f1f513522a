"""Sheets: the set's layers as pictures, painted once a shot and only as large as the camera will see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import skia

from songreel_video.backends.animatic.stage.camera import View, sheet_matrix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Moment
from songreel_video.encoding import Frame

LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
NEAREST = skia.SamplingOptions()
SOFT_BLUR = 0.01
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

    def draw(self, canvas: skia.Canvas, view: View, frame: Canvas2D, moment: Moment) -> None:
        """Draws the sheet as the view sees it."""
        canvas.save()
        canvas.concat(sheet_matrix(view, self.depth, frame.width_pixels, frame.height_pixels))
        if self.image:
            area = self.area.makeOffset(self.drift * moment.seconds, 0) if self.drift else self.area
            canvas.drawImageRect(self.image, area, self.sampling, self.paint)
        if self.move:
            self.move(canvas, moment)
        canvas.restore()


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
    return Sheet(depth, image, area, move, drift, style, NEAREST if opaque or blur else LINEAR)


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
