"""What every interior is built of: tones of the hour, walls with holes for windows, and what is seen through them.

The view from a window hangs far behind the wall, so that it slides in the frame when the camera moves.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y
from songreel_video.backends.animatic.stage.workshop.brushes import (
    box,
    fill,
    foliage,
    glow,
    line,
    shade,
    shape,
    skyline,
)

FULL_WIDTH = 0.889


@dataclass(frozen=True)
class Tones:
    """What a room is made of, at this hour."""

    wall: Colour
    trim: Colour
    floor: Colour
    wood: Colour
    dark: Colour
    cloth: Colour
    other: Colour
    """A second cloth."""


@dataclass(frozen=True)
class Window:
    """An opening in a wall."""

    x0: float
    y0: float
    x1: float
    y1: float
    columns: int = 2
    rows: int = 3
    arched: bool = False

    def path(self, margin: float = 0.0) -> skia.Path:
        """Its outline, grown by a margin."""
        path = skia.Path()
        area = box(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)
        if not self.arched:
            path.addRect(area)
            return path
        round_ = area.width() / 2
        path.moveTo(area.left(), area.bottom())
        path.lineTo(area.left(), area.top() + round_)
        path.arcTo(box(area.left(), area.top(), area.right(), area.top() + 2 * round_), 180, 180, False)
        path.lineTo(area.right(), area.bottom())
        path.close()
        return path


def half_width(aspect: float) -> float:
    """How far from the middle the telling things may stand."""
    return min(aspect / 2, FULL_WIDTH)


def at_hour(colours: Colours, base: Colour, day: float, night: float, chroma: float = 1.0) -> Colour:
    """The base at the lightness that lies between its lightness by day and at night."""
    lightness = day + (night - day) * colours.night
    return mix(at_lightness(base, lightness, chroma), colours.light, 0.12 * (1 - colours.night))


def room_tones(colours: Colours, rng: random.Random) -> Tones:
    """Walls that stay behind the figures, wood, and cloth in the look's strong colours."""
    paper = rng.choice(
        (
            colours.mid,
            mix(colours.mid, colours.accent, 0.6),
            mix(colours.mid, colours.second, 0.6),
            mix(colours.second, colours.mid, 0.3),
        )
    )
    first, second = rng.choice(
        (
            (colours.accent, colours.second),
            (colours.second, colours.accent),
            (mix(colours.mid, (0.30, 0.50, 0.40), 0.6), colours.accent),
            (mix(colours.accent, (0.85, 0.62, 0.30), 0.6), colours.second),
        )
    )
    timber = mix((0.50, 0.31, 0.19), colours.ground, rng.uniform(0.1, 0.4))
    return Tones(
        wall=at_hour(colours, paper, 0.69, 0.30, 0.55),
        trim=at_hour(colours, paper, 0.86, 0.43, 0.30),
        floor=at_hour(colours, timber, 0.58, 0.25, 0.8),
        wood=at_hour(colours, timber, 0.47, 0.23, 0.9),
        dark=at_hour(colours, colours.near, 0.30, 0.13, 0.8),
        cloth=at_hour(colours, first, 0.54, 0.32, 0.65),
        other=at_hour(colours, second, 0.62, 0.36, 0.65),
    )


def outdoors(colours: Colours, seed: int, windows: Sequence[Window], canvas: skia.Canvas) -> None:
    """Sky and town, or sky and trees, behind the windows and a little around them."""
    rng = random.Random(seed + 91)
    canvas.save()
    whole = skia.Path()
    for window in windows:
        whole.addRect(box(window.x0 - 0.16, window.y0 - 0.16, window.x1 + 0.16, window.y1 + 0.16))
    canvas.clipPath(whole)
    canvas.drawRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y), shade(colours.sky_top, colours.sky_low, -0.05, 0.60))
    sun_x, sun_y = windows[0].x0 + (windows[0].x1 - windows[0].x0) * rng.uniform(0.25, 0.75), rng.uniform(0.14, 0.26)
    canvas.drawCircle(sun_x, sun_y, 0.26, glow(sun_x, sun_y, 0.26, colours.sun, 0.5))
    canvas.drawCircle(sun_x, sun_y, 0.030, fill(mix(colours.sun, WHITE, 0.4), 0.95))
    for _ in range(int(60 * max(0.0, colours.night - 0.5))):
        canvas.drawCircle(rng.uniform(-0.9, 0.9), rng.uniform(-0.1, 0.4), 0.0016, fill(WHITE, rng.uniform(0.3, 0.8)))
    for tall, distance in (((0.10, 0.26), 0.62), ((0.05, 0.16), 0.35)):
        skyline(canvas, rng, 0.66, tall, (0.05, 0.11), colours.distant(colours.far, distance), colours, pane=0.011)
    if seed % 3 == 0:
        leaves = colours.distant(mix(colours.mid, (0.22, 0.42, 0.26), 0.5), 0.2)
        for number in range(34):
            foliage(canvas, rng, -1.2 + 2.4 * number / 33, rng.uniform(0.50, 0.60), 0.06, leaves, colours)
    canvas.drawRect(box(-REACH_X, 0.62, REACH_X, BOTTOM_Y), fill(colours.distant(colours.mid, 0.4)))
    canvas.drawRect(box(-REACH_X, 0.3, REACH_X, 0.66), shade(colours.haze, colours.haze, 0.3, 0.66, (0.0, 0.4)))
    canvas.restore()


def wall_with_holes(
    canvas: skia.Canvas, colours: Colours, tones: Tones, windows: Sequence[Window], floor_y: float, pattern: str = ""
) -> None:
    """An opaque wall over the whole reach, its windows cut out, with the far floor at its foot.

    The floor is repeated here because the nearer one slides away from the wall's foot when the camera moves.
    """
    canvas.save()
    for window in windows:
        canvas.clipPath(window.path(), skia.ClipOp.kDifference, True)
    canvas.drawRect(
        box(-REACH_X, TOP_Y, REACH_X, floor_y),
        shade(colours.shaded(tones.wall, 0.35), colours.lit(tones.wall, 0.06), -0.1, floor_y),
    )
    _pattern(canvas, colours, tones, floor_y, pattern)
    for window in windows:  # daylight washes over the wall around its window
        x, y, reach = (window.x0 + window.x1) / 2, (window.y0 + window.y1) / 2, (window.y1 - window.y0) * 1.15
        canvas.drawCircle(x, y, reach, glow(x, y, reach, colours.light, 0.42 - 0.32 * colours.night))
    canvas.restore()
    skirting = colours.shaded(tones.trim, 0.12)
    canvas.drawRect(box(-REACH_X, floor_y - 0.030, REACH_X, floor_y), fill(skirting))
    canvas.drawRect(box(-REACH_X, floor_y - 0.034, REACH_X, floor_y - 0.029), fill(colours.lit(skirting, 0.3)))
    far = colours.shaded(tones.floor, 0.25)
    canvas.drawRect(box(-REACH_X, floor_y, REACH_X, BOTTOM_Y), shade(colours.shaded(far, 0.2), far, floor_y, 0.9))


def _pattern(canvas: skia.Canvas, colours: Colours, tones: Tones, floor_y: float, pattern: str) -> None:
    dark, pale = colours.shaded(tones.wall, 0.30), colours.lit(tones.wall, 0.22)
    if pattern == "stripes":
        for number in range(48):
            x = -REACH_X + 0.08 * number
            canvas.drawRect(box(x, TOP_Y, x + 0.034, floor_y), fill(dark, 0.20))
    elif pattern == "panels":
        rail = floor_y - 0.24
        canvas.drawRect(box(-REACH_X, rail, REACH_X, floor_y), fill(tones.trim, 0.40))
        canvas.drawRect(box(-REACH_X, rail - 0.007, REACH_X, rail + 0.005), fill(colours.lit(tones.trim, 0.2)))
        for number in range(20):
            x = -REACH_X + 0.19 * number
            canvas.drawRect(box(x + 0.02, rail + 0.03, x + 0.17, floor_y - 0.055), line(dark, 0.003, 0.5))
    elif pattern == "bricks":
        for row in range(int((floor_y - TOP_Y) / 0.036)):
            y = floor_y - 0.036 * row
            canvas.drawLine(-REACH_X, y, REACH_X, y, line(dark, 0.0022, 0.35))
            for column in range(46):
                x = -REACH_X + 0.084 * (column + 0.5 * (row % 2))
                if (row * 7 + column * 13) % 11 == 0:
                    canvas.drawRect(box(x, y - 0.036, x + 0.084, y), fill(pale if column % 2 else dark, 0.20))
                canvas.drawLine(x, y - 0.036, x, y, line(dark, 0.0022, 0.30))
    elif pattern == "flowers":
        for number in range(420):
            x, y = -REACH_X + 0.10 * (number % 38) + 0.05 * ((number // 38) % 2), TOP_Y + 0.11 * (number // 38)
            for petal in range(4):
                angle = petal * math.tau / 4 + 0.4
                canvas.drawCircle(x + 0.007 * math.cos(angle), y + 0.007 * math.sin(angle), 0.005, fill(pale, 0.35))


def window_frame(canvas: skia.Canvas, colours: Colours, window: Window, tone: Colour) -> None:
    """Frame, reveal, glazing bars, sill, and a gleam on the glass."""
    outline = window.path()
    wide = window.x1 - window.x0
    canvas.save()
    canvas.clipPath(outline, skia.ClipOp.kIntersect, True)
    gleam = shape(
        [
            (window.x0 + wide * 0.05, window.y1), (window.x0 + wide * 0.35, window.y1),
            (window.x0 + wide * 0.95, window.y0), (window.x0 + wide * 0.65, window.y0),
        ]
    )  # fmt: skip
    canvas.drawPath(gleam, fill(WHITE, 0.07))
    canvas.drawPath(outline, line(colours.shaded(tone, 0.45), 0.034))
    bar = colours.shaded(tone, 0.30)
    for column in range(1, window.columns):
        x = window.x0 + wide * column / window.columns
        canvas.drawLine(x, window.y0, x, window.y1, line(bar, 0.011))
    for row in range(1, window.rows):
        y = window.y0 + (window.y1 - window.y0) * row / window.rows
        canvas.drawLine(window.x0, y, window.x1, y, line(bar, 0.008))
    canvas.restore()
    canvas.drawPath(window.path(0.007), line(tone, 0.016))
    sill = box(window.x0 - 0.034, window.y1, window.x1 + 0.034, window.y1 + 0.020)
    canvas.drawRect(sill, fill(colours.lit(tone, 0.25)))
    canvas.drawRect(box(sill.left(), sill.bottom(), sill.right(), sill.bottom() + 0.012), fill(colours.shadow, 0.28))


def curtain(colours: Colours, area: skia.Rect, tone: Colour) -> Callable[[skia.Canvas, float], None]:
    """Hanging cloth in folds, to be drawn with its hem moved to the right by so many stage units."""
    folds = max(3, round(area.width() / 0.028))
    step = area.width() / folds
    faces = (fill(colours.shaded(tone, 0.28)), fill(colours.lit(tone, 0.10)))
    gleam = line(colours.lit(tone, 0.35), step * 0.10, 0.5)

    def draw(canvas: skia.Canvas, lift: float) -> None:
        top, middle, low = area.top(), area.centerY(), area.bottom()
        for fold in range(folds):  # convex pieces, which are filled several times as fast as one path of many curves
            x = area.left() + step * fold
            drop = lift * (0.5 + 0.5 * math.sin(fold * 1.3))
            end, half = x + step * 1.05, drop * 0.35
            hem = (x + step * 0.5 + drop, low + 0.006)
            edge = [
                (x, top),
                (end, top),
                (end + half, middle),
                (end + drop, low),
                hem,
                (x + drop, low),
                (x + half, middle),
            ]
            canvas.drawPath(shape(edge), faces[fold % 2])
            shine = x + step * (0.25 if colours.key_side < 0 else 0.75)
            canvas.drawLine(shine, top, shine + drop, low, gleam)

    return draw
