"""High country: ranges of mountains one behind the other, firs and a cabin under snow."""

import math
import random
from dataclasses import dataclass
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, mix, to_oklab
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    Ridge,
    below,
    box,
    fill,
    ground_line,
    line,
    pine,
    shade,
    shape,
    tinted,
    within,
)


def range_tone(colours: Colours, share: float) -> Colour:
    """A range's colour by its place in the row: 0 the farthest, pale with air, 1 the nearest, dark."""
    lightness = float(to_oklab(colours.far)[0]) + 0.10 * colours.night
    far = mix(at_lightness(mix(colours.far, colours.sky_top, 0.35), lightness), colours.haze, 0.30)
    return mix(far, colours.shaded(colours.near, 0.25), share)


@dataclass(frozen=True)
class FirBelt:
    """A rolling slope with firs along its crest."""

    colours: Colours
    seed: int
    y: float
    tall: float
    leaf: Colour
    slope: Colour
    snow: bool = False

    def paint(self, canvas: skia.Canvas) -> None:
        """The firs, then the slope they stand on."""
        rng = random.Random(self.seed)
        height = ground_line(rng, self.y, 0.018, 1.9)
        for _ in range(54):
            x = rng.uniform(-REACH_X, REACH_X)
            foot, size = height(x) + 0.012, self.tall * rng.uniform(0.6, 1.4)
            pine(canvas, rng, x, foot, size, self.leaf, self.colours, snow=self.snow)
        body = shade(self.colours.lit(self.slope, 0.12), self.colours.shaded(self.slope, 0.2), self.y, self.y + 0.2)
        canvas.drawPath(below(height), body)


def mountains(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Three ranges one behind the other, and a shoulder of rock to stand on."""
    rock = mix(colours.ground, colours.near, 0.35)
    leaf = tinted(LEAF, colours.near, 0.4)

    def shoulder(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 5)
        height = ground_line(rng, 0.84, 0.035, 2.0, 0.35)
        canvas.drawPath(below(height), shade(colours.lit(rock, 0.3), colours.shaded(rock, 0.6), 0.8, 1.2))
        for _ in range(60):
            x = rng.uniform(-REACH_X, REACH_X)
            y = height(x) + rng.uniform(0.0, 0.35)
            size = rng.uniform(0.01, 0.05)
            top = [(x - size * 0.5, y - size * 0.2), (x + size * 0.4, y - size * 0.3)]
            stone = shape([(x - size, y + size * 0.5), *top, (x + size, y + size * 0.5)])
            canvas.drawPath(stone, fill(colours.shaded(rock, 0.35), 0.7))
            canvas.drawLine(*top[0], *top[1], line(colours.lit(rock, 0.5), 0.004))

    def mist(y: float, canvas: skia.Canvas) -> None:
        veil = shade(colours.haze, colours.haze, y, y + 0.16, (0.0, 0.5))
        canvas.drawRect(box(-REACH_X, y, REACH_X, BOTTOM_Y), veil)

    def eagles(canvas: skia.Canvas, moment: Moment) -> None:
        pen = line(colours.shaded(colours.near, 0.5), 0.0035, 0.9)
        for number in range(2):
            angle = moment.seconds * 0.35 + number * 2.2 + seed
            x, y = 0.3 * colours.key_side + 0.24 * math.cos(angle), 0.24 + 0.05 * number + 0.03 * math.sin(angle)
            lift = 0.004 * math.sin(moment.seconds * 2.2 + number * 2)
            canvas.drawLine(x - 0.018, y - 0.005 - lift, x, y, pen)
            canvas.drawLine(x, y, x + 0.018, y - 0.005 - lift, pen)

    far, mid, near = (range_tone(colours, share) for share in (0.0, 0.34, 0.66))

    def back(canvas: skia.Canvas) -> None:
        Ridge(colours, seed, 0.49, 0.18, 1.9, far, 0.9, snow=True).paint(canvas)
        mist(0.50, canvas)

    def middle(canvas: skia.Canvas) -> None:
        Ridge(colours, seed + 1, 0.60, 0.13, 2.4, mid, 0.85, snow=True).paint(canvas)
        mist(0.62, canvas)

    return Scenery(
        (
            Layer(14, back),
            Layer(9, middle, eagles if colours.night < 0.6 else None),
            Layer(5, Ridge(colours, seed + 2, 0.72, 0.08, 2.6, near, 0.5).paint),
            Layer(2.6, FirBelt(colours, seed + 4, 0.82, 0.11, leaf, colours.shaded(leaf, 0.3)).paint),
            Layer(1, shoulder),
        ),
        horizon_y=0.62,
        ground_y=0.90,
    )


def snow(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Firs under snow, a cabin whose window is lit, blue shadows on white ground."""
    white = mix(mix(colours.light, WHITE, 0.5), colours.sky_low, 0.22 + 0.40 * colours.night)
    blue = mix(white, mix(colours.shadow, colours.sky_top, 0.5), 0.32 + 0.12 * colours.night)
    leaf = tinted(LEAF, colours.near, 0.5)
    side = random.Random(seed).choice((-1, 1))
    x = within(side * 0.40, aspect)

    def ground(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 1), 0.80, 0.02, 1.6)
        top, low = mix(white, WHITE, 0.35 * (1 - colours.night)), mix(white, colours.shadow, 0.35)
        canvas.drawPath(below(height), shade(top, low, 0.78, 1.2))
        rng = random.Random(seed + 2)
        shadow = fill(mix(colours.shadow, colours.sky_top, 0.5), 0.12)
        for _ in range(18):
            dx, dy = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.86, 1.2)
            canvas.drawOval(box(dx - 0.25, dy, dx + 0.25, dy + 0.03), shadow)
        for number in range(17):  # a track that leads to the cabin
            share = number / 16
            fx = x * 0.7 * (1 - share) ** 1.5 + side * (0.012 + 0.02 * share) * (1 if number % 2 else -1)
            fy, size = 0.805 + 0.5 * share**1.6, 0.006 + 0.016 * share
            canvas.drawOval(box(fx - size, fy, fx + size, fy + size * 0.7), fill(blue, 0.75))

    def slope(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 6), 0.735, 0.018, 2.1)
        canvas.drawPath(below(height), shade(mix(white, blue, 0.2), blue, 0.72, 0.86))
        _cabin(canvas, x, height(x) + 0.012, colours, white)

    def smoke(canvas: skia.Canvas, moment: Moment) -> None:
        tone = mix(white, colours.sky_low, 0.4)
        for number in range(7):
            share = (moment.seconds * 0.12 + number / 7) % 1
            drift = 0.05 * share**1.5 * colours.key_side + 0.012 * math.sin(5 * share + moment.seconds)
            alpha = 0.34 * (1 - share) * min(1.0, share * 6)
            canvas.drawCircle(x + 0.045 + drift, 0.548 - 0.24 * share, 0.008 + 0.03 * share, fill(tone, alpha))

    range_white = mix(range_tone(colours, 0.1), white, 0.25)
    return Scenery(
        (
            Layer(12, Ridge(colours, seed, 0.53, 0.15, 2.0, range_white, 0.8, snow=True).paint),
            Layer(6, FirBelt(colours, seed + 4, 0.69, 0.12, colours.distant(leaf, 0.3), blue, snow=True).paint),
            Layer(3.4, slope, smoke),
            Layer(2.2, partial(_snow_pines, colours, seed, white)),
            Layer(1, ground),
        ),
        horizon_y=0.64,
        ground_y=0.92,
        lamps=(Lamp(x - 0.028, 0.685, 3.4, 0.16, colours.glow, 1.0),),
    )


def _cabin(canvas: skia.Canvas, x: float, foot: float, colours: Colours, white: Colour) -> None:
    wood = colours.shaded(mix(colours.near, (0.42, 0.27, 0.18), 0.6), 0.15)
    canvas.drawRect(box(x + 0.034, foot - 0.185, x + 0.056, foot - 0.10), fill(colours.shaded(wood, 0.4)))
    canvas.drawRect(box(x + 0.030, foot - 0.192, x + 0.060, foot - 0.180), fill(white))
    canvas.drawRect(box(x - 0.085, foot - 0.085, x + 0.085, foot), fill(wood))
    for number in range(5):
        y = foot - 0.085 + 0.017 * number
        canvas.drawLine(x - 0.085, y, x + 0.085, y, line(colours.shaded(wood, 0.5), 0.002))
    roof = [(x - 0.115, foot - 0.075), (x - 0.02, foot - 0.165), (x + 0.02, foot - 0.165), (x + 0.115, foot - 0.075)]
    canvas.drawPath(shape(roof), fill(colours.shaded(white, 0.12)))
    canvas.drawPath(shape(roof[:3] if colours.key_side < 0 else roof[1:]), fill(white, 0.8))
    pane = mix(colours.glow, WHITE, 0.25) if colours.night > 0.1 else colours.shaded(colours.sky_low, 0.5)
    canvas.drawRect(box(x - 0.050, foot - 0.066, x - 0.006, foot - 0.028), fill(pane))
    bars = line(colours.shaded(wood, 0.6), 0.003)
    canvas.drawLine(x - 0.028, foot - 0.066, x - 0.028, foot - 0.028, bars)
    canvas.drawLine(x - 0.050, foot - 0.047, x - 0.006, foot - 0.047, bars)
    canvas.drawRect(box(x + 0.024, foot - 0.062, x + 0.056, foot), fill(colours.shaded(wood, 0.55)))
    canvas.drawOval(box(x - 0.11, foot - 0.012, x + 0.11, foot + 0.012), fill(white))


def _snow_pines(colours: Colours, seed: int, white: Colour, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 5)
    height = ground_line(random.Random(seed + 7), 0.775, 0.012, 1.7)
    leaf = tinted(LEAF, colours.near)
    spots = sorted((side * rng.uniform(0.52, 1.5), rng.uniform(0.32, 0.62)) for side in (-1, 1) for _ in range(5))
    for x, tall in spots:
        pine(canvas, rng, x, height(x) + 0.014, tall, leaf, colours, snow=True)
    canvas.drawPath(below(height), shade(mix(white, colours.shadow, 0.06), mix(white, colours.shadow, 0.2), 0.77, 0.9))


PLACES = {"mountains": mountains, "snow": snow}
