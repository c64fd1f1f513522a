"""The world going by: land that streams past a window, and points on a straight way that runs to a vanishing point."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    Point,
    Puff,
    box,
    fill,
    foliage,
    glow,
    line,
    pine,
    shade,
    tinted,
)

PIXELS_PER_UNIT = 560
"""Of a strip: it moves, so it may be softer than what stands still."""
LAP = 0.01
LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
NEAREST = skia.SamplingOptions()
VERY_SOFT = 0.01
"""A smear from which on a strip needs no filter, which halves its cost."""


blend = lru_cache(maxsize=4096)(mix)
"""`mix`, remembered: what moves asks for the same few blends each frame, and OKLab is dear."""

halo = lru_cache(maxsize=64)(Puff)
"""The sprite of a light's halo in a colour."""


def faded(colours: Colours, tone: Colour, distance: float) -> Colour:
    """The tone seen through the air at a distance along a way, in steps so small that none is seen."""
    return blend(tone, colours.haze, min(32, round(4 * distance)) / 48)


@dataclass(frozen=True)
class Strip:
    """A picture that repeats endlessly sideways."""

    image: skia.Image
    width: float
    y0: float
    y1: float
    sampling: skia.SamplingOptions

    def draw(self, canvas: skia.Canvas, shift: float) -> None:
        """Draws it over the whole reach, `shift` units to the right of where it was painted."""
        x = -REACH_X + (shift + REACH_X) % self.width - self.width
        while x < REACH_X:
            canvas.drawImageRect(self.image, box(x, self.y0, x + self.width + LAP, self.y1), self.sampling)
            x += self.width


def make_strip(width: float, y0: float, y1: float, paint: Callable[[skia.Canvas], None], smear: float = 0.0) -> Strip:
    """A strip from what is painted between x = 0 and `width`; `smear` is how far motion blurs it sideways."""
    surface = skia.Surface(round((width + LAP) * PIXELS_PER_UNIT), round((y1 - y0) * PIXELS_PER_UNIT))
    canvas = surface.getCanvas()
    if smear:
        blur = skia.ImageFilters.Blur(smear * PIXELS_PER_UNIT, 0.0, skia.TileMode.kClamp)
        canvas.saveLayer(None, skia.Paint(ImageFilter=blur))
    canvas.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT)
    canvas.translate(0, -y0)
    for turn in (-1, 0, 1):  # what hangs over one end comes in at the other
        canvas.save()
        canvas.translate(turn * width, 0)
        paint(canvas)
        canvas.restore()
    if smear:
        canvas.restore()
    return Strip(surface.makeImageSnapshot(), width, y0, y1, NEAREST if smear >= VERY_SOFT else LINEAR)


def rolling(rng: random.Random, width: float, y: float, amplitude: float) -> skia.Path:
    """Land under a ridge that meets itself after `width`, from x = 0 to `width` and a little over."""
    parts = [(amplitude / n**0.9, math.tau * n / width, rng.uniform(0, math.tau)) for n in (1, 2, 3, 5, 8)]
    path = skia.Path()
    path.moveTo(-0.01, BOTTOM_Y)
    for step in range(121):
        x = -0.01 + (width + 0.02) * step / 120
        path.lineTo(x, y - sum(strength * math.sin(wave * x + phase) for strength, wave, phase in parts))
    path.lineTo(width + 0.01, BOTTOM_Y)
    path.close()
    return path


def paint_window_sky(canvas: skia.Canvas, colours: Colours, seed: int, horizon_y: float, top_y: float) -> None:
    """The hour's sky as a window shows it, over the whole reach: sun or moon, stars, a few long clouds."""
    rng = random.Random(seed)
    canvas.drawRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y), shade(colours.sky_top, colours.sky_low, top_y, horizon_y))
    if colours.night > 0.5:
        for _ in range(130):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(top_y, horizon_y - 0.02)
            canvas.drawCircle(x, y, rng.uniform(0.0008, 0.0022), fill(WHITE, rng.uniform(0.2, 0.9) * colours.night))
    x, y = colours.key_side * rng.uniform(0.08, 0.14), top_y + (horizon_y - top_y) * rng.uniform(0.45, 0.62)
    radius = 0.045 if colours.night > 0.9 else 0.038
    canvas.drawCircle(x, y, radius * 7, glow(x, y, radius * 7, colours.sun, 0.5))
    canvas.drawCircle(x, y, radius, fill(mix(colours.sun, WHITE, 0.5)))
    for _ in range(9):
        cx, cy, half = rng.uniform(-1.2, 1.2), rng.uniform(top_y, horizon_y), rng.uniform(0.12, 0.3)
        tone = mix(mix(colours.sky_low, colours.light, 0.5), WHITE, 0.35 * (1 - colours.night))
        for part in range(3):
            dx, reach = half * rng.uniform(-0.5, 0.5), half * (1 - 0.22 * part)
            oval = box(cx + dx - reach, cy - 0.010 * part - 0.007, cx + dx + reach, cy - 0.010 * part + 0.009)
            canvas.drawOval(oval, fill(tone, 0.30 - 0.14 * colours.night))


def far_land(colours: Colours, seed: int, horizon_y: float) -> Strip:
    """Hills in the haze, 4 units long."""

    def paint(canvas: skia.Canvas) -> None:
        own = random.Random(seed)
        for distance, lift in ((0.75, 0.045), (0.5, 0.0)):
            tone = colours.distant(colours.far, distance)
            path = rolling(own, 4.0, horizon_y - lift, 0.028)
            canvas.drawPath(path, shade(tone, mix(tone, colours.haze, 0.5), horizon_y - 0.1, horizon_y + 0.12))

    return make_strip(4.0, horizon_y - 0.13, horizon_y + 0.08, paint, 0.002)


def middle_land(colours: Colours, seed: int, horizon_y: float, bottom_y: float) -> Strip:
    """Fields with copses, farms whose windows are lit at night, 5 units long."""

    def paint(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        tone = colours.distant(tinted(LEAF, colours.mid, 0.55), 0.3)
        canvas.drawPath(
            rolling(rng, 5.0, horizon_y, 0.012),
            shade(colours.lit(tone, 0.25), colours.shaded(tone, 0.3), horizon_y, bottom_y),
        )
        for _ in range(7):
            x, y = rng.uniform(0, 5), horizon_y + rng.uniform(0.03, 0.08)
            half, hue = rng.uniform(0.3, 0.6), rng.choice((colours.glow, colours.second, colours.light))
            canvas.drawOval(box(x - half, y, x + half, y + 0.025), fill(mix(tone, hue, 0.3), 0.8))
        for _ in range(9):
            x, y = rng.uniform(0, 5), horizon_y + rng.uniform(0.0, 0.05)
            if rng.random() < 0.45:
                _farm(canvas, rng, x, y, colours)
            elif rng.random() < 0.5:
                for step in range(4):
                    foliage(canvas, rng, x + 0.06 * step, y - 0.012, rng.uniform(0.03, 0.05), tone, colours)
            else:
                for step in range(5):
                    pine(canvas, rng, x + 0.045 * step, y + 0.01, rng.uniform(0.07, 0.12), tone, colours)

    return make_strip(5.0, horizon_y - 0.11, bottom_y, paint, 0.004)


def _farm(canvas: skia.Canvas, rng: random.Random, x: float, y: float, colours: Colours) -> None:
    wall = colours.distant(colours.lit(colours.mid, 0.35), 0.2)
    width, tall = rng.uniform(0.07, 0.1), rng.uniform(0.035, 0.045)
    canvas.drawRect(box(x, y - tall, x + width, y + 0.01), fill(wall))
    roof = skia.Path()
    roof.addPoly(
        [skia.Point(x - 0.008, y - tall), skia.Point(x + width * 0.15, y - tall * 1.8),
         skia.Point(x + width * 0.85, y - tall * 1.8), skia.Point(x + width + 0.008, y - tall)], True,
    )  # fmt: skip
    canvas.drawPath(roof, fill(colours.shaded(mix(colours.accent, colours.mid, 0.4), 0.25 + 0.3 * colours.night)))
    pane = mix(colours.glow, WHITE, 0.2) if colours.night > 0.2 else colours.shaded(wall, 0.5)
    for number in range(3):
        wx = x + width * (0.16 + 0.27 * number)
        canvas.drawRect(box(wx, y - tall * 0.7, wx + 0.010, y - tall * 0.25), fill(pane))


def near_land(colours: Colours, seed: int, y: float, bottom_y: float) -> Strip:
    """Hedges and single trees beside the line, smeared by speed, 6 units long."""

    def paint(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        tone = colours.shaded(tinted(LEAF, colours.mid, 0.55), 0.35)
        canvas.drawPath(rolling(rng, 6.0, y, 0.012), fill(tone))
        for _ in range(34):
            foliage(canvas, rng, rng.uniform(0, 6), y, rng.uniform(0.025, 0.06), tone, colours)
        for _ in range(3):
            x = rng.uniform(0, 6)
            canvas.drawLine(x, y, x, y - 0.14, line(colours.shaded(tone, 0.4), 0.014))
            foliage(canvas, rng, x, y - 0.17, rng.uniform(0.08, 0.11), tone, colours)

    return make_strip(6.0, y - 0.28, bottom_y, paint, 0.02)


@dataclass(frozen=True)
class Way:
    """A straight way from under our feet to a vanishing point."""

    x: float
    """Of the vanishing point."""
    horizon_y: float
    eye: float
    """Our height over the way: what lies on it at distance 1 is seen that far under the horizon."""

    def at(self, x: float, height: float, distance: float) -> Point:
        """Where a point is seen, `x` beside and `height` above the way; distance 1 is where the figures stand."""
        return self.x + x / distance, self.horizon_y + (self.eye - height) / distance
