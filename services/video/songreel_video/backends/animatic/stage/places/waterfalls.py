"""A gorge with a waterfall: strata of rock, two falls, mist, wet stones and ferns."""

import math
import random
from dataclasses import dataclass
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    Point,
    Puff,
    below,
    box,
    fern,
    fill,
    foliage,
    glow,
    ground_line,
    line,
    pine,
    shade,
    shape,
    tinted,
)
from songreel_video.backends.animatic.stage.workshop.rocks import stone, strata

LIP_Y, LEDGE_Y, POOL_Y = 0.17, 0.47, 0.76
"""Where the water starts, where it breaks, where it lands."""


@dataclass(frozen=True)
class Fall:
    """One curtain of water, wider at its foot."""

    x: float
    top: float
    foot: float
    half_top: float
    half_foot: float

    def at(self, across: float, down: float) -> Point:
        """Where the water is: across -1 to 1, down 0 at the lip to 1 at the foot."""
        half = self.half_top + (self.half_foot - self.half_top) * max(0.0, down) ** 0.7
        return self.x + across * half, self.top + (self.foot - self.top) * down

    def outline(self, rng: random.Random) -> skia.Path:
        """The curtain with ragged sides."""
        phase = rng.uniform(0, math.tau)
        rough = [0.05 * math.sin(n * 0.9 + phase) + 0.03 * math.sin(n * 2.3 + 2 * phase) for n in range(31)]
        left = [self.at(-1 + rough[n], n / 30) for n in range(31)]
        right = [self.at(1 + rough[30 - n], n / 30) for n in range(30, -1, -1)]
        return shape([*left, *right])


def waterfall(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Water that falls over two steps of rock into a pool."""
    x = 0.16 * random.Random(seed).choice((-1, 1))
    falls = (Fall(x, LIP_Y, LEDGE_Y + 0.01, 0.085, 0.115), Fall(x - 0.02, LEDGE_Y, POOL_Y + 0.01, 0.15, 0.205))
    rock = mix(colours.mid, colours.near, 0.25)
    leaf = tinted(LEAF, colours.mid, 0.4)

    def cliff(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        rim = ground_line(rng, LIP_Y - 0.02, 0.022, 3.1, 0.3)
        for _ in range(44):
            px = rng.uniform(-REACH_X, REACH_X)
            if abs(px - x) > 0.12:
                pine(canvas, rng, px, rim(px) + 0.02, rng.uniform(0.10, 0.24), colours.distant(leaf, 0.2), colours)
        strata(canvas, rng, rim, rock, colours)
        wet = mix(colours.sky_low, WHITE, 0.4 - 0.3 * colours.night)
        canvas.drawRect(box(x - 0.7, -0.2, x + 0.7, 1.2), glow(x, 0.52, 0.62, wet, 0.5))
        for fall in falls:
            _curtain(canvas, rng, fall, colours)
        for number in range(26):  # foam where the water lands
            px = falls[1].x + 0.24 * (number / 12.5 - 1) + rng.uniform(-0.02, 0.02)
            size = rng.uniform(0.012, 0.034)
            canvas.drawCircle(px, POOL_Y + 0.008, size, fill(mix(wet, WHITE, rng.uniform(0.1, 0.6)), 0.7))
        ledge = colours.shaded(rock, 0.5)
        for _ in range(9):  # wet stones that break the water on its ledge
            px, size = x + rng.uniform(-0.2, 0.2), rng.uniform(0.02, 0.045)
            stone(canvas, (px, LEDGE_Y + 0.02), size, ledge, colours)
        for _ in range(30):
            px, py = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.10, 0.66)
            if abs(px - x) > 0.24:
                foliage(canvas, rng, px, py, rng.uniform(0.025, 0.06), leaf, colours)

    def buttresses(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 5)
        dark = colours.shaded(mix(rock, colours.near, 0.5), 0.25)
        for side in (-1, 1):
            edge = [(side * 0.92, -0.5), (side * 0.80, -0.1), (side * 0.74, 0.12), (side * 0.78, 0.3)]
            edge += [(side * 0.66, 0.46), (side * 0.68, 0.62), (side * 0.54, 0.74), (side * 0.5, 0.82)]
            body = shape([(side * 2, -0.5), *edge, (side * 2, 0.86)])
            canvas.drawPath(body, shade(colours.lit(dark, 0.08), colours.shaded(dark, 0.4), 0.0, 0.85))
            if side != colours.key_side:  # the face towards the light
                facet = [(px + side * rng.uniform(0.04, 0.10), py) for px, py in reversed(edge)]
                canvas.drawPath(shape([*edge, *facet]), fill(colours.lit(dark, 0.3), 0.7))
            for _ in range(13):
                px, py = side * rng.uniform(0.72, 1.3), rng.uniform(0.0, 0.72)
                foliage(canvas, rng, px, py, rng.uniform(0.03, 0.07), colours.shaded(leaf, 0.2), colours)
            for _ in range(7):
                foot = (side * rng.uniform(0.56, 0.9), rng.uniform(0.5, 0.8))
                fern(canvas, foot, rng.uniform(0.06, 0.12), colours.shaded(leaf, 0.05), colours)

    def pool(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 1)
        _pool(canvas, rng, falls[1].x, colours)
        bank = ground_line(rng, 0.885, 0.014, 2.6)
        earth = colours.shaded(mix(leaf, colours.ground, 0.5), 0.2)
        canvas.drawPath(below(bank), shade(colours.lit(earth, 0.2), colours.shaded(earth, 0.5), 0.87, 1.15))
        for _ in range(30):
            px = rng.uniform(-REACH_X, REACH_X)
            size = rng.uniform(0.015, 0.05)
            stone(canvas, (px, bank(px) + rng.uniform(-0.012, 0.01)), size, colours.shaded(rock, 0.3), colours)
        for _ in range(16):
            foot = (rng.choice((-1, 1)) * rng.uniform(0.45, 1.5), rng.uniform(0.9, 1.1))
            fern(canvas, foot, rng.uniform(0.08, 0.15), colours.lit(leaf, 0.08), colours)

    return Scenery(
        (
            Layer(5, cliff, partial(_fall_down, colours, falls, Puff(_spray(colours)))),
            Layer(3, buttresses),
            Layer(1, pool, partial(_rings, colours, falls[1].x)),
        ),
        horizon_y=0.5,
        ground_y=0.935,
        wet=0.35,
    )


def _curtain(canvas: skia.Canvas, rng: random.Random, fall: Fall, colours: Colours) -> None:
    """The water that always falls: a pale body, darker gaps, bright threads."""
    pale = mix(mix(colours.sky_low, colours.sky_top, 0.3), WHITE, 0.62 - 0.42 * colours.night)
    deep = mix(pale, mix(colours.sky_top, colours.mid, 0.4), 0.5)
    outline = fall.outline(rng)
    canvas.drawPath(outline, shade(mix(pale, deep, 0.55), pale, fall.top, fall.foot))
    canvas.save()
    canvas.clipPath(outline, doAntiAlias=True)
    for _ in range(70):
        across, start, length = rng.uniform(-1, 1), rng.uniform(-0.1, 0.8), rng.uniform(0.15, 0.6)
        thread = skia.Path()
        thread.moveTo(*fall.at(across, start))
        thread.lineTo(*fall.at(across * 1.02, min(1.0, start + length)))
        tone = rng.choice((deep, mix(pale, WHITE, 0.5 - 0.2 * colours.night), pale))
        canvas.drawPath(thread, line(tone, rng.uniform(0.003, 0.011), rng.uniform(0.3, 0.75)))
    canvas.restore()
    lip = box(fall.x - fall.half_top, fall.top - 0.008, fall.x + fall.half_top, fall.top + 0.022)
    canvas.drawOval(lip, fill(mix(pale, WHITE, 0.2), 0.85))


def _pool(canvas: skia.Canvas, rng: random.Random, x: float, colours: Colours) -> None:
    """Clear water: the fall's light in it, darker towards us."""
    top = mix(mix(colours.sky_low, colours.mid, 0.35), WHITE, 0.12 * (1 - colours.night))
    low = colours.shaded(mix(mix(colours.sky_top, colours.mid, 0.4), (0.10, 0.34, 0.36), 0.3), 0.3)
    canvas.drawRect(box(-REACH_X, POOL_Y, REACH_X, BOTTOM_Y), shade(top, low, POOL_Y, 0.92))
    white = mix(colours.sky_low, WHITE, 0.6 - 0.3 * colours.night)
    for _ in range(60):
        share = rng.random()
        at, width = x + rng.gauss(0, 0.14 + 0.1 * share), rng.uniform(0.02, 0.09)
        y = POOL_Y + 0.005 + 0.12 * share
        canvas.drawOval(box(at - width, y, at + width, y + 0.004 + 0.004 * share), fill(white, 0.5 * (1 - 0.6 * share)))


def _spray(colours: Colours) -> Colour:
    return mix(mix(colours.light, WHITE, 0.6), colours.sky_low, 0.35 * colours.night)


def _fall_down(colours: Colours, falls: tuple[Fall, ...], mist: Puff, canvas: skia.Canvas, moment: Moment) -> None:
    """Threads that fall ever faster, and mist that swells where they land."""
    white = _spray(colours)
    threads: tuple[list[skia.Point], list[skia.Point]] = ([], [])
    for level, fall in enumerate(falls):
        for number in range(30):
            across = 1.9 * ((number * 0.618 + 0.3 * level) % 1) - 0.95
            share = (number * 0.755 + moment.seconds * (0.85 + 0.3 * ((number * 0.37) % 1))) % 1
            down = share**1.6
            for end in (down, min(1.0, down + 0.05 + 0.12 * share)):
                threads[number % 3 > 0].append(skia.Point(*fall.at(across, end)))
    for points, width, alpha in ((threads[1], 0.004, 0.55), (threads[0], 0.009, 0.32)):
        canvas.drawPoints(skia.Canvas.PointMode.kLines_PointMode, points, line(white, width, alpha))
    foot = falls[-1]
    swell = 1 + 0.2 * moment.pulse * moment.energy
    for level, fall in enumerate(falls):
        for number in range(3 + 2 * level):
            share = (moment.seconds * 0.35 + number / (3 + 2 * level)) % 1
            x = fall.x + fall.half_foot * (1.5 * ((number * 0.618) % 1) - 0.75) * (1 + 0.5 * share)
            radius = (0.045 + 0.055 * share) * swell * (0.6 + 0.5 * level)
            mist.draw(canvas, x, fall.foot - 0.05 * share, radius, 0.75 * math.sin(math.pi * share))
    for number in range(16):  # drops that spring back
        share = (moment.seconds * 1.1 + number * 0.618) % 1
        x = foot.x + (((number * 0.755) % 1) - 0.5) * (foot.half_foot * 2 + 0.12 * share)
        y = foot.foot - 0.16 * share * (1 - share) * (0.5 + (number * 0.37) % 1)
        canvas.drawCircle(x, y, 0.003, fill(white, 0.7 * (1 - share)))


def _rings(colours: Colours, x: float, canvas: skia.Canvas, moment: Moment) -> None:
    """Rings that travel from the foot of the fall over the pool."""
    white = mix(colours.light, WHITE, 0.5)
    for number in range(5):
        share = (moment.seconds * 0.2 + number / 5) % 1
        reach = 0.16 + 0.55 * share
        arc = box(x - reach, POOL_Y - reach * 0.10, x + reach, POOL_Y + 0.02 + reach * 0.13)
        canvas.drawArc(arc, 15, 150, False, line(white, 0.003, 0.4 * (1 - share)))


PLACES = {"waterfall": waterfall}
